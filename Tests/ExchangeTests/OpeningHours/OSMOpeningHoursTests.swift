import Directory
import Exchange
import Testing

@Suite struct OSMOpeningHoursTests {
    private func written(
        _ opening: String, _ closures: String = "[]", toldIn year: Int? = nil
    ) throws -> String? {
        let document = try Document.opening(opening, closures)
        return OSMOpeningHours.write(
            periods: document.openingPeriods, closures: document.closures, holidays: .france, toldIn: year)
    }

    @Test(arguments: [
        (2026, "Apr 01-Nov 15: Mo 09:00-12:00"), (2025, "2026 Apr 01-2026 Nov 15: Mo 09:00-12:00"),
        (2027, "2026 Apr 01-2026 Nov 15: Mo 09:00-12:00"),
    ])
    func `a season of another year than the one in which it was told names its year`(
        year: Int, expected: String
    ) throws {
        let season =
            #"[{"from": "2026-04-01", "to": "2026-11-15", "weekly": {"mo": [["09:00", "12:00"]]}}]"#

        #expect(try written(season, toldIn: year) == expected)
        #expect(try written(#"[{"weekly": {"mo": [["09:00", "12:00"]]}}]"#, toldIn: year) == "Mo 09:00-12:00")
    }

    @Test func `all the days of a year long gone are not open for ever`() throws {
        let year =
            #"[{"from": "2020-01-01", "to": "2020-12-31", "weekly": {"mo": [["09:00", "12:00"]]}}]"#

        #expect(try written(year, toldIn: 2026) == "2020 Jan 01-2020 Dec 31: Mo 09:00-12:00")
        #expect(try written(year, toldIn: 2020) == "Mo 09:00-12:00")
    }

