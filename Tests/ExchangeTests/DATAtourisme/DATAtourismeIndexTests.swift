import Directory
import Exchange
import Testing

struct DATAtourismeIndexTests {
    @Test func `a file that the list names and that is not there is found`() throws {
        let index = try DATAtourismeIndex(
            Array(
                """
                [{"label": "A", "file": "0/00/15-a.json"}, {"label": {"fr": ["B"]}, "file": "objects/0/00/15-b.json"},
                 {"label": "C", "file": "1/15-c.json"}]
                """.utf8))

        let missing = index.missing(from: [
            "flux-1/objects/0/00/15-a.json", "objects/9/15-z.json", "1/15-c.json",
        ])

        #expect(missing.map(\.key) == ["15/b"])
        #expect(missing.map(\.finding.record) == ["0/00/15-b.json"])
        #expect(missing.map(\.finding.listing) == ["B"])
        #expect(missing.map(\.finding.rule) == ["file.missing"])
        #expect(missing.map(\.finding.severity) == [.warning])
    }

    @Test(arguments: ["{}", "[", "3"])
    func `what is no list is refused`(text: String) {
        #expect(throws: Invalid.self) { try DATAtourismeIndex(Array(text.utf8)) }
    }

    @Test func `the list is told from the objects by its name`() {
        #expect(DATAtourismeIndex.isIndex("index.json"))
        #expect(DATAtourismeIndex.isIndex("flux-1/index.json"))
        #expect(!DATAtourismeIndex.isIndex("objects/0/15-index.json"))
    }
}
