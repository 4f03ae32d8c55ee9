import Directory
import Testing

@Suite struct TouchTests {
    private static let before: JSON = [
        "category": "hotel", "name": ["fr": "Hôtel des Pyrénées", "en": "Pyrenees Hotel"],
        "location": ["point": ["lat": 43.163, "lon": -1.236], "origin": "provider"],
        "contacts": [
            ["key": "phone", "kind": "phone", "value": "0559370101"],
            ["key": "mail", "kind": "email", "value": "info@example.fr"],
        ],
        "payment": ["complete": true, "methods": [["means": "cash"], ["means": "card"]]],
        "amenities": ["wifi", "bar"], "capacity": ["rooms": 14],
    ]

    private func document() throws -> Document { try Document(contract: Self.before, .small) }

    private func touch(_ set: String?, unset: String? = nil) throws -> Touch {
        try Touch(
            set: set.map { try JSON(parsing: $0) }, unset: unset.map { try JSON(parsing: $0) },
            on: document(),
            .small)
    }

    private func problems(_ set: String?, unset: String? = nil) throws -> [String] {
        do {
            let touch = try touch(set, unset: unset)
            return ["none: \(touch.paths)"]
        } catch let error as Invalid {
            return error.problems.map { "\($0.path) \($0.code)" }
        }
    }

