import Directory

extension TourInFranceMapping {
    /// Reads how many rooms, people, pitches and the like there are.
    mutating func readCapacity() {
        for block in node.all("Capacites") {
            for whole in block.all("CapacitesGlobales") {
                for capacity in whole.all("Capacite") { readCapacity(capacity, of: whole) }
            }
            for child in block.children where child.name != "CapacitesGlobales" && !child.isVoid {
                noteUnmapped("Capacites.\(child.name)")
            }
        }
    }

    private mutating func readCapacity(_ node: XMLNode, of whole: XMLNode) {
        guard let value = node.value else { return }
        let label = node.attribute("libelle")
        let named = label.flatMap { Self.units[CommuneName.normalised($0)] }
        let coded = label == nil ? node.attribute("unite").flatMap { Self.unitCodes[$0] } : nil
        let type =
            label != nil ? nil : whole.attribute("type").flatMap { reader.amenities.entries($0).first?.code }
        guard let unit = named ?? coded ?? type else {
            noteUnmapped("Capacites.\(label ?? node.attribute("unite") ?? "")")
            return
        }
        draft.setCount(value, unit)
    }

    /// Reads what is there; what lies at a distance belongs to somebody else.
    mutating func readOffers() {
        for block in node.all(at: "OffresPrestations", "DetailOffrePrestation") {
            for offer in block.all("DetailPrestation") {
                for prestation in offer.all("Prestation") { readOffer(prestation, offer) }
            }
        }
    }

    private mutating func readOffer(_ node: XMLNode, _ offer: XMLNode) {
        let code = node.attribute("type")
        guard let label = node.value ?? offer.value("Nom") ?? code else { return }
        let distance = offer.value("Distance").flatMap { Double($0.replacing(",", with: ".")) } ?? 0
        guard distance == 0 else {
            draft.note("amenities", "amenity.nearby", .info, "“\(label.prefix(60))” lies \(distance) away")
            return
        }
        let said = label == code ? nil : label
        if let entry = reader.accessibility.entry(code, label: said) {
            draft.set(.accessibility, entry.code, .flag(true))
        } else if let entry = reader.amenities.entry(code, label: said, isWide: true) ?? wifi(label) {
            guard entry.attributes["kind"] != "capacity" else {
                return noteUnmapped("OffresPrestations.\(label)")
            }
            draft.set(.amenities, entry.code, .flag(true))
        } else {
            let message = "“\(label.prefix(60))” (\(code ?? "")) is no amenity known here"
            draft.note("amenities", "amenity.unknown", .info, message)
        }
    }

    private func wifi(_ label: String) -> VocabularyEntry? {
        let words = CommuneName.normalised(label).replacing("wi fi", with: "wifi").split(separator: " ")
        return words.contains("wifi") ? reader.tools.vocabularies[.amenities].entry("wifi") : nil
    }

    /// Reads the languages in which guests are received, guided or booked.
    mutating func readLanguages() {
        for usage in node.all(at: "Langues", "Usage") {
            let type = usage.attribute("type") ?? "11.01.01"
            guard ["11.01.01", "11.01.09", "11.01.10"].contains(type) else {
                noteUnmapped("Langues.\(type)")
                continue
            }
            for language in usage.all("Langue") {
                let code = (language.attribute("xml:lang") ?? language.attribute("lang"))?.lowercased()
                if let code = code.flatMap({ LanguageCode(String($0.prefix(2))) }) {
                    draft.set(.languagesSpoken, code.rawValue, .flag(true))
                } else if let text = language.value ?? code {
                    draft.addLanguage(text)
                }
            }
        }
    }

    /// Reads pictures and the like; one that stands twice counts once.
    mutating func readMedia() {
        var seen: Set<String> = []
        var isFirst = true
        for block in node.all(at: "Multimedia", "DetailMultimedia") {
            guard let text = block.value("URL") else { continue }
            guard let url = WebAddress(text.withoutSpaces) else {
                let message = "“\(text.prefix(120))” is not an address of the web"
                draft.note("media", "url.invalid", .warning, message)
                continue
            }
            guard seen.insert(url.text).inserted else { continue }
            let caption = translations(block.all("LegendeRessource"), at: "media", limit: 1_000)
            let credit = block.value("Copyright").map { draft.fitted(HTMLText.plain($0), 500, at: "media") }
            let media = Media(
                url: url, credit: credit.flatMap { $0.isEmpty ? nil : $0 },
                caption: caption.isEmpty ? nil : Translations(caption))
            draft.add(.media, .media(media), first: isFirst)
            isFirst = false
        }
    }

    // What producers call the units; their codes moved with the editions of the thesaurus.
    private static let units = [
        "chambre": "rooms", "chambres": "rooms", "personne": "persons", "personnes": "persons",
        "couvert": "covers", "couverts": "covers", "emplacement": "pitches", "emplacements": "pitches",
        "appartement": "units", "appartements": "units", "hebergement": "units", "hebergements": "units",
        "unites habitation": "units",
    ]
    private static let unitCodes = [
        "01.03.01.03": "rooms", "01.03.01.04": "covers", "01.03.01.05": "pitches", "01.03.01.09": "persons",
    ]
}
