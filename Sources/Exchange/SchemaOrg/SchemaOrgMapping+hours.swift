import Directory

extension SchemaOrgMapping {
    /// Hours in one text (`Mo,Tu,Th-Sa 09:00-12:00`); what does not read so stays as a remark.
    mutating func readHours(_ text: String, _ stretches: inout OpeningStretches) {
        guard let openings = Self.openings(text) else {
            let message = "it is not certain what “\(text.prefix(120))” says: it was kept as a remark"
            draft.note("opening", "opening.text", .info, message)
            let note = draft.fitted(text, 2_000, at: "opening")
            return stretches.add(from: nil, to: nil, notes: [.french: note])
        }
        for opening in openings {
            guard let frame = draft.frame(opens: opening.opens, closes: opening.closes) else { continue }
            stretches.add(from: nil, to: nil, days: opening.days, frame)
            if opening.onHolidays { stretches.addHolidays(from: nil, to: nil, frame) }
        }
    }

    private struct Opening {
        let days: [Weekday]
        let onHolidays: Bool
        let opens: String
        let closes: String
    }

    private static func openings(_ text: String) -> [Opening]? {
        var openings: [Opening] = []
        for rule in text.split(separator: ";") {
            let words = rule.replacing(", ", with: ",").split(separator: " ")
            guard let hours = words.last, words.count <= 2 else { return nil }
            guard let days = days(words.count == 2 ? words[0] : "Mo-Su") else { return nil }
            for span in hours.split(separator: ",") {
                let ends = span.split(separator: "-").map(String.init)
                guard ends.count == 2, ends.allSatisfy({ ClockTime(String($0.prefix(5))) != nil }) else {
                    return nil
                }
                openings.append(
                    Opening(days: days.week, onHolidays: days.holidays, opens: ends[0], closes: ends[1]))
            }
        }
        return openings.isEmpty ? nil : openings
    }

    private static func days(_ text: Substring) -> (week: [Weekday], holidays: Bool)? {
        var (week, holidays): ([Weekday], Bool) = ([], false)
        for part in text.split(separator: ",") {
            if part == "PH" {
                holidays = true
                continue
            }
            let ends = part.split(separator: "-").compactMap { short[String($0)] }
            guard let first = ends.first, let last = ends.last, ends.count <= 2,
                ends.count == part.split(separator: "-").count
            else { return nil }
            var index = first
            while index != last {
                week.append(Weekday.allCases[index])
                index = (index + 1) % 7
            }
            week.append(Weekday.allCases[last])
        }
        return (week, holidays)
    }

    private static let short = ["Mo": 0, "Tu": 1, "We": 2, "Th": 3, "Fr": 4, "Sa": 5, "Su": 6]
}
