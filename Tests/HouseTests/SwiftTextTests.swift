import Testing

/// Taking a Swift file apart.
@Suite struct SwiftTextTests {
    @Test func `comments leave the code, nested ones too`() {
        let text = SwiftText("let a = 1 // one\n/* x /* y */ z */ let b = 2\nlet c = 3")

        #expect(text.code.map { $0.filter { $0 != " " } } == ["leta=1", "letb=2", "letc=3"])
        #expect(text.comments.map(\.text) == ["// one", "/* x /* y */ z */"])
        #expect(text.comments.map(\.line) == [1, 2])
    }

    @Test(arguments: [
        (#"let a = "b // c" + d"#, ["b // c"]),
        (#"let a = "b\"c""#, [#"b\"c"#]),
        (#"let a = "b\(c("d"))e""#, ["d", "b?e"]),
        (##"let a = #"b"c\(d)"#"##, [#"b"c\(d)"#]),
        ("let a = \"\"\"\n  b \"c\"\n  \"\"\"", ["\n  b \"c\"\n  "]),
        ("let a = \"\"", [""]),
    ])
    func `string literals are gathered`(text: String, strings: [String]) {
        #expect(SwiftText(text).strings.map(\.text) == strings)
    }

    @Test func `the code of an interpolation stays code`() {
        let text = SwiftText(#"let a = "b \(try! c()) d"; let e = 1"#)

        #expect(text.code[0].contains("try! c()"))
        #expect(text.code[0].contains("let e = 1"))
        #expect(!text.code[0].contains(" d"))
    }

    @Test func `raw identifiers are blank and lines stay where they were`() {
        let text = SwiftText("func `a // b \" c`() {}\n\"\"\"\nx\n\"\"\"\nlet d = 1")

        #expect(text.code.count == 5)
        #expect(text.code[4] == "let d = 1")
        #expect(text.comments == [])
    }
}
