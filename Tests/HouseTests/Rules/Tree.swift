import FoundationEssentials

/// The project's files on disk.
enum Tree {
    /// The folder that holds `Package.swift`.
    static let root: String = {
        var parts = #filePath.split(separator: "/")
        parts.removeLast(4)
        return "/" + parts.joined(separator: "/")
    }()

    /// Every text file that a rule looks at under `Sources` and `Tests`, fixtures left out.
    static let sources: [SourceFile] = ["Sources", "Tests"].flatMap { top in
        paths(under: top).filter { path in
            [".swift", ".mustache", ".h", ".modulemap", ".css", ".js"].contains { path.hasSuffix($0) }
                && !path.hasPrefix("Tests/Fixtures/")
        }.map(file)
    }

    /// Every file under `db` that people write as text.
    static let database: [SourceFile] = paths(under: "db").filter {
        $0.hasSuffix(".sql") || $0.hasSuffix(".md") || !$0.contains(".")
    }.map(file)

    /// The names at the top of the tree that git does not ignore.
    static func topLevel() -> [String] {
        let ignored = text(".gitignore").split(separator: "\n").map { $0.filter { $0 != "/" } }
        return ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).filter {
            !ignored.contains($0)
        }
    }

    /// The paths of the files below a folder, from the root, in order.
    static func paths(under folder: String) -> [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")) ?? []).sorted()
            .map { "\(folder)/\($0)" }
    }

    /// A file's text; empty where it is not there.
    static func text(_ path: String) -> String {
        FileManager.default.contents(atPath: "\(root)/\(path)").map { String(decoding: $0, as: UTF8.self) }
            ?? ""
    }

    private static func file(_ path: String) -> SourceFile { SourceFile(path, text(path)) }
}
