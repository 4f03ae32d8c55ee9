import Directory
import Exchange
import Testing

/// Makes records with documents of any content, the same for the same seed.
struct ListingGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func record() throws -> ListingRecord {
        var record = ListingRecord(
            id: ListingID(random: next()), revision: number(1...500), document: try document())
        if chance() { record.office = text() }
        if chance() {
            record.sources = [
                .init(source: "s", key: text(), sent: try document().storedJSON),
                .init(source: "t", key: text(), sent: record.document.storedJSON),
                .init(source: "u", key: text()),
            ]
        }
        if chance() { record.assuredAt = "2026-11-0\(number(1...9))T10:00:00Z" }
        if chance() { record.territory = "d-64" }
        return record
    }

    mutating func document() throws -> Document {
        var object = JSONObject()
        if chance() { object.append("category", pick(["hotel", "museum", "concert"])) }
        for field in ["name", "summary", "description"] where chance() {
            object.append(field, translations())
        }
        if chance() { object.append("location", location()) }
        if chance() { object.append("contacts", list(contact)) }
        if chance() { object.append("sales_channels", list(channel)) }
        if chance() { object.append("payment", ["complete": .bool(chance()), "methods": methods()]) }
        if chance() { object.append("opening", list(period)) }
        if chance() { object.append("closures", list(closure)) }
        if chance() { object.append("dates", list(date)) }
        if chance() { object.append("prices", list(price)) }
        if chance() {
            object.append(
                "capacity", ["rooms": .integer(number(0...90)), "persons": .integer(number(0...90))])
        }
        if chance() { object.append("amenities", ["wifi", "pool"]) }
        if chance() { object.append("labels", ["logis"]) }
        if chance() { object.append("languages_spoken", ["fr", "eu"]) }
        if chance() { object.append("classification", [["scheme": "hotel_stars", "value": "palace"]]) }
        if chance() { object.append("media", list(medium)) }
        if chance() { object.append("legal", ["vat": .string(text())]) }
        if chance() { object.append("notes", ["office": .string(text())]) }
        // What was written once is read through its text, as a file would be.
        return try Document(contract: JSON(parsing: JSON.object(object).bytes), .written)
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    private mutating func chance() -> Bool { next() % 2 == 0 }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[number(0...values.count - 1)] }

    private mutating func text() -> String {
        let letters = Array("aZ09 éÀœ語😀\"\\/<>&',;\n\te\u{301}\u{2028}")
        return "x" + String((0..<number(0...12)).map { _ in pick(letters) }) + "y"
    }

    private mutating func translations() -> JSON {
        var texts = JSONObject()
        for code in ["eu", "fr", "en", "de"] where chance() { texts.append(code, .string(text())) }
        return .object(texts)
    }

    private mutating func day() -> JSON {
        .string(CalendarDate(daysSince1970: number(20_000...21_500)).description)
    }

    private mutating func time() -> JSON { JSON(ClockTime(minutes: number(0...1_439))?.description) }

    private mutating func list(_ element: (inout ListingGenerator) -> JSON) -> JSON {
        .array(
            (0..<number(0...3)).map { index in
                var json = element(&self)
                if case .object(var object) = json, chance() {
                    object["key"] = .string("k\(index)/\(number(0...9))")
                    json = .object(object)
                }
                return json
            })
    }

    private mutating func location() -> JSON {
        var location = JSONObject()
        if chance() {
            let lat = Double(number(-90_000_000...90_000_000)) / 1e6
            location.append(
                "point", ["lat": .double(lat), "lon": .double(Double(number(1...179_999_999)) / 1e6)])
        }
        if chance() { location.append("accuracy", pick(["building", "street", "commune", "unknown"])) }
        if chance() { location.append("origin", pick(["provider", "import"])) }
        if chance() { location.append("address", ["lines": [.string(text())], "insee": "2A004"]) }
        return .object(location)
    }

    private func contact(_ random: inout ListingGenerator) -> JSON {
        let value =
            random.chance() ? ("phone", "+3355937\(random.number(1_000...9_999))") : ("email", "a@b.fr")
        return [
            "kind": .string(value.0), "value": .string(value.1), "public": .bool(random.chance()),
            "role": random.pick(["manager", "booking"]),
        ]
    }

    private func channel(_ random: inout ListingGenerator) -> JSON {
        let path = "p\(random.number(0...999))"
        return random.chance()
            ? ["platform": "booking", "url": .string("http://www.booking.com/\(path)"), "mode": "instant"]
            : ["url": .string("https://example.fr/é?q=\(path)"), "external_id": .string(random.text())]
    }

    private mutating func methods() -> JSON {
        pick([
            [], [["means": "cash"]],
            [["means": "card", "place": "online", "solution": "paybox"], ["means": "card"]],
        ])
    }

    private func period(_ random: inout ListingGenerator) -> JSON {
        var period = JSONObject()
        let first = random.number(20_000...21_000)
        if random.chance() { period.append("from", .string(CalendarDate(daysSince1970: first).description)) }
        let last = first + random.number(0...400)
        if random.chance() { period.append("to", .string(CalendarDate(daysSince1970: last).description)) }
        if random.chance() {
            var week = JSONObject()
            for day in Weekday.allCases where random.chance() {
                week.append(day.rawValue, [[random.time(), random.chance() ? random.time() : .null]])
            }
            if random.chance() { week.append("ph", random.chance() ? [] : [[random.time(), .null]]) }
            period.append("weekly", .object(week))
        }
        if random.chance() { period.append("by_appointment", .bool(random.chance())) }
        if random.chance() { period.append("note", random.translations()) }
        return .object(period)
    }

    private func closure(_ random: inout ListingGenerator) -> JSON {
        random.chance()
            ? ["from": random.day()]
            : ["from": "2026-12-25", "to": "2026-12-31", "note": random.translations()]
    }

    private func date(_ random: inout ListingGenerator) -> JSON {
        ["from": random.day(), "opens": random.time(), "closes": random.chance() ? random.time() : .null]
    }

    private func price(_ random: inout ListingGenerator) -> JSON {
        let amount = Amount(hundredths: random.number(0...99_999_999))
        return ["min": JSON(amount?.description), "label": random.translations(), "currency": "CHF"]
    }

    private func medium(_ random: inout ListingGenerator) -> JSON {
        let url = "https://example.fr/\(random.number(0...99_999)).jpg"
        return ["url": .string(url), "caption": random.translations(), "credit": .string(random.text())]
    }
}
