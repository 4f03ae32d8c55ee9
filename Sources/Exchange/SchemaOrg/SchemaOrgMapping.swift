import Directory

/// One node of schema.org on its way into a listing.
struct SchemaOrgMapping {
    let node: JSON
    let category: String
    let reader: SchemaOrgReader
    var draft: RecordDraft

    var tools: ReadingTools { reader.tools }

    init(_ node: JSON, key: String, category: String, reader: SchemaOrgReader) {
        (self.node, self.category, self.reader) = (node, category, reader)
        draft = RecordDraft(key: key)
        draft.set(.category, nil, .code(category))
    }

    mutating func read() {
        readTexts()
        // An event is told where it takes place; everything else is a place itself.
        let place = node["location"].flatMap { $0.object == nil ? nil : $0 } ?? node
        readPlace(place)
        readContacts(place)
        readMedia()
        readOpening()
        readDates()
        readFacilities()
        readCommerce()
    }

    private mutating func readTexts() {
        for (field, property, limit) in [(Field.name, "name", 255), (.description, "description", 30_000)] {
            for value in node.values(property) {
                guard let text = value.scalarText else { continue }
                let language = value["@language"]?.string.flatMap { LanguageCode($0) } ?? .french
                draft.setText(field, language, HTMLText.plain(text), limit: limit)
            }
        }
        draft.name = draft.document.translations(.name).best() ?? ""
    }

    private mutating func readPlace(_ place: JSON) {
        var commune: Commune?
        if let node = place.values("address").first(where: { $0.object != nil }) {
            var address = Address()
            let lines = node["streetAddress"]?.scalarText ?? ""
            address.lines = lines.split(separator: ", ").prefix(6).map {
                draft.fitted(String($0), 200, at: "location.address")
            }
            let country = node["addressCountry"]?.scalarText ?? node["addressCountry"]?["name"]?.scalarText
            if let country, country.utf8.count == 2 { address.country = country.uppercased() }
            let postcode = node["postalCode"]?.scalarText
            address.postcode = address.country == "FR" ? draft.postcode(postcode) : postcode
            address.commune = node["addressLocality"]?.scalarText.map {
                draft.fitted($0, 100, at: "location.address")
            }
            let code = node.values("identifier").first { $0["propertyID"]?.scalarText == "INSEE" }?["value"]
            if address.country == "FR" {
                commune = draft.commune(code?.scalarText, &address, tools.communes)
            }
            draft.set(.address, nil, .address(address))
        }
        guard let geo = place.values("geo").first, let latitude = geo["latitude"]?.scalarText,
            let longitude = geo["longitude"]?.scalarText
        else { return }
        draft.setPoint(latitude, longitude, near: commune)
    }

    private mutating func readContacts(_ place: JSON) {
        let own = ContactRole("establishment")
        for text in node.plainTexts("telephone") + (place == node ? [] : place.plainTexts("telephone")) {
            draft.addPhone(text, own)
        }
        for text in node.plainTexts("faxNumber") { draft.addPhone(text, own, isFax: true) }
        for text in node.plainTexts("email") { draft.addMail(text, own) }
        for text in node.plainTexts("url") + node.plainTexts("sameAs") { draft.addLink(text, own, tools) }
        for text in node.plainTexts("acceptsReservations") where WebAddress(text) != nil {
            draft.addLink(text, ContactRole("booking"), tools)
        }
        for action in node.values("potentialAction") {
            for target in action.values("target") {
                guard let text = target.scalarText ?? target["urlTemplate"]?.scalarText else { continue }
                draft.addLink(text, ContactRole("booking"), tools)
            }
        }
    }

    private mutating func readMedia() {
        for value in node.values("image") {
            let text = value.scalarText ?? value["contentUrl"]?.scalarText ?? value["url"]?.scalarText ?? ""
            guard let url = WebAddress(text) else {
                let message = "“\(text.prefix(120))” is no address of a picture"
                draft.note("media", "url.invalid", .warning, message)
                continue
            }
            draft.add(.media, .media(Media(url: url)), first: draft.values(.media).isEmpty)
        }
    }

    private mutating func readFacilities() {
        for feature in node.values("amenityFeature") where feature["value"]?.bool ?? true {
            guard let label = feature["name"]?.scalarText else { continue }
            guard let code = reader.amenity(label) else {
                let message = "“\(label.prefix(60))” is no amenity known here"
                draft.note("amenities", "amenity.unknown", .warning, message)
                continue
            }
            draft.set(.amenities, code, .flag(true))
        }
        if let rooms = node["numberOfRooms"]?.scalarText ?? node["numberOfRooms"]?["value"]?.scalarText {
            draft.setCount(rooms, "rooms")
        }
        for language in node.plainTexts("availableLanguage") + node.plainTexts("knowsLanguage") {
            draft.addLanguage(language)
        }
        guard let stars = node["starRating"]?["ratingValue"]?.scalarText else { return }
        let lineage = tools.vocabularies[.categories].lineage(category)
        let scheme = tools.vocabularies[.classifications].entries.first { entry in
            entry.codes["schema_org"]?.contains("starRating") == true
                && entry.values("values").contains(stars)
                && entry.values("families").contains { lineage.contains($0) }
        }
        guard let scheme else {
            let message = "\(stars.prefix(10)) stars do not fit the category \(category)"
            draft.note("classification", "classification.scheme", .warning, message)
            return
        }
        draft.add(.classification, .classification(Classification(scheme: scheme.code, value: stars)))
    }
}
