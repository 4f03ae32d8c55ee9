import Directory
import Exchange
import Testing

@Suite struct FitxaLineTests {
    @Test func `a line starts with its format and ends with a line feed`() throws {
        let line = try String(decoding: FitxaLine.write(.hotel()), as: UTF8.self)

        #expect(line.hasPrefix(#"{"format":"fitxa/1","id":"fx-7k2m9qd4","category":"hotel","#))
        #expect(line.unicodeScalars.filter { $0 == "\n" }.count == 1 && line.unicodeScalars.last == "\n")
        #expect(
            line.contains("secret@example.fr") && line.contains("73282932000074") && line.contains("rappeler")
        )
    }

    @Test func `a hotel comes back as it was`() throws {
        let record = try ListingRecord.hotel()

        #expect(try FitxaLine.read(FitxaLine.write(record), .written) == record)
    }

    @Test func `a closed listing comes back as it was`() throws {
        var record = try ListingRecord.of("{}")
        (record.status, record.closedAt, record.closedReason) = (.closed, "2026-11-02T00:00:00Z", "merged")
        (record.mergedInto, record.sources, record.office) = (ListingID("fx-00000001"), [], nil)

        #expect(try FitxaLine.read(FitxaLine.write(record), .written) == record)
    }

    @Test func `what is silent comes back silent, what says nothing is known says so still`() throws {
        let silent = try ListingRecord.of("{}")
        let said = try ListingRecord.of(
            #"{"location": {"accuracy": "unknown"}, "payment": {"complete": false}}"#)

        #expect(silent.document != said.document)
        #expect(try FitxaLine.read(FitxaLine.write(silent), .written).document == silent.document)
        #expect(try FitxaLine.read(FitxaLine.write(said), .written).document == said.document)
    }

    @Test func `what a source sent is told where the listing says something else, and not to the public`()
        throws
    {
        var record = try ListingRecord.of(#"{"name": {"fr": "Hôtel"}, "summary": {"fr": "ours"}}"#)
        let sent: JSON = ["name.fr": "Hôtel", "description.fr": "theirs"]
        record.sources = [.init(source: "s", key: "1", sent: sent), .init(source: "t", key: "2")]

        let line = try JSON(parsing: FitxaLine.write(record))
        let open = try JSON(parsing: FitxaLine.write(record.publicPart))

        let differences: JSON = ["description.fr": "theirs", "summary.fr": nil]
        #expect(
            line["sources"] == [
                ["source": "s", "key": "1", "sent": differences], ["source": "t", "key": "2"],
            ])
        #expect(open["sources"] == [["source": "s", "key": "1"], ["source": "t", "key": "2"]])
        #expect((line["public"], open["public"]) == (nil, true))
        #expect(try FitxaLine.read(FitxaLine.write(record.publicPart), .written) == record.publicPart)
    }

    @Test(arguments: 0..<20)
    func `any document comes back as it was`(seed: UInt64) throws {
        var generator = ListingGenerator(seed: seed)
        for _ in 0..<50 {
            let record = try generator.record()
            let line = FitxaLine.write(record)
            #expect(try FitxaLine.read(line, .written) == record, "\(String(decoding: line, as: UTF8.self))")
        }
    }

    @Test(arguments: [
        ("", [" json.syntax"]), ("[]", [" type.object"]),
        ("{}", ["format format.unknown", "id id.invalid", "status code.unknown", "revision number.range"]),
        (
            #"{"format": "fitxa/2", "id": "fx-00000001", "status": "published", "revision": 1}"#,
            ["format format.unknown"]
        ),
        (
            #"{"format": "fitxa/1", "id": "7", "status": "open", "revision": 0, "name": {"fr": ""}, "office": 1}"#,
            [
                "id id.invalid", "status code.unknown", "revision number.range", "name.fr text.empty",
                "office type.string",
            ]
        ),
        (
            #"{"format": "fitxa/1", "id": "fx-00000001", "status": "closed", "revision": 1, "merged_into": "x"}"#,
            ["merged_into id.invalid"]
        ),
        (
            #"{"format": "fitxa/1", "id": "fx-00000001", "status": "published", "revision": 1, "sources": [{"key": "a"}]}"#,
            ["sources/0 required"]
        ),
        (
            #"""
            {"format": "fitxa/1", "id": "fx-00000001", "status": "published", "revision": 1, "sources": [
              {"source": "a b", "key": "1"}, {"source": "a", "key": "2", "sent": {"colour": "red"}},
              {"source": "a", "key": "3", "sent": []}, {"source": "a", "key": ""}]}
            """#,
            [
                "sources/0 source.invalid", "sources/1/sent/colour path.unknown",
                "sources/2/sent/ type.object",
                "sources/3 required",
            ]
        ),
        (
            #"{"format": "fitxa/1", "id": "fx-00000001", "status": "published", "revision": 1, "colour": "red"}"#,
            ["colour path.unknown"]
        ),
    ])
    func `a line that is not one is refused with every reason`(line: String, problems: [String]) {
        do throws(Invalid) {
            _ = try FitxaLine.read(Array(line.utf8), .written)
            Issue.record("\(line) was read")
        } catch {
            #expect(error.problems.map { "\($0.path) \($0.code)" } == problems)
        }
    }
}
