import Directory

/// One listing on its way into the terms of TourInFrance; the parts are written in the extensions.
struct TourInFranceRendering {
    let record: ListingRecord
    let document: Document
    let vocabularies: Vocabularies

    init(_ record: ListingRecord, _ vocabularies: Vocabularies) {
        (self.record, self.vocabularies) = (record, vocabularies)
        document = record.document.publicPart
    }

    /// The object, its blocks in the order of the norm, its elements by their local names.
    var node: XMLNode {
        let blocks = [
            ("DublinCore", core), ("Multimedia", media), ("Contacts", contacts),
            ("Classements", classifications), ("Geolocalisations", places), ("Periodes", periods),
            ("Langues", languages), ("ModesReservations", reservations), ("Tarifs", tariffs),
            ("Capacites", capacities), ("OffresPrestations", offers),
        ]
        return XMLNode("OI", [:], blocks.filter { !$0.1.isEmpty }.map { XMLNode($0.0, [:], $0.1) })
    }

    private var core: [XMLNode] {
        var nodes = [XMLNode("identifier", text: record.id.text)]
        nodes += texts("title", document.translations(.name))
        if let entry = document.category.flatMap({ vocabularies[.categories].entry($0) }),
            let code = entry.codes["tif"]?.first
        {
            let bordereau = code.split(separator: ".").prefix(3).joined(separator: ".")
            let family = vocabularies[.categories].lineage(entry.code).last.flatMap {
                vocabularies[.categories].entry($0)
            }
            nodes.append(XMLNode("Classification", ["code": bordereau], text: label(family ?? entry)))
            if entry.parent != nil {
                nodes.append(XMLNode("ControlledVocabulary", ["code": code], text: label(entry)))
            }
        }
        nodes += texts("subject", document.translations(.summary))
        nodes += texts("description", document.translations(.description))
        if let office = record.office { nodes.append(XMLNode("publisher", text: office)) }
        if let day = record.publishedAt { nodes.append(XMLNode("created", text: String(day.prefix(10)))) }
        if let day = record.contentChangedAt {
            nodes.append(XMLNode("modified", text: String(day.prefix(10))))
        }
        return nodes
    }

    private var media: [XMLNode] {
        document.elements(.media).compactMap { element in
            guard case .media(let media) = element.value else { return nil }
            var nodes = [XMLNode("URL", text: media.url.text)]
            nodes += texts("LegendeRessource", media.caption ?? Translations([:]))
            if let credit = media.credit { nodes.append(XMLNode("Copyright", text: credit)) }
            return XMLNode("DetailMultimedia", ["type": "03.01.01", "libelle": "Image"], nodes)
        }
    }

    private var places: [XMLNode] {
        guard let point = document.point else { return [] }
        let coordinates = XMLNode(
            "DetailCoordonnees", ["type": "08.02.02.03", "libelle": "Géographiques"],
            [
                XMLNode("Latitude", text: JSON.double(point.latitude).text),
                XMLNode("Longitude", text: JSON.double(point.longitude).text),
            ])
        let place = XMLNode(
            "DetailPoint", ["type": "08.02.05.11", "libelle": "Principal"],
            [XMLNode("Coordonnees", [:], [coordinates])])
        let zone = XMLNode(
            "Zone", ["type": "08.02.07.02", "libelle": "Fermé"], [XMLNode("Points", [:], [place])])
        return [XMLNode("DetailGeolocalisation", ["type": "08.01.02", "libelle": "Mono-localisé"], [zone])]
    }

    private var languages: [XMLNode] {
        let spoken = document.keys(.languagesSpoken).map { XMLNode("Langue", ["xml:lang": $0], text: $0) }
        return spoken.isEmpty ? [] : [XMLNode("Usage", ["type": "11.01.01", "libelle": "Accueil"], spoken)]
    }

    /// One element for each language.
    func texts(_ name: String, _ translations: Translations) -> [XMLNode] {
        translations.texts.sorted { $0.key < $1.key }.map {
            XMLNode(name, ["xml:lang": $0.key.rawValue], text: $0.value)
        }
    }

    /// What an entry is called in French.
    func label(_ entry: VocabularyEntry) -> String { entry.labels.best() ?? entry.code }

    /// The first code of an entry in the thesaurus, nil where it has none.
    func code(_ list: VocabularyName, _ code: String) -> String? {
        vocabularies[list].entry(code)?.codes["tif"]?.first
    }
}
