import Directory
import Testing

@Suite struct PeriodTests {
    @Test(arguments: [
        ("opening/p", #"{"from": "2026-04-01", "to": "2026-11-15"}"#),
        ("opening/p", #"{"from": "2026-04-01", "to": "2026-04-01"}"#),
        ("opening/p", #"{"from": "2024-02-29"}"#),
        ("opening/p", #"{"to": "2026-04-01"}"#),
        ("opening/p", #"{}"#),
        ("opening/p", #"{"key": "p", "by_appointment": true, "note": {"fr": "Sur rendez-vous"}}"#),
        ("closures/c", #"{"from": "2026-12-25", "to": "2026-12-25"}"#),
        ("closures/c", #"{"from": "2026-12-25"}"#),
        ("dates/d", #"{"from": "2026-07-14", "opens": "20:00", "closes": "02:00"}"#),
        ("dates/d", #"{"from": "2026-01-01", "to": "2026-12-31", "days": ["fr", "tu"]}"#),
        ("prices/p", #"{"min": "80", "from": "2026-01-01", "to": "2026-12-31"}"#),
        (
            "classification/hotel_stars",
            #"{"scheme": "hotel_stars", "value": "3", "delivered_on": "2024-01-01", "expires_on": "2029-01-01"}"#
        ),
    ])
    func `a period in order is taken`(path: String, json: String) throws {
        #expect(try Outcome(path, text: json).problems == [])
    }

    @Test(arguments: [
        ("opening/p", #"{"from": "2026-11-15", "to": "2026-04-01"}"#, ["opening/p/to period.inverted"]),
        ("closures/c", #"{"from": "2026-12-26", "to": "2026-12-25"}"#, ["closures/c/to period.inverted"]),
        ("dates/d", #"{"from": "2026-07-14", "to": "2026-07-13"}"#, ["dates/d/to period.inverted"]),
        (
            "prices/p", #"{"min": "80", "from": "2026-12-31", "to": "2026-01-01"}"#,
            ["prices/p/to period.inverted"]
        ),
        (
            "classification/s",
            #"{"scheme": "hotel_stars", "value": "3", "delivered_on": "2024-01-02", "expires_on": "2024-01-01"}"#,
            ["classification/s/expires_on period.inverted"]
        ),
        ("opening/p", #"{"from": "2026-02-29"}"#, ["opening/p/from date.invalid"]),
        ("opening/p", #"{"from": 20260401}"#, ["opening/p/from type.string"]),
        ("opening/p", #"{"by_appointment": "oui"}"#, ["opening/p/by_appointment type.boolean"]),
        ("opening/p", #"{"note": "libre"}"#, ["opening/p/note type.object"]),
        ("opening/p", #"{"note": {"xx": "libre"}}"#, ["opening/p/note/xx language.unknown"]),
        ("opening/p", #"{"weekly": "9h-12h"}"#, ["opening/p/weekly type.object"]),
        ("closures/c", #"{}"#, ["closures/c/from required"]),
        ("closures/c", #"{"to": "2026-12-25"}"#, ["closures/c/from required"]),
        ("dates/d", #"{"from": "2026-07-14", "opens": "20h"}"#, ["dates/d/opens time.invalid"]),
        ("dates/d", #"{"from": "2026-07-14", "days": ["mar"]}"#, ["dates/d/days weekday.unknown"]),
        ("dates/d", #"{"from": "2026-07-14", "days": ["we"]}"#, ["dates/d/days date.weekday"]),
        (
            "dates/d", #"{"from": "14/07/2026", "to": "x"}"#,
            ["dates/d/from date.invalid", "dates/d/to date.invalid"]
        ),
    ])
    func `a period that cannot be is refused with every reason`(
        path: String, json: String, problems: [String]
    ) throws {
        #expect(try Outcome(path, text: json).problems == problems)
    }

    @Test(arguments: [
        (#"{"from": "2026-01-01", "to": "2026-12-31", "days": ["fr", "tu"]}"#, ["tu", "fr"]),
        // From Friday to Sunday.
        (#"{"from": "2026-07-03", "to": "2026-07-05", "days": ["mo", "su"]}"#, ["su"]),
        (#"{"from": "2026-07-03", "to": "2026-07-05", "days": ["sa", "su", "fr"]}"#, nil),
        (#"{"from": "2026-07-14", "days": ["tu"]}"#, nil),
    ])
    func `an event has the days of the week that its time has`(json: String, days: [String]?) throws {
        let value = try Outcome("dates/d", text: json).json

        #expect(value?["days"]?.array?.compactMap(\.string) == days)
    }

    @Test(arguments: [("closures/c", "2026-12-25"), ("dates/d", "2026-07-14")])
    func `one day is its own end`(path: String, day: String) throws {
        #expect(try Outcome(path, ["from": .string(day)]).json?["to"] == .string(day))
    }
}
