import Directory
import Exchange
import Testing

struct VocabularyCSVTests {
    private let header =
        "code,parent,label_fr,label_en,label_eu,label_es,datatourisme,apidae,tif,tourinsoft,schema_org,osm,"
        + "deprecated_on,replaced_by,rank\n"

    @Test func `labels, codes of other systems and further columns are read`() throws {
        let text =
            header + "lodging,,Hébergement,Lodging,Ostatua,,A|B,-,-,-,-,-,,,10\n"
            + "hotel,lodging,Hôtel,Hotel,,,Hotel,-,-,HOT,-,-,2020-01-31,lodging,-\n"
        let list = try VocabularyCSV.parse(Array(text.utf8), name: .categories)

        let hotel = try #require(list.entry("datatourisme", "Hotel"))
        #expect(hotel.code == "hotel")
        #expect(hotel.labels.best(.english) == "Hotel")
        #expect(hotel.codes == ["datatourisme": ["Hotel"], "tourinsoft": ["HOT"]])
        #expect(hotel.deprecatedOn == CalendarDate("2020-01-31"))
        #expect(hotel.attributes.isEmpty)
        #expect(list.lineage("hotel") == ["hotel", "lodging"])
        #expect(list.entry("lodging")?.attributes == ["rank": "10"])
        #expect(list.entry("datatourisme", "B")?.code == "lodging")
    }

    @Test func `every problem is told with its row and column`() throws {
        let text = header + "a,z,A,,,,-,-,-,-,-,-,,,\na,,A,,,,-,-,-,-,-,-,soon,y,\nB c,,,,,,-,-,-,-,-,-,,,\n"

        let error = #expect(throws: Invalid.self) { try VocabularyCSV.parse(Array(text.utf8), name: .labels) }

        #expect(
            error?.problems.map { "\($0.path) \($0.code)" } == [
                "labels.csv:2:parent code.unknown", "labels.csv:3:code code.twice",
                "labels.csv:3:replaced_by code.unknown", "labels.csv:3:deprecated_on date.invalid",
                "labels.csv:4:code code.invalid", "labels.csv:4:label_fr required",
            ])
    }

    @Test func `a row of another length and a missing column are told`() throws {
        let short = #expect(throws: Invalid.self) {
            try VocabularyCSV.parse(Array((header + "a,b\n").utf8), name: .labels)
        }
        let lacking = #expect(throws: Invalid.self) {
            try VocabularyCSV.parse(Array("code,parent\n".utf8), name: .labels)
        }

        #expect(short?.problems.map(\.path) == ["labels.csv:2"])
        #expect(lacking?.problems.map(\.code) == Array(repeating: "column.missing", count: 4))
    }

    @Test(arguments: VocabularyName.allCases)
    func `the lists of the project can be read`(name: VocabularyName) throws {
        #expect(try Sample.vocabulary(name).entries.isEmpty == false)
    }
}
