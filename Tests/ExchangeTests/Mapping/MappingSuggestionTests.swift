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
        let mapping = try Mapping(json: try SmallYAML.parse(yaml), try Sample.vocabularies.get())
        let text = ([Self.header] + Self.rows).map { $0.joined(separator: ";") }.joined(separator: "\n")
        let read = try MappedFile(Array(text.utf8), name: "mine.csv", MappedFile.csv, .ready([mapping]))

        #expect(read.records.map(\.key) == ["1", "2"])
        #expect(read.records.map { $0.document.category } == ["hotel", "meuble_gite"])
        #expect(read.rules["unmapped"] == 2)
    }

    @Test func `days with single bars and the day of a rating are told from the rest`() throws {
        let header = ["Id", "Nom", "DATE DE CLASSEMENT", "IDENTDATEMANIFESTATION"]
        let rows = [["1", "A", "01/02/2020", "25/09/2022|25/09/2022|14:00|16:00||"]]
        let columns = try SmallYAML.parse(MappingSuggestion(name: "x", header: header, rows: rows).yaml)[
            "columns"]

        #expect(columns?["DATE DE CLASSEMENT"] == "classification.delivered_on")
        #expect(columns?["IDENTDATEMANIFESTATION"] == ["to": "dates", "parts": "|", "list": "#"])
    }

    @Test func `a table without an id gets a key of several columns`() throws {
        let yaml = MappingSuggestion(name: "mine", header: ["Nom", "CP", "Rue"], rows: []).yaml

        #expect(try SmallYAML.parse(yaml)["key"] == ["Nom", "CP", "Rue"])
    }

    @Test func `lists and rows of parts are recognised by what stands in them`() throws {
        let rows = try CSVParser.rows(of: try Sample.file("Tests/Fixtures/tourinsoft/campings.csv")).map(
            \.cells)
        let yaml = MappingSuggestion(
            name: "x", header: try #require(rows.first), rows: Array(rows.dropFirst())
        ).yaml
        let columns = try #require(try SmallYAML.parse(yaml)["columns"])

        #expect(columns["Modes de paiement acceptés"] == ["to": "payment.methods", "split": ","])
        #expect(columns["Langues parlées à l'accueil"] == ["to": "languages_spoken", "split": ","])
        #expect(columns["Tarifs"] == "prices")
        #expect(
            columns["Période/horaires par jour/précisions ouverture/précision fermeture"] == "opening")
        let pitches = (columns.object?.members ?? []).filter { $0.value == "capacity.pitches" }
        #expect(pitches.map(\.key) == ["Nombre emplacements pour les campings"])
    }

    @Test func `features get a mapping for GeoJSON with their point`() throws {
        let yaml = MappingSuggestion(
            name: "mine", format: .geojson, header: ["id", "nom", "telephone"],
            rows: [["1", "Le Relais", "0559370101;0559370102"]]
        ).yaml
        let mapping = try SmallYAML.parse(yaml)

        #expect(mapping["format"] == "geojson" && mapping["key"] == "id")
        #expect(mapping["columns"]?["geometry"] == "location.point")
        #expect(mapping["columns"]?["telephone"] == ["to": "contacts.phone", "split": ";"])
        #expect(throws: Never.self) { _ = try Mapping(json: mapping, try Sample.vocabularies.get()) }
    }

    @Test(arguments: ["tourinsoft/campings.csv", "atout-france/2017.csv", "tourinsoft/bretagne.csv"])
    func `the tables of others get their name, place and contacts`(file: String) throws {
        let rows = try CSVParser.rows(of: try Sample.file("Tests/Fixtures/\(file)")).map(\.cells)
        let yaml = MappingSuggestion(
            name: "x", header: try #require(rows.first), rows: Array(rows.dropFirst())
        ).yaml
        let mapping = try SmallYAML.parse(yaml)
        let targets = Set(
            (mapping["columns"]?.object?.members ?? []).compactMap {
                $0.value.string ?? $0.value["to"]?.string
            })

        #expect(targets.isSuperset(of: ["name", "address.postcode", "contacts.phone", "contacts.link"]))
        #expect(throws: Never.self) { _ = try Mapping(json: mapping, try Sample.vocabularies.get()) }
    }
}
