import Directory
import Exchange
import Testing

/// Records cut out of JSON texts as they come, wherever a mapping says that they stand.
struct JSONRecordsTests {
    private static let plain: JSON = ["format": "json", "records": "answer.rows"]
    private static let joined: JSON = [
        "format": "json", "records": ["de": "de", "it": "it"], "join": "sys.id", "key": "de.sys.id",
    ]

    private func ready(_ more: JSON, columns: JSON = [:]) throws -> MappingChoice {
        .ready([try MappedRow.mapping(columns, more: more)])
    }

    /// What is handed out before the end of the text and after it.
    private func cut(
        _ text: String, _ choice: MappingChoice, piece: Int = 1 << 16
    ) throws -> (before: [String], after: [String]) {
        var splitter = JSONRecords("x.json", choice)
        var (before, after): ([String], [String]) = ([], [])
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            try splitter.push(Array(bytes[start..<min(start + piece, bytes.count)])) {
                before.append(String(decoding: $0.bytes, as: UTF8.self))
            }
        }
        repeat {
            try splitter.finish { after.append(String(decoding: $0.bytes, as: UTF8.self)) }
        } while !splitter.isFinished
        return (before, after)
    }

    @Test(arguments: [1, 7, 100_000])
    func `the records of a list are handed out while the text comes`(piece: Int) throws {
        let text =
            #"{"n": [{"rows": [1]}], "answer": {"x": "rows", "#
            + #""rows": [ {"Id": "A]\\\""} ,{"Id": "B"}]}}"#
        let cut = try cut(text, try ready(Self.plain), piece: piece)

        #expect(try cut.before.map { try JSON(parsing: $0)["Id"] } == ["A]\\\"", "B"])
        #expect(cut.after.isEmpty)
    }

    @Test(arguments: [1, 13, 100_000])
    func `records of several lists are put together by their key`(piece: Int) throws {
        let text = """
            {"de": [{"sys": {"id": "a"}, "t": 1}, {"sys": {"id": "b"}}, {"sys": {"id": "a"}, "t": 2}],
            "x": [3], "it": [{"sys": {"id": "b"}, "t": "ü"}]}
            """
        let cut = try cut(text, try ready(Self.joined), piece: piece)

        #expect(cut.before.isEmpty)
        #expect(
            try cut.after.map { try JSON(parsing: $0) } == [
                ["de": ["sys": ["id": "a"], "t": 1]],
                ["de": ["sys": ["id": "b"]], "it": ["sys": ["id": "b"], "t": "ü"]],
            ])
    }

    @Test func `many records of several lists are handed out in parts`() throws {
        let rows = (1...600).map { #"{"sys": {"id": \#($0)}}"# }.joined(separator: ",")
        var splitter = JSONRecords("x.json", try ready(Self.joined))
        try splitter.push(Array(#"{"de": [\#(rows)], "it": [\#(rows)]}"#.utf8)) { _ in }
        var parts: [Int] = []
        repeat {
            var count = 0
            try splitter.finish { _ in count += 1 }
            parts.append(count)
        } while !splitter.isFinished

        #expect(parts == [250, 250, 100])
    }

    @Test func `a record that is no JSON is left to its reader`() throws {
        let text = #"{"de": [{"sys": {"id": "a"}}, {"sys": {"id": }}], "it": [{"sys": {"id": "a"}}]}"#
        let file = try MappedFile(
            Array(text.utf8), name: "x.json", MappedFile.json,
            try ready(Self.joined, columns: ["de.sys.id": "name"]))

        #expect(file.records.map(\.key) == ["a"])
        #expect(file.rejected.map(\.rule) == ["json.invalid"])
    }

    @Test(arguments: [
        #"{"answer": {"rows": []}}"#, #"{"answer": {"rows": [{"No": 1}]}}"#, #"{"other": [1]}"#, "[]",
        #"{"de": [{"sys": {"id": "a"}}], "it": []}"#,
    ])
    func `a text without records that fit is refused`(text: String) throws {
        let mappings = try [Self.plain, Self.joined].map { try MappedRow.mapping([:], more: $0) }

        #expect(throws: NoMapping.self) { try cut(text, .ready(mappings)) }
    }

    @Test func `one record that is no list is read, a text that is cut off is refused`() throws {
        let choice = try ready(["format": "json", "records": ""])

        #expect(try cut(#"{"Id": "A"}"#, choice).after == [#"{"Id":"A"}"#])
        #expect(throws: JSONCutOff.self) { try cut(#"{"Id": "A""#, choice) }
    }
}
