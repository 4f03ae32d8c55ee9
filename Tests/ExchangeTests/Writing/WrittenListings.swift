import Directory
import Exchange
import Testing

extension Vocabularies {
    /// A few entries of each list with what the writers need of them.
    static let written = Vocabularies([
        .categories: Vocabulary([
            entry("lodging", schema: ["LodgingBusiness"]),
            entry("hotel", parent: "lodging", schema: ["Hotel"]),
            entry("hotel_restaurant", parent: "lodging", schema: ["Hotel", "Restaurant"]),
            entry("yurt", parent: "lodging", schema: ["-"]), entry("leisure", schema: ["-"]),
            entry("museum", schema: ["Museum"]), entry("concert", schema: ["Event", "MusicEvent"]),
            entry("trail", schema: ["TouristTrip"]), entry("agency", schema: ["Organization"]),
        ]),
        .paymentMeans: Vocabulary([
            entry("cash", "Espèces", "Cash"), entry("card", "Carte bancaire", "Bank card"),
        ]),
        .paymentSolutions: Vocabulary([entry("paybox")]),
        .salesPlatforms: Vocabulary([entry("booking", attributes: ["hosts": "booking.com"]), entry("direct")]
        ),
        .reviewPlatforms: Vocabulary([entry("tripadvisor", attributes: ["hosts": "tripadvisor.fr"])]),
        .contactKinds: Vocabulary([
            entry("phone", schema: ["telephone"]), entry("mobile", schema: ["telephone"]),
            entry("email", schema: ["email"]), entry("website", schema: ["url"]),
            entry("facebook", schema: ["sameAs"], attributes: ["hosts": "facebook.com"]),
        ]),
        .contactRoles: Vocabulary([entry("establishment"), entry("booking"), entry("manager")]),
        .amenities: Vocabulary([entry("wifi", "Wifi gratuit", "Free wifi"), entry("pool", "Piscine", "Pool")]
        ),
        .labels: Vocabulary([entry("logis"), entry("accueil_velo")]),
        .accessibility: Vocabulary([entry("wheelchair_full")]),
        .classifications: Vocabulary([
            entry("hotel_stars", schema: ["starRating"], attributes: ["values": "1|2|3|4|5|palace"]),
            entry("epis"),
        ]),
        .bookingModes: Vocabulary([entry("instant")]),
        .priceUnits: Vocabulary([entry("night")]),
    ])

    private static func entry(
        _ code: String, _ french: String? = nil, _ english: String? = nil, parent: String? = nil,
        schema: [String] = [], attributes: [String: String] = [:]
    ) -> VocabularyEntry {
        VocabularyEntry(
            code: code, parent: parent,
            labels: Translations([.french: french ?? code, .english: english ?? code]),
            codes: schema.isEmpty ? [:] : ["schema_org": schema], attributes: attributes)
    }
}

extension ListingRecord {
    /// The record of a listing in the shape of the contract.
    static func of(_ contract: String) throws -> ListingRecord {
        let document = try Document(contract: JSON(parsing: contract), .written)
        return ListingRecord(
            id: try #require(ListingID("fx-7k2m9qd4")), revision: 12, document: document,
            office: "ot-pays-basque",
            territory: "d-64", sources: [SourceKey(source: "datatourisme", key: "15/0049")],
            publishedAt: "2026-01-01T00:00:00Z", contentChangedAt: "2026-11-01T10:00:00Z")
    }

    /// A hotel that says something in every field.
    static func hotel() throws -> ListingRecord { try of(hotelText) }

    private static let hotelText = #"""
        {"category": "hotel", "name": {"fr": "Hôtel, \"des Pyrénées\"", "en": "Pyrenees Hotel"},
         "summary": {"fr": "=2+2", "eu": "Lasaia"}, "description": {"en": "Quiet </script> place"},
         "location": {"point": {"lat": 43.163, "lon": -1.236}, "accuracy": "building", "origin": "provider",
           "address": {"lines": ["19 place du Général", "Bât. B"], "postcode": "64220",
             "commune": "Saint-Jean-Pied-de-Port", "insee": "64485"}},
         "contacts": [
           {"key": "a", "kind": "phone", "value": "+33559370199", "role": "booking"},
           {"key": "b", "kind": "phone", "value": "+33559370101"},
           {"key": "c", "kind": "email", "value": "secret@example.fr", "public": false},
           {"key": "d", "kind": "email", "value": "info@example.fr"},
           {"key": "e", "kind": "website", "value": "https://example.fr"},
           {"key": "f", "kind": "facebook", "value": "https://facebook.com/hotel"}],
         "sales_channels": [{"key": "booking", "platform": "booking", "url": "https://booking.com/hotel/fr/x"},
           {"key": "direct", "platform": "direct", "url": "https://reservation.example.fr/"}],
         "payment": {"complete": true, "methods": [{"means": "cash"}, {"means": "card"},
           {"means": "card", "place": "online", "solution": "paybox"}]},
         "review_profiles": [{"platform": "tripadvisor", "url": "https://www.tripadvisor.fr/x-d1"}],
         "opening": [{"key": "s", "from": "2026-04-01", "to": "2026-11-15",
           "weekly": {"mo": [["09:00", "12:00"], ["14:00", "19:00"]], "tu": [["09:00", "12:00"]],
             "sa": [["22:00", "02:00"]], "su": [["00:00", "24:00"]]}, "note": {"fr": "Sauf fêtes", "en": "Not on feasts"}}],
         "closures": [{"key": "c", "from": "2026-07-14"}],
         "prices": [{"label": {"fr": "Double"}, "min": "80", "max": "140", "unit": "night"}, {"min": "60"}],
         "capacity": {"rooms": 14, "persons": 32},
         "classification": [{"scheme": "epis", "value": "2"}, {"scheme": "hotel_stars", "value": "3"}],
         "labels": ["logis", "accueil_velo"], "amenities": ["wifi", "pool"], "accessibility": ["wheelchair_full"],
         "languages_spoken": ["fr", "eu"],
         "media": [{"key": "m", "url": "https://example.fr/a.jpg", "caption": {"fr": "Façade"}}],
         "legal": {"siret": "73282932000074"}, "notes": {"office": "rappeler"}}
        """#
}
