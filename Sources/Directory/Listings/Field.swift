/// The fields of a listing, in the order in which people read them, by the name that starts their path.
package enum Field: String, CaseIterable, Sendable {
    case category
    case name
    case summary
    case description
    case point = "location.point"
    case accuracy = "location.accuracy"
    case origin = "location.origin"
    case address = "location.address"
    case contacts
    case salesChannels = "sales_channels"
    case paymentComplete = "payment.complete"
    case paymentMethods = "payment.methods"
    case reviewProfiles = "review_profiles"
    case opening
    case closures
    case dates
    case prices
    case capacity
    case classification
    case labels
    case amenities
    case accessibility
    case languagesSpoken = "languages_spoken"
    case media
    case related
    case legal
    case notes

    /// How many values a field holds and how its path goes on.
    package enum Shape: Sendable {
        /// One value: the path is the name.
        case single
        /// Values by a name after a dot (`name.fr`, `capacity.rooms`).
        case named
        /// Elements by a key after a slash (`contacts/phone-1`).
        case keyed
        /// Codes by themselves after a slash (`amenities/wifi`).
        case codes
    }

    /// How many values the field holds.
    package var shape: Shape {
        switch self {
        case .category, .point, .accuracy, .origin, .address, .paymentComplete: .single
        case .name, .summary, .description, .capacity, .legal, .notes: .named
        case .labels, .amenities, .accessibility, .languagesSpoken, .related: .codes
        default: .keyed
        }
    }

    /// The order among the fields.
    package var position: Int {
        // A table by the enum's own tag would need a dictionary: this is asked for at every comparison of paths.
        switch self {
        case .category: 0
        case .name: 1
        case .summary: 2
        case .description: 3
        case .point: 4
        case .accuracy: 5
        case .origin: 6
        case .address: 7
        case .contacts: 8
        case .salesChannels: 9
        case .paymentComplete: 10
        case .paymentMethods: 11
        case .reviewProfiles: 12
        case .opening: 13
        case .closures: 14
        case .dates: 15
        case .prices: 16
        case .capacity: 17
        case .classification: 18
        case .labels: 19
        case .amenities: 20
        case .accessibility: 21
        case .languagesSpoken: 22
        case .media: 23
        case .related: 24
        case .legal: 25
        case .notes: 26
        }
    }

    /// Whether nobody outside may see it: legal identifiers and the office's notes.
    package var isPrivate: Bool { self == .legal || self == .notes }
}

/// A set of fields that a right covers.
package enum FieldGroup: String, CaseIterable, Sendable {
    case identity
    case texts
    case location
    case contacts
    case commerce
    case opening
    case facilities
    case regulated
    case media
    case office

    /// The group that a field belongs to.
    package init(_ field: Field) {
        switch field {
        case .category, .name, .related: self = .identity
        case .summary, .description: self = .texts
        case .point, .accuracy, .origin, .address: self = .location
        case .contacts: self = .contacts
        case .salesChannels, .paymentComplete, .paymentMethods, .reviewProfiles, .prices: self = .commerce
        case .opening, .closures, .dates: self = .opening
        case .capacity, .amenities, .accessibility, .languagesSpoken: self = .facilities
        case .classification, .labels, .legal: self = .regulated
        case .media: self = .media
        case .notes: self = .office
        }
    }
}
