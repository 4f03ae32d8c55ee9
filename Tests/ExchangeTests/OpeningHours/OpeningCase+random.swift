import Directory

extension OpeningCase {
    /// An opening out of parts that meet in many ways: nights with odd seeds, hours of whole days with even ones.
    ///
    /// The night of a holiday beside whole days is told wrong where the day before or after is such a day.
    init(random seed: Int) {
        var random = Dice(state: UInt64(seed) &+ 1)
        let frames = Self.frames + (seed % 2 == 1 ? Self.nights : [Self.wholeDay])
        let periods = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            Self.period(&random, frames, isNight: seed % 2 == 1)
        }
        let closures = (0..<Int.random(in: 0...2, using: &random)).map { _ in Self.closure(&random) }
        self.init(name: "random \(seed)", opening: .array(periods), closures: .array(closures))
    }

    private static let frames: [JSON] = [
        ["09:00", "12:00"], ["10:00", "11:00"], ["14:00", "18:00"], ["16:00", "20:00"], ["19:00", nil],
    ]
    private static let nights: [JSON] = [["21:00", "02:00"], ["22:00", "01:00"]]
    private static let wholeDay: JSON = ["00:00", "24:00"]

    private static let seasons: [(String, String)] = [
        ("2026-04-01", "2026-11-15"), ("2026-05-01", "2026-07-31"), ("2026-07-01", "2026-08-31"),
        ("2026-07-14", "2026-07-14"), ("2026-01-01", "2026-12-31"), ("2025-11-01", "2026-05-08"),
        ("2026-12-20", "2027-01-05"),
    ]

    private static func period(_ random: inout Dice, _ frames: [JSON], isNight: Bool) -> JSON {
        var period = JSONObject()
        if Bool.random(using: &random), let season = seasons.randomElement(using: &random) {
            period.append("from", .string(season.0))
            period.append("to", .string(season.1))
        }
        let byAppointment = Int.random(in: 0..<6, using: &random) == 0
        if byAppointment { period.append("by_appointment", true) }
        var weekly = JSONObject()
        for day in Weekday.allCases where Int.random(in: 0..<5, using: &random) > 1 {
            weekly.append(day.rawValue, hours(&random, frames))
        }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: weekly.append("ph", [])
        case 1: weekly.append("ph", hours(&random, frames))
        case 2: weekly = JSONObject([.init(key: "ph", value: hours(&random, frames))])
        case 3 where !(byAppointment && isNight): weekly = JSONObject()
        default: break
        }
        if !weekly.members.isEmpty { period.append("weekly", .object(weekly)) }
        return .object(period)
    }

    private static func hours(_ random: inout Dice, _ frames: [JSON]) -> JSON {
        let first = frames.randomElement(using: &random) ?? []
        let two: JSON = [["09:00", "12:00"], ["14:00", "18:00"]]
        return Int.random(in: 0..<4, using: &random) > 0 ? [first] : two
    }

    private static func closure(_ random: inout Dice) -> JSON {
        let days = ["2026-05-01", "2026-07-13", "2026-07-15", "2026-12-25", "2026-08-08"]
        return ["from": .string(days.randomElement(using: &random) ?? "")]
    }
}

/// Numbers that a seed determines (a linear congruence, of which the high bits are taken).
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        let halves = (0..<2).map { _ -> UInt64 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 32
        }
        return halves[0] << 32 | halves[1]
    }
}
