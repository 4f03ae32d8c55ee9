import Directory

extension TourInFranceMapping {
    /// Reads ratings, labels and what producers keep among them: pages of review platforms.
    mutating func readClassifications() {
        for block in node.all(at: "Classements", "DetailClassement") {
            let isPage = readPages(block)
            let ratings = block.all("Classement")
            var isKnown = readMembership(block)
            for rating in ratings where readRating(rating, block) { isKnown = true }
            guard !isKnown, !isPage else { continue }
            let type = block.attribute("type") ?? ""
            // Lists of the producer's own (06.98 …) sort its members and say nothing of the establishment.
            guard type.hasPrefix("06.0") else {
                noteUnmapped("Classements.\(type)")
                continue
            }
            let name = block.attribute("libelle") ?? ratings.first?.value ?? ""
            draft.note(
                "labels", "label.unknown", .info, "“\(name.prefix(60))” (\(type)) is no label known here")
        }
    }

    /// Takes the block as a label or an accessibility; false where it is none.
    private mutating func readMembership(_ block: XMLNode) -> Bool {
        let type = block.attribute("type") ?? ""
        let label = block.attribute("libelle")
        if let entry = reader.accessibility.entries(type).first {
            draft.set(.accessibility, entry.code, .flag(true))
            return true
        }
        if let entry = reader.labels.entries(type).first ?? reader.labels.entry(labelled: label) {
            draft.set(.labels, entry.code, .flag(true))
            return true
        }
        return false
    }

    private mutating func readRating(_ node: XMLNode, _ block: XMLNode) -> Bool {
        guard let code = node.attribute("type") else { return false }
        let vocabularies = reader.tools.vocabularies
        if let entry = reader.accessibility.entries(code).first {
            draft.set(.accessibility, entry.code, .flag(true))
            return true
        }
        guard
            let scheme = vocabularies[.classifications].entries.first(where: {
                $0.codes["tif"]?.contains(code) ?? false
            }), let position = scheme.codes["tif"]?.firstIndex(of: code),
            case let values = scheme.values("values"), values.indices.contains(position)
        else { return readUnrated(node, code) }
        let delivered = day(block.value("DateClassement"), at: "classification")
        let rating = Classification(scheme: scheme.code, value: values[position], deliveredOn: delivered)
        draft.add(.classification, .classification(rating))
        for name in ["NumeroClassement", "ObservationDetailClassement"] where block.value(name) != nil {
            noteUnmapped("Classements.\(name)")
        }
        return true
    }

    /// “Not rated” and “pending” are no rating.
    private mutating func readUnrated(_ node: XMLNode, _ code: String) -> Bool {
        let label = CommuneName.normalised(node.value ?? "")
        if label.hasPrefix("en cours") {
            draft.note(
                "classification", "classification.pending", .info, "a rating that is pending was left out")
            return true
        }
        if label.hasPrefix("non ") || label.hasPrefix("sans ") { return true }
        guard code.hasPrefix("06.0") else { return false }
        let message = "“\(node.value ?? "")” (\(code)) is no rating known here"
        draft.note("classification", "classification.unknown", .info, message)
        return false
    }

    /// Takes links to review platforms out of the block; false where there are none.
    private mutating func readPages(_ block: XMLNode) -> Bool {
        let text = ["NumeroClassement", "ObservationDetailClassement"].compactMap { block.value($0) }
            .joined(separator: " ")
        var isPage = false
        for start in text.ranges(of: "http") {
            let link = text[start.lowerBound...].prefix { !" \"'<>\n\r\t".contains($0) }
            guard let url = WebAddress(String(link)),
                let platform = reader.tools.vocabularies[.reviewPlatforms].entry(of: url)?.code
            else { continue }
            let profile = ReviewProfile(platform: platform, url: url, reader.tools.vocabularies)
            draft.add(.reviewProfiles, .reviewProfile(profile))
            isPage = true
        }
        return isPage
    }
}
