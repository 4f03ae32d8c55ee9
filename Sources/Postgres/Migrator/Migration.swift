import FoundationEssentials

/// A file that changes the schema: `0001_listings.sql`.
package struct Migration: Sendable, Equatable {
    /// The position in the order, from 1, without gaps.
    package let number: Int

    /// What the file is called after its number, without extension.
    package let name: String

    /// The statements.
    package let sql: String

    /// The name of the file.
    package var file: String { Self.file(number, name) }

    /// The name of the file that a number and a name belong to.
    static func file(_ number: Int, _ name: String) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_" + name + ".sql"
    }

    /// Whether the file runs outside a transaction, which its first line must justify.
    var isOutsideTransaction: Bool { sql.hasPrefix("-- no transaction:") }

    /// Reads all migrations of a folder, in order.
    static func all(in directory: String) throws(MigrationError) -> [Migration] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw MigrationError(directory, "the folder cannot be read")
        }
        var migrations: [Migration] = []
        for name in names.sorted() where name.hasSuffix(".sql") {
            migrations.append(try Migration(file: name, in: directory))
        }
        for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
            throw MigrationError(migration.file, "number \(index + 1) was expected here")
        }
        return migrations
    }

    private init(file: String, in directory: String) throws(MigrationError) {
        let stem = file.dropLast(".sql".count)
        let digits = stem.prefix { $0.isASCII && $0.isNumber }
        guard digits.count == 4, let number = Int(digits), stem.dropFirst(4).first == "_" else {
            throw MigrationError(file, "the name does not begin with four digits and “_”")
        }
        self.number = number
        name = String(stem.dropFirst(5))
        do {
            let url = URL(filePath: directory).appending(path: file)
            sql = try String(contentsOf: url, encoding: .utf8)
        } catch {
            throw MigrationError(file, "the file cannot be read as UTF-8")
        }
    }
}
