import Directory

extension TourInFranceMapping {
    /// Reads prices and means of payment.
    mutating func readTariffs() {
        for block in node.all("Tarifs") {
            for tariff in block.all(at: "DetailTarifs", "DetailTarif") + block.all("DetailTarif") {
                readPrice(tariff)
            }
            for means in block.all(at: "ModesPaiement", "ModePaiement") { readPayment(means) }
            for child in block.children
            where !["DetailTarifs", "DetailTarif", "ModesPaiement"].contains(child.name) && !child.isVoid {
                noteUnmapped("Tarifs.\(child.name)")
            }
        }
    }

    private mutating func readPayment(_ node: XMLNode) {
        let label = node.value ?? node.attribute("libelle")
        let code = node.attribute("type") ?? ""
        let known = reader.payment.entries(code).first ?? reader.payment.entry(nil, label: label)
        guard let means = known else {
            guard !code.isEmpty || label != nil else { return }
            let message = "“\(label ?? "")” (\(code)) is no means of payment known here"
            draft.note("payment.methods", "payment.unknown", .warning, message)
            return
        }
        let solutions = reader.tools.vocabularies[.paymentSolutions]
        let isOnline = solutions.entry(means.code) != nil
        let method = PaymentMethod(
            means: means.code, place: isOnline ? .online : .onSite,
            solution: isOnline ? means.code : nil)
        draft.set(.paymentMethods, method.key, .paymentMethod(method))
    }

    private mutating func readPrice(_ node: XMLNode) {
        let unit = unit(node)
        var single = amount(node, "TarifStandard")
        if single?.hundredths == 0, unit != "free" {
            // What forms hold that nobody filled in.
            draft.note("prices", "price.zero", .info, "an amount of 0 was left out")
            single = nil
        }
        var (least, most) = (amount(node, "TarifMin") ?? single, amount(node, "TarifMax") ?? single)
        if let low = least, let high = most, low > high {
            let message = "from \(low) to \(high) was read the other way round"
            draft.note("prices", "price.inverted", .warning, message)
            (least, most) = (high, low)
        }
        if node.all("MontantPourcent").contains(where: { $0["type"] == "13.05.02" }) {
            draft.note("prices", "price.percent", .warning, "a price in percent was kept without its amount")
            (least, most) = (nil, nil)
        }
        let label = label(node, isUnitOfType: unit != nil && unit == typeUnit(node))
        guard least != nil || most != nil || label != nil else {
            draft.note("prices", "price.empty", .info, "a price without amount and without label")
            return
        }
        var price = Price(
            label: label, min: least, max: most, currency: currency(node.all("TarifDevise").first), unit: unit
        )
        let dates = node.descendants("DetailDates").compactMap { readDays($0) }
        if dates.isEmpty { draft.add(.prices, .price(price)) }
        for days in dates {
            (price.from, price.to) = days
            draft.add(.prices, .price(price))
        }
    }

    private mutating func amount(_ node: XMLNode, _ name: String) -> Amount? {
        guard let text = node.value(name) else { return nil }
        if let amount = Amount(text.filter { !$0.isWhitespace && $0 != "€" }) { return amount }
        draft.note("prices", "money.invalid", .warning, "“\(text.prefix(40))” is not an amount")
        return nil
    }

    /// The name and the description; the type's own label where it says more.
    private mutating func label(_ node: XMLNode, isUnitOfType: Bool) -> Translations? {
        var texts = translations(node.all("Nom"), at: "prices", limit: 2_000, joined: " – ")
        let isNamed = !texts.isEmpty
        if let type = node.attribute("libelle").map(HTMLText.plain), !type.isEmpty, !(isNamed && isUnitOfType)
        {
            let standing = texts[.french]
            if standing == nil, !isNamed { texts[.french] = type }
            if let standing, !CommuneName.normalised(standing).contains(CommuneName.normalised(type)) {
                texts[.french] = "\(type) – \(standing)"
            }
        }
        let remarks = translations(node.all("DescriptionTarif"), at: "prices", limit: 2_000, joined: " – ")
        for (language, text) in remarks {
            texts[language] = texts[language].map { "\($0) – \(text)" } ?? text
        }
        texts = texts.mapValues { draft.fitted($0, 2_000, at: "prices") }
        return texts.isEmpty ? nil : Translations(texts)
    }

    private func typeUnit(_ node: XMLNode) -> String? {
        node.attribute("type").flatMap { reader.tools.vocabularies[.priceUnits].entry("tif", $0)?.code }
    }

    private func unit(_ node: XMLNode) -> String? {
        if let unit = typeUnit(node) { return unit }
        let modes = node.all("TarifMode").compactMap { $0.attribute("type") }
        return modes.lazy.compactMap { reader.tools.vocabularies[.priceUnits].entry("tif", $0)?.code }.first
    }

    private mutating func currency(_ node: XMLNode?) -> String {
        if let code = node?.attribute("type").flatMap({ Self.currencies[$0] }) { return code }
        guard let text = node?.value, text != "€", text.lowercased() != "euro", text.lowercased() != "euros"
        else { return "EUR" }
        if text.utf8.count == 3, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) { return text }
        let message = "“\(text.prefix(20))” is not a currency: taken as EUR"
        draft.note("prices", "currency.invalid", .warning, message)
        return "EUR"
    }

    private mutating func readDays(_ node: XMLNode) -> (CalendarDate?, CalendarDate?)? {
        let from = day(node.value("DateDebut"), at: "prices")
        let to = day(node.value("DateFin"), at: "prices")
        guard from != nil || to != nil else { return nil }
        if let from, let to, from > to {
            draft.note(
                "prices", "period.inverted", .warning,
                "a price holds from \(from) to \(to): taken without days")
            return nil
        }
        return (from, to)
    }

    private static let currencies = [
        "13.01.01": "EUR", "13.01.02": "USD", "13.01.03": "CAD", "13.01.04": "CHF", "13.01.05": "GBP",
        "13.01.06": "GBP",
    ]
}
