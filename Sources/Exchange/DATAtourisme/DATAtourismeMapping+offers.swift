import Directory

extension DATAtourismeMapping {
    /// Reads means of payment and prices.
    mutating func readOffers() {
        for offer in object.values("offers") {
            for method in offer.values("schema:acceptedPaymentMethod") { readPayment(method) }
            for price in offer.values("schema:priceSpecification") { readPrice(price) }
        }
    }

    private mutating func readPayment(_ json: JSON) {
        guard let code = json.individual else { return }
        let vocabularies = reader.vocabularies
        guard let means = vocabularies[.paymentMeans].entry("datatourisme", code) else {
            draft.note(
                "payment.methods", "payment.unknown", .warning, "\(code) is no means of payment known here")
            return
        }
        // What a payment solution is named after (PayPal) is paid online, through that solution.
        let solution = vocabularies[.paymentSolutions].entry("datatourisme", code)?.code
        let method = PaymentMethod(
            means: means.code, place: solution == nil ? .onSite : .online, solution: solution)
        draft.set(.paymentMethods, method.key, .paymentMethod(method))
    }

    private mutating func readPrice(_ json: JSON) {
        let single = readAmounts(json, "schema:price").min()
        let lowest = readAmounts(json, "schema:minPrice").min()
        let highest = readAmounts(json, "schema:maxPrice").max()
        var (least, most) = (lowest ?? single, highest)
        if lowest == nil, highest == nil { most = single }
        if let low = least, low.hundredths > 0, let high = most, high.hundredths == 0 {
            draft.note("prices", "price.zero", .info, "a highest amount of 0 beside \(low) was left out")
            most = nil
        }
        if let low = least, let high = most, low > high {
            draft.note(
                "prices", "price.inverted", .warning, "from \(low) to \(high) was read the other way round")
            (least, most) = (high, low)
        }
        let label = readPriceLabel(json)
        guard least != nil || most != nil || label != nil else {
            let isBare =
                json.object?.keys.allSatisfy { ["@id", "@type", "schema:priceCurrency"].contains($0) } ?? true
            if isBare {
                draft.note("prices", "price.empty", .info, "a price without amount and without label")
            }
            return
        }
        var price = Price(
            label: label, min: least, max: most, currency: readCurrency(json), unit: readUnit(json))
        let periods = json.values("appliesOnPeriod").compactMap { readPeriod($0) }
        if periods.isEmpty { draft.add(.prices, .price(price)) }
        for period in periods {
            (price.from, price.to) = period
            draft.add(.prices, .price(price))
        }
    }

    private mutating func readAmounts(_ json: JSON, _ property: String) -> [Amount] {
        json.plainTexts(property).compactMap { text in
            if let amount = Amount(text) { return amount }
            draft.note("prices", "money.invalid", .warning, "“\(text.prefix(40))” is not an amount")
            return nil
        }
    }

    /// The name, the policy, the season and the remark, whichever are there.
    private mutating func readPriceLabel(_ json: JSON) -> Translations? {
        var parts: [LanguageCode: [String]] = [:]
        let labelled = ["hasEligiblePolicy", "hasPricingSeason", "hasEligiblePopulation", "hasPricingOffer"]
        let sources =
            [json["name"], json["schema:name"]]
            + labelled.flatMap { json.values($0).map { $0["rdfs:label"] } } + [json["additionalInformation"]]
        for source in sources {
            for (language, text) in translations(source, at: "prices", limit: 2_000) {
                if parts[language]?.contains(text) ?? false { continue }
                parts[language, default: []].append(text)
            }
        }
        let texts = parts.mapValues { $0.joined(separator: " – ") }
        guard !texts.isEmpty else { return nil }
        let kept = texts.mapValues { draft.fitted($0, 2_000, at: "prices") }
        return Translations(kept)
    }

    private mutating func readUnit(_ json: JSON) -> String? {
        for property in ["hasPricingMode", "hasEligiblePolicy"] {
            for value in json.values(property) {
                guard let code = value.individual else { continue }
                if let unit = reader.vocabularies[.priceUnits].entry("datatourisme", code) {
                    return unit.code
                }
                if property == "hasPricingMode" {
                    draft.note("prices", "price.unit", .info, "\(code) is no unit of prices known here")
                }
            }
        }
        return nil
    }

    private mutating func readCurrency(_ json: JSON) -> String {
        let text = json.firstText("schema:priceCurrency") ?? "EUR"
        if text.utf8.count == 3, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) { return text }
        draft.note(
            "prices", "currency.invalid", .warning, "“\(text.prefix(20))” is not a currency: taken as EUR")
        return "EUR"
    }

    private mutating func readPeriod(_ json: JSON) -> (CalendarDate?, CalendarDate?)? {
        let from = json.date("startDate") ?? json.date("schema:startDate") ?? json.date("schema:validFrom")
        let to = json.date("endDate") ?? json.date("schema:endDate") ?? json.date("schema:validThrough")
        guard from != nil || to != nil else { return nil }
        if let from, let to, from > to {
            draft.note(
                "prices", "period.inverted", .warning,
                "a price holds from \(from) to \(to): taken without days")
            return nil
        }
        return (from, to)
    }
}

extension JSON {
    /// The day of a property, from a date or the beginning of a time (`2020-01-01T00:00:00`).
    func date(_ property: String) -> CalendarDate? {
        firstText(property).flatMap { CalendarDate(String($0.prefix(10))) }
    }
}
