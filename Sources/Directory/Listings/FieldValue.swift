/// The validated value of one field of a listing.
package enum FieldValue: Sendable, Hashable {
    case code(String)
    case text(String)
    case flag(Bool)
    case count(Int)
    case point(Point)
    case address(Address)
    case contact(Contact)
    case salesChannel(SalesChannel)
    case paymentMethod(PaymentMethod)
    case reviewProfile(ReviewProfile)
    case openingPeriod(OpeningPeriod)
    case closure(Closure)
    case eventDate(EventDate)
    case price(Price)
    case classification(Classification)
    case media(Media)

    /// Reads and checks the value that a field is to take; every problem of the value is told.
    package init(_ json: JSON, at path: FieldPath, _ vocabularies: Vocabularies) throws(Invalid) {
        let place = path.description
        switch path.field {
        case .category:
            self = .code(try Self.member(json, place, of: vocabularies[.categories], "categories"))
        case .name: self = .text(try Self.text(json, place, limit: 255))
        case .summary: self = .text(try Self.text(json, place, limit: 4_000))
        case .description, .notes: self = .text(try Self.text(json, place, limit: 30_000))
        case .legal: self = .text(try Self.legal(json, path))
        case .accuracy: self = .code(try Self.choice(json, place, Self.accuracies))
        case .origin: self = .code(try Self.choice(json, place, Self.origins))
        case .point: self = .point(try Point(json, at: place, vocabularies))
        case .address: self = .address(try Address(json, at: place, vocabularies))
        case .paymentComplete: self = .flag(try Self.flag(json, place))
        case .capacity: self = .count(try Self.count(json, place))
        case .labels, .amenities, .accessibility, .languagesSpoken, .related:
            self = .flag(try Self.membership(json, path, vocabularies))
        default: self = try Self.element(json, path, vocabularies)
        }
    }

    private static func element(
        _ json: JSON, _ path: FieldPath, _ vocabularies: Vocabularies
    ) throws(Invalid) -> FieldValue {
        let place = path.description
        switch path.field {
        case .contacts: return .contact(try Contact(json, at: place, vocabularies))
        case .salesChannels: return .salesChannel(try SalesChannel(json, at: place, vocabularies))
        case .paymentMethods: return .paymentMethod(try paymentMethod(json, path, vocabularies))
        case .reviewProfiles: return .reviewProfile(try ReviewProfile(json, at: place, vocabularies))
        case .opening: return .openingPeriod(try OpeningPeriod(json, at: place, vocabularies))
        case .closures: return .closure(try Closure(json, at: place, vocabularies))
        case .dates: return .eventDate(try EventDate(json, at: place, vocabularies))
        case .prices: return .price(try Price(json, at: place, vocabularies))
        case .classification: return .classification(try Classification(json, at: place, vocabularies))
        default: return .media(try Media(json, at: place, vocabularies))
        }
    }

    /// The value as the contract shows it; elements of lists without their key.
    package var json: JSON {
        switch self {
        case .code(let code): .string(code)
        case .text(let text): .string(text)
        case .flag(let flag): .bool(flag)
        case .count(let count): .integer(count)
        case .point(let point): point.json
        case .address(let address): address.json
        case .contact(let contact): contact.json
        case .salesChannel(let channel): channel.json
        case .paymentMethod(let method): method.json
        case .reviewProfile(let profile): profile.json
        case .openingPeriod(let period): period.json
        case .closure(let closure): closure.json
        case .eventDate(let date): date.json
        case .price(let price): price.json
        case .classification(let classification): classification.json
        case .media(let media): media.json
        }
    }

    /// Whether the public may see it: all but contacts that are marked otherwise.
    package var isPublic: Bool {
        guard case .contact(let contact) = self else { return true }
        return contact.isPublic
    }

    /// The codes that `location.accuracy` may hold.
    package static let accuracies = ["building", "street", "commune", "unknown"]
    /// The codes that `location.origin` may hold.
    package static let origins = ["provider", "geocoder", "import", "moderator"]
}
