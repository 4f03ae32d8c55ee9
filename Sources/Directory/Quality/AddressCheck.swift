/// Judges whether postcode, name and INSEE code of a French address are those of one commune.
package struct AddressCheck: Sendable {
    private let address: Address
    private let commune: Commune

    /// A check of the address against the commune that its INSEE code names; nil where there is nothing to compare.
    package init?(_ address: Address?, commune: Commune?) {
        guard let address, let commune, address.country == "FR" else { return nil }
        (self.address, self.commune) = (address, commune)
    }

    /// The postcode whose communes decide; nil where all agrees.
    package var doubtfulPostcode: String? { nameFits && postcodeFits ? nil : address.postcode }

    /// What does not agree, told the communes of ``doubtfulPostcode`` and the listing's point.
    ///
    /// A postcode that is no commune's is one of large receivers (CEDEX): no finding. A name that is no commune's of
    /// the postcode is a hamlet's or a former commune's: none either.
    package func findings(_ communes: [Commune], point: Point?) -> [QualityFinding] {
        let others = communes.filter { $0.insee != commune.insee }
        if !nameFits, let named = only(others.filter { CommuneName.normalised($0.name) == name }) {
            let message =
                "“\(address.commune ?? "")” at \(address.postcode ?? "") is \(named.label), not \(commune.label)"
            let lies = point.map { named.mayHold($0) && !commune.mayHold($0) } ?? false
            return [finding(.communeName, message, lies ? \.insee : nil, named.insee)]
        }
        guard !postcodeFits, !others.isEmpty, let postcode = address.postcode else { return [] }
        let message = "\(postcode) is no postcode of \(commune.label)"
        let lies = point.map { point in commune.mayHold(point) && !others.contains { $0.mayHold(point) } }
        let isCertain = (lies ?? false) && name != nil && nameFits && commune.postcodes.count == 1
        return [finding(.postcode, message, isCertain ? \.postcode : nil, commune.postcodes[0])]
    }

    private var name: String? { address.commune.map(CommuneName.normalised) }

    /// The name of the city fits each of its arrondissements: `Paris` is `Paris 5e Arrondissement` as well.
    private var nameFits: Bool {
        guard let name else { return true }
        let official = CommuneName.normalised(commune.name)
        return name == official || official.hasSuffix(" arrondissement") && official.hasPrefix(name + " ")
    }

    private var postcodeFits: Bool {
        address.postcode.map { commune.postcodes.isEmpty || commune.postcodes.contains($0) } ?? true
    }

    private func only(_ communes: [Commune]) -> Commune? { communes.count == 1 ? communes[0] : nil }

    /// A finding whose correction, where there is one, puts that value into the address.
    private func finding(
        _ rule: QualityRule, _ message: String, _ member: WritableKeyPath<Address, String?>?, _ value: String
    ) -> QualityFinding {
        let path = FieldPath(.address)
        let correction = member.map { member in
            var right = address
            right[keyPath: member] = value
            return Touch([path: .address(right)])
        }
        return QualityFinding(rule, path, message, correction: correction)
    }
}
