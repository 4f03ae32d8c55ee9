extension Document {
    /// The document with what it lacks taken from another one; nothing that it has is changed.
    ///
    /// Lists that only make sense as a whole (openings, prices, dates, media, codes) are taken where it has none;
    /// contacts of kinds that it lacks; sales channels, review profiles and classifications of keys that it lacks.
    package func filled(from other: Document) -> Document {
        let own = Set(fields.keys.map(\.field))
        let kinds = contactKinds
        var result = self
        for (path, value) in other.fields where fields[path] == nil {
            let isWanted =
                switch path.field {
                case .category, .related: false
                case .accuracy, .origin: !own.contains(.point) && other.point != nil
                case .paymentComplete: !own.contains(.paymentMethods)
                case .opening, .closures: !own.contains(.opening) && !own.contains(.closures)
                case .dates, .prices, .paymentMethods, .labels, .amenities, .accessibility, .languagesSpoken,
                    .media:
                    !own.contains(path.field)
                case .contacts:
                    if case .contact(let contact) = value { !kinds.contains(contact.kind) } else { false }
                default: true
                }
            if isWanted { result[path] = value }
        }
        return result
    }

    private var contactKinds: Set<String> {
        Set(
            fields.values.compactMap { value in
                guard case .contact(let contact) = value else { return nil }
                return contact.kind
            })
    }
}