    @Test(arguments: [
        // The example of the contract.
        (
            #"[{"from": "2026-04-01", "to": "2026-11-15", "weekly": {"mo": [["09:00", "12:00"], ["14:00", "19:00"]]}}]"#,
            "Apr 01-Nov 15: Mo 09:00-12:00,14:00-19:00"
        ),
        (
            #"[{"weekly": {"mo": [["09:00", "12:00"]], "tu": [["09:00", "12:00"]], "we": [["09:00", "12:00"]], "sa": [["09:00", "11:00"]]}}]"#,
            "Mo-We 09:00-12:00; Sa 09:00-11:00"
        ),
        (
            #"[{"weekly": {"mo": [["09:00", "12:00"]], "we": [["09:00", "12:00"]], "sa": [["09:00", "12:00"]], "su": [["09:00", "12:00"]]}}]"#,
            "Mo,We,Sa-Su 09:00-12:00"
        ),
        (#"[{"weekly": WEEK["09:00", "12:00"]}]"#, "09:00-12:00"),
        (#"[{"weekly": WEEK["00:00", "24:00"]}]"#, "24/7"),
        (#"[{"weekly": WEEK["00:00", "00:00"]}]"#, "24/7"),
        (
            #"[{"from": "2026-04-01", "to": "2026-11-15", "weekly": WEEK["00:00", "24:00"]}]"#,
            "Apr 01-Nov 15: 00:00-24:00"
        ),
        (
            #"[{"weekly": {"fr": [["22:00", "02:00"]], "sa": [["18:00", "00:00"]]}}]"#,
            "Fr 22:00-02:00, Sa 18:00-24:00"
        ),
        (#"[{"weekly": {"fr": [["09:00", "09:00"]]}}]"#, "Fr 09:00-33:00"),
        (#"[{"weekly": {"fr": [["09:00", "12:00"], ["19:00", null]]}}]"#, "Fr 09:00-12:00,19:00+"),
        (#"[{"from": "2026-04-01", "to": "2026-11-15"}]"#, "Apr 01-Nov 15"), (#"[{}]"#, "Jan-Dec"),
        (
            #"[{"from": "2026-10-09", "to": "2026-10-09", "weekly": {"fr": [["19:00", null]], "sa": [["10:00", "12:00"]]}}]"#,
            "Oct 09: 19:00+"
        ),
        (#"[{"from": "2026-07-14", "to": "2026-07-14"}]"#, "Jul 14"),
        (
            #"[{"from": "2026-01-01", "to": "2026-12-31", "weekly": {"mo": [["09:00", "12:00"]]}}]"#,
            "Mo 09:00-12:00"
        ),
        (
            #"[{"from": "2026-11-15", "to": "2027-04-01", "weekly": {"mo": [["09:00", "12:00"]]}}]"#,
            "2026 Nov 15-2027 Apr 01: Mo 09:00-12:00"
        ),
        (
            #"[{"from": "2026-04-01", "to": "2026-11-15"}, {"from": "2027-04-10", "to": "2027-11-20"}]"#,
            "2026 Apr 01-2026 Nov 15,2027 Apr 10-2027 Nov 20"
        ),
        (#"[{"from": "2026-04-01"}]"#, "2026 Apr 01+"),
        (#"[{"to": "2026-04-01"}]"#, "1900 Jan 01-2026 Apr 01"),
        (#"[{"by_appointment": true}]"#, #""by appointment""#),
        (
            #"[{"from": "2026-04-01", "to": "2026-11-15", "by_appointment": true}]"#,
            #"Apr 01-Nov 15 "by appointment""#
        ),
        (
            #"[{"by_appointment": true, "weekly": {"mo": [["09:00", "12:00"]]}}]"#,
            #"Mo 09:00-12:00 "by appointment""#
        ),
    ])
    func `opening is written in the grammar of OpenStreetMap`(opening: String, text: String) throws {
        #expect(try written(opening) == text)
    }

    @Test(arguments: [
        // Side by side, one within the other, across each other, the same days with other hours.
        (
            #"[{"from": "2026-04-01", "to": "2026-06-30", "weekly": WEEK["09:00", "12:00"]}, {"from": "2026-07-01", "to": "2026-08-31", "weekly": WEEK["09:00", "19:00"]}]"#,
            "Apr 01-Jun 30: 09:00-12:00; Jul 01-Aug 31: 09:00-19:00"
        ),
        (
            #"[{"weekly": {"mo": [["09:00", "12:00"]]}}, {"from": "2026-07-01", "to": "2026-08-31", "weekly": {"sa": [["09:00", "12:00"]]}}]"#,
            "Jan 01-Jun 30,Sep 01-Dec 31: Mo 09:00-12:00; Jul 01-Aug 31: Mo,Sa 09:00-12:00"
        ),
        (
            #"[{"from": "2026-04-01", "to": "2026-06-30", "weekly": {"mo": [["09:00", "12:00"]]}}, {"from": "2026-06-01", "to": "2026-08-31", "weekly": {"mo": [["11:00", "15:00"]]}}]"#,
            "Apr 01-May 31: Mo 09:00-12:00; Jun 01-Jun 30: Mo 09:00-15:00; Jul 01-Aug 31: Mo 11:00-15:00"
        ),
        (
            #"[{"from": "2026-04-01", "to": "2026-06-30"}, {"from": "2026-06-01", "to": "2026-06-30", "weekly": {"mo": [["11:00", "15:00"]]}}]"#,
            "Apr 01-May 31; Jun 01-Jun 30: Mo 11:00-15:00"
        ),
        (
            #"[{"from": "2026-04-01", "to": "2026-05-31", "weekly": WEEK["09:00", "12:00"]}, {"from": "2026-06-01", "to": "2026-06-30", "weekly": WEEK["09:00", "12:00"]}]"#,
            "Apr 01-Jun 30: 09:00-12:00"
        ),
        (
            #"[{"by_appointment": true}, {"weekly": {"mo": [["09:00", "12:00"]]}}]"#,
            #""by appointment", Mo 09:00-12:00"#
        ),
    ])
    func `no hours are lost where periods meet`(opening: String, text: String) throws {
        #expect(try written(opening) == text)
    }

    @Test(arguments: [
        (#"[{"from": "2026-12-25"}]"#, "09:00-12:00; 2026 Dec 25 off"),
        (#"[{"from": "2026-12-30", "to": "2027-01-02"}]"#, "09:00-12:00; 2026 Dec 30-2027 Jan 02 off"),
        (
            #"[{"from": "2026-12-25"}, {"from": "2026-05-01"}, {"from": "2026-12-26"}]"#,
            "09:00-12:00; 2026 May 01 off; 2026 Dec 25-2026 Dec 26 off"
        ),
    ])
    func `closures come last, with their year`(closures: String, text: String) throws {
        #expect(try written(#"[{"weekly": WEEK["09:00", "12:00"]}]"#, closures) == text)
    }

    @Test(arguments: [
        ("2026-12-25", "2026-12-25", "2026 Dec 25: 02:00-26:00 off"),
        (
            "2026-12-24", "2026-12-26",
            "2026 Dec 24: 02:00-24:00 off; 2026 Dec 25 off; 2026 Dec 26: 00:00-26:00 off"
        ),
        ("2026-12-25", "2026-12-26", "2026 Dec 25: 02:00-24:00 off; 2026 Dec 26: 00:00-26:00 off"),
    ])
    func `a closure leaves the nights around it as they are`(from: String, to: String, text: String) throws {
        let closures = "[{\"from\": \"\(from)\", \"to\": \"\(to)\"}]"

        #expect(try written(#"[{"weekly": WEEK["22:00", "02:00"]}]"#, closures) == "22:00-02:00; \(text)")
    }

    @Test(arguments: [
        "[]", #"[{"note": {"fr": "Sur demande"}}]"#,
        // A Thursday with the hours of a Friday.
        #"[{"from": "2026-10-08", "to": "2026-10-08", "weekly": {"fr": [["19:00", null]]}}]"#,
    ])
    func `what says no hours is nothing`(opening: String) throws {
        #expect(try written(opening, #"[{"from": "2026-12-25"}]"#) == nil)
    }
}

extension Document {
    /// A document with that opening; `WEEK[…]` stands for one frame on every day.
    static func opening(_ opening: String, _ closures: String) throws -> Document {
        var text = opening
        while let start = text.firstRange(of: "WEEK"), let end = text[start.upperBound...].firstIndex(of: "]")
        {
            let frame = text[start.upperBound...end]
            let week = Weekday.allCases.map { "\"\($0.rawValue)\": [\(frame)]" }.joined(separator: ", ")
            text.replaceSubrange(start.lowerBound...end, with: "{\(week)}")
        }
        return try Document(
            contract: JSON(parsing: "{\"opening\": \(text), \"closures\": \(closures)}"), .written)
    }
}
