import Directory
import Exchange
import Testing

struct OpeningTests {
    private func record(_ specifications: JSON...) throws -> SourceRecord {
        try Specimen.record(
            Specimen.place(more: ["schema:openingHoursSpecification": .array(specifications)]))
    }

    private func hours(
        _ opens: JSON, _ closes: JSON, _ days: [String] = ["Monday"], from: JSON = "2020-04-01T00:00:00",
        to: JSON = "2020-11-15T00:00:00"
    ) -> JSON {
        [
            "schema:opens": opens, "schema:closes": closes, "schema:validFrom": from,
            "schema:validThrough": to,
            "schema:dayOfWeek": .array(days.map { ["@id": .string("schema:\($0)")] }),
        ]
    }

    private let path = "opening/2020-04-01_2020-11-15"

    @Test func `specifications of the same days make one period`() throws {
        let record = try record(
            hours("09:00:00", "12:00:00", ["Monday", "Tuesday"]), hours("14:00:00", "19:00:00", ["Tuesday"]),
            hours("10:00:00", "11:00:00", ["Sunday"], to: "2020-04-30T00:00:00"))

        #expect(record.document.keys(.opening) == ["2020-04-01_2020-04-30", "2020-04-01_2020-11-15"])
        #expect(
            record.json(path)?["weekly"] == [
                "mo": [["09:00", "12:00"]], "tu": [["09:00", "12:00"], ["14:00", "19:00"]],
            ])
        #expect(record.findings.isEmpty)
    }

    @Test(
        arguments: [
            ("22:00:00", "02:00:00", ["22:00", "02:00"], []),
            ("12:00:00", "00:00:00", ["12:00", "00:00"], []),
            ("00:00:00", "00:00:00", ["00:00", "24:00"], []),
            ("00:00", "23:59:00", ["00:00", "24:00"], []),
            ("19:00:00", nil, ["19:00", nil], ["opening.no_closing"]),
            ("09:00:00", "25:00:00", ["09:00", nil], ["time.invalid", "opening.no_closing"]),
            ("09:00:00", "09:00:00", ["09:00", nil], ["opening.no_length", "opening.no_closing"]),
        ] as [(JSON, JSON, JSON, [String])])
    func `hours are kept as they are meant`(opens: JSON, closes: JSON, frame: JSON, rules: [String]) throws {
        let record = try record(hours(opens, closes))

        #expect(record.json(path)?["weekly"]?["mo"] == [frame])
        #expect(record.rules == rules)
    }

    @Test func `no day named means every day`() throws {
        let weekly = try record(hours("09:00:00", "12:00:00", [])).json(path)?["weekly"]

        #expect(weekly?.object?.keys == ["mo", "tu", "we", "th", "fr", "sa", "su"])
    }

    @Test func `public holidays have hours of their own, or are closed where none opens`() throws {
        let own = try record(
            hours("09:00:00", "12:00:00", ["Monday"]),
            hours("10:00:00", "12:00:00", ["PublicHolidays", "Sunday"]))
        let closed = try record(hours("09:00:00", "12:00:00"), hours(nil, nil, ["PublicHolidays"]))

        #expect(own.json(path)?["weekly"]?["ph"] == [["10:00", "12:00"]])
        #expect(own.json(path)?["weekly"]?["su"] == [["10:00", "12:00"]])
        #expect(closed.json(path)?["weekly"] == ["mo": [["09:00", "12:00"]], "ph": []])
        #expect(own.findings.isEmpty && closed.findings.isEmpty)
    }

    @Test func `the same hours twice count once, those that overlap become one with a finding`() throws {
        let same = try record(hours("09:00:00", "12:00:00"), hours("09:00:00", "12:00:00"))
        let over = try record(hours("09:00:00", "12:00:00"), hours("11:00:00", "15:00:00"))

        #expect(same.json(path)?["weekly"]?["mo"] == [["09:00", "12:00"]])
        #expect(same.findings.isEmpty)
        #expect(over.json(path)?["weekly"]?["mo"] == [["09:00", "15:00"]])
        #expect(over.rules == ["opening.overlap"])
        #expect(over.findings.first?.path == path)
    }

    @Test func `a period that ends before it begins is dropped`() throws {
        let record = try record(hours("09:00:00", "12:00:00", from: "2020-12-01", to: "2020-01-01"))

        #expect(record.document.elements(.opening).isEmpty)
        #expect(record.rules == ["opening.inverted"])
    }

    @Test func `a period without its first day is kept`() throws {
        let record = try record(hours("09:00:00", "12:00:00", from: nil))

        #expect(record.document.keys(.opening) == ["2020-11-15"])
        #expect(record.json("opening/2020-11-15")?["from"] == .null)
    }

    @Test func `an event takes place on its days, at its times`() throws {
        let record = try Specimen.record([
            "@type": ["EntertainmentAndEvent", "CulturalEvent", "Concert"],
            "takesPlaceAt": [
                ["startDate": "2020-09-19", "endDate": "2020-09-20", "startTime": "20:30:00"],
                ["startDate": "2020-09-19", "endDate": "2020-09-20", "startTime": "20:30:00"],
                ["startDate": "2020-09-22", "endDate": "2020-09-21"],
            ],
            "schema:startDate": ["2019-01-01"], "schema:endDate": ["2019-01-01"],
        ])

        #expect(record.document.category == "evenement_culturel")
        #expect(record.document.keys(.dates) == ["2020-09-19_20:30"])
        #expect(
            record.json("dates/2020-09-19_20:30") == [
                "from": "2020-09-19", "to": "2020-09-20", "opens": "20:30", "closes": nil,
            ])
        #expect(record.rules == ["date.inverted"])
    }

    @Test func `an event without periods has its pairs of first and last days`() throws {
        let record = try Specimen.record([
            "schema:startDate": ["2020-09-19", "2020-10-17"], "schema:endDate": ["2020-09-20"],
        ])

        #expect(record.document.keys(.dates) == ["2020-09-19", "2020-10-17"])
        #expect(record.json("dates/2020-10-17")?["to"] == "2020-10-17")
    }
}
