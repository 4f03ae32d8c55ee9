import Directory

/// What schema.org can tell of prices and payment.
struct SchemaOrgCommerce: Sendable {
    /// The names of the means in one text, nil where none is known.
    let paymentAccepted: String?
    /// The currencies in one text, nil where no price is known.
    let currencies: String?
    /// The lowest and the highest amount with their currency, nil where they are not in one currency.
    let priceRange: String?
    /// One offer for each price.
    let offers: [JSON]

    init(_ document: Document, _ vocabularies: Vocabularies, _ language: LanguageCode) {
        var names: [String] = []
        for (_, value) in document.elements(.paymentMethods) {
            guard case .paymentMethod(let method) = value else { continue }
            let name = vocabularies[.paymentMeans].entry(method.means)?.labels.best(language) ?? method.means
            if !names.contains(name) { names.append(name) }
        }
        paymentAccepted = names.isEmpty ? nil : names.joined(separator: ", ")
        let prices = document.elements(.prices).compactMap { element -> Price? in
            guard case .price(let price) = element.value else { return nil }
            return price
        }
        let codes = Set(prices.filter { $0.min != nil || $0.max != nil }.map(\.currency)).sorted()
        currencies = codes.isEmpty ? nil : codes.joined(separator: ", ")
        priceRange = codes.count == 1 ? Self.range(prices, codes[0]) : nil
        offers = prices.compactMap { Self.offer($0, language) }
    }

    private static func range(_ prices: [Price], _ currency: String) -> String? {
        let amounts = prices.flatMap { [$0.min, $0.max] }.compactMap(\.self)
        guard let low = amounts.min(), let high = amounts.max() else { return nil }
        return low == high ? "\(low) \(currency)" : "\(low)-\(high) \(currency)"
    }

    private static func offer(_ price: Price, _ language: LanguageCode) -> JSON? {
        guard let low = price.min ?? price.max else { return nil }
        let isRange = price.max.map { $0 != low } ?? false
        let amount: [(String, JSON)] =
            isRange
            ? [("lowPrice", .string(low.description)), ("highPrice", JSON(price.max?.description))]
            : [("price", .string(low.description))]
        let rest: [(String, JSON)] = [
            ("priceCurrency", .string(price.currency)), ("name", JSON(price.label?.best(language))),
            ("validFrom", JSON(price.from?.description)), ("validThrough", JSON(price.to?.description)),
        ]
        return SchemaOrgWriter.node(isRange ? "AggregateOffer" : "Offer", amount + rest)
    }
}
