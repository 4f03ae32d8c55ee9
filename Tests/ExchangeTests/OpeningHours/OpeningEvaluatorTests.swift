import Directory
import Exchange
import Testing

@Suite struct OpeningEvaluatorTests {
    private static let hours = #"""
        [{"from": "2026-04-01", "to": "2026-11-15", "weekly": {"mo": [["09:00", "12:00"], ["14:00", "19:00"]],
          "tu": [["19:00", null]], "sa": [["22:00", "02:00"]], "su": [["00:00", "24:00"]]}},
         {"from": "2026-12-01", "to": "2026-12-31"},
         {"from": "2026-12-10", "to": "2026-12-20", "weekly": {"mo": [["10:00", "11:00"]]}},
         {"from": "2026-02-01", "to": "2026-02-28", "by_appointment": true, "weekly": {"mo": [["10:00", "18:00"]]}},
         {"from": "2026-02-01", "to": "2026-02-28", "weekly": {"mo": [["10:00", "12:00"]]}},
         {"note": {"fr": "Appelez"}}]
        """#

    @Test(arguments: [
        ("2026-04-06", "08:59", "closed"), ("2026-04-06", "09:00", "open"), ("2026-04-06", "11:59", "open"),
        ("2026-04-06", "12:00", "closed"), ("2026-04-06", "14:00", "open"), ("2026-04-07", "18:59", "closed"),
        ("2026-04-07", "19:00", "open"), ("2026-04-07", "23:59", "open"), ("2026-04-08", "00:00", "closed"),
        ("2026-04-11", "21:59", "closed"), ("2026-04-11", "22:00", "open"), ("2026-04-12", "01:59", "open"),
        ("2026-04-12", "23:59", "open"), ("2026-04-13", "00:00", "closed"), ("2026-03-30", "10:00", "closed"),
        ("2026-11-16", "10:00", "closed"),
        // The last evening of the season goes on after midnight of a day out of season.
        ("2026-11-15", "23:59", "open"), ("2026-11-16", "00:00", "closed"),
        // Only the days are known, but where another period knows the hours.
        ("2026-12-05", "03:00", "open"), ("2026-12-14", "10:30", "open"), ("2026-12-14", "03:00", "closed"),
        ("2026-12-15", "10:30", "closed"),
        ("2026-02-02", "11:00", "open"), ("2026-02-02", "17:00", "byAppointment"),
        ("2026-02-02", "19:00", "closed"),
        // Closed on 5 and 6 September: the night from 5 to 6 and the Sunday fall out, the night before stays.
        ("2026-09-05", "23:00", "closed"), ("2026-09-06", "01:00", "closed"),
        ("2026-09-06", "12:00", "closed"),
        ("2026-09-07", "10:00", "open"), ("2026-08-30", "01:00", "open"), ("2026-08-29", "23:00", "open"),
    ])
    func `the door is open or not`(day: String, time: String, state: String) throws {
        let document = try Document.opening(Self.hours, #"[{"from": "2026-09-05", "to": "2026-09-06"}]"#)
        let evaluator = OpeningEvaluator(
            periods: document.openingPeriods, closures: document.closures, holidays: .france)
        let date = try #require(CalendarDate(day))
        let minute = try #require(ClockTime(time)).minutes

        #expect(evaluator.state(on: date, at: minute).rawValue == state)
        #expect(evaluator.isOpen(on: date, at: minute) == (state == "open"))
    }

    @Test(arguments: [
        // The fourteenth of July, a Tuesday, and the Monday before it; 8 May, a Friday closed by another period.
        ("2026-07-13", "09:30", "open"), ("2026-07-14", "09:30", "closed"), ("2026-07-14", "10:30", "open"),
        ("2026-07-15", "01:00", "open"), ("2026-07-14", "01:00", "closed"), ("2026-05-08", "10:30", "closed"),
        ("2026-05-08", "15:30", "byAppointment"),
        // Ascension and the day after it in a season whose hours nobody knows.
        ("2025-05-29", "10:30", "closed"), ("2025-05-30", "10:30", "open"),
    ])
    func `a public holiday has the hours of public holidays`(day: String, time: String, state: String) throws
    {
        let hours = #"""
            [{"from": "2026-07-01", "to": "2026-08-31", "weekly": {"mo": [["09:00", "12:00"]],
              "tu": [["09:00", "12:00"]], "ph": [["10:00", "12:00"], ["20:00", "02:00"]]}},
             {"from": "2026-05-01", "to": "2026-05-31", "weekly": {"fr": [["09:00", "12:00"]], "ph": []}},
             {"from": "2026-05-01", "to": "2026-05-31", "by_appointment": true, "weekly": {"fr": [["15:00", "16:00"]]}},
             {"from": "2025-05-01", "to": "2025-05-31", "weekly": {"ph": []}}]
            """#
        let document = try Document.opening(hours, "[]")
        func found(_ holidays: PublicHolidays) throws -> OpeningEvaluator.State {
            OpeningEvaluator(periods: document.openingPeriods, closures: [], holidays: holidays)
                .state(on: try #require(CalendarDate(day)), at: try #require(ClockTime(time)).minutes)
        }

        #expect(try found(.france).rawValue == state)
        // Nobody knows the holidays abroad: there it is a Thursday like any other.
        if day == "2025-05-29" { #expect(try found(.unknown) == .open) }
    }

    @Test(arguments: [
        // An ordinary Monday, the fourteenth of July, and Christmas, which is out of the season.
        (#"[{}, {"weekly": {"ph": [["10:00", "12:00"]]}}]"#, ["open", "open", "closed", "open", "closed"]),
        (
            #"[{"from": "2026-04-01", "to": "2026-11-15"}, {"weekly": {"ph": [["10:00", "12:00"]]}}]"#,
            ["open", "open", "closed", "open", "closed"]
        ),
        (#"[{"weekly": {"ph": [["10:00", "12:00"]]}}]"#, ["closed", "open", "closed", "open", "closed"]),
        (#"[{}, {"weekly": {"ph": []}}]"#, ["open", "closed", "closed", "closed", "closed"]),
        (
            #"[{}, {"weekly": {"mo": [["10:00", "12:00"]], "tu": [["10:00", "12:00"]]}}]"#,
            ["open", "open", "closed", "closed", "closed"]
        ),
        (
            #"[{}, {"by_appointment": true, "weekly": {"ph": [["10:00", "12:00"]]}}]"#,
            ["open", "open", "open", "open", "open"]
        ),
    ])
    func `hours of public holidays say nothing of other days`(opening: String, states: [String]) throws {
        let document = try Document.opening(opening, "[]")
        let evaluator = OpeningEvaluator(
            periods: document.openingPeriods, closures: [], holidays: .france)
        let moments = [
            ("2026-07-13", 660), ("2026-07-14", 660), ("2026-07-14", 900), ("2026-12-25", 660),
            ("2026-12-25", 900),
        ]

        let found = try moments.map { day, minute in
            evaluator.state(on: try #require(CalendarDate(day)), at: minute).rawValue
        }

        #expect(found == states)
    }

    @Test func `a night before a closure still runs out`() throws {
        let document = try Document.opening(
            #"[{"weekly": WEEK["22:00", "02:00"]}]"#, #"[{"from": "2026-12-25"}]"#)
        let evaluator = OpeningEvaluator(
            periods: document.openingPeriods, closures: document.closures, holidays: .france)
        let christmas = try #require(CalendarDate("2026-12-25"))
        let after = try #require(CalendarDate("2026-12-26"))

        #expect(evaluator.isOpen(on: christmas, at: 60) && !evaluator.isOpen(on: christmas, at: 1_380))
        #expect(!evaluator.isOpen(on: after, at: 60) && evaluator.isOpen(on: after, at: 1_380))
    }

    @Test func `without periods nothing is open`() throws {
        let evaluator = OpeningEvaluator(periods: [], closures: [], holidays: .france)

        #expect(!evaluator.isOpen(on: try #require(CalendarDate("2026-12-25")), at: 720))
    }
}
