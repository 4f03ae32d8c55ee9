import Archive
import Directory
import Foundation
import Postgres
import Support
import Testing

/// Files that mean harm, given to the real command: each is refused with a word that says where, nothing half written.
struct HostileImportTests {
    private func program() throws -> Program {
        Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString()])
    }

    private static func hotel(_ id: String, _ members: String = #""name":{"fr":"Bon"}"#) -> String {
        #"{"format":"fitxa/1","id":"\#(id)","category":"hotel","status":"published","revision":1,\#(members)}"#
            + "\n"
    }

    private static let entities = (1...9).map { number in
        let inner = String(repeating: number == 1 ? "lol" : "&l\(number - 1);", count: 10)
        return #"<!ENTITY l\#(number) "\#(inner)">"#
    }

    private static let refused: [(name: String, format: String, bytes: [UInt8], word: String)] = [
        (
            "laugh.xml", "tif",
            Array(
                "<?xml version=\"1.0\"?>\n<!DOCTYPE l [\(entities.joined())]>\n<OI>&l9;</OI>".utf8),
            "laugh.xml: line 2 declares or uses an entity"
        ),
        (
            "outside.xml", "tif",
            Array("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><listeOI>&x;</listeOI>".utf8),
            "outside.xml: line 1 declares or uses an entity"
        ),
        (
            "long.ndjson", "fitxa",
            Array(#"{"format":"fitxa/1","id":""#.utf8) + [UInt8](repeating: 0x61, count: 17 << 20),
            "long.ndjson: line 1 has more than 16777216 bytes"
        ),
        (
            "long.json", "apidae",
            Array(#"[{"id":1,"nom":""#.utf8) + [UInt8](repeating: 0x61, count: 17 << 20),
            "long.json: one record has more than 16777216 bytes"
        ),
        (
            "open.csv", "csv", Array("id,nom,category\n2,\"Sans fin,bar\n".utf8),
            "open.csv: the quote that opens in line 2 is never closed"
        ),
    ]

    @Test(.database, arguments: refused)
    func `a file that cannot be read to its end is refused with its name and the place`(
        file: (name: String, format: String, bytes: [UInt8], word: String)
    ) async throws {
        try await withFolder { folder in
            let path = "\(folder)/\(file.name)"
            try Data(file.bytes).write(to: URL(filePath: path))
            let mapping = ["--mapping", "\(Program.root)/db/mappings/generic.yaml"]

            let outcome = try await program().run(
                ["import", file.format, path] + (file.format == "csv" ? mapping : []))

            #expect(outcome.status == 1)
            #expect(outcome.complaints.contains(file.word), "\(outcome.complaints.prefix(300))")
            #expect(try await program().run("listing", "list").output.isEmpty)
        }
    }

    private static let archives: [(name: String, word: String)] = [
        ("bomb.zip", "objets_modifies-1.json unpacks to more than a thousand times its packed size"),
        ("outside.zip", "../evil.json would lie outside"),
        ("cut.zip", "cut.zip ends before its content does"),
    ]

    @Test(.database, arguments: archives)
    func `an archive that means harm is refused whole`(file: (name: String, word: String)) async throws {
        try await withFolder { folder in
            let path = "\(folder)/\(file.name)"
            try Self.archive(file.name, path)

            let outcome = try await program().run("import", "apidae", path)

            #expect(outcome.status == 1)
            #expect(outcome.complaints.contains(file.word), "\(outcome.complaints.prefix(300))")
            #expect(try await program().run("listing", "list").output.isEmpty)
        }
    }

    private static func archive(_ name: String, _ path: String) throws {
        let export = try Data(contentsOf: URL(filePath: "\(Program.root)/Tests/Fixtures/apidae/export.zip"))
        guard name != "cut.zip" else {
            return try export.prefix(export.count / 2).write(to: URL(filePath: path))
        }
        let writer = try ArchiveWriter(path: path, format: .zip)
        if name == "bomb.zip" {
            let blanks = [UInt8](repeating: 0x20, count: 40 << 20)
            try writer.add("objets_modifies/objets_modifies-1.json", blanks)
        } else {
            let train = try Data(
                contentsOf: URL(filePath: "\(Program.root)/Tests/Fixtures/apidae/train.json"))
            try writer.add("objets_modifies/objets_modifies-1.json", Array(train))
            try writer.add("../evil.json", Array(train))
        }
        try writer.finish()
    }

    private static let records: [(String, [UInt8], String)] = [
        (
            "utf8",
            Array(#"{"format":"fitxa/1","name":{"fr":"Ma"#.utf8) + [0xE9] + Array(#"vais"}}"#.utf8),
            "invalid UTF-8"
        ),
        (
            "twice", Array(hotel("fx-7k2m9qd5", #""name":{"fr":"Bon"},"name":{"fr":"Autre"}"#).utf8),
            "the name “name” stands twice"
        ),
        ("deep", [UInt8](repeating: UInt8(ascii: "["), count: 100_000), "nested deeper than 64 levels"),
    ]

    @Test(.database, arguments: records)
    func `a record that means harm is refused alone, with its line`(
        name: String, bytes: [UInt8], word: String
    ) async throws {
        try await withFolder { folder in
            let (path, report) = ("\(folder)/\(name).ndjson", "\(folder)/report.ndjson")
            try Data(Array(Self.hotel("fx-7k2m9qd4").utf8) + bytes).write(to: URL(filePath: path))

            let outcome = try await program().run("import", "fitxa", path, "--report", report, "--json")

            #expect(outcome.status == 0, "\(outcome.complaints)")
            let counts = try JSON(parsing: outcome.output)
            #expect(counts["rejected"] == 1 && counts["findings"]?["json.syntax"] == 1)
            let finding = try JSON(parsing: String(contentsOfFile: report, encoding: .utf8))
            #expect(finding["record"]?.string == "\(name).ndjson:2")
            #expect(finding["message"]?.string?.contains(word) == true)
        }
    }

    @Test(.database) func `a cell that is a formula goes out as text`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/formula.csv"
            let link = #""=HYPERLINK(""http://evil.example/"")""#
            let table = "id,name,category,phone\n1,\(link),bar,0559370101\n"
            try table.write(toFile: path, atomically: true, encoding: .utf8)
            let mapping = "\(Program.root)/db/mappings/generic.yaml"

            #expect(try await program().run("import", "csv", path, "--mapping", mapping).status == 0)
            let export = try await program().run("export", "csv")

            #expect(export.output.contains(#","'=HYPERLINK(""http://evil.example/"")",,,"#))
            #expect(export.output.contains(",'+33559370101,"))
            #expect(export.complaints.contains("1 listings written"))
        }
    }
}
