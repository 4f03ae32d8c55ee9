import Directory
import Exchange
import Testing

struct SplitterTests {
    private func ready(_ columns: JSON = [:], more: JSON = [:]) throws -> MappingChoice {
        .ready([try MappedRow.mapping(columns, more: more)])
    }

    @Test func `a table that no mapping fits is refused with a hint`() throws {
        let error = try #require(throws: NoMapping.self) {
            _ = try MappedFile(Array("a;b\n1;2\n".utf8), name: "x.csv", MappedFile.csv, try ready())
        }

        #expect(error.description.contains("--suggest-mapping"))
    }

    @Test func `a named mapping needs the columns of its key`() throws {
        let mapping = try MappedRow.mapping([:])
        let error = try #require(throws: NoMapping.self) {
            _ = try MappedFile(Array("Nom;Ort\nA;B\n".utf8), name: "x.csv", MappedFile.csv, .named(mapping))
        }

        #expect(error.missing == ["Id"])
        #expect(
            try MappedFile(Array("Id;Nom;Ort\n1;A;B\n".utf8), name: "x.csv", MappedFile.csv, .named(mapping))
                .records.count == 1)
    }

    @Test(arguments: [1, 7, 100_000])
    func `a table gives the same records however it comes in pieces`(piece: Int) throws {
        let text = "\u{FEFF}Id;Nom;Text\r\nA;Eins;\"a\nb; c\"\r\nB;Zwei;\r\n;;\r\n"
        let file = try MappedFile(
            Array(text.utf8), name: "x.csv", MappedFile.csv, try ready(["Text": "summary"]), piece: piece)

        #expect(file.records.map(\.key) == ["A", "B"])
        #expect(file.records.first?.value("summary.fr") == "a\nb; c")
    }

    @Test func `a formula in a cell is text`() throws {
        let text = "Id,Nom\nA,\"=HYPERLINK(\"\"http://example.fr\"\",\"\"x\"\")\"\nB,+33\n"
        let file = try MappedFile(Array(text.utf8), name: "x.csv", MappedFile.csv, try ready())

        #expect(
            file.records.compactMap { $0.value("name.fr")?.string } == [
                "=HYPERLINK(\"http://example.fr\",\"x\")", "+33",
            ])
    }

    @Test func `the cells of a column that stands twice are both there`() {
        #expect(CSVRecords.labels(["A", " A ", "", "A"]) == ["A", "A (2)", "#3", "A (3)"])
    }

    @Test func `a cell behind the last column is told`() throws {
        let file = try MappedFile(
            Array("Id,Nom\nA,Eins,zu viel\n".utf8), name: "x.csv", MappedFile.csv, try ready())

        #expect(file.rules == ["unmapped": 1])
    }

    @Test func `records with the same built key stay apart and are the same in a second run`() throws {
        let choice = try ready(more: ["key": ["Nom", "Id"]])
        let bytes = Array("Id,Nom\nA,Eins\nB,Eins\nA,EINS!\n".utf8)
        let first = try MappedFile(bytes, name: "x.csv", MappedFile.csv, choice)
        let second = try MappedFile(bytes, name: "x.csv", MappedFile.csv, choice)

        #expect(Set(first.records.map(\.key)).count == 3)
        #expect(first.records.map(\.key)[2] == first.records.map(\.key)[0] + "-2")
        #expect(first.documents == second.documents)
    }

    private static let features = """
        {"crs": {"features": "no", "x": [1, [2]]}, "type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"Id": "A]", "Nom": "Eins \\"[{"},
          "geometry": {"type": "Point", "coordinates": [2.5001, 47.5001]}} ,
        {"type": "Feature", "properties": {"Id": "B", "Nom": "Zwei"},
          "geometry": {"type": "Polygon", "coordinates": []}}
        ], "more": [3]}
        """

    @Test(arguments: [1, 13, 100_000])
    func `features are cut out of their collection`(piece: Int) throws {
        let choice = try ready(["geometry": "location.point"], more: ["format": "geojson"])
        let file = try MappedFile(
            Array(Self.features.utf8), name: "x.geojson", MappedFile.geojson, choice, piece: piece)

        #expect(file.records.map(\.key) == ["A]", "B"])
        #expect(file.records.first?.value("location.point") == ["lat": 47.5001, "lon": 2.5001])
        #expect(file.rules == ["geo.no_point": 1])
    }

    @Test func `a text that is cut off is refused`() throws {
        let choice = try ready(["geometry": "location.point"], more: ["format": "geojson"])
        let bytes = Array(Self.features.utf8.dropLast(20))

        #expect(throws: JSONCutOff.self) {
            _ = try MappedFile(bytes, name: "x.geojson", MappedFile.geojson, choice)
        }
    }

    @Test func `one record larger than allowed is refused without being held`() throws {
        var splitter = GeoJSONRecords("x.geojson", try ready())
        try splitter.push(Array("{\"features\":[{\"a\":\"".utf8)) { _ in }
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)

        #expect(throws: RecordTooLong.self) {
            for _ in 0..<17 { try splitter.push(piece) { _ in } }
        }
    }

    @Test func `a mapping for GeoJSON is not chosen for a table`() throws {
        let choice = try ready(more: ["format": "geojson"])

        #expect(throws: NoMapping.self) {
            _ = try MappedFile(Array("Id,Nom\nA,B\n".utf8), name: "x.csv", MappedFile.csv, choice)
        }
    }
}
