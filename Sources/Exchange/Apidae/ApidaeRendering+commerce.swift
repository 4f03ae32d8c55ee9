import Directory

extension ApidaeRendering {
    /// Prices and means of payment.
    var prices: JSON? {
        let sorted = sortedPrices
        var members: [(String, JSON?)] = []
        let hasAmounts = sorted.fares.contains { $0.min != nil || $0.max != nil }
        if sorted.isFree {
            members += [("gratuit", true), ("indicationTarif", "GRATUIT")]
        } else if hasAmounts {
            members += [("gratuit", false), ("indicationTarif", "PAYANT")]
        }
        if let words = Self.libelle(sorted.words) {
            members += [("tarifsEnClair", words), ("tarifsEnClairGenerationMode", "MANUEL")]
        }
        members.append(("periodes", Self.list(Self.periods(sorted.fares.map { ($0, unit($0)) }))))
        members.append(("modesPaiement", Self.list(payment)))
        return Self.object(members)
    }

    private var sortedPrices: (isFree: Bool, words: Translations?, fares: [Price]) {
        var isFree = false
        var words: Translations?
        var fares: [Price] = []
        for case .price(let price) in document.elements(.prices).map(\.value) {
            let isUndated =
                price.from == nil && price.to == nil && price.max == nil && price.currency == "EUR"
            if isUndated, !isFree, price.unit == "free", price.min?.hundredths == 0, words == nil {
                (isFree, words) = (true, price.label)
            } else if isUndated, !isFree, words == nil, price.unit == nil, price.min == nil {
                words = price.label
            } else {
                fares.append(price)
            }
        }
        return (isFree, words, fares)
    }

    private func unit(_ price: Price) -> Int? { price.unit.flatMap { number(.priceUnits, $0) } }

    /// Prices that hold on the same days stand together.
    private static func periods(_ fares: [(price: Price, kind: Int?)]) -> [JSON] {
        var groups: [(from: CalendarDate?, to: CalendarDate?, fares: [JSON])] = []
        for (price, kind) in fares {
            let fare = object([
                ("devise", .string(price.currency)), ("minimum", amount(price.min)),
                ("maximum", amount(price.max)),
                ("type", kind.map { element("TarifType", $0) }), ("precisionTarif", libelle(price.label)),
            ])
            guard let fare else { continue }
            if let index = groups.firstIndex(where: { $0.from == price.from && $0.to == price.to }) {
                groups[index].fares.append(fare)
            } else {
                groups.append((price.from, price.to, [fare]))
            }
        }
        return groups.compactMap { group in
            object([
                ("dateDebut", group.from.map { .string($0.description) }),
                ("dateFin", group.to.map { .string($0.description) }),
                ("type", element("TarifTypePeriode", 1304)), ("tarifs", .array(group.fares)),
            ])
        }
    }

    private static func amount(_ amount: Amount?) -> JSON? {
        amount.map { .double(Double($0.hundredths) / 100) }
    }

    private var payment: [JSON] {
        var ids: [Int] = []
        for case .paymentMethod(let method) in document.elements(.paymentMethods).map(\.value) {
            if let id = number(.paymentMeans, method.means), !ids.contains(id) { ids.append(id) }
        }
        return ids.map {
            Self.element("ModePaiement", $0, vocabularies[.paymentMeans].entry("apidae", "\($0)")?.labels)
        }
    }
}
