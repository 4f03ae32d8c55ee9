import Directory
import Testing

struct LikenessTests {
    private static let hotel: JSON = [
        "category": "hotel", "name.fr": "Hôtel des Pyrénées",
        "location.point": ["lat": 43.163, "lon": -1.236],
        "contacts/phone": ["kind": "phone", "value": "+33559370101"],
        "contacts/website": ["kind": "website", "value": "http://www.pyrenees.example/fr/"],
    ]

    private static func identity(_ changes: JSON = [:]) throws -> Identity {
        var object = hotel.object ?? JSONObject()
        for member in changes.object?.members ?? [] {
            object[member.key] = member.value.isNull ? nil : member.value
        }
        let touch = try Touch(set: .object(object), unset: nil, on: Document(), .small)
        return Identity(touch.applied(to: Document()), .small)
    }

    private static func likeness(_ changes: JSON, shared: Set<String> = []) throws -> Likeness {
        Likeness(try identity(), try identity(changes), shared: shared)
    }

    @Test func `the keys are what an index can find`() throws {
        let identity = try Self.identity([
            "legal.siret": "73282932000074", "location.address": ["insee": "64485"],
            "sales_channels/booking": [
                "platform": "booking", "url": "https://www.booking.com/hotel/fr/p.html",
            ],
            "sales_channels/airbnb": ["platform": "airbnb", "url": "https://www.airbnb.fr/"],
        ])

        #expect(
            identity.keys == [
                "n:64485:pyrenees", "p:+33559370101", "s:73282932000074", "w:booking.com/hotel/fr/p.html",
                "w:pyrenees.example",
            ])
    }

    @Test(
        arguments: [
            (["name.fr": "HOTEL DES PYRENEES"], "same"),
            (["name.fr": "HOTEL DES PYRENEES", "contacts/phone": nil, "contacts/website": nil], "perhaps"),
            (["name.fr": "Le Relais"], "perhaps"),
            (["category": "camping"], "establishment"),
            (["category": "camping", "contacts/phone": nil, "contacts/website": nil], "establishment"),
            (
                [
                    "category": "camping", "name.fr": "Camping des Pyrénées", "contacts/phone": nil,
                    "contacts/website": nil,
                ], "none"
            ),
            (["location.point": ["lat": 43.19, "lon": -1.236]], "perhaps"),
            (["location.point": ["lat": 45.0, "lon": -1.236]], "none"),
            (["contacts/website": nil, "location.point": ["lat": 43.17, "lon": -1.236]], "perhaps"),
            (
                [
                    "name.fr": "Le Relais", "contacts/phone": nil, "contacts/website": nil,
                ], "none"
            ),
        ] as [(JSON, String)])
    func `what follows from what is alike`(changes: JSON, verdict: String) throws {
        #expect(try Self.likeness(changes).verdict.rawValue == verdict)
    }

    @Test func `one SIRET is one hotel, and many houses of one owner`() throws {
        func likeness(_ category: JSON, _ first: JSON, _ second: JSON) throws -> Likeness.Verdict {
            let common: JSON = [
                "category": category, "legal.siret": "73282932000074", "contacts/phone": nil,
                "contacts/website": nil, "location.point": nil,
            ]
            func with(_ name: JSON) -> JSON {
                var object = common.object ?? JSONObject()
                object["name.fr"] = name
                return .object(object)
            }
            return Likeness(try Self.identity(with(first)), try Self.identity(with(second))).verdict
        }

        #expect(try likeness("hotel", "Hôtel des Pyrénées", "Les Pyrénées") == .same)
        #expect(try likeness("lodging", "Gîte du haut", "Gîte du bas") != .same)
        #expect(try Self.likeness(["legal.siret": "73282932000074"]).parts.siret == nil)
    }

    @Test func `an event is the same on the same days only`() throws {
        func event(_ day: JSON) -> JSON {
            ["category": "concert", "name.fr": "Fête du village", "dates/a": ["from": day]]
        }
        func likeness(_ day: JSON) throws -> Likeness {
            Likeness(try Self.identity(event("2026-07-14")), try Self.identity(event(day)))
        }

        #expect(try likeness("2026-07-14").verdict == .same)
        #expect(try likeness("2027-07-14").verdict == .none)
        #expect(try likeness("2027-07-14").parts.dates == false)
    }

    @Test func `what many listings have tells little`() throws {
        let changes: JSON = ["name.fr": "HOTEL DES PYRENEES"]
        let shared: Set = ["p:+33559370101", "w:pyrenees.example"]

        let likeness = try Self.likeness(changes, shared: shared)

        #expect((likeness.parts.phone, likeness.parts.website) == (.shared, .shared))
        #expect(likeness.verdict == .perhaps)
        #expect(try Self.likeness(changes).score > likeness.score)
    }

    @Test func `a document is filled with what it lacks, whole lists at a time`() throws {
        func document(_ set: JSON) throws -> Document {
            try Touch(set: set, unset: nil, on: Document(), .small).applied(to: Document())
        }
        let own = try document([
            "category": "hotel", "name.fr": "A", "amenities/wifi": true,
            "contacts/a": ["kind": "phone", "value": "+33559370101"],
        ])
        let other = try document([
            "category": "lodging", "name.fr": "B", "name.en": "B", "amenities/bar": true,
            "contacts/b": ["kind": "phone", "value": "+33559370102"],
            "contacts/c": ["kind": "email", "value": "a@example.org"], "capacity.rooms": 3,
            "location.point": ["lat": 43.0, "lon": -1.0], "location.accuracy": "building",
            "labels/logis": true,
        ])

        let filled = own.filled(from: other)

        #expect(
            filled.differences(from: own).map(\.description) == [
                "name.en", "location.point", "location.accuracy", "contacts/c", "capacity.rooms",
                "labels/logis",
            ])
        #expect(filled.category == "hotel")
    }
}
