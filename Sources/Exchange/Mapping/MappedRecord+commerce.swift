import Directory

extension MappedRecord {
    mutating func readPayment(_ text: String, _ rule: ColumnRule, _ codes: CodeTable?) {
        if text.contains("@") { return readMethod(text) }
        guard case .code(let means)? = codes?.meaning(text) else {
            let parts = text.split { "/,;+".contains($0) }.map { String($0).trimmed }
            if parts.count > 1, parts.allSatisfy({ codes?.code($0) != nil }) {
                for part in parts { readPayment(part, rule, codes) }
                return
            }
            draft.note(
                "payment.methods", "payment.unknown", .warning,
                "“\(text.prefix(60))” is no means of payment known here")
            return
        }
        addMethod(means, rule)
    }

    /// Adds a means of payment at the place that the mapping says.
    mutating func addMethod(_ means: String, _ rule: ColumnRule) {
        // What a payment solution is named after is paid online through it; holiday vouchers on the telephone are
        // taken at the desk as well.
        let named = tools.vocabularies[.paymentSolutions].entry(means)?.code
        let solution = means == "ancv_connect" ? nil : named
        let place =
            rule.place.flatMap { PaymentMethod.Place(rawValue: $0) } ?? (solution == nil ? .onSite : .online)
        let method = PaymentMethod(means: means, place: place, solution: place == .online ? solution : nil)
        draft.set(.paymentMethods, method.key, .paymentMethod(method))
    }

    /// `card@online/paybox`, as our own tables have it.
    private mutating func readMethod(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        let rest = parts.count == 2 ? parts[1].split(separator: "/", maxSplits: 1).map(String.init) : []
        let solution = rest.count == 2 ? rest[1] : nil
        guard let place = rest.first.flatMap({ PaymentMethod.Place(rawValue: $0) }),
            tools.vocabularies[.paymentMeans].entry(parts[0]) != nil,
            solution.map({ tools.vocabularies[.paymentSolutions].entry($0) != nil && place == .online })
                ?? true
        else {
            draft.note(
                "payment.methods", "payment.unknown", .warning, "“\(text.prefix(60))” is no method known here"
            )
            return
        }
        let method = PaymentMethod(means: parts[0], place: place, solution: solution)
        draft.set(.paymentMethods, method.key, .paymentMethod(method))
    }

    /// Rows of a label, amounts and a remark: `Locatif / semaine||301,00||912,50||à partir de`.
    mutating func readPrices(_ text: String, _ rule: ColumnRule) {
        let rows =
            rule.list == "#"
            ? PartedText.split(text, "#").map { PartedText.split($0, rule.parts).map(\.trimmed) }
            : PartedText.rows(text, count: 4, separator: rule.parts, list: rule.list)
        guard let rows else {
            draft.note("prices", "parts.count", .warning, "“\(text.prefix(60))” is no list of prices")
            return
        }
        for row in rows where row.contains(where: { !$0.isEmpty }) { readPriceRow(row, rule) }
    }

    private mutating func readPriceRow(_ row: [String], _ rule: ColumnRule) {
        var label: [String] = []
        var amounts: [Amount] = []
        for (index, part) in row.enumerated() where !part.isEmpty {
            let isNumber = index > 0 && !part.contains(where: \.isLetter) && part.contains(where: \.isNumber)
            guard isNumber else {
                label.append(HTMLText.plain(part))
                continue
            }
            if let amount = amount(part) { amounts.append(amount) }
        }
        let words = label.first.map(FoldedText.words) ?? []
        let tells =
            label.count > 1 || label.first?.contains("€") == true || !Self.telling.isDisjoint(with: words)
        guard !amounts.isEmpty || tells else {
            let name = label.first ?? ""
            draft.note("prices", "price.empty", .info, "“\(name.prefix(60))” has neither amount nor remark")
            return
        }
        addPrice(
            [rule.language: label.joined(separator: " – ")], amounts.first,
            amounts.count > 1 ? amounts[1] : nil,
            unit: rule.unit ?? Self.unit(row.first ?? ""))
    }

    /// Words by which a label says what is paid although there is no amount.
    private static let telling: Set<String> = ["gratuit", "gratuite", "libre", "offert", "euros"]

    /// The amount of a text, with or without the sign of the euro; a finding where there is none.
    private mutating func amount(_ text: String) -> Amount? {
        let bare = text.replacing("€", with: "").replacing("\u{A0}", with: "").trimmed
        if let amount = Amount(bare) { return amount }
        draft.note("prices", "money.invalid", .warning, "“\(text.prefix(40))” is not an amount")
        return nil
    }

    private mutating func addPrice(
        _ label: [LanguageCode: String], _ low: Amount?, _ high: Amount?, unit: String?
    ) {
        var (least, most) = (low, high)
        if let low, low.hundredths > 0, let high, high.hundredths == 0 {
            draft.note("prices", "price.zero", .info, "a highest amount of 0 beside \(low) was left out")
            most = nil
        }
        if let low = least, let high = most, low > high {
            draft.note(
                "prices", "price.inverted", .warning, "from \(low) to \(high) was read the other way round")
            (least, most) = (high, low)
        }
        let texts = label.compactMapValues { text -> String? in text.isEmpty ? nil : text }
        let kept = texts.mapValues { draft.fitted($0, 2_000, at: "prices") }
        let code = unit.flatMap { tools.vocabularies[.priceUnits].entry($0)?.code }
        let price = Price(label: kept.isEmpty ? nil : Translations(kept), min: least, max: most, unit: code)
        draft.add(.prices, .price(price))
    }

    private static func unit(_ label: String) -> String? {
        let words = FoldedText.words(label)
        return units.first { words.contains($0.word) }?.code
    }

    private static let units = [
        (word: "nuit", code: "night"), (word: "semaine", code: "week"), (word: "jour", code: "day"),
        (word: "adulte", code: "adult"), (word: "enfant", code: "child"), (word: "groupe", code: "group"),
    ]

    mutating func gatherPrice(_ text: String, _ rule: ColumnRule) {
        let plain = HTMLText.plain(text)
        guard !plain.isEmpty else { return }
        let standing = price.label[rule.language].map { $0 + "\n" } ?? ""
        price.label[rule.language] = standing + rule.prefix + plain
        price.unit = rule.unit ?? price.unit
    }

    /// One price out of the columns that each tell a part of it.
    mutating func finishPrice() {
        let low = price.low.flatMap { amount($0) }
        let high = price.high.flatMap { amount($0) }
        if low != nil || high != nil || !price.label.isEmpty {
            addPrice(price.label, low, high, unit: price.unit)
        }
        if price.isFree { addPrice([.french: "Gratuit"], Amount(hundredths: 0), nil, unit: "free") }
    }
}
