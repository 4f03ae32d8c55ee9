/// Judges what a document says on its own, at a day.
package struct DocumentCheck: Sendable {
    private let document: Document
    private let today: CalendarDate

    /// A check of the document as of that day.
    package init(_ document: Document, today: CalendarDate) {
        (self.document, self.today) = (document, today)
    }

    /// What is wrong, in the order of the rules.
    package var findings: [QualityFinding] {
        plainSites + OpeningCheck(document, today: today).findings + pastPrices + expired + pastDates
    }

    private var plainSites: [QualityFinding] {
        document.elements(.contacts).compactMap { key, value in
            guard case .contact(let contact) = value, contact.value.hasPrefix("http://") else { return nil }
            let message = "\(contact.value.prefix(120)) is not encrypted"
            return QualityFinding(.httpOnly, FieldPath(.contacts, key), message)
        }
    }

    private var pastPrices: [QualityFinding] {
        let ends = document.elements(.prices).map { key, value -> (key: String, to: CalendarDate?) in
            if case .price(let price) = value { (key, price.to) } else { (key, nil) }
        }
        let dated = ends.compactMap { end in end.to.map { (key: end.key, to: $0) } }
        guard dated.count == ends.count, let newest = dated.max(by: { $0.to < $1.to }),
            newest.to.year < today.year
        else { return [] }
        return [
            QualityFinding(
                .pastPrices, FieldPath(.prices, newest.key), "the newest price ended on \(newest.to)")
        ]
    }

    private var expired: [QualityFinding] {
        let media = document.elements(.media).compactMap { key, value -> QualityFinding? in
            guard case .media(let medium) = value, let end = medium.expiresOn, end < today else { return nil }
            return QualityFinding(.expiredMedia, FieldPath(.media, key), "it may be shown until \(end) only")
        }
        let ratings = document.elements(.classification).compactMap { key, value -> QualityFinding? in
            guard case .classification(let rating) = value, let end = rating.expiresOn, end < today else {
                return nil
            }
            return QualityFinding(.expiredRating, FieldPath(.classification, key), "it ended on \(end)")
        }
        return media + ratings
    }

    private var pastDates: [QualityFinding] {
        let ends = document.elements(.dates).compactMap { key, value in
            if case .eventDate(let date) = value { (key, date.to) } else { nil }
        }
        guard let last = ends.max(by: { $0.1 < $1.1 }), last.1 < today else { return [] }
        return [QualityFinding(.pastDates, FieldPath(.dates, last.0), "the last date was \(last.1)")]
    }
}
