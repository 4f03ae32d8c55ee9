import Foundation
import Testing

/// The README's table of errors against the codes in the sources.
struct ErrorTableTests {
    @Test func `every code of a problem stands in the README and the other way round`() throws {
        let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let table =
            try #require(readme.components(separatedBy: "## Errors").last)
            .components(separatedBy: "At the command line").first ?? ""
        let told = Set(
            table.split(separator: "\n").filter { $0.hasPrefix("| ") }
                .flatMap { $0.matches(of: /`([a-z_]+)`/).map { String($0.1) } })
        var used: Set<String> = []
        for folder in ["API", "Actions"] {
            let files = FileManager.default.enumerator(atPath: root.appending(path: "Sources/\(folder)").path)
            for case let file as String in files ?? .init() where file.hasSuffix(".swift") {
                let text = try String(
                    contentsOf: root.appending(path: "Sources/\(folder)/\(file)"), encoding: .utf8)
                used.formUnion(text.matches(of: /Problem\(\s*\.\w+,\s*"([a-z_]+)"/).map { String($0.1) })
                used.formUnion(text.matches(of: /self\.init\(\s*\.\w+,\s*"([a-z_]+)"/).map { String($0.1) })
                used.formUnion(text.matches(of: /parameter\(\s*[\w".]+,\s*"([a-z_]+)"/).map { String($0.1) })
                used.formUnion(
                    text.matches(of: /\.(?:forbidden|conflict)\(\s*code:\s*"([a-z_]+)"/).map { String($0.1) })
            }
        }
        #expect(used.subtracting(told).sorted() == [], "missing in the README")
        #expect(told.subtracting(used).sorted() == [], "in the README and nowhere else")
    }
}
