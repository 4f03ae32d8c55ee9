/// What something costs.
package struct Price: Hashable, Sendable {
    /// What is paid for.
    package var label: Translations?
    /// The lowest amount.
    package var min: Amount?
    /// The highest amount.
    package var max: Amount?
    /// ISO 4217.
    package var currency: String
    /// The code in `price_units`.
    package var unit: String?
    /// The first day on which the price holds.
    package var from: CalendarDate?
    /// The last day on which the price holds.
    package var to: CalendarDate?

    /// A price of these parts.
    package init(
        label: Translations?, min: Amount?, max: Amount?, currency: String = "EUR", unit: String? = nil,
        from: CalendarDate? = nil, to: CalendarDate? = nil
    ) {
        (self.label, self.min, self.max, self.currency) = (label, min, max, currency)
        (self.unit, self.from, self.to) = (unit, from, to)
    }

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        reader.ignore("key")
        let label = reader.translations("label", limit: 2_000)
        let min = reader.parsed("min", "money.invalid", Amount.init)
        let max = reader.parsed("max", "money.invalid", Amount.init)
        let currency = reader.parsed("currency", "currency.invalid", Self.currency) ?? "EUR"
        let unit = reader.code("unit", of: .priceUnits)
        let from = reader.date("from")
        let to = reader.date("to")
        if let min, let max, min > max {
            reader.fail("max", "price.inverted", "the highest amount \(max) is below the lowest \(min)")
        }
        if let from, let to, from > to {
            reader.fail("to", "period.inverted", "the price ends on \(to), before it starts on \(from)")
        }
        if min == nil, max == nil, label == nil {
            reader.fail("min", "required", "an amount or a label is needed")
        }
        try reader.finish()
        self.init(label: label, min: min, max: max, currency: currency, unit: unit, from: from, to: to)
    }

    /// The price as the contract shows it, without its key.
    package var json: JSON {
        [
            "label": label?.json ?? .null, "min": JSON(min?.description), "max": JSON(max?.description),
            "currency": .string(currency), "unit": JSON(unit), "from": JSON(from?.description),
            "to": JSON(to?.description),
        ]
    }

    private static func currency(_ text: String) -> String? {
        text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) } ? text : nil
    }
}
