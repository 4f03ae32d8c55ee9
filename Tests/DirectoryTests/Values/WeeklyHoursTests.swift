import Directory
import Testing

@Suite struct WeeklyHoursTests {
    @Test(arguments: [
        ("00:00", 0), ("09:05", 545), ("23:59", 1_439), ("24:00", 1_440), ("09:05:59", 545),
    ])
    func `a time of the day is read to the minute`(text: String, minutes: Int) {
        #expect(ClockTime(text)?.minutes == minutes)
        #expect(ClockTime(text)?.description == String(text.prefix(5)))
    }

    @Test(arguments: [
        "", "9:00", "09", "09:60", "24:01", "25:00", "0900", "09:00:0", "09:00:00:00", "09h00", "+9:00",
        "-0:30",
        "09:+5", "09:00:+1", "09:00:99", "aa:bb", " 09:00", "０９:００",
    ])
    func `what is no time of the day is refused`(text: String) {
        #expect(ClockTime(text) == nil)
    }

    @Test(arguments: [
        (#"{"mo": [["09:00", "12:00"], ["14:00", "19:00"]]}"#, nil),
        (
            #"{"mo": [["14:00", "19:00"], ["09:00", "12:00"]]}"#,
            #"{"mo": [["09:00", "12:00"], ["14:00", "19:00"]]}"#
        ),
        (
            #"{"su": [["09:00", "12:00"]], "mo": [["09:00", "12:00"]]}"#,
            #"{"mo": [["09:00", "12:00"]], "su": [["09:00", "12:00"]]}"#
        ),
        (#"{"fr": [["22:00", "02:00"]]}"#, nil),
        (#"{"fr": [["00:00", "24:00"]]}"#, nil),
        (#"{"fr": [["19:00", null]]}"#, nil),
        (#"{"fr": [["19:00"]]}"#, #"{"fr": [["19:00", null]]}"#),
        (#"{"fr": [["09:00", "12:00"], ["12:00", "14:00"]]}"#, nil),
        (#"{"fr": []}"#, #"{}"#),
        // Public holidays come last; closed on them is not the same as days like any other.
        (
            #"{"ph": [["14:00", "16:00"], ["10:00", "12:00"]], "fr": [["09:00", "12:00"]]}"#,
            #"{"fr": [["09:00", "12:00"]], "ph": [["10:00", "12:00"], ["14:00", "16:00"]]}"#
        ),
        (#"{"mo": [["09:00", "12:00"]], "ph": []}"#, nil), (#"{"ph": []}"#, nil), (#"{"ph": null}"#, #"{}"#),
        (#"{}"#, nil),
    ])
    func `hours of a week come out in order`(written: String, kept: String?) throws {
        let outcome = try Outcome("opening/p", text: "{\"weekly\": \(written)}")

        #expect(outcome.problems == [])
        #expect(outcome.json?["weekly"]?.text == (kept ?? written).replacing(" ", with: ""))
    }

    @Test(arguments: [
        (#"{"mo": [["09:00", "12:00"], ["11:59", "14:00"]]}"#, "mo opening.overlap"),
        (#"{"mo": [["22:00", "02:00"], ["23:00", "23:30"]]}"#, "mo opening.overlap"),
        (#"{"mo": [["09:00", null], ["09:00", "12:00"]]}"#, "mo opening.overlap"),
        (#"{"mo": [["09:00", "09:00"], ["10:00", "11:00"]]}"#, "mo opening.overlap"),
        (#"{"mo": [["24:00", "02:00"]]}"#, "mo time.invalid"),
        (#"{"mo": [["09:00", "25:00"]]}"#, "mo time.invalid"),
        (#"{"mo": [[]]}"#, "mo time.invalid"),
        (#"{"mo": [["09:00", "10:00", "11:00"]]}"#, "mo time.invalid"),
        (#"{"mo": "09:00-12:00"}"#, "mo time.invalid"),
        (#"{"mo": [[9, 12]]}"#, "mo time.invalid"),
        (#"{"ph": [["10:00", "12:00"], ["11:00", "13:00"]]}"#, "ph opening.overlap"),
        (#"{"ph": "off"}"#, "ph time.invalid"), (#"{"ph": [["10:00"], [10]]}"#, "ph time.invalid"),
        (#"{"PH": []}"#, "PH weekday.unknown"),
        (#"{"monday": [["09:00", "12:00"]]}"#, "monday weekday.unknown"),
    ])
    func `hours that cannot be are refused`(written: String, problem: String) throws {
        let outcome = try Outcome("opening/p", text: "{\"weekly\": \(written)}")

        #expect(outcome.problems == ["opening/p/weekly/\(problem)"])
    }

    @Test func `all that is wrong is told together`() throws {
        let written = #"{"mo": [["9h", "12h"]], "ph": [["10:00", "12:00"], ["11:00", "13:00"]], "xx": []}"#
        let outcome = try Outcome("opening/p", text: "{\"weekly\": \(written)}")

        #expect(
            outcome.problems == [
                "opening/p/weekly/mo time.invalid", "opening/p/weekly/xx weekday.unknown",
                "opening/p/weekly/ph opening.overlap",
            ])
    }

    @Test func `a public holiday has its own frames or those of the day of the week`() throws {
        let frame = WeeklyHours.Frame(opens: try #require(ClockTime("09:00")), closes: nil)
        let usual = WeeklyHours([.monday: [frame]])
        let closed = WeeklyHours([.monday: [frame]], holidays: [])
        let other = WeeklyHours([:], holidays: [frame])

        #expect(usual.frames(on: .monday, isHoliday: true) == [frame])
        #expect(closed.frames(on: .monday, isHoliday: true) == [])
        #expect(closed.frames(on: .monday, isHoliday: false) == [frame])
        #expect(other.frames(on: .sunday, isHoliday: true) == [frame])
        #expect(other.frames(on: .monday, isHoliday: false) == [])
    }

    @Test func `frames that overlap can be made one`() throws {
        func frame(_ opens: String, _ closes: String?) throws -> WeeklyHours.Frame {
            WeeklyHours.Frame(opens: try #require(ClockTime(opens)), closes: closes.flatMap(ClockTime.init))
        }
        let hours = WeeklyHours(
            [
                .monday: [try frame("09:00", "12:00"), try frame("11:00", "14:00"), try frame("09:00", nil)],
                .tuesday: [try frame("09:00", "12:00"), try frame("12:00", "14:00")],
                .wednesday: [try frame("22:00", "02:00"), try frame("23:00", "01:00")],
            ], holidays: [try frame("10:00", "12:00"), try frame("11:00", "13:00")])

        let merged = hours.merged.frames

        #expect(merged[.monday] == [try frame("09:00", "14:00")])
        #expect(merged[.tuesday] == [try frame("09:00", "12:00"), try frame("12:00", "14:00")])
        #expect(hours.merged.holidays == [try frame("10:00", "13:00")])
        #expect(merged[.wednesday] == [try frame("22:00", "02:00")])
    }
}
