package import Directory

/// Writes a listing as schema.org JSON-LD; properties that a type does not have are left out.
package struct SchemaOrgWriter: Sendable {
    private let vocabularies: Vocabularies

    /// A writer that takes types and labels from these vocabularies.
    package init(vocabularies: Vocabularies) {
        self.vocabularies = vocabularies
    }

    /// The node of one listing, named `id`, its texts in one language (else French, English, any).
    package func render(
        _ record: ListingRecord, id: String, language: LanguageCode = .french
    ) -> JSON {
        let document = record.document.publicPart
        let type = SchemaOrgType(document.category, vocabularies)
        var node = JSONObject()
        node.append("@context", "https://schema.org")
        node.append("@type", type.json)
        // Several categories share a type, some have none: their code tells which it is.
        node.append("additionalType", JSON(document.category))
        node.append("@id", .string(id))
        node.append("name", JSON(document.translations(.name).best(language)))
        let texts = [document.translations(.description), document.translations(.summary)]
        node.append("description", JSON(texts.lazy.compactMap { $0.best(language) }.first))
        addContacts(document, type, to: &node)
        node.append("sameAs", list(sameAs(document)))
        node.append("image", list(images(document)))
        node.append("potentialAction", .array(actions(document)))
        switch type.kind {
        case .event: addEvent(document, language, to: &node)
        case .business, .place: addPlace(document, type, language, to: &node)
        case .organization: node.append("address", address(document))
        case .thing: break
        }
        if let property = type.languageProperty {
            node.append(property, list(document.keys(.languagesSpoken)))
        }
        return .object(JSONObject(node.members.filter { !$0.value.isBlank }))
    }

    /// The text of a node for a `script` element: no `<` can end the element or start a comment in it.
    package static func script(_ node: JSON) -> String {
        node.text.replacing("<", with: "\\u003C")
    }

    private func list(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

    // MARK: - Parts

    private func addContacts(_ document: Document, _ type: SchemaOrgType, to node: inout JSONObject) {
        let allowed: Set<String> =
            switch type.kind {
            case .business, .organization: ["telephone", "faxNumber", "email", "url"]
            case .place: ["telephone", "faxNumber", "url"]
            case .event, .thing: ["url"]
            }
        for property in ["telephone", "faxNumber", "email", "url"] where allowed.contains(property) {
            node.append(property, JSON(contacts(document, property).first))
        }
    }

    /// The values of the contacts that are that property, those of the establishment itself first.
    private func contacts(_ document: Document, _ property: String) -> [String] {
        let contacts = document.elements(.contacts).compactMap { element -> Contact? in
            guard case .contact(let contact) = element.value else { return nil }
            let codes = vocabularies[.contactKinds].entry(contact.kind)?.codes["schema_org"] ?? []
            return codes.contains(property) ? contact : nil
        }
        let own = contacts.filter { $0.role == "establishment" }
        return (own + contacts.filter { $0.role != "establishment" }).map(\.value)
    }

    private func sameAs(_ document: Document) -> [String] {
        // A number of WhatsApp is no address.
        let social = contacts(document, "sameAs").filter { $0.hasPrefix("http") }
        let reviews = document.elements(.reviewProfiles).compactMap { element -> String? in
            guard case .reviewProfile(let profile) = element.value else { return nil }
            return profile.url.text
        }
        return social + reviews
    }

    private func images(_ document: Document) -> [String] {
        document.elements(.media).compactMap { element in
            guard case .media(let media) = element.value else { return nil }
            return media.url.text
        }
    }

    private func actions(_ document: Document) -> [JSON] {
        document.elements(.salesChannels).compactMap { element in
            guard case .salesChannel(let channel) = element.value else { return nil }
            return ["@type": "ReserveAction", "target": .string(channel.url.text)]
        }
    }

    private func address(_ document: Document) -> JSON {
        guard let address = document.address else { return .null }
        let lines = address.lines.joined(separator: ", ")
        return Self.node(
            "PostalAddress",
            [
                ("streetAddress", lines.isEmpty ? .null : .string(lines)),
                ("postalCode", JSON(address.postcode)),
                ("addressLocality", JSON(address.commune)), ("addressCountry", .string(address.country)),
                ("identifier", address.insee.map(Self.insee) ?? .null),
            ])
    }

    private static func insee(_ code: String) -> JSON {
        node("PropertyValue", [("propertyID", "INSEE"), ("value", .string(code))])
    }

    private func geo(_ document: Document) -> JSON {
        guard let point = document.point else { return .null }
        return Self.node(
            "GeoCoordinates",
            [("latitude", .double(point.latitude)), ("longitude", .double(point.longitude))])
    }

    private func addPlace(
        _ document: Document, _ type: SchemaOrgType, _ language: LanguageCode, to node: inout JSONObject
    ) {
        node.append("address", address(document))
        node.append("geo", geo(document))
        let opening = SchemaOrgOpening(document.openingPeriods, document.closures)
        node.append("openingHoursSpecification", .array(opening.regular))
        node.append("specialOpeningHoursSpecification", .array(opening.special))
        node.append("amenityFeature", .array(amenities(document, language)))
        if type.takesStars { node.append("starRating", stars(document)) }
        if type.takesLodging { node.append("numberOfRooms", rooms(document)) }
        guard type.kind == .business else { return }
        let commerce = SchemaOrgCommerce(document, vocabularies, language)
        node.append("paymentAccepted", JSON(commerce.paymentAccepted))
        node.append("currenciesAccepted", JSON(commerce.currencies))
        node.append("priceRange", JSON(commerce.priceRange))
    }

    private func addEvent(_ document: Document, _ language: LanguageCode, to node: inout JSONObject) {
        let dates = SchemaOrgDates(document)
        node.append("startDate", JSON(dates.start))
        node.append("endDate", JSON(dates.end))
        node.append("eventSchedule", .array(dates.schedules))
        let place = [
            ("address", address(document)), ("geo", geo(document)),
            ("telephone", JSON(contacts(document, "telephone").first)),
        ]
        if !place.allSatisfy(\.1.isNull) { node.append("location", Self.node("Place", place)) }
        node.append("offers", .array(SchemaOrgCommerce(document, vocabularies, language).offers))
    }

    private func amenities(_ document: Document, _ language: LanguageCode) -> [JSON] {
        document.keys(.amenities).map { code in
            let label = vocabularies[.amenities].entry(code)?.labels.best(language) ?? code
            return Self.node("LocationFeatureSpecification", [("name", .string(label)), ("value", true)])
        }
    }

    private func stars(_ document: Document) -> JSON {
        for (_, value) in document.elements(.classification) {
            guard case .classification(let rating) = value,
                let entry = vocabularies[.classifications].entry(rating.scheme),
                entry.codes["schema_org"]?.contains("starRating") == true
            else { continue }
            // A palace is a five-star hotel with a distinction.
            let stars = rating.value == "palace" ? "5" : rating.value
            return Self.node("Rating", [("ratingValue", .string(stars))])
        }
        return .null
    }

    private func rooms(_ document: Document) -> JSON {
        document[FieldPath(.capacity, "rooms")]?.json ?? .null
    }

    /// A typed node without the members that are `null`.
    static func node(_ type: String, _ members: [(String, JSON)]) -> JSON {
        var node = JSONObject()
        node.append("@type", .string(type))
        for (name, value) in members where !value.isNull { node.append(name, value) }
        return .object(node)
    }
}

extension JSON {
    /// Whether it is `null` or a list of nothing.
    fileprivate var isBlank: Bool { isNull || array?.isEmpty == true }
}
