import Directory
import Exchange
import Testing

struct MappingSuggestionTests {
    private static let header = [
        "Identifiant", "Type", "Nom commercial", "Adresse", "Code postal", "Ville", "N° de téléphone fixe",
        "Mél", "Info", "Vitrine", "Lat", "Lon", "Truc",
    ]
    private static let rows = [
        [
            "1", "Hôtel", "Le Relais", "1 rue du Port", "64220", "Saint-Jean", "05 59 37 01 01", "a@b.fr",
            "c@d.fr", "https://d.fr", "43.16", "-1.23", "x",
        ],
        [
            "2", "Gîte rural", "La Borde", "Le bourg", "64220", "Saint-Jean", "", "", "e@f.fr", "www.f.fr",
            "43.2", "-1.2", "y",
        ],
    ]

    @Test func `columns are recognised by their label or by what stands in them`() throws {
        let yaml = MappingSuggestion(name: "mine", header: Self.header, rows: Self.rows).yaml
        let columns = try #require(try SmallYAML.parse(yaml)["columns"]?.object)

        let expected = [
            "Nom commercial": "name", "Adresse": "address.line", "Code postal": "address.postcode",
            "Ville": "address.commune", "N° de téléphone fixe": "contacts.phone", "Mél": "contacts.email",
            "Info": "contacts.email", "Vitrine": "contacts.link", "Lat": "location.latitude",
            "Lon": "location.longitude",
        ]
        for (label, target) in expected { #expect(columns[label]?.string == target) }
        #expect(columns["Truc"] == nil)
    }

    @Test func `a proposal is a mapping that reads its own table`() throws {
        let yaml = MappingSuggestion(name: "mine", header: Self.header, rows: Self.rows).yaml
        let mapping = try Mapping(json: try SmallYAML.parse(yaml))
        let text = ([Self.header] + Self.rows).map { $0.joined(separator: ";") }.joined(separator: "\n")
        let read = try MappedFile(Array(text.utf8), name: "mine.csv", MappedFile.csv, .ready([mapping]))

        #expect(read.records.map(\.key) == ["1", "2"])
        #expect(read.records.map { $0.document.category } == ["hotel", "meuble_gite"])
        #expect(read.rules["unmapped"] == 2)
    }

    @Test func `a table without an id gets a key of several columns`() throws {
        let yaml = MappingSuggestion(name: "mine", header: ["Nom", "CP", "Rue"], rows: []).yaml

        #expect(try SmallYAML.parse(yaml)["key"] == ["Nom", "CP", "Rue"])
    }

    @Test(arguments: ["tourinsoft/campings.csv", "atout-france/2017.csv", "tourinsoft/bretagne.csv"])
    func `the tables of others get their name, place and contacts`(file: String) throws {
        let rows = try CSVParser.rows(of: try Sample.file("Tests/Fixtures/\(file)")).map(\.cells)
        let yaml = MappingSuggestion(
            name: "x", header: try #require(rows.first), rows: Array(rows.dropFirst())
        ).yaml
        let mapping = try SmallYAML.parse(yaml)
        let targets = Set((mapping["columns"]?.object?.members ?? []).compactMap(\.value.string))

        #expect(targets.isSuperset(of: ["name", "address.postcode", "contacts.phone", "contacts.link"]))
        #expect(throws: Never.self) { _ = try Mapping(json: mapping) }
    }
}
