import Directory
import Exchange
import Testing

/// What `opening_hours` of OpenStreetMap says of a week.
struct OSMWeekTests {
    private func opening(_ text: String) throws -> SourceRecord {
        try MappedRow.read(["Hours": "opening.osm"], ["Hours": .string(text)])
    }

    @Test(
        arguments: [
            ("Mo-Fr 09:00-12:00,14:00-18:00", "tu", [["09:00", "12:00"], ["14:00", "18:00"]]),
            ("Mo-Fr 9:00-12:00; Sa,Su 10:00-11:30", "su", [["10:00", "11:30"]]),
            ("09:00-18:00; We off", "we", nil), ("09:00-18:00; PH,We closed", "ph", []),
            ("Mo-Su 08:00-20:00; Tu 10:00-12:00", "tu", [["10:00", "12:00"]]),
            ("Mo-Fr 09:00-12:00, We 14:00-16:00", "we", [["09:00", "12:00"], ["14:00", "16:00"]]),
            ("Sa-Mo 10:00-12:00", "su", [["10:00", "12:00"]]), ("24/7", "su", [["00:00", "24:00"]]),
            ("Fr-Sa 22:00-02:00", "sa", [["22:00", "02:00"]]),
            ("Fr 22:00-26:00", "fr", [["22:00", "02:00"]]),
            ("Mo-Fr 19:00+", "mo", [["19:00", nil]]),
            ("Mo-Fr 09:00-12:00; PH 10:00-11:00", "ph", [["10:00", "11:00"]]),
        ] as [(String, String, JSON?)])
    func `a week of the whole year is read`(text: String, day: String, frames: JSON?) throws {
        let record = try opening(text)

        #expect(record.value("opening/all-year")?["weekly"]?[day] == frames)
        #expect(record.value("opening/all-year")?["note"] == .null)
    }

    @Test(arguments: [
        "Apr-Oct: Mo-Fr 09:00-12:00", "Mo-Fr 09:00-12:00; SH off", "sunrise-sunset", "Mo[1] 09:00-12:00",
        "Mo-Fr 09:00-12:00 \"sur rendez-vous\"", "2026 Jul 14 off", "week 1-20 Mo 09:00-12:00", "PH off",
        "Mo-Fr",
        "Mo-Fr 09:00-12:00,11:00-14:00", "Mo-Fr 12:00", "Mo-Xx 09:00-12:00", "Mo-Fr 09:00-09:00", "off", "",
        "Mo-Fr 09:00-12:00 || \"par téléphone\"", "Mo-Fr 25:00-26:00", "Mo-Fr 09:00-12:00 Sa 10:00-11:00",
    ])
    func `what says more stays as a remark`(text: String) throws {
        let record = try opening(text)

        #expect(record.value("opening/all-year")?["weekly"]?.isNull ?? true)
        #expect(record.value("opening/all-year")?["note"] == (text.isEmpty ? nil : ["fr": .string(text)]))
        #expect(record.findingRules == (text.isEmpty ? [] : ["opening.text"]))
    }

    @Test func `a week that is written here is read as the same`() throws {
        for seed in 0..<400 {
            let weeks = try OpeningCase(random: seed).weeks()
            for week in weeks {
                let period = OpeningPeriod(from: nil, to: nil, weekly: week)
                let text = OSMOpeningHours.write(periods: [period], closures: [], holidays: .france) ?? ""
                guard !text.contains("PH"), week.holidays == nil else { continue }

                let read = try opening(text).document.openingPeriods.first?.weekly
                #expect(read == week.merged, "\(text)")
            }
        }
    }
}

extension OpeningCase {
    /// The weeks of its periods.
    fileprivate func weeks() throws -> [WeeklyHours] {
        let document = try Document(contract: ["opening": opening, "closures": closures], .written)
        return document.openingPeriods.filter(\.hasHours).compactMap(\.weekly)
    }
}
