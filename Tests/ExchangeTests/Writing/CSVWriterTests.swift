import Directory
import Exchange
import Testing

@Suite struct CSVWriterTests {
    @Test(arguments: [
        ("Hôtel", "Hôtel"), ("", ""), ("a b", "a b"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
        ("a\nb", "\"a\nb\""),
        ("a\r\nb", "\"a\r\nb\""), ("a;b", "a;b"), ("=1+1", "'=1+1"), ("+33559370101", "'+33559370101"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("\r\n=1", "\"'\r\n=1\""),
        ("\n=1", "\"'\n=1\""), ("＝1+1", "'＝1+1"),
        ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
        ("a=1", "a=1"), ("'x", "'x"),
    ])
    func `a cell can neither break the row nor become a formula`(text: String, cell: String) {
        #expect(CSVWriter.cell(text) == cell)
    }

    @Test func `the row of a listing has a cell for each column`() throws {
        let header = try Self.rows(CSVWriter.header)
        let rows = try Self.rows(CSVWriter.row(.hotel()))

        #expect(header == [CSVWriter.columns])
        let row = Dictionary(uniqueKeysWithValues: zip(CSVWriter.columns, try #require(rows.first)))
        #expect(rows.count == 1 && rows[0].count == CSVWriter.columns.count)
        let expected = [
            "id": "fx-7k2m9qd4", "category": "hotel", "status": "published", "revision": "12",
            "name_fr": "Hôtel, \"des Pyrénées\"", "name_en": "Pyrenees Hotel", "summary_fr": "'=2+2",
            "lat": "43.163", "lon": "-1.236", "address_lines": "19 place du Général, Bât. B",
            "postcode": "64220",
            "commune": "Saint-Jean-Pied-de-Port", "insee": "64485", "phone": "'+33559370101",
            "email": "info@example.fr", "website": "https://example.fr",
            "sales_channels":
                "booking=https://booking.com/hotel/fr/x | direct=https://reservation.example.fr/",
            "payment": "card@online/paybox | card@on_site | cash@on_site", "capacity_persons": "32",
            "capacity_rooms": "14", "classification": "epis=2 | hotel_stars=3",
            "labels": "accueil_velo | logis",
            "amenities": "pool | wifi", "languages_spoken": "eu | fr", "office": "ot-pays-basque",
            "territory": "d-64", "published_at": "2026-01-01T00:00:00Z",
            "content_changed_at": "2026-11-01T10:00:00Z",
        ]
        for (column, value) in expected where column != "payment" {
            #expect(row[column] == value, "\(column)")
        }
        #expect(
            Set(row["payment"]?.split(separator: " | ").map(String.init) ?? [])
                == ["card@online/paybox", "card@on_site", "cash@on_site"])
        #expect(row["opening_hours_osm"]?.contains("2026 Jul 14 off") == true)
    }

    @Test func `an empty listing has empty cells`() throws {
        let row = try #require(Self.rows(CSVWriter.row(.of("{}"))).first)

        #expect(row.count == CSVWriter.columns.count)
        #expect(row[4..<25].filter { !$0.isEmpty } == [])
    }

    /// A reader of RFC 4180 as strict as the writer should be.
    private static func rows(_ text: String) throws -> [[String]] {
        var rows: [[String]] = [[]]
        var cell = ""
        var isQuoted = false
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"" where isQuoted && rest.first == "\"":
                cell.unicodeScalars.append("\"")
                rest.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                rows[rows.count - 1].append(cell)
                cell = ""
            case "\n" where !isQuoted:
                rows[rows.count - 1].append(cell)
                cell = ""
                rows.append([])
            default: cell.unicodeScalars.append(scalar)
            }
        }
        try #require(!isQuoted && cell.isEmpty && rows.last == [])
        return rows.dropLast()
    }
}
