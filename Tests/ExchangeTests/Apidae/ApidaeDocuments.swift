import Directory
import Exchange
import Testing

/// Makes listings with the real vocabularies, the same for the same seed.
struct ApidaeDocuments {
    /// Whether only what Apidae has a place for is said.
    let isPlain: Bool
    private let vocabularies: Vocabularies
    private var state: UInt64

    init(seed: UInt64, isPlain: Bool) throws {
        (self.isPlain, state) = (isPlain, seed)
        vocabularies = try Sample.vocabularies.get()
    }

    mutating func record() throws -> ListingRecord {
        var object = JSONObject()
        object.append("category", .string(pick(isPlain ? plainCategories : codes(.categories))))
        object.append(
            "name", .object(JSONObject([.init(key: "fr", value: .string(text()))] + texts(but: "fr"))))
        object.append("summary", .object(JSONObject(texts())))
        object.append("description", .object(JSONObject(texts())))
        object.append("location", location())
        object.append("contacts", contacts())
        object.append("payment.methods", methods())
        if !isPlain { object.append("payment.complete", true) }
        object.append("opening", opening())
        object.append("closures", [["from": "2026-05-01"], ["from": "2026-12-24", "to": "2026-12-26"]])
        object.append("prices", prices())
        object.append("amenities", .array(some(.amenities)))
        object.append("labels", .array(some(.labels)))
        object.append("accessibility", .array(some(.accessibility)))
        object.append("languages_spoken", isPlain ? ["fr", "es", "ca"] : ["fr", "eu"])
        object.append("media", media())
        if !isPlain {
            object.append("capacity", ["rooms": .integer(number(1...90)), "beds": 4])
            object.append("classification", [["scheme": "michelin_stars", "value": "1"]])
            object.append("legal", ["siret": "73282932000074"])
            object.append(
                "sales_channels",
                [
                    [
                        "platform": "booking", "url": "https://www.booking.com/hotel/fr/x.html",
                        "mode": "instant",
                    ]
                ])
            object.append("dates", [["from": "2026-07-14", "opens": "22:00"]])
        }
        let document = try Document(contract: JSON(parsing: JSON.object(object).bytes), vocabularies)
        return ListingRecord(id: ListingID(random: next()), document: document)
    }

    /// Categories whose first code in Apidae means them and nothing else.
    private var plainCategories: [String] {
        [
            "hotel", "hotel_restaurant", "chambre_hotes", "meuble_gite", "camping", "restaurant", "brasserie",
            "musee", "golf",
            "degustation_cave", "route", "lodging", "food", "commerce_artisan", "piscine", "office_tourisme",
            "leisure",
        ]
    }

    private func codes(_ list: VocabularyName) -> [String] { vocabularies[list].entries.map(\.code) }

    /// Codes of a list; plain ones have a code of Apidae that no other entry has.
    private mutating func some(_ list: VocabularyName) -> [JSON] {
        let entries = vocabularies[list].entries.filter { entry in
            guard entry.attributes["kind"] != "capacity" else { return false }
            guard isPlain else { return true }
            guard let code = entry.codes["apidae"]?.first else { return false }
            let names: [VocabularyName] = [.amenities, .labels, .accessibility]
            let owners = names.flatMap { name in
                vocabularies[name].entries.filter { $0.codes["apidae"]?.contains(code) ?? false }
            }
            return owners.count == 1
        }
        return (0..<number(0...4)).map { _ in .string(pick(entries.map(\.code))) }
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
        let letters = Array(isPlain ? "aZ09 éÀœ語😀\"\\/>',;:" : "aZ09 éÀœ語😀\"\\/<>&',;\n\te\u{301}\u{2028}")
        return "x" + String((0..<number(0...12)).map { _ in pick(letters) }) + "y"
    }

    private mutating func texts(but taken: String = "") -> [JSONObject.Member] {
        (isPlain ? ["fr", "en", "pt", "zh", "de"] : ["eu", "fr", "en", "de"]).filter { $0 != taken }
            .compactMap { code in
                chance() ? JSONObject.Member(key: code, value: .string(text())) : nil
            }
    }

    private mutating func location() -> JSON {
        let point: JSON = [
            "lat": .double(Double(number(42_000_000...50_000_000)) / 1e6),
            "lon": .double(Double(number(-4_000_000...8_000_000)) / 1e6),
        ]
        let lines = (0..<number(0...(isPlain ? 4 : 6))).map { JSON.string("\($0) \(text())") }
        return [
            "point": point, "accuracy": isPlain ? "unknown" : pick(["building", "commune"]),
            "origin": isPlain ? "import" : "provider",
            "address": [
                "lines": .array(lines), "postcode": "64220", "commune": .string(text()), "insee": "64485",
            ],
        ]
    }

    private mutating func contacts() -> JSON {
        var list: [JSON] = [
            [
                "kind": "phone", "value": .string("+3355937\(number(1_000...9_999))"),
                "role": isPlain ? "establishment" : "manager",
            ],
            ["kind": "mobile", "value": .string("+3361237\(number(1_000...9_999))"), "role": "booking"],
            ["kind": "email", "value": "a@b.fr"],
            ["kind": "website", "value": .string("https://example.fr/\(number(1...99))")],
            ["kind": "instagram", "value": "https://www.instagram.com/x"],
        ]
        if !isPlain { list.append(["kind": "email", "value": "secret@b.fr", "public": false]) }
        return .array(list)
    }

    private mutating func methods() -> JSON {
        isPlain
            ? pick([
                [], [["means": "cash"], ["means": "cheque"]],
                [["means": "paypal", "place": "online", "solution": "paypal"]],
            ])
            : pick([
                [["means": "card", "place": "online", "solution": "paybox"], ["means": "card"]],
                [["means": "visa"]],
            ])
    }

    private mutating func opening() -> JSON {
        let weekly: JSON = pick([
            ["mo": [["09:00", "12:00"], ["14:00", "19:00"]], "sa": [["22:00", "02:00"]]],
            ["su": [["10:00", nil]]], ["tu": [["09:00", "12:00"]], "ph": []],
            ["we": [["09:00", "12:00"]], "ph": [["09:00", "12:00"], ["20:00", "01:00"]]],
            ["ph": [["10:00", nil]]], ["ph": []], nil,
        ])
        var list: [JSON] = [
            [
                "from": "2026-04-01", "to": "2026-09-30", "weekly": weekly,
                "note": .object(JSONObject(texts())),
            ]
        ]
        if !isPlain { list.append(["weekly": ["mo": [["18:00", "24:00"]]], "by_appointment": true]) }
        return .array(list)
    }

    private mutating func prices() -> JSON {
        [
            [
                "label": ["fr": .string(text())], "min": .string("\(number(0...90)).50"),
                "unit": isPlain ? nil : "night",
            ],
            ["min": "10", "max": "20", "from": "2026-01-01", "to": "2026-12-31", "currency": "CHF"],
            ["label": ["fr": "Sur devis"]],
        ]
    }

    private mutating func media() -> JSON {
        [
            [
                "url": .string("https://example.fr/\(number(0...99)).jpg"), "credit": "OT",
                "expires_on": "2027-01-01",
                "licence": isPlain ? nil : "CC-BY",
            ],
            ["url": "https://youtu.be/abc", "caption": ["fr": .string(text())]],
            ["url": "https://example.fr/plan.pdf"],
        ]
    }
}
