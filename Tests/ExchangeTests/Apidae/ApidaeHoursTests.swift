import Directory
import Exchange
import Testing

/// Hours by day in the form of the documentation of Apidae (2025).
struct ApidaeHoursTests {
    private static let opening: JSON = ["elementReferenceType": "HoraireType", "id": 7457]

    private static let week: JSON = [
        [
            "closed": false, "weekdays": ["TUE", "MON"],
            "timeFrames": [
                ["startTime": "10:00", "endTime": "12:00"], ["startTime": "14:00", "endTime": "18:00"],
            ],
        ],
        ["closed": false, "weekdays": ["SAT"], "timeFrames": [["startTime": "20:00", "endTime": "02:00"]]],
    ]

    private func record(
        _ parts: JSON, type: JSON = "HOTELLERIE", _ members: JSON = [:]
    ) throws -> SourceRecord {
        var period = JSONObject([
            .init(key: "dateDebut", value: "2026-04-01"), .init(key: "dateFin", value: "2026-10-31"),
            // What the hours have taken the place of.
            .init(key: "type", value: "OUVERTURE_SEMAINE"),
            .init(key: "ouverturesJournalieres", value: [["jour": "JEUDI"]]),
            .init(key: "horaireOuverture", value: "08:00:00"),
            .init(key: "horaires", value: [["id": 511, "type": Self.opening, "timePeriods": parts]]),
        ])
        for member in members.object?.members ?? [] { period[member.key] = member.value }
        return try ApidaeSpecimen.record([
            "type": type, "ouverture": ["periodesOuvertures": [.object(period)]],
        ])
    }

    private func weekly(_ record: SourceRecord) -> JSON? {
        record.json("opening/2026-04-01_2026-10-31")?["weekly"]
    }

    @Test func `hours by day take the place of the one pair of times`() throws {
        let record = try record(Self.week)

        #expect(
            weekly(record) == [
                "mo": [["10:00", "12:00"], ["14:00", "18:00"]],
                "tu": [["10:00", "12:00"], ["14:00", "18:00"]],
                "sa": [["20:00", "02:00"]],
            ])
        #expect(record.rules == [])
    }

    @Test func `public holidays are closed or have hours of their own`() throws {
        let closed = try record(.array(Self.week.elements + [["closed": true, "weekdays": ["HOL", "SUN"]]]))
        let feasts: JSON = [
            "closed": false, "weekdays": ["SUN", "HOL"],
            "timeFrames": [["startTime": "09:00", "endTime": "12:00"]],
        ]
        let open = try record([feasts])
        let alone = try record([["closed": true, "weekdays": ["HOL"]]])
        let only = try record([["weekdays": ["HOL"], "timeFrames": [["startTime": "09:00"]]]])

        #expect(weekly(closed)?["ph"] == [])
        #expect(weekly(closed)?["su"] == nil)
        #expect(weekly(open) == ["su": [["09:00", "12:00"]], "ph": [["09:00", "12:00"]]])
        #expect(weekly(alone) == ["ph": []])
        #expect(weekly(only) == ["ph": [["09:00", nil]]])
    }

    @Test func `what is no opening is told, the older form is read`() throws {
        let visits: JSON = ["type": ["id": 7460, "libelleFr": "Visite guidée"], "timePeriods": Self.week]
        let other = try record([], ["horaires": [visits]])
        let older = try record(
            [],
            [
                "horaires": nil,
                "timePeriods": [
                    [
                        "type": "opening", "weekdays": ["FRI"],
                        "timeFrames": [["startTime": "18:00", "endTime": "23:00"]],
                    ]
                ],
            ])

        #expect(other.rules.contains("opening.kind"))
        #expect(weekly(other) == ["th": [["08:00", nil]]])
        #expect(weekly(older) == ["fr": [["18:00", "23:00"]]])
    }

    @Test func `days without hours stay words, a closed period is a closure`() throws {
        let untimed = try record([["closed": false, "weekdays": ["MON"]]])
        let others = try record([["closed": true, "weekdays": ["MON"]]])
        let closed = try record([
            ["closed": true, "weekdays": .array(["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"])]
        ])
        let unknown = try record([["closed": true, "weekdays": ["HOL", "BANK"]]])

        #expect(untimed.rules.contains("opening.days_only"))
        #expect(others.rules.contains("opening.days_only"))
        #expect(closed.document.openingPeriods.isEmpty)
        #expect(closed.document.keys(.closures) == ["2026-04-01_2026-10-31"])
        #expect(unknown.rules.contains("weekday.unknown"))
    }

    @Test func `an event has its hours on its dates`() throws {
        let whole: JSON = [
            [
                "weekdays": .array(["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]),
                "timeFrames": [["startTime": "10:00", "endTime": "12:00"], ["startTime": "14:00"]],
            ]
        ]
        let every = try record(whole, type: "FETE_ET_MANIFESTATION")
        let one = try record(
            Self.week, type: "FETE_ET_MANIFESTATION", ["dateDebut": "2026-04-04", "dateFin": "2026-04-04"])

        #expect(every.document.keys(.dates) == ["2026-04-01_10:00", "2026-04-01_14:00"])
        #expect(one.json("dates/2026-04-04_20:00")?["closes"] == "02:00")
        #expect(one.document.keys(.dates).count == 1)
    }

    @Test func `single days open at the hours of their day`() throws {
        let record = try record(Self.week, ["ouverturesExceptionnelles": [["dateOuverture": "2026-11-14"]]])

        #expect(record.json("opening/2026-11-14_2026-11-14")?["weekly"] == ["sa": [["20:00", "02:00"]]])
    }
}
