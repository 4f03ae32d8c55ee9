import Directory
import Exchange

/// What a listing offers, section by section; what it says nothing about has no section.
struct ListingSections {
    /// A heading and what stands below it.
    struct Section {
        let id: String
        let heading: String
        let lines: [Line]
    }

    /// One fact.
    struct Line {
        var term: String?
        let text: String
        var href: String?
        var note: String?
    }

    private let document: Document
    private let yearOfChange: Int?
    private let language: LanguageCode
    private let vocabularies: Vocabularies
    private let words: Words

    init(_ record: ListingRecord, _ language: LanguageCode, _ vocabularies: Vocabularies) {
        (document, yearOfChange) = (record.document, record.yearOfChange)
        (self.language, self.vocabularies) = (language, vocabularies)
        words = Words.of(language)
    }

    /// The sections in the order in which people look for them.
    var all: [Section] {
        let sections = [
            Section(id: "dates", heading: words.dates, lines: dates),
            Section(id: "opening", heading: words.opening, lines: opening),
            Section(id: "contact", heading: words.contact, lines: contacts),
            Section(id: "place", heading: words.place, lines: place),
            Section(id: "booking", heading: words.booking, lines: channels),
            Section(id: "prices", heading: words.prices, lines: prices),
            Section(id: "payment", heading: words.payment, lines: payment),
            Section(id: "quality", heading: words.quality, lines: classification + codes(.labels, .labels)),
            Section(id: "capacity", heading: words.capacity, lines: capacity),
            Section(id: "amenities", heading: words.amenities, lines: codes(.amenities, .amenities)),
            Section(
                id: "accessibility", heading: words.accessibility,
                lines: codes(.accessibility, .accessibility)),
            Section(id: "spoken", heading: words.spoken, lines: spoken),
            Section(id: "reviews", heading: words.reviews, lines: reviews),
        ]
        return sections.filter { !$0.lines.isEmpty }
    }

    // MARK: - Time

    private var dates: [Line] {
        values(.dates) { value -> EventDate? in if case .eventDate(let date) = value { date } else { nil } }
            .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
            .map { Line(text: OpeningText.write($0, language: language)) }
    }

    private var opening: [Line] {
        OpeningText.write(
            periods: document.openingPeriods, closures: document.closures, language: language,
            toldIn: yearOfChange
        ).split(separator: "\n").map { Line(text: String($0)) }
    }

    // MARK: - Where and how to reach it

    private var contacts: [Line] {
        values(.contacts) { value -> Contact? in
            if case .contact(let contact) = value { contact } else { nil }
        }.map { contact in
            let href: String? =
                if contact.value.hasPrefix("http") {
                    contact.value
                } else if contact.value.hasPrefix("+") {
                    "tel:\(contact.value)"
                } else {
                    contact.value.contains("@") ? "mailto:\(contact.value)" : nil
                }
            return Line(
                term: label(.contactKinds, contact.kind), text: Self.spaced(contact.value), href: href)
        }
    }

    /// A French number in pairs, as it is read aloud.
    private static func spaced(_ text: String) -> String {
        guard text.hasPrefix("+33"), text.count == 12 else { return text }
        let digits = Array(text.dropFirst(3))
        let pairs = stride(from: 1, to: 9, by: 2).map { String(digits[$0...$0 + 1]) }
        return "+33 \(digits[0]) " + pairs.joined(separator: " ")
    }

    private var place: [Line] {
        var lines: [Line] = []
        if let address = document.address {
            let town = [address.postcode, address.commune].compactMap(\.self).joined(separator: " ")
            lines = (address.lines + [town]).filter { !$0.isEmpty }.map { Line(text: $0) }
        }
        if let point = document.point {
            let (latitude, longitude) = (point.latitude, point.longitude)
            let map = "https://www.openstreetmap.org/?mlat=\(latitude)&mlon=\(longitude)"
            lines.append(
                Line(
                    text: words.map, href: "\(map)#map=16/\(latitude)/\(longitude)",
                    note: "\(latitude), \(longitude)"))
        }
        return lines
    }

    private var channels: [Line] {
        values(.salesChannels) { value -> SalesChannel? in
            if case .salesChannel(let channel) = value { channel } else { nil }
        }.map { channel in
            Line(
                text: label(.salesPlatforms, channel.platform), href: channel.url.text,
                note: channel.mode.map { label(.bookingModes, $0) })
        }
    }

    private var reviews: [Line] {
        values(.reviewProfiles) { value -> ReviewProfile? in
            if case .reviewProfile(let profile) = value { profile } else { nil }
        }.map { profile in
            let score = profile.score.map { score in
                "\(score)" + (profile.scale.map { "/\($0)" } ?? "") + (profile.count.map { " (\($0))" } ?? "")
            }
            return Line(
                text: label(.reviewPlatforms, profile.platform), href: profile.url.text, note: score)
        }
    }

    // MARK: - Money

    private var prices: [Line] {
        values(.prices) { value -> Price? in if case .price(let price) = value { price } else { nil } }
            .map { price in
                let amounts = [price.min, price.max].compactMap(\.self)
                let texts = amounts.first == amounts.last ? Array(amounts.prefix(1)) : amounts
                let unit = price.unit.map { label(.priceUnits, $0) }
                let season =
                    price.from == nil && price.to == nil
                    ? nil : OpeningText.period(price.from, price.to, language: language)
                return Line(
                    term: price.label?.best(language),
                    text: texts.map { money($0, price.currency) }.joined(separator: " – "),
                    note: [unit, season].compactMap(\.self).joined(separator: ", "))
            }
    }

    private func money(_ amount: Amount, _ currency: String) -> String {
        let sign = currency == "EUR" ? "€" : currency
        let text = amount.description
        return language == .english ? "\(sign) \(text)" : "\(text.replacing(".", with: ",")) \(sign)"
    }

    private var payment: [Line] {
        let methods = values(.paymentMethods) { value -> PaymentMethod? in
            if case .paymentMethod(let method) = value { method } else { nil }
        }
        let places: [(PaymentMethod.Place, String)] = [
            (.onSite, words.onSite), (.online, words.online), (.deposit, words.deposit),
        ]
        return places.compactMap { place, term in
            let texts = methods.filter { $0.place == place }.map { method in
                label(.paymentMeans, method.means)
                    + (method.solution.map { " (\(label(.paymentSolutions, $0)))" } ?? "")
            }
            return texts.isEmpty ? nil : Line(term: term, text: texts.joined(separator: ", "))
        }
    }

    // MARK: - What there is

    private var classification: [Line] {
        values(.classification) { value -> Classification? in
            if case .classification(let classification) = value { classification } else { nil }
        }.map { Line(term: label(.classifications, $0.scheme), text: $0.value) }
    }

    private var capacity: [Line] {
        document.elements(.capacity).compactMap { element in
            guard case .count(let count) = element.value else { return nil }
            return Line(term: words.counts[element.key] ?? element.key, text: "\(count)")
        }
    }

    private var spoken: [Line] {
        let names = document.keys(.languagesSpoken).compactMap { LanguageCode($0)?.name(in: language) }
        return names.isEmpty ? [] : [Line(text: names.joined(separator: ", "))]
    }

    private func codes(_ field: Field, _ list: VocabularyName) -> [Line] {
        document.keys(field).map { Line(text: label(list, $0)) }
    }

    private func label(_ list: VocabularyName, _ code: String) -> String {
        vocabularies[list].entry(code)?.labels.best(language) ?? code
    }

    private func values<Value>(_ field: Field, _ value: (FieldValue) -> Value?) -> [Value] {
        document.elements(field).compactMap { value($0.value) }
    }
}
