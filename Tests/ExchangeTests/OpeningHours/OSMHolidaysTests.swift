import Directory
import Exchange
import Testing

struct OSMHolidaysTests {
    private func written(_ opening: String, _ closures: String = "[]") throws -> String? {
        let document = try Document.opening(opening, closures)
        return OSMOpeningHours.write(
            periods: document.openingPeriods, closures: document.closures, holidays: .france)
    }

    @Test(arguments: [
        (#"[{"weekly": {"mo": [["09:00", "12:00"]], "ph": []}}]"#, "Mo 09:00-12:00; PH off"),
        (
            #"[{"weekly": {"mo": [["09:00", "12:00"]], "ph": [["10:00", "12:00"], ["14:00", "16:00"]]}}]"#,
            "Mo 09:00-12:00; PH 10:00-12:00,14:00-16:00"
        ),
        (#"[{"weekly": {"ph": [["10:00", "12:00"]]}}]"#, "PH 10:00-12:00"),
        (#"[{"weekly": {"ph": [["00:00", "24:00"]]}}]"#, "PH 00:00-24:00"),
        (
            #"[{"weekly": {"mo": [["09:00", "12:00"]], "ph": [["19:00", null]]}}]"#,
            "Mo 09:00-12:00; PH 19:00+"
        ),
        // Only the days are known.
        (#"[{"weekly": {"ph": []}}]"#, "Jan-Dec; PH off"),
        (#"[{"from": "2026-04-01", "to": "2026-11-15", "weekly": {"ph": []}}]"#, "Apr 01-Nov 15; PH off"),
        // In one season and not in the other.
        (
            #"[{"from": "2026-04-01", "to": "2026-06-30", "weekly": {"mo": [["09:00", "12:00"]], "ph": []}}, {"from": "2026-07-01", "to": "2026-08-31", "weekly": {"mo": [["09:00", "12:00"]]}}]"#,
            "Apr 01-Jun 30: Mo 09:00-12:00; Jul 01-Aug 31: Mo 09:00-12:00; Apr 01-Jun 30: PH off"
        ),
        (
            #"[{"from": "2026-04-01", "to": "2026-06-30", "weekly": {"mo": [["09:00", "12:00"]], "ph": [["10:00", "11:00"]]}}]"#,
            "Apr 01-Jun 30: Mo 09:00-12:00; Apr 01-Jun 30: PH 10:00-11:00"
        ),
        // The same as on any day needs no rule; each period speaks for itself.
        (#"[{"weekly": {"ph": [["00:00", "24:00"]]}}, {"weekly": WEEK["00:00", "24:00"]}]"#, "24/7"),
        (
            #"[{"weekly": {"mo": [["09:00", "12:00"]], "ph": []}}, {"weekly": {"tu": [["14:00", "16:00"]]}}]"#,
            "Mo 09:00-12:00; PH off, Tu 14:00-16:00"
        ),
        (
            #"[{"by_appointment": true, "weekly": {"mo": [["09:00", "18:00"]], "ph": [["10:00", "18:00"]]}}, {"weekly": {"mo": [["09:00", "12:00"]], "ph": [["10:00", "12:00"]]}}]"#,
            #"Mo 09:00-18:00 "by appointment", Mo 09:00-12:00; PH 10:00-18:00 "by appointment", PH 10:00-12:00"#
        ),
        (
            #"[{"by_appointment": true, "weekly": {"ph": []}}, {"weekly": {"mo": [["09:00", "12:00"]]}}]"#,
            #""by appointment"; PH off, Mo 09:00-12:00"#
        ),
    ])
    func `public holidays take the place of the day of the week`(opening: String, text: String) throws {
        #expect(try written(opening) == text)
    }

    @Test(arguments: [
        (#""ph": []"#, "PH 02:00-26:00 off"),
        (#""ph": [["10:00", "12:00"]]"#, "PH 02:00-26:00 off, PH 10:00-12:00"),
    ])
    func `the nights around a public holiday stay as they are`(feast: String, text: String) throws {
        let week = Weekday.allCases.map { "\"\($0.rawValue)\": [[\"22:00\", \"02:00\"]]" }.joined(
            separator: ", ")

        #expect(try written("[{\"weekly\": {\(week), \(feast)}}]") == "22:00-02:00; \(text)")
    }

    @Test(arguments: [
        (#""ph": [["14:00", "18:00"]]"#, "Jul 14: PH 02:00-24:00 off, Jul 14: PH 14:00-18:00"),
        (#""ph": []"#, "Jul 14: PH 02:00-24:00 off"),
    ])
    func `a night before a season that begins with a public holiday stays as it is`(
        feast: String, text: String
    ) throws {
        let summer = #"{"from": "2026-07-01", "to": "2026-07-13", "weekly": {"mo": [["21:00", "02:00"]]}}"#
        let tuesday = #""tu": [["09:00", "12:00"]], \#(feast)"#
        let day = #"{"from": "2026-07-14", "to": "2026-07-14", "weekly": {\#(tuesday)}}"#
        let week = "Jul 01-Jul 13: Mo 21:00-02:00, Jul 14: 09:00-12:00"

        #expect(try written("[\(summer), \(day)]") == "\(week); \(text)")
    }

    @Test func `the latest night decides, hours that begin before its end are left`() throws {
        let opening = #"[{"weekly": {"fr": [["22:00", "02:00"]], "sa": [["01:00", "23:00"]], "ph": []}}]"#

        #expect(try written(opening) == "Fr 22:00-02:00, Sa 01:00-23:00; PH 02:00-25:00 off")
    }

    @Test func `a holiday that goes on after midnight is added`() throws {
        let opening = #"[{"weekly": {"mo": [["09:00", "12:00"]], "ph": [["22:00", "02:00"]]}}]"#

        #expect(try written(opening) == "Mo 09:00-12:00; PH off, PH 22:00-02:00")
    }

    @Test func `a closure behind a holiday leaves its night as it is`() throws {
        let opening = #"[{"weekly": {"mo": [["09:00", "12:00"]], "ph": [["22:00", "02:00"]]}}]"#

        #expect(
            try written(opening, #"[{"from": "2026-07-15"}]"#)
                == "Mo 09:00-12:00; PH off, PH 22:00-02:00; 2026 Jul 15: 02:00-24:00 off")
    }
}
