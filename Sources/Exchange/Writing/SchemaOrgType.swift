import Directory

/// The types of schema.org that a category stands for, and which properties they may carry.
struct SchemaOrgType: Sendable {
    /// What a type may say about itself.
    enum Kind: Sendable {
        case business
        case place
        case event
        case organization
        case thing
    }

    /// The names of the types.
    let names: [String]
    /// The widest kind among them.
    let kind: Kind

    /// The types of a category, else of the nearest category above it that has one, else `Place`.
    ///
    /// Several types hold together (a hotel-restaurant is both), but those of events are alternatives: the first,
    /// most general one is taken.
    init(_ category: String?, _ vocabularies: Vocabularies) {
        let categories = vocabularies[.categories]
        let mapped = categories.lineage(category ?? "").lazy
            .compactMap { categories.entry($0)?.codes["schema_org"]?.filter { $0 != "-" } }
            .first { !$0.isEmpty }
        let codes = mapped ?? ["Place"]
        let isEvent = Self.kind(codes[0]) == .event
        names = isEvent ? [codes[0]] : codes
        kind = names.map(Self.kind).contains(.business) ? .business : Self.kind(names[0])
    }

    /// Whether stars belong to it: lodging and restaurants.
    var takesStars: Bool { takesLodging || names.contains { Self.food.contains($0) } }

    /// Whether it is a lodging.
    var takesLodging: Bool { names.contains { Self.lodging.contains($0) } }

    /// The property for the languages that are spoken there, nil where there is none.
    var languageProperty: String? {
        if takesLodging || names.contains("TouristAttraction") { return "availableLanguage" }
        return kind == .business || kind == .organization ? "knowsLanguage" : nil
    }

    var json: JSON {
        names.count == 1 ? .string(names[0]) : .array(names.map(JSON.string))
    }

    private static func kind(_ name: String) -> Kind {
        if name.hasSuffix("Event") || name == "Festival" || name == "Hackathon" { return .event }
        if places.contains(name) { return .place }
        if things.contains(name) { return .thing }
        return name == "Organization" ? .organization : .business
    }

    private static let lodging: Set<String> = [
        "LodgingBusiness", "Hotel", "Hostel", "BedAndBreakfast", "Resort", "SkiResort", "Campground",
        "VacationRental", "Motel",
    ]
    private static let food: Set<String> = [
        "FoodEstablishment", "Restaurant", "FastFoodRestaurant", "BarOrPub", "CafeOrCoffeeShop",
        "IceCreamShop",
        "Winery", "Brewery", "Bakery", "Distillery",
    ]
    // Types below Place that are not below LocalBusiness as well.
    private static let places: Set<String> = [
        "Place", "TouristAttraction", "TouristDestination", "Museum", "Park", "Beach", "Landform",
        "BodyOfWater",
        "Mountain", "LandmarksOrHistoricalBuildings", "Zoo", "Aquarium", "CivicStructure", "EventVenue",
        "RVPark",
        "PlaceOfWorship", "ParkingFacility", "PerformingArtsTheater", "MusicVenue", "Bridge", "Cemetery",
    ]
    private static let things: Set<String> = [
        "Thing", "TouristTrip", "Trip", "Product", "Service", "Intangible",
    ]
}
