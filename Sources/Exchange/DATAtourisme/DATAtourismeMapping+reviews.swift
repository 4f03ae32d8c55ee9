import Directory

extension DATAtourismeMapping {
    /// Reads official ratings and labels, which DATAtourisme calls reviews.
    mutating func readReviews() {
        for review in object.values("hasReview") {
            if review.values("pending").contains(where: { $0.truth == true }) {
                draft.note(
                    "classification", "classification.pending", .info, "a rating that is pending was left out"
                )
                continue
            }
            for value in review.values("hasReviewValue") {
                guard let code = value.individual else { continue }
                if let label = reader.vocabularies[.labels].entry("datatourisme", code) {
                    draft.set(.labels, label.code, .flag(true))
                } else if code.hasPrefix("kb:ScaleRating") {
                    readRating(code, review)
                } else {
                    draft.note("labels", "label.unknown", .info, "\(code) is no label known here")
                }
            }
        }
    }

    private mutating func readRating(_ code: String, _ review: JSON) {
        let schemes = reader.vocabularies[.classifications].entries.filter { entry in
            entry.codes["datatourisme"]?.contains(code) ?? false
        }
        guard !schemes.isEmpty else {
            draft.note(
                "classification", "classification.unknown", .warning, "\(code) is no rating known here")
            return
        }
        guard let scheme = scheme(among: schemes),
            let position = scheme.codes["datatourisme"]?.firstIndex(of: code),
            case let values = scheme.values("values"), values.indices.contains(position)
        else {
            let category = categories.first ?? ""
            let message = "\(code) fits no rating of the category \(category)"
            draft.note("classification", "classification.scheme", .warning, message)
            return
        }
        let deliveredOn = review.date("reviewDeliveryDate")
        var expiresOn = review.date("reviewExpirationDate")
        if let deliveredOn, let end = expiresOn, deliveredOn > end {
            draft.note(
                "classification", "period.inverted", .warning,
                "the rating ends on \(end), before it was given")
            expiresOn = nil
        }
        let rating = Classification(
            scheme: scheme.code, value: values[position], deliveredOn: deliveredOn, expiresOn: expiresOn)
        draft.add(.classification, .classification(rating))
    }

    /// The scheme for the chosen category, else for another one that the object's classes mean.
    private func scheme(among schemes: [VocabularyEntry]) -> VocabularyEntry? {
        for category in categories {
            let lineage = reader.vocabularies[.categories].lineage(category)
            if let scheme = schemes.first(where: { $0.values("families").contains { lineage.contains($0) } })
            {
                return scheme
            }
        }
        return schemes.first { $0.values("families").isEmpty }
    }

    /// Reads the numbers of registers, which stay private.
    mutating func readLegal() {
        if let text = object.firstText("siret") {
            let digits = text.filter { $0 != " " }
            if Siret.isValid(digits) {
                draft.set(.legal, "siret", .text(digits))
            } else {
                draft.note("legal.siret", "siret.invalid", .warning, "“\(text.prefix(30))” is not a SIRET")
            }
        }
        for (property, key) in [("apeNaf", "ape"), ("rcs", "rcs"), ("registeredNumber", "registered_number")]
        {
            guard let text = object.firstText(property) else { continue }
            let kept = draft.fitted(text, 100, at: "legal.\(key)")
            if !kept.isEmpty { draft.set(.legal, key, .text(kept)) }
        }
    }
}
