import Testing

/// Every rule finds what it is there for, and lets pass what it should.
@Suite struct RuleTests {
    private func messages(_ findings: [Finding]) -> [String] { findings.map(\.description) }

    @Test(arguments: [
        ("Sources/Store/A.swift", "import Actions", "Store must not know Actions"),
        ("Sources/API/A.swift", "package import Pages", "API must not know Pages"),
        ("Sources/Pages/A.swift", "import API", "Pages must not know API"),
        ("Sources/Actions/A.swift", "import fitxa", "Actions must not know fitxa"),
        ("Sources/Exchange/A.swift", "internal import struct Store.Row", "Exchange must not know Store"),
        (
            "Sources/Directory/A.swift", "import Foundation",
            "Directory is pure: it must not import Foundation"
        ),
        ("Sources/Store/A.swift", "import CLibpq", "only Postgres imports CLibpq"),
        ("Tests/StoreTests/A.swift", "@testable import CLibpq", "only Postgres imports CLibpq"),
        ("Sources/Utilities/A.swift", "", "module Utilities has no place in DependencyRules.arrows"),
    ])
    func `an import against the arrows is found`(path: String, text: String, message: String) {
        #expect(DependencyRules.findings(in: SourceFile(path, text)).map(\.message) == [message])
    }

    @Test(arguments: [
        ("Sources/Store/A.swift", "package import Postgres\nimport Directory\nimport FoundationEssentials"),
        ("Sources/Postgres/A.swift", "import CLibpq"),
        (
            "Sources/Directory/A.swift",
            "// import Store\nimport FoundationEssentials\nlet text = \"\"\"\nimport API\n\"\"\""
        ),
        ("Tests/APITests/A.swift", "@testable import Pages"),
    ])
    func `an import along the arrows passes`(path: String, text: String) {
        #expect(DependencyRules.findings(in: SourceFile(path, text)) == [])
    }

    @Test func `an allowed arrow never closes a circle`() {
        func reaches(_ from: String, _ to: String) -> Bool {
            let next = DependencyRules.arrows[from] ?? []
            return next.contains(to) || next.contains { reaches($0, to) }
        }

        #expect(DependencyRules.arrows.keys.filter { reaches($0, $0) } == [])
    }

    @Test func `unsafe words are found outside the wrappers only`() {
        let text =
            "let a = unsafe b\nstruct C: @unchecked Sendable {}\nnonisolated(unsafe) var d = 1\n@safe struct E {}"

        #expect(
            WordRules.unsafeFindings(in: SourceFile("Sources/Store/A.swift", text)).map(\.line) == [
                1, 2, 3, 4,
            ])
        #expect(WordRules.unsafeFindings(in: SourceFile("Sources/Postgres/A.swift", text)) == [])
        let harmless = "// unsafe\nlet unsafely = \"unsafe\"\nfunc `an unsafe name`() {}"
        #expect(WordRules.unsafeFindings(in: SourceFile("Sources/Store/A.swift", harmless)) == [])
    }

    @Test func `forbidden calls are found`() {
        let text = "try! a()\n  print(1)\nfatalError(\"x\")\nlog.print(1)\nfingerprint(2)\n// try! print("

        #expect(
            WordRules.forbiddenFindings(in: SourceFile("Sources/API/A.swift", text)).map(\.line) == [1, 2, 3])
        #expect(
            WordRules.forbiddenFindings(in: SourceFile("Tests/APITests/A.swift", text)).map(\.line) == [1])
    }

    @Test(arguments: [
        "\"select id from listings\"",
        "\"\"\"\n    select a,\n      b\n    from c where d = \\(e)\n    \"\"\"",
        "\"INSERT INTO a values (1)\"", "\"update a set b = 1\"", "\"delete from a\"",
        "\"id in (select id from a where true)\"", "#\"select \"x\" from y \"#",
    ])
    func `SQL outside Store is found`(literal: String) {
        let text = "let q = \(literal)"

        #expect(SQLRule.findings(in: SourceFile("Sources/Actions/A.swift", text)).count == 1)
        #expect(SQLRule.findings(in: SourceFile("Sources/Store/A.swift", text)) == [])
    }

    @Test(arguments: [
        "Please select one from the list", "the last update", "insert it into a list", "deleted from here",
    ])
    func `prose is not SQL`(text: String) {
        #expect(!SQLRule.isSQL("Choose or " + text))
    }

    @Test func `a declaration without documentation is found`() {
        let text = """
            /// Told.
            package struct A {
                package let b: Int
                /// Told.
                @discardableResult
                package static func c() {}
                public init(_ d: Int) {}
                package private(set) var e = 1
                package var description: String { "" }
                package static func < (left: A, right: A) -> Bool { true }
                package func required() {}
                func hidden() {}
                package final class F {}
            }
            """
        let findings = DocumentationRule.findings(
            in: SourceFile("Sources/Store/A.swift", text), requirements: ["required"])

        #expect(findings.map(\.line) == [3, 7, 8, 13])
        #expect(findings.map(\.message).first == "b has no documentation")
    }

    @Test func `requirements of protocols are gathered`() {
        let text =
            "package protocol A {\n  var b: Int { get }\n  init(row: Int)\n  func c() throws\n}\nfunc d() {}"

        #expect(
            DocumentationRule.requirements(in: SourceFile("Sources/Store/A.swift", text)) == [
                "b", "init(row", "c",
            ])
    }

    @Test func `long files are found`() {
        func file(_ top: String, _ lines: Int) -> SourceFile {
            SourceFile("\(top)/Store/A.swift", String(repeating: "let a = 1\n", count: lines))
        }

        #expect(SizeRules.fileFindings(in: file("Sources", 301)).count == 1)
        #expect(SizeRules.fileFindings(in: file("Sources", 300)) == [])
        #expect(SizeRules.fileFindings(in: file("Tests", 401)).count == 1)
        #expect(SizeRules.fileFindings(in: file("Tests", 400)) == [])
    }

    @Test func `long functions are found, short ones and requirements are not`() {
        let body = String(repeating: "    a = \"}\"\n", count: 49)
        let requirement = "protocol P {\n  func a()\n  func b(\n    c: Int\n  )\n}\n"
        let short = "func b(\n  c: () -> Void = { }\n)\n  where A: B {\n\(body.prefix(40))}\n"
        let long = "init(a: Int) {\n\(body)}\n"

        let findings = SizeRules.functionFindings(
            in: SourceFile("Sources/Store/A.swift", requirement + short + long))
        #expect(findings.map(\.message) == ["a function of 51 lines, 50 are allowed"])
        #expect(
            findings.first?.line == requirement.split(separator: "\n").count
                + short.split(separator: "\n").count + 1)
    }

    @Test func `unescaped output of templates and reminders are found`() {
        let template = SourceFile("Sources/Pages/Templates/a.mustache", "{{a}}\n{{{b}}}\n{{&c}}")

        #expect(WordRules.templateFindings(in: template).map(\.line) == [2, 3])
        let reminder = SourceFile(
            "Sources/Store/A.swift", "let a = 1\n// " + "TO" + "DO: later\nlet mastodons = 2")
        #expect(WordRules.reminderFindings(in: reminder).map(\.line) == [2])
        #expect(
            WordRules.reminderFindings(in: SourceFile("db/a.sql", "-- a\n-- " + "FIX" + "ME")).map(\.line)
                == [2])
    }

    @Test func `a stranger at the top of the tree is found`() {
        #expect(TopLevelRule.findings(in: ["Sources", ".git", "scripts"]).map(\.path) == ["scripts"])
    }
}
