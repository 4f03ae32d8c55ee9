import Directory
import Testing

struct DocumentCheckTests {
    private static let today = CalendarDate("2026-06-15")

    /// What is found in a document of these values: rule and path.
    private func found(_ set: JSON) throws -> [String] {
        let touch = try Touch(set: set, unset: nil, on: Document(), .small)
        let check = DocumentCheck(touch.applied(to: Document()), today: try #require(Self.today))
        return check.findings.map { "\($0.rule.code) \($0.path)" }
    }

    @Test func `a site without encryption is told`() throws {
        #expect(
            try found([
                "contacts/a": ["kind": "website", "value": "http://example.org/"],
                "contacts/b": ["kind": "website", "value": "https://example.org/"],
            ]) == ["contact.http_only contacts/a"])
    }

    @Test(
        arguments: [
            ("2026-06-01", "2026-09-30", "10:00", "12:30", true),
            ("2026-06-01", "2026-09-30", "12:00", "14:00", false),
            ("2026-06-01", "2026-09-30", "09:00", "12:00", false),
            ("2026-11-16", "2026-12-30", "10:00", "12:30", false),
        ])
    func `periods contradict each other where hours of one day overlap`(
        from: JSON, to: JSON, opens: JSON, closes: JSON, isTold: Bool
    ) throws {
        let periods: JSON = [
            "opening/a": ["from": "2026-04-01", "to": "2026-11-15", "weekly": ["mo": [["09:00", "12:00"]]]],
            "opening/b": ["from": from, "to": to, "weekly": ["mo": [[opens, closes]]]],
        ]

        #expect(try found(periods) == (isTold ? ["opening.overlap opening/b"] : []))
    }

    @Test func `hours of public holidays overlap as those of any day`() throws {
        #expect(
            try found([
                "opening/a": ["weekly": ["ph": [["09:00", "12:00"]]]],
                "opening/b": ["weekly": ["ph": [["10:00", "13:00"]]]],
                "opening/c": ["weekly": ["mo": [["10:00", "13:00"]], "ph": []]],
            ]) == ["opening.overlap opening/b"])
    }

    @Test(
        arguments: [
            // Beside other hours for the same day of the week, for another one, the same hours.
            (["weekly": ["mo": [["09:00", "12:00"]]]], ["weekly": ["mo": [["14:00", "18:00"]]]], true),
            (["weekly": ["mo": [["09:00", "12:00"]]]], ["weekly": ["sa": [["14:00", "18:00"]]]], false),
            (["weekly": ["mo": [["09:00", "12:00"]]]], ["weekly": ["mo": [["09:00", "12:00"]]]], false),
            // The dates to which hours may belong; all year beside a season; hours in season only.
            (["weekly": ["mo": [["09:00", "12:00"]]]], [:], true), ([:], [:], true),
            ([:], ["weekly": ["mo": [["09:00", "12:00"]]]], false),
            // By appointment all year, and open to all in season.
            (["by_appointment": true], ["weekly": ["mo": [["09:00", "12:00"]]]], false),
            (["by_appointment": true], [:], false),
            (["by_appointment": true], ["by_appointment": true], true),
            (["note": ["fr": "Sauf fêtes"]], [:], false),
        ] as [(JSON, JSON, Bool)])
    func `a period without dates is told beside a season that says something else`(
        undated: JSON, season: JSON, isTold: Bool
    ) throws {
        var dated = season.object ?? JSONObject()
        dated.append("from", "2026-06-01")
        dated.append("to", "2026-08-31")

        let all = try found(["opening/a": undated, "opening/b": .object(dated)])

        #expect(all == (isTold ? ["opening.undated opening/a"] : []))
        #expect(
            try found(["opening/a": undated]) == (undated["note"] == nil ? [] : ["opening.undated opening/a"])
        )
    }

    @Test(
        arguments: [
            // A Thursday with the hours of a Friday; a day, and a season, within a closure that goes on.
            (["from": "2026-10-08", "to": "2026-10-08", "weekly": ["fr": [["09:00", "12:00"]]]], true),
            (["from": "2026-10-08", "to": "2026-10-09", "weekly": ["fr": [["09:00", "12:00"]]]], false),
            (["from": "2026-12-25", "to": "2026-12-25"], true),
            (["from": "2026-12-20", "to": "2027-01-05", "weekly": ["mo": [["09:00", "12:00"]]]], true),
            (["from": "2026-12-20", "to": "2027-01-06"], false), (["from": "2026-12-25"], false),
            (["from": "2026-12-19", "to": "2026-12-25", "weekly": ["ph": [["09:00", "12:00"]]]], false),
            // What is past opens no more.
            (["from": "2025-10-09", "to": "2025-10-09", "weekly": ["fr": [["09:00", "12:00"]]]], false),
        ] as [(JSON, Bool)])
    func `a period that leaves no day is told`(period: JSON, isTold: Bool) throws {
        let found = try found([
            "opening/a": period, "opening/all": [:],
            "closures/c": ["from": "2026-12-20", "to": "2027-01-05"],
        ])

        #expect(found.filter { $0.hasPrefix("opening.never") } == (isTold ? ["opening.never opening/a"] : []))
    }

    @Test func `an opening of past years is told where there is no newer one`() throws {
        let past: JSON = ["from": "2025-04-01", "to": "2025-12-31"]

        #expect(try found(["opening/a": past]) == ["opening.past_year opening/a"])
        #expect(
            try found(["opening/a": past, "opening/b": ["note": ["fr": "Sonnez"]]]) == [
                "opening.past_year opening/a"
            ])
        #expect(try found(["opening/a": past, "opening/b": ["from": "2020-04-01"]]) == [])
        #expect(try found(["opening/a": ["from": "2025-11-01", "to": "2026-01-31"]]) == [])
    }

    @Test func `prices of a past year are told where there is no newer one`() throws {
        let past: JSON = ["min": "80.00", "from": "2025-01-01", "to": "2025-12-31"]

        #expect(try found(["prices/a": past]) == ["price.past_year prices/a"])
        #expect(try found(["prices/a": past, "prices/b": ["min": "80.00"]]) == [])
        #expect(try found(["prices/a": past, "prices/b": ["min": "80.00", "to": "2026-01-31"]]) == [])
    }

    @Test func `what has run out is told the day after its last`() throws {
        func found(_ day: JSON) throws -> [String] {
            try self.found([
                "media/a": ["url": "https://example.org/a.jpg", "expires_on": day],
                "classification/a": ["scheme": "hotel_stars", "value": "3", "expires_on": day],
                "dates/a": ["from": "2026-01-01", "to": day], "dates/b": ["from": "2026-01-01"],
            ])
        }

        #expect(
            try found("2026-06-14") == [
                "media.expired media/a", "classification.expired classification/a", "dates.past dates/a",
            ])
        #expect(try found("2026-06-15") == [])
    }
}
