/// The hours of one week, by day, and those of public holidays.
package struct WeeklyHours: Hashable, Sendable {
    /// One opening of a day; it closes on the next day where `closes` is not after `opens`.
    package struct Frame: Hashable, Sendable, Comparable {
        /// When it opens.
        package let opens: ClockTime
        /// When it closes, nil where nobody said.
        package let closes: ClockTime?

        /// A frame of these times.
        package init(opens: ClockTime, closes: ClockTime?) {
            self.opens = opens
            self.closes = closes
        }

        /// The minute after the day's midnight at which it closes, more than 1440 on the next day.
        package var end: Int {
            guard let closes else { return opens.minutes + 1 }
            return closes > opens ? closes.minutes : closes.minutes + 1440
        }

        package static func < (left: Frame, right: Frame) -> Bool {
            (left.opens.minutes, left.end) < (right.opens.minutes, right.end)
        }
    }

    /// The frames by day in order of opening; a day without frames is closed.
    package let frames: [Weekday: [Frame]]
    /// The frames of public holidays; empty where it is closed on them, nil where they are days like any other.
    package let holidays: [Frame]?

    /// These frames, sorted; days without any are left out.
    package init(_ frames: [Weekday: [Frame]], holidays: [Frame]? = nil) {
        self.frames = frames.filter { !$0.value.isEmpty }.mapValues { $0.sorted() }
        self.holidays = holidays?.sorted()
    }

    /// The frames of a day of the week, on which a public holiday may fall.
    package func frames(on day: Weekday, isHoliday: Bool) -> [Frame] {
        (isHoliday ? holidays : nil) ?? frames[day] ?? []
    }

    /// The frames by the keys of the contract.
    package var entries: [(key: String, frames: [Frame])] {
        let days = Weekday.allCases.compactMap { day in frames[day].map { (day.rawValue, $0) } }
        return days + (holidays.map { [(Self.holidayKey, $0)] } ?? [])
    }

    private static let holidayKey = "ph"

    /// Reads `{"mo": [["09:00", "12:00"], ["19:00", null]], "ph": []}` and notes what is wrong in `reader`.
    init?(_ json: JSON, _ member: String, _ reader: inout ValueReader) {
        guard let object = json.object else {
            reader.fail(member, "type.object", "expected hours by day, not \(json.kind)")
            return nil
        }
        var frames: [Weekday: [Frame]] = [:]
        var holidays: [Frame]?
        for entry in object.members {
            let path = "\(member)/\(entry.key)"
            if entry.key == Self.holidayKey {
                if !entry.value.isNull { holidays = Self.frames(entry.value, path, &reader) }
            } else if let day = Weekday(rawValue: entry.key) {
                frames[day] = Self.frames(entry.value, path, &reader)
            } else {
                reader.fail(path, "weekday.unknown", "expected mo, tu, we, th, fr, sa, su or ph")
            }
        }
        self.init(frames, holidays: holidays)
        for (key, frames) in entries where Self.overlap(frames) {
            reader.fail("\(member)/\(key)", "opening.overlap", "two openings of this day overlap")
        }
    }

    private static func frames(_ json: JSON, _ path: String, _ reader: inout ValueReader) -> [Frame] {
        json.elements.compactMap { element in
            if let frame = frame(element) { return frame }
            reader.fail(path, "time.invalid", "expected [\"HH:MM\", \"HH:MM\"] or [\"HH:MM\", null]")
            return nil
        }
    }

    private static func frame(_ json: JSON) -> Frame? {
        guard let parts = json.array, (1...2).contains(parts.count),
            let opens = parts[0].string.flatMap(ClockTime.init), opens.minutes < 1440
        else { return nil }
        guard parts.count == 2, !parts[1].isNull else { return Frame(opens: opens, closes: nil) }
        guard let closes = parts[1].string.flatMap(ClockTime.init) else { return nil }
        return Frame(opens: opens, closes: closes)
    }

    private static func overlap(_ frames: [Frame]) -> Bool {
        zip(frames, frames.dropFirst()).contains { $0.end > $1.opens.minutes }
    }

    /// The hours with frames that overlap on a day made one.
    package var merged: WeeklyHours {
        WeeklyHours(frames.mapValues(Self.merged), holidays: holidays.map(Self.merged))
    }

    private static func merged(_ frames: [Frame]) -> [Frame] {
        frames.reduce(into: [Frame]()) { merged, next in
            if let last = merged.last, last == next { return }
            if let last = merged.last, last.end > next.opens.minutes || last.opens == next.opens {
                merged[merged.count - 1] =
                    last.end >= next.end ? last : Frame(opens: last.opens, closes: next.closes)
            } else {
                merged.append(next)
            }
        }
    }

    /// The hours as the contract shows them.
    package var json: JSON {
        .object(
            JSONObject(
                entries.map { key, frames in
                    let list = frames.map { frame -> JSON in
                        [.string(frame.opens.description), JSON(frame.closes?.description)]
                    }
                    return JSONObject.Member(key: key, value: .array(list))
                }))
    }
}
