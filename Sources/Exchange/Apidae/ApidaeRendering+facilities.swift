import Directory

extension ApidaeRendering {
    /// Which of the two lists of media is meant.
    enum MediaList {
        case image
        case other
    }

    /// What the house offers, who can come and which languages are spoken.
    var services: JSON? {
        var elements: [String: [JSON]] = [:]
        for (field, list) in [(Field.amenities, VocabularyName.amenities), (.accessibility, .accessibility)] {
            for code in document.keys(field) {
                guard let entry = vocabularies[list].entry(code), let id = Self.number(entry),
                    let place = ApidaeType.servicePlace(id, isAccess: field == .accessibility)
                else { continue }
                elements[place.property, default: []].append(Self.element(place.list, id, entry.labels))
            }
        }
        let languages = document.keys(.languagesSpoken).compactMap { code -> JSON? in
            ApidaeLanguage.spoken.first { $0.value == code }.map { Self.element("Langue", $0.key) }
        }
        let petsAllowed = document.keys(.amenities).contains("pets_allowed")
        return Self.object(
            elements.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value)) } + [
                ("languesParlees", Self.list(languages)), ("animauxAcceptes", petsAllowed ? "ACCEPTES" : nil),
            ])
    }

    private static func number(_ entry: VocabularyEntry) -> Int? {
        entry.codes["apidae"]?.first.flatMap { Int($0) }
    }

    /// What the block of the type counts.
    var capacity: JSON? {
        let properties = ApidaeType.capacity(type)
        return Self.object(
            document.elements(.capacity).compactMap { unit, value in
                guard case .count(let count) = value, let place = properties.first(where: { $0.unit == unit })
                else {
                    return nil
                }
                return (place.property, .integer(count))
            })
    }

    /// The official rating where the type has one, and all that stand beside the labels.
    var ratings: (official: (property: String, element: JSON)?, day: CalendarDate?, others: [JSON]) {
        var official: (property: String, element: JSON)?
        var day: CalendarDate?
        var others: [JSON] = []
        for case .classification(let rating) in document.elements(.classification).map(\.value) {
            guard let entry = vocabularies[.classifications].entry(rating.scheme),
                let position = entry.values("values").firstIndex(of: rating.value),
                let codes = entry.codes["apidae"], codes.indices.contains(position),
                let id = Int(codes[position])
            else { continue }
            if official == nil, Self.officialSchemes.contains(rating.scheme), rating.value != "palace",
                let place = ApidaeType.ratingPlace(type)
            {
                official = (place.property, Self.element(place.list, id))
                day = rating.deliveredOn
            } else {
                others.append(Self.element(nil, id))
            }
        }
        return (official, day, others)
    }

    private static let officialSchemes: Set<String> = [
        "hotel_stars", "camping_stars", "prl_stars", "meuble_stars", "residence_stars", "village_stars",
        "office_category",
    ]

    /// The labels of Apidae's list of promoted kinds, or all others.
    func labels(promoted: Bool) -> [JSON] {
        document.keys(.labels).compactMap { code in
            guard let entry = vocabularies[.labels].entry(code), let id = Self.number(entry),
                Self.promoted.contains(id) == promoted
            else { return nil }
            return Self.element(promoted ? "TypologiePromoSitra" : nil, id, entry.labels)
        }
    }

    // The labels of `labels.csv` that stand in the list `TypologiePromoSitra`.
    private static let promoted: Set<Int> = [
        1600, 1604, 1674, 1680, 1687, 1688, 1690, 3751, 3844, 4545, 5681, 6166,
    ]

    /// The pictures, or the films and documents.
    func media(_ list: MediaList) -> [JSON] {
        document.elements(.media).compactMap { _, value in
            guard case .media(let medium) = value else { return nil }
            let path = medium.url.tail.prefix { $0 != "?" && $0 != "#" }.lowercased()
            let isDocument = path.hasSuffix(".pdf")
            let isFilm = Self.filmHosts.contains { HostName.isHost(medium.url.host, within: $0) }
            guard (isDocument || isFilm) == (list == .other) else { return nil }
            return Self.object([
                ("type", isDocument ? "DOCUMENT" : isFilm ? "VIDEO" : "IMAGE"),
                ("legende", Self.libelle(medium.caption)),
                ("copyright", medium.credit.map { ["libelleFr": .string($0)] }),
                (
                    "dateLimiteDePublication",
                    medium.expiresOn.map { .string("\($0)T00:00:00.000+0000") }
                ),
                ("traductionFichiers", [["locale": "fr", "url": .string(medium.url.text)]]),
            ])
        }
    }

    private static let filmHosts = ["youtube.com", "youtu.be", "vimeo.com", "dailymotion.com"]
}
