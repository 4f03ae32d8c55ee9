import Directory

extension Vocabularies {
    /// A few entries of each list, enough for every rule.
    static let small = Vocabularies([
        .categories: Vocabulary([
            entry("lodging"), entry("hotel", parent: "lodging"), entry("camping", parent: "lodging"),
            entry("event"), entry("concert", parent: "event"),
        ]),
        .paymentMeans: Vocabulary([
            entry("cash"), entry("card"), entry("visa", parent: "card"), entry("paypal"),
        ]),
        .paymentSolutions: Vocabulary([entry("paybox"), entry("paypal")]),
        .salesPlatforms: Vocabulary([
            entry(
                "booking",
                ["hosts": "booking.com", "id_pattern": "path:3", "tracking": "aid|label|utm_*"]),
            entry("airbnb", ["hosts": "airbnb.*", "id_pattern": "path:2"]),
            entry("expedia", ["hosts": "expedia.fr|expedia.com", "id_pattern": "digits:.h"]),
            entry("secureholiday", ["hosts": "secureholiday.net", "families": "camping"]),
            entry("secure_hotel_booking", ["hosts": "secure-hotel-booking.com"]),
            entry("balladins", ["hosts": "balladins.com", "kind": "direct"]),
            entry("direct"), entry("ot_central", ["hosts": "centrale.fr", "kind": "institutional"]),
        ]),
        .reviewPlatforms: Vocabulary([
            entry("tripadvisor", ["hosts": "tripadvisor.fr|tripadvisor.com", "id_pattern": "digits:-d"]),
            entry(
                "google", ["hosts": "google.com|google.*/maps", "id_pattern": "query:cid|query:place_id"]),
        ]),
        .contactKinds: Vocabulary([
            entry("phone"), entry("mobile"), entry("email"), entry("website"),
            entry("facebook", ["hosts": "facebook.com|fb.me"]),
            entry("instagram", ["hosts": "instagram.com"]),
        ]),
        .contactRoles: Vocabulary([entry("establishment"), entry("booking"), entry("manager")]),
        .amenities: Vocabulary([entry("wifi"), entry("bar"), entry("pool")]),
        .labels: Vocabulary([entry("logis"), entry("accueil_velo")]),
        .accessibility: Vocabulary([entry("wheelchair_full")]),
        .classifications: Vocabulary([
            entry("hotel_stars", ["values": "1|2|3|4|5|palace"]), entry("free_scheme"),
        ]),
        .bookingModes: Vocabulary([entry("instant"), entry("request")]),
        .priceUnits: Vocabulary([entry("night"), entry("week")]),
    ])

    private static func entry(
        _ code: String, parent: String? = nil, _ attributes: [String: String] = [:]
    ) -> VocabularyEntry {
        VocabularyEntry(
            code: code, parent: parent, labels: Translations([.french: code, .english: code]),
            attributes: attributes)
    }
}

/// The value that a field takes from JSON, or the codes of the rules that it breaks.
enum Outcome: Equatable {
    case value(FieldValue)
    case broken([String])

    /// Reads a value for a path that is known to be one.
    init(_ path: String, _ json: JSON) throws {
        guard let path = FieldPath(path) else { throw NoSuchPath(path: path) }
        do throws(Invalid) {
            self = .value(try FieldValue(json, at: path, .small))
        } catch {
            self = .broken(error.problems.map { "\($0.path) \($0.code)" })
        }
    }

    /// Reads a value written as JSON text.
    init(_ path: String, text: String) throws {
        try self.init(path, JSON(parsing: text))
    }

    /// The value as JSON, nil where rules were broken.
    var json: JSON? {
        guard case .value(let value) = self else { return nil }
        return value.json
    }

    /// The broken rules, none where the value was taken.
    var problems: [String] {
        guard case .broken(let problems) = self else { return [] }
        return problems
    }
}

/// A test named a path that is none.
struct NoSuchPath: Error {
    let path: String
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
