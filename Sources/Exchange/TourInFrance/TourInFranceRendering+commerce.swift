import Directory

extension TourInFranceRendering {
    /// Prices and means of payment.
    var tariffs: [XMLNode] {
        let prices = document.elements(.prices).compactMap { element -> XMLNode? in
            guard case .price(let price) = element.value else { return nil }
            return tariff(price)
        }
        var seen: Set<String> = []
        var means: [XMLNode] = []
        for case .paymentMethod(let method) in document.elements(.paymentMethods).map(\.value) {
            guard let entry = vocabularies[.paymentMeans].entry(method.means),
                let type = entry.codes["tif"]?.first, seen.insert(entry.code).inserted
            else { continue }
            means.append(XMLNode("ModePaiement", ["type": type], text: label(entry)))
        }
        return (prices.isEmpty ? [] : [XMLNode("DetailTarifs", [:], prices)])
            + (means.isEmpty ? [] : [XMLNode("ModesPaiement", [:], means)])
    }

    private func tariff(_ price: Price) -> XMLNode {
        let code = price.unit.flatMap { self.code(.priceUnits, $0) }
        let isMode = code?.hasPrefix("13.03.") ?? false
        var nodes = texts("Nom", price.label ?? Translations([:]))
        for (name, amount) in [("TarifMin", price.min), ("TarifMax", price.max)] {
            if let amount { nodes.append(XMLNode(name, text: amount.description)) }
        }
        nodes.append(currency(price.currency))
        if let code, isMode {
            nodes.append(XMLNode("TarifMode", ["type": code], text: unitLabel(price.unit)))
        }
        let days = bounds(price.from, price.to)
        if !days.isEmpty {
            let dates = XMLNode("Dates", [:], [XMLNode("DetailDates", [:], days)])
            nodes.append(XMLNode("DetailPeriode", ["type": "09.01.08", "libelle": "Tarifaire"], [dates]))
        }
        return XMLNode("DetailTarif", ["type": isMode ? Self.anyTariff : code ?? Self.anyTariff], nodes)
    }

    private func unitLabel(_ unit: String?) -> String {
        unit.flatMap { vocabularies[.priceUnits].entry($0) }.map(label) ?? ""
    }

    private func currency(_ code: String) -> XMLNode {
        let type = [
            "EUR": "13.01.01", "USD": "13.01.02", "CAD": "13.01.03", "CHF": "13.01.04", "GBP": "13.01.05",
        ][code]
        return XMLNode("TarifDevise", type.map { ["type": $0] } ?? [:], text: code)
    }

    /// “Autre”: the type says nothing.
    private static let anyTariff = "13.04.01.09"

    /// Ratings and labels.
    var classifications: [XMLNode] {
        var nodes: [XMLNode] = []
        for case .classification(let rating) in document.elements(.classification).map(\.value) {
            guard let scheme = vocabularies[.classifications].entry(rating.scheme),
                let position = scheme.values("values").firstIndex(of: rating.value),
                let codes = scheme.codes["tif"], codes.indices.contains(position), codes[position] != "-"
            else { continue }
            let parent = codes[position].split(separator: ".").dropLast().joined(separator: ".")
            var block = [XMLNode("Classement", ["type": codes[position]], text: rating.value)]
            if let day = rating.deliveredOn { block.append(XMLNode("DateClassement", text: day.description)) }
            nodes.append(XMLNode("DetailClassement", ["type": parent, "libelle": label(scheme)], block))
        }
        for (list, field) in [(VocabularyName.labels, Field.labels), (.accessibility, .accessibility)] {
            for code in document.keys(field) {
                guard let entry = vocabularies[list].entry(code) else { continue }
                guard let type = entry.codes["tif"]?.first, type.hasPrefix("06.") else { continue }
                nodes.append(XMLNode("DetailClassement", ["type": type, "libelle": label(entry)]))
            }
        }
        return nodes
    }

    /// How many rooms, people, pitches and the like there are.
    var capacities: [XMLNode] {
        document.elements(.capacity).compactMap { key, value -> XMLNode? in
            guard case .count(let count) = value, let unit = Self.units[key] else { return nil }
            let number = XMLNode(
                "Capacite", ["unite": unit.code, "libelle": unit.name], text: String(count))
            let type = vocabularies[.amenities].entry(key)?.codes["tif"]?.first { $0.hasPrefix("14.01") }
            return XMLNode("CapacitesGlobales", type.map { ["type": $0] } ?? [:], [number])
        }
    }

    private static let units: [String: (code: String, name: String)] = [
        "rooms": ("01.03.01.03", "Chambre"), "covers": ("01.03.01.04", "Couvert"),
        "pitches": ("01.03.01.05", "Emplacement"), "persons": ("01.03.01.09", "Personne"),
        "units": ("01.03.01.01", "Hébergement"),
    ]

    /// What is there, by the chapters of the thesaurus.
    var offers: [XMLNode] {
        var chapters: [String: [XMLNode]] = [:]
        for (list, field) in [(VocabularyName.amenities, Field.amenities), (.accessibility, .accessibility)] {
            for key in document.keys(field) {
                guard let entry = vocabularies[list].entry(key), let code = entry.codes["tif"]?.first,
                    !code.hasPrefix("06.")
                else { continue }
                let chapter = code.split(separator: ".").prefix(2).joined(separator: ".")
                let prestation = XMLNode("Prestation", ["type": code], text: label(entry))
                chapters[chapter, default: []].append(XMLNode("DetailPrestation", [:], [prestation]))
            }
        }
        return chapters.sorted { $0.key < $1.key }.map { chapter, nodes in
            let name = Self.chapters[chapter] ?? "Prestations"
            return XMLNode("DetailOffrePrestation", ["type": chapter, "libelle": name], nodes)
        }
    }

    private static let chapters = [
        "15.01": "Accueil", "15.02": "Activités", "15.03": "Conforts", "15.05": "Équipements",
        "15.06": "Services",
    ]
}