    @Test(
        arguments: [
            (#"{"name.fr": "Hôtel Neuf"}"#, nil, ["name.fr"]),
            (#"{"name.fr": null}"#, nil, ["name.fr"]),
            (nil, #"["name.fr", "capacity.rooms"]"#, ["name.fr", "capacity.rooms"]),
            (#"{"name": {"fr": "Hôtel Neuf"}}"#, nil, ["name.fr", "name.en"]),
            (#"{"name": null}"#, nil, ["name.fr", "name.en"]),
            (nil, #"["contacts"]"#, ["contacts/mail", "contacts/phone"]),
            (#"{"contacts": []}"#, nil, ["contacts/mail", "contacts/phone"]),
            (#"{"contacts/phone": {"kind": "phone", "value": "0559370102"}}"#, nil, ["contacts/phone"]),
            (
                #"{"amenities": ["wifi", "pool"]}"#, nil,
                ["amenities/bar", "amenities/pool", "amenities/wifi"]
            ),
            (#"{"amenities/pool": true}"#, #"["amenities/bar"]"#, ["amenities/bar", "amenities/pool"]),
            (
                #"{"location": {"origin": "moderator"}}"#, nil,
                ["location.point", "location.accuracy", "location.origin", "location.address"]
            ),
            (
                nil, #"["payment"]"#,
                ["payment.complete", "payment.methods/card@on_site", "payment.methods/cash@on_site"]
            ),
            (
                #"{"payment.methods": [{"means": "card"}]}"#, nil,
                ["payment.methods/card@on_site", "payment.methods/cash@on_site"]
            ),
            (#"{"summary": {"fr": null, "en": "Quiet"}}"#, nil, ["summary.en"]),
            ("null", "null", []), ("{}", "[]", []), (nil, nil, []),
        ] as [(String?, String?, [String])])
    func `only what is named is touched`(set: String?, unset: String?, paths: [String]) throws {
        #expect(try touch(set, unset: unset).paths.map(\.description) == paths)
    }

    @Test func `a whole field takes what is sent and loses the rest`() throws {
        let set =
            #"{"name": {"fr": "Hôtel Neuf"}, "amenities": ["wifi", "pool"], "capacity": {"persons": 30}}"#

        let after = try touch(set, unset: #"["contacts/mail"]"#).applied(to: document())

        #expect(after.translations(.name).texts == [.french: "Hôtel Neuf"])
        #expect(after.keys(.amenities) == ["pool", "wifi"])
        #expect(after[FieldPath(.capacity, "persons")] == .count(30))
        #expect(after[FieldPath(.capacity, "rooms")] == nil)
        #expect(after.keys(.contacts) == ["phone"])
        #expect(after.keys(.paymentMethods) == ["card@on_site", "cash@on_site"])
        #expect(try after.differences(from: document()).count == 7)
    }

    @Test(
        arguments: [
            (#"{"shoe.size": 1}"#, nil, ["shoe.size path.unknown"]),
            (nil, #"["name.xx"]"#, ["name.xx path.unknown"]),
            (#"{"id": "fx-00000000"}"#, nil, ["id path.unknown"]),
            ("[]", nil, ["set type.object"]), (nil, "{}", ["unset type.list"]),
            (nil, "[1]", ["unset type.list"]),
            (nil, #""name""#, ["unset type.list"]),
            (#"{"name.fr": "x"}"#, #"["name.fr"]"#, ["name.fr path.twice"]),
            (#"{"name.fr": "x", "name": {"en": "y"}}"#, nil, ["name path.twice"]),
            (#"{"name": {"en": "y"}, "name.fr": "x"}"#, nil, ["name.fr path.twice"]),
            (#"{"name": {"en": "y"}, "name.eu": "x"}"#, nil, ["name.eu path.twice"]),
            (#"{"name": {"en": "y"}}"#, #"["name"]"#, ["name path.twice"]),
            (#"{"location": {}, "location.point": null}"#, nil, ["location.point path.twice"]),
            (#"{"location.point": null, "location": {}}"#, nil, ["location.point path.twice"]),
            (
                #"{"payment": {"methods": []}, "payment.methods/card@on_site": null}"#, nil,
                ["payment.methods/card@on_site path.twice"]
            ),
            (#"{"location": 1}"#, nil, ["location type.object"]),
            (#"{"location": {"lat": 1}}"#, nil, ["location/lat member.unknown"]),
            (#"{"name": "x"}"#, nil, ["name type.object"]),
            (#"{"name": {"xx": "x"}}"#, nil, ["name/xx key.invalid"]),
            (#"{"contacts": {}}"#, nil, ["contacts type.list"]),
            (#"{"contacts": [1]}"#, nil, ["contacts/0 type.object"]),
            (#"{"amenities": [1]}"#, nil, ["amenities/0 type.string"]),
            (#"{"amenities": ["sauna"]}"#, nil, ["amenities/sauna code.unknown"]),
            (#"{"amenities": {"wifi": true}}"#, nil, ["amenities type.list"]),
            (#"{"media": [{"key": "a b", "url": "https://example.fr/a"}]}"#, nil, ["media/a b key.invalid"]),
            (
                #"{"payment.methods": [{"means": "card"}, {"means": "card"}]}"#, nil,
                ["payment.methods/card@on_site key.twice"]
            ),
            (
                #"{"capacity": {"rooms": "x", "persons": -1}, "category": "castle", "name.fr": ""}"#, nil,
                [
                    "capacity.rooms number.range", "capacity.persons number.range", "category code.unknown",
                    "name.fr text.empty",
                ]
            ),
        ] as [(String?, String?, [String])])
    func `every problem is told at once`(set: String?, unset: String?, problems: [String]) throws {
        #expect(try self.problems(set, unset: unset) == problems)
    }

    @Test func `elements without a key get one from what they say`() throws {
        let set = #"""
            {"prices": [{"min": "80"}, {"min": "80"}], "media": [{"url": "https://example.fr/a.jpg"}],
             "opening": [{"from": "2026-04-01", "to": "2026-11-15"}, {}, {}],
             "sales_channels": [{"platform": "booking", "url": "https://booking.com/hotel/fr/x"}]}
            """#

        let document = try touch(set).applied(to: Document())

        #expect(document.keys(.opening) == ["2026-04-01_2026-11-15", "all-year", "all-year-2"])
        #expect(document.keys(.salesChannels) == ["booking"])
        let prices = document.keys(.prices)
        #expect(prices.count == 2 && prices[1] == "\(prices[0])-2")
        #expect(try touch(set).applied(to: Document()) == document)
    }
}
