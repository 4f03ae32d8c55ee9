import Directory
import Exchange
import FoundationEssentials
import Testing

/// What is written as `opening_hours` means what the evaluator says, in the eyes of a parser of somebody else.
///
/// `Tests/Meaning/run` lets that parser read the texts and keeps what it has read in the fixture.
struct OSMMeaningTests {
    @Test func `another parser reads the days that the evaluator tells`() throws {
        let all = try OpeningCase.all.get()

        #expect(all.count >= 18)
        for opening in all {
            #expect(try opening.text() == opening.reading.text, "\(opening.name)")
            #expect(try opening.days() == opening.reading.days, "\(opening.name)")
        }
    }

    private static let cases = ProcessInfo.processInfo.environment["FITXA_OPENING_CASES"]
    private static let randoms = ProcessInfo.processInfo.environment["FITXA_OPENING_RANDOM"].flatMap(Int.init)
    private static let feed = ProcessInfo.processInfo.environment["FITXA_REAL_DATA"]

    @Test(.enabled(if: cases != nil, "FITXA_OPENING_CASES names the file that Tests/Meaning/run reads"))
    func `the cases are handed to the other parser`() throws {
        let lines =
            try OpeningCase.all.get().map { try Self.line($0, isKept: true) }
            + (0..<(Self.randoms ?? 0)).map { try Self.line(OpeningCase(random: $0), isKept: false) }
            + Self.listings().map { try Self.line($0, isKept: false) }
        try lines.joined(separator: "\n").write(
            toFile: try #require(Self.cases), atomically: true, encoding: .utf8)
    }

    /// The listings with hours of the feed of Touraine, where it is there.
    private static func listings() throws -> [OpeningCase] {
        guard let feed else { return [] }
        return try Feed("\(feed)/datatourisme-touraine").records.compactMap { record in
            let hasHours = record.document.openingPeriods.contains(where: \.hasHours)
            return hasHours ? OpeningCase(name: record.key, record.document) : nil
        }
    }

    private static func line(_ opening: OpeningCase, isKept: Bool) throws -> String {
        let days = try opening.days().map { JSONObject.Member(key: $0.key, value: .string($0.value)) }
        let line: JSON = [
            "name": .string(opening.name), "opening": opening.opening, "closures": opening.closures,
            "text": JSON(try opening.text()), "days": .object(JSONObject(days)), "kept": .bool(isKept),
            "year": .integer(try opening.year()),
        ]
        return line.text
    }
}
