import Directory

/// One listing on its way into the terms of DATAtourisme; the parts are written in the extensions.
struct DATAtourismeRendering {
    let record: ListingRecord
    let document: Document
    let vocabularies: Vocabularies
    private let categories: CategoryIndex
    private let id: String

    init(_ record: ListingRecord, _ reader: DATAtourismeReader, id: String) {
        (self.record, self.id) = (record, id)
        (vocabularies, categories) = (reader.vocabularies, reader.categories)
        document = record.document.publicPart
    }

    /// The object of the listing, without the properties that say nothing.
    var object: JSON {
        let members: [(String, JSON)] = [
            ("@id", .string(id)), ("@type", .array(classes.map(JSON.string))),
            ("dc:identifier", .string(record.id.text)),
            ("rdfs:label", Self.texts(document.translations(.name))),
            ("rdfs:comment", Self.texts(document.translations(.summary))), ("hasDescription", description),
            ("creationDate", JSON(record.publishedAt.map { String($0.prefix(10)) })),
            ("lastUpdate", JSON(record.contentChangedAt.map { String($0.prefix(10)) })),
            ("isLocatedAt", place), ("hasContact", agents("establishment")),
            ("hasBookingContact", agents("booking")), ("hasManagementContact", agents("manager")),
            ("offers", offers), ("takesPlaceAt", dates), ("hasReview", reviews), ("hasFeature", features),
            ("allowedPersons", document[FieldPath(.capacity, "persons")]?.json ?? .null),
            (
                "reducedMobilityAccess",
                document.keys(.accessibility).contains("reduced_mobility") ? true : nil
            ),
            ("availableLanguage", .array(document.keys(.languagesSpoken).map(JSON.string))),
            ("hasMainRepresentation", .array(Array(media.prefix(1)))),
            ("hasRepresentation", .array(Array(media.dropFirst()))),
        ]
        return Self.object(members)
    }

    /// The class of the category, those above it, and the types of schema.org that mean the same.
    private var classes: [String] {
        guard let code = document.category else { return ["PointOfInterest"] }
        let lineage = vocabularies[.categories].lineage(code).compactMap {
            vocabularies[.categories].entry($0)
        }
        var classes = (lineage.first?.codes["schema_org"] ?? []).map { "schema:\($0)" }
        classes += lineage.compactMap { $0.codes["datatourisme"]?.first }
        if !["event", "route", "stay"].contains(lineage.last?.code ?? "") {
            classes.append("PlaceOfInterest")
        }
        // Some classes above a category also stand for one beside it.
        if categories.candidates(classes).first?.code != code,
            let own = lineage.first?.codes["datatourisme"]?.first
        {
            classes = [own]
        }
        var seen: Set<String> = []
        return (classes + ["PointOfInterest"]).filter { seen.insert($0).inserted }
    }

    private var description: JSON {
        let long = document.translations(.description)
        guard !long.texts.isEmpty else { return .null }
        return [
            Self.object([
                ("@type", ["Description"]), ("dc:description", Self.texts(long)),
                ("shortDescription", Self.texts(document.translations(.summary))),
            ])
        ]
    }

    private var place: JSON {
        let geo = document.point.map { point -> JSON in
            [
                "@type": ["schema:GeoCoordinates"],
                "schema:latitude": .string(JSON.double(point.latitude).text),
                "schema:longitude": .string(JSON.double(point.longitude).text),
            ]
        }
        let parts = [
            ("schema:address", document.address.map { [address($0)] } ?? .null), ("schema:geo", geo ?? .null),
            ("schema:openingHoursSpecification", .array(document.openingPeriods.flatMap(specifications))),
        ]
        guard parts.contains(where: { !$0.1.isVoid }) else { return .null }
        return [Self.object([("@type", ["schema:Place", "Place"])] + parts)]
    }

    private func address(_ address: Address) -> JSON {
        let city = address.insee.map { insee -> JSON in
            let name = address.commune.map { ["fr": [.string($0)]] as JSON } ?? .null
            return [
                Self.object([
                    ("@id", .string("kb:\(insee)")), ("@type", ["City"]), ("rdfs:label", name),
                    ("insee", .string(insee)),
                ])
            ]
        }
        return Self.object([
            ("@type", ["schema:PostalAddress", "PostalAddress"]),
            ("schema:streetAddress", .array(address.lines.map(JSON.string))),
            ("schema:postalCode", JSON(address.postcode)), ("schema:addressLocality", JSON(address.commune)),
            ("hasAddressCity", city ?? .null),
        ])
    }

    /// The ways to reach somebody; sales channels stand with booking, pages on review platforms with the establishment.
    private func agents(_ role: String) -> JSON {
        var values: [String: [JSON]] = [:]
        for case .contact(let contact) in document.elements(.contacts).map(\.value) where contact.role == role
        {
            let code = vocabularies[.contactKinds].entry(contact.kind)?.codes["datatourisme"]?.first
            let property = contact.kind == "fax" ? "schema:faxNumber" : code
            if let property { values[property, default: []].append(.string(contact.value)) }
        }
        for (_, value) in document.elements(.salesChannels) + document.elements(.reviewProfiles) {
            switch value {
            case .salesChannel(let channel) where role == "booking":
                values["foaf:homepage", default: []].append(.string(channel.url.text))
            case .reviewProfile(let profile) where role == "establishment":
                values["foaf:homepage", default: []].append(.string(profile.url.text))
            default: continue
            }
        }
        guard !values.isEmpty else { return .null }
        let members = values.sorted { $0.key < $1.key }.map { ($0.key, JSON.array($0.value)) }
        return [Self.object([("@type", ["schema:Organization", "foaf:Agent", "Agent"])] + members)]
    }

    /// Texts as `{"fr": ["…"]}`.
    static func texts(_ translations: Translations?) -> JSON {
        .object(
            JSONObject(
                (translations?.texts ?? [:]).sorted { $0.key < $1.key }.map {
                    JSONObject.Member(key: $0.key.rawValue, value: [.string($0.value)])
                }))
    }

    /// An object of the members that say something.
    static func object(_ members: [(String, JSON)]) -> JSON {
        .object(
            JSONObject(
                members.filter { !$0.1.isVoid }.map { JSONObject.Member(key: $0.0, value: $0.1) }))
    }

    /// An individual of the knowledge base.
    static func individual(_ code: String, _ types: JSON, _ label: Translations? = nil) -> JSON {
        object([("@id", .string(code)), ("@type", types), ("rdfs:label", texts(label))])
    }
}
