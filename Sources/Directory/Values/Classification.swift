/// An official rating, such as the stars of a hotel.
package struct Classification: Hashable, Sendable {
    /// The code in `classifications`.
    package var scheme: String
    /// One of the scheme's values.
    package var value: String
    /// The day of the decision.
    package var deliveredOn: CalendarDate?
    /// The day on which it ends.
    package var expiresOn: CalendarDate?

    /// A rating of these parts.
    package init(
        scheme: String, value: String, deliveredOn: CalendarDate? = nil, expiresOn: CalendarDate? = nil
    ) {
        (self.scheme, self.value, self.deliveredOn, self.expiresOn) = (scheme, value, deliveredOn, expiresOn)
    }

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        reader.ignore("key")
        let scheme = reader.required("scheme", reader.code("scheme", of: .classifications))
        let value = reader.required("value", reader.text("value", limit: 40))
        let deliveredOn = reader.date("delivered_on")
        let expiresOn = reader.date("expires_on")
        let values = scheme.flatMap { vocabularies[.classifications].entry($0)?.values("values") } ?? []
        if let value, !values.isEmpty, !values.contains(value) {
            reader.fail("value", "code.unknown", "expected one of \(values.joined(separator: ", "))")
        }
        if let deliveredOn, let expiresOn, deliveredOn > expiresOn {
            reader.fail("expires_on", "period.inverted", "it expires before it was delivered")
        }
        try reader.finish()
        self.init(scheme: scheme ?? "", value: value ?? "", deliveredOn: deliveredOn, expiresOn: expiresOn)
    }

    /// The rating as the contract shows it, without its key.
    package var json: JSON {
        [
            "scheme": .string(scheme), "value": .string(value),
            "delivered_on": JSON(deliveredOn?.description),
            "expires_on": JSON(expiresOn?.description),
        ]
    }
}
