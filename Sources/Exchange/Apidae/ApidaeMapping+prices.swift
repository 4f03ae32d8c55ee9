import Directory

extension ApidaeMapping {
    /// Reads the means of payment.
    mutating func readPayment() {
        for element in object["descriptionTarif"]?.values("modesPaiement") ?? [] {
            guard let id = element.reference else { continue }
            guard let means = vocabularies[.paymentMeans].entry("apidae", "\(id)") else {
                let name = element["libelleFr"]?.apidaeText ?? "\(id)"
                draft.note(
                    "payment.methods", "payment.unknown", .warning,
                    "\(name) is no means of payment known here")
                continue
            }
            // What can only be paid online, and the solution where the means is one by itself.
            let isOnline = Self.onlineMeans.contains(means.code)
            let solution = isOnline ? vocabularies[.paymentSolutions].entry(means.code)?.code : nil
            let method = PaymentMethod(
                means: means.code, place: isOnline ? .online : .onSite, solution: solution)
            draft.set(.paymentMethods, method.key, .paymentMethod(method))
        }
    }

    static let onlineMeans: Set<String> = ["online", "paypal"]

    /// Reads the prices: by period and kind where they are told so, else in words.
    mutating func readPrices() {
        guard let json = object["descriptionTarif"] else { return }
        for period in json.values("periodes") { readPeriod(period) }
        let words = json["tarifsEnClair"]?.libelles ?? [:]
        let isManual = json["tarifsEnClairGenerationMode"]?.string == "MANUEL"
        let isFree = json["gratuit"]?.bool == true || json["indicationTarif"]?.string == "GRATUIT"
        let label = labelled(words.mapValues { [$0] })
        if isFree {
            let free = vocabularies[.priceUnits].entry("free")?.code
            draft.add(.prices, .price(Price(label: label, min: Amount(hundredths: 0), max: nil, unit: free)))
        } else if let label, isManual || saysMore(words) || draft.values(.prices).isEmpty {
            draft.add(.prices, .price(Price(label: label, min: nil, max: nil)))
        }
        if let more = json["complement"]?.libelles {
            let isTold = more.allSatisfy { language, text in words[language]?.contains(text) ?? false }
            if !isTold { noteUnmapped("descriptionTarif.complement") }
        }
        noteRest(of: json, "descriptionTarif", but: Self.priceMembers)
    }

    /// Whether words say more than the prices: of one without a name, or in a language that their names lack.
    private func saysMore(_ words: [LanguageCode: String]) -> Bool {
        hasNamelessPrices || hasListedPrices && words.keys.contains { $0 != .french && $0 != .english }
    }

    private static let priceMembers: Set<String> = [
        "periodes", "tarifsEnClair", "tarifsEnClairGenerationMode", "gratuit", "indicationTarif",
        "complement",
        "modesPaiement", "devise",
    ]

    private mutating func readPeriod(_ json: JSON) {
        var (from, to) = (json.date("dateDebut"), json.date("dateFin"))
        if let first = from, let last = to, first > last {
            let message = "a price holds from \(first) to \(last): taken without days"
            draft.note("prices", "period.inverted", .warning, message)
            (from, to) = (nil, nil)
        }
        if let season = json["type"], season.reference != 1304 {
            noteStranger("descriptionTarif.periodes.type", season)
        }
        for fare in json.values("tarifs") { readFare(fare, from, to) }
    }

    private mutating func readFare(_ json: JSON, _ from: CalendarDate?, _ to: CalendarDate?) {
        var (least, most) = (readAmount(json["minimum"]), readAmount(json["maximum"]))
        if let low = least, let high = most, low > high {
            draft.note(
                "prices", "price.inverted", .warning, "from \(low) to \(high) was read the other way round")
            (least, most) = (high, low)
        }
        let kind = json["type"]?.reference
        let unit = kind.flatMap { vocabularies[.priceUnits].entry("apidae", "\($0)")?.code }
        let precision = json["precisionTarif"]?.libelles ?? [:]
        var parts: [LanguageCode: [String]] = [:]
        for names in [kindNames(json["type"], unit), precision] {
            for (language, text) in names where !(parts[language]?.contains(text) ?? false) {
                parts[language, default: []].append(text)
            }
        }
        let label = labelled(parts)
        guard least != nil || most != nil || label != nil else { return }
        let currency = json["devise"]?.apidaeText ?? "EUR"
        let isCurrency = currency.utf8.count == 3 && currency.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        if !isCurrency {
            let message = "“\(currency.prefix(20))” is not a currency: taken as EUR"
            draft.note("prices", "currency.invalid", .warning, message)
        }
        let price = Price(
            label: label, min: least, max: most, currency: isCurrency ? currency : "EUR", unit: unit,
            from: from,
            to: to)
        draft.add(.prices, .price(price))
    }

    /// What a price is for: in the words of the source, else in those of Apidae's list where no unit says it.
    private mutating func kindNames(_ kind: JSON?, _ unit: String?) -> [LanguageCode: String] {
        let said = kind?.libelles ?? [:]
        guard said.isEmpty, unit == nil, let number = kind?.reference else { return said }
        guard let known = vocabularies[.priceKinds].entry("apidae", "\(number)") else {
            hasNamelessPrices = true
            draft.note(
                "prices", "price.kind", .info, "Apidae's kind of price \(number) is known by its number only")
            return [:]
        }
        hasListedPrices = true
        return known.labels.texts
    }

    private mutating func readAmount(_ json: JSON?) -> Amount? {
        guard let json, !json.isNull else { return nil }
        if let number = json.double, abs(number) < 1e9 {
            if let amount = Amount(hundredths: Int((number * 100).rounded())) { return amount }
        } else if let text = json.string, let amount = Amount(text) {
            return amount
        }
        draft.note(
            "prices", "money.invalid", .warning, "“\((json.scalarText ?? "").prefix(40))” is not an amount")
        return nil
    }

    private mutating func labelled(_ parts: [LanguageCode: [String]]) -> Translations? {
        let texts = parts.mapValues { draft.fitted($0.joined(separator: " – "), 2_000, at: "prices") }
        return texts.isEmpty ? nil : Translations(texts)
    }
}
