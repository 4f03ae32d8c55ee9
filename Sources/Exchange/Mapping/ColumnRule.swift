import Directory

/// What becomes of the cells of one column.
struct ColumnRule: Sendable {
    /// The label of the column, or the dotted path of a member of JSON.
    let column: String
    /// The names in the dotted path.
    let path: [String]
    let target: MappingTarget
    /// Where the cell is cut into several values.
    let separators: [String]
    /// What certain values become; nil for those that are known and have no place.
    let values: [String: String?]
    let language: LanguageCode
    /// Only values that hold one of these words are taken, all where there is none.
    let only: Set<String>
    let role: String
    let isPublic: Bool
    /// What separates the parts of one value.
    let parts: String
    /// What separates the values that have parts.
    let list: String
    /// Text before the value.
    let prefix: String
    let unit: String?
    let scheme: String?
    let place: String?
    let isProperCase: Bool
    /// The words behind which a caption names who made the picture.
    let credits: [String]
}

/// The fields that a column may become.
enum MappingTarget: Hashable, Sendable {
    case text(Field)
    case addressLine
    /// The number of the house, which stands before the first line.
    case addressNumber
    case address
    case postcode
    case commune
    case insee
    case country
    case latitude
    case longitude
    case point
    /// The four edges of what the establishment covers.
    case bounds
    case phone
    case fax
    case email
    case link
    case anyContact
    case typedContacts
    case socialPages
    case bookingCentre
    case person
    case payment
    /// Whether one means of payment is taken.
    case means(String)
    case capacity(String)
    case classification
    case classificationDate
    case codes(Field)
    case flag(Field, String)
    case languages
    case priceLow
    case priceHigh
    case priceLabel
    case priceFree
    case prices
    case opening
    case openingText
    case openingNote
    /// A value of OpenStreetMap's `opening_hours`.
    case openingOSM
    case allYear
    case dates
    /// The dates of an event, the opening of everything else.
    case periods
    case dateFrom
    case dateTo
    case media
    case legal(String)
    case updated

    /// The targets by their names in a mapping; those that end in a code are made in ``init(_:)``.
    private static let names: [String: MappingTarget] = [
        "name": .text(.name), "summary": .text(.summary), "description": .text(.description),
        "address": .address, "address.line": .addressLine, "address.postcode": .postcode,
        "address.commune": .commune,
        "address.insee": .insee, "address.country": .country, "location.latitude": .latitude,
        "location.longitude": .longitude, "location.point": .point, "location.bounds": .bounds,
        "address.number": .addressNumber, "contacts.phone": .phone,
        "contacts.fax": .fax, "contacts.email": .email, "contacts.link": .link, "contacts": .anyContact,
        "contacts.typed": .typedContacts, "contacts.social": .socialPages,
        "contacts.booking_centre": .bookingCentre, "contacts.person": .person, "payment.methods": .payment,
        "classification": .classification, "classification.delivered_on": .classificationDate,
        "labels": .codes(.labels), "amenities": .codes(.amenities), "accessibility": .codes(.accessibility),
        "languages_spoken": .languages, "prices.min": .priceLow, "prices.max": .priceHigh,
        "prices.label": .priceLabel, "prices.free": .priceFree, "prices": .prices, "opening": .opening,
        "opening.text": .openingText, "opening.note": .openingNote, "opening.osm": .openingOSM,
        "opening.all_year": .allYear,
        "dates": .dates, "periods": .periods, "dates.from": .dateFrom, "dates.to": .dateTo, "media": .media,
        "updated": .updated,
    ]

    /// All that may stand for a target, for messages.
    static var known: [String] {
        names.keys.sorted() + [
            "capacity.UNIT", "payment.CODE", "amenities.CODE", "accessibility.CODE", "labels.CODE",
            "legal.NAME",
        ]
    }

    init?(_ text: String) {
        if let target = Self.names[text] {
            self = target
            return
        }
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, FieldPath.isKey(parts[1], of: .amenities) else { return nil }
        switch parts[0] {
        case "capacity": self = .capacity(parts[1])
        case "payment": self = .means(parts[1])
        case "amenities": self = .flag(.amenities, parts[1])
        case "accessibility": self = .flag(.accessibility, parts[1])
        case "labels": self = .flag(.labels, parts[1])
        case "legal": self = .legal(parts[1])
        default: return nil
        }
    }

    /// The entry of a list that the target itself names, nil where it names none.
    var entry: (list: VocabularyName, code: String)? {
        switch self {
        case .means(let code): (.paymentMeans, code)
        case .flag(.amenities, let code): (.amenities, code)
        case .flag(.accessibility, let code): (.accessibility, code)
        case .flag(.labels, let code): (.labels, code)
        default: nil
        }
    }

    /// The vocabulary that the values of the column are looked up in.
    var vocabulary: VocabularyName? {
        switch self {
        case .payment: .paymentMeans
        case .codes(.labels): .labels
        case .codes(.amenities): .amenities
        case .codes(.accessibility): .accessibility
        default: nil
        }
    }
}
