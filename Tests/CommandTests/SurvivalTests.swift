import Directory
import Exchange
import Foundation
import Postgres
import Support
import Testing

/// Means of payment and sales channels: as often in the database as in the raw file, counted without the readers.
struct SurvivalTests {
    private static let real = ProcessInfo.processInfo.environment["FITXA_REAL_DATA"]
    private static let fixtures = "\(Program.root)/Tests/Fixtures"

    private static let campings =
        ["\(fixtures)/tourinsoft/campings.csv"]
        + (real.map { ["\($0)/tourinsoft-pdl/campings-loire-atlantique.csv"] } ?? [])
    private static let feeds =
        ["\(fixtures)/datatourisme"] + (real.map { ["\($0)/datatourisme-touraine"] } ?? [])

    /// Imports with the command and gives back what the database holds.
    private static func imported(_ format: String, _ path: String) async throws -> [JSON] {
        let program = Program(["FITXA_DATABASE_URL": try TestDatabase.configuration.connectionString()])
        let outcome = try await program.run("import", format, path)
        #expect(outcome.status == 0, "\(outcome.complaints)")
        let export = try await program.run("export", "fitxa").output
        return try export.split(separator: "\n").map { try JSON(parsing: String($0)) }
    }

    private static func means(_ listings: [JSON]) -> [String: Int] {
        listings.reduce(into: [:]) { counts, listing in
            for method in listing["payment"]?["methods"]?.elements ?? [] {
                counts[method["means"]?.string ?? "", default: 0] += 1
            }
        }
    }

    @Test(.database, arguments: campings)
    func `the campsites of a table keep their means of payment and their booking pages`(path: String)
        async throws
    {
        let rows = try CSVParser.rows(of: Array(try Data(contentsOf: URL(filePath: path))))
        let header = try #require(rows.first).cells
        func cells(_ label: String) throws -> [String] {
            let column = try #require(header.firstIndex(of: label))
            return rows.dropFirst().map { $0.cells[column] }
        }
        let codes = [
            "Cartes bancaires": "card", "Chèques bancaires et postaux": "cheque", "Chèques Vacances": "ancv",
            "Chèques Vacances Connect": "ancv_connect", "Espèces": "cash", "Virement": "transfer",
            "Tickets Restaurant": "meal_voucher",
        ]
        var paid: [String: Int] = [:]
        for label in try cells("Modes de paiement acceptés").flatMap({ $0.split(separator: ",") }) {
            paid[codes[label.trimmingCharacters(in: .whitespaces)] ?? "unknown \(label)", default: 0] += 1
        }

        let listings = try await Self.imported("tourinsoft", path)

        #expect(listings.count == rows.count - 1)
        #expect(Self.means(listings) == paid)
        let kept = Set(listings.flatMap { Self.addresses($0) })
        let pages = try cells("Nom centrale de réservation en ligne").flatMap { cell in
            cell.components(separatedBy: "||").filter { $0.hasPrefix("http") }
        }
        #expect(!pages.isEmpty)
        for page in pages {
            guard let url = WebAddress(page.filter { !$0.isWhitespace }) else { continue }
            #expect(kept.contains(Self.place(url)), "\(page)")
        }
    }

    @Test(.database, arguments: feeds)
    func `the objects of a feed keep their means of payment`(path: String) async throws {
        let list = try CSVParser.rows(
            of: Array(
                try Data(contentsOf: URL(filePath: "\(Program.root)/db/vocabularies/payment_means.csv"))))
        let column = try #require(list.first?.cells.firstIndex(of: "datatourisme"))
        let codes = Dictionary(
            list.dropFirst().flatMap { row in
                row.cells[column].split(separator: "|").map { (String($0), row.cells[0]) }
            }
        ) { first, _ in first }
        var paid: [String: Int] = [:]
        let names =
            FileManager.default.enumerator(atPath: "\(path)/objects")?.compactMap { $0 as? String } ?? []
        for name in names where name.hasSuffix(".json") {
            let object = try JSON(parsing: String(contentsOfFile: "\(path)/objects/\(name)", encoding: .utf8))
            let methods = (object["offers"]?.elements ?? []).flatMap {
                $0["schema:acceptedPaymentMethod"]?.elements ?? []
            }
            for code in Set(methods.compactMap { $0["@id"]?.string }) {
                paid[codes[code] ?? "unknown \(code)", default: 0] += 1
            }
        }

        let listings = try await Self.imported("datatourisme", path)

        #expect(paid.count >= 5)
        #expect(Self.means(listings) == paid)
    }

    /// Host and path of all that a listing says about where it is found on the web.
    private static func addresses(_ listing: JSON) -> [String] {
        let elements = ["contacts", "sales_channels", "review_profiles"].flatMap {
            listing[$0]?.elements ?? []
        }
        return elements.compactMap { element in
            (element["url"]?.string ?? element["value"]?.string).flatMap { WebAddress($0) }.map(place)
        }
    }

    private static func place(_ url: WebAddress) -> String {
        let host = url.host.hasPrefix("www.") ? String(url.host.dropFirst(4)) : url.host
        return host + (url.tail.hasSuffix("/") ? String(url.tail.dropLast()) : url.tail)
    }
}
