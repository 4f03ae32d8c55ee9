import Directory

extension LEIMapping {
    /// Reads the criteria by their names; those that have none in this file are known by what they hold.
    mutating func readCriteria() {
        var seen: Set<String> = []
        var isFirst = true
        for criterion in node.all(at: "CRITERES", "Crit") {
            let name = criterion.attribute("NOM")
            let key = CommuneName.normalised(name ?? "")
            if name == Self.hoursInWords || isEvent && key == Self.weekday { continue }
            if key.hasPrefix("paiement") || key.contains("mode de paiement")
                || key.contains("modes de paiement")
            {
                readPayment(criterion)
            } else if let url = picture(criterion, isNamed: key.hasPrefix("photo")) {
                guard seen.insert(url.text).inserted else { continue }
                draft.add(.media, .media(Media(url: url)), first: isFirst)
                isFirst = false
            } else if key.hasPrefix("reseaux sociaux"), let link = criterion.value {
                draft.addLink(link, ContactRole("establishment"), reader.tools)
            } else if !(key.hasPrefix("tarif") && readPrice(criterion)), !readAmenity(criterion, name) {
                noteUnmapped("CRITERES.\(name ?? criterion["CLEF_CRITERE"] ?? "")")
            }
        }
    }

    private mutating func readPayment(_ criterion: XMLNode) {
        guard let label = criterion.attribute("MODALITE") ?? criterion.value else { return }
        let key = CommuneName.normalised(label)
        let vocabularies = reader.tools.vocabularies
        let code = Self.means.first { key.hasPrefix($0.0) }?.1
        let entry =
            code.flatMap { vocabularies[.paymentMeans].entry($0) } ?? reader.payment.entry(nil, label: label)
        guard let entry else {
            let message = "“\(label.prefix(60))” is no means of payment known here"
            draft.note("payment.methods", "payment.unknown", .warning, message)
            return
        }
        let isOnline = vocabularies[.paymentSolutions].entry(entry.code) != nil
        let method = PaymentMethod(
            means: entry.code, place: isOnline ? .online : .onSite, solution: isOnline ? entry.code : nil)
        draft.set(.paymentMethods, method.key, .paymentMethod(method))
    }

    /// Takes an amount of money with the name of what it is for.
    private mutating func readPrice(_ criterion: XMLNode) -> Bool {
        guard let text = criterion.value, let label = criterion.attribute("MODALITE"),
            let amount = Amount(text.filter { !$0.isWhitespace && $0 != "€" })
        else { return false }
        let kept = Translations([.french: draft.fitted(label, 2_000, at: "prices")])
        draft.add(.prices, .price(Price(label: kept, min: amount, max: nil)))
        return true
    }

    private mutating func picture(_ criterion: XMLNode, isNamed: Bool) -> WebAddress? {
        guard let text = criterion.value, !text.contains(where: \.isWhitespace) else { return nil }
        let path = text.lowercased().prefix { $0 != "?" && $0 != "#" }
        guard isNamed || [".jpg", ".jpeg", ".png", ".gif", ".webp"].contains(where: path.hasSuffix) else {
            return nil
        }
        if let url = WebAddress(repairing: text) { return url }
        draft.note("media", "url.invalid", .warning, "“\(text.prefix(120))” is not an address of the web")
        return nil
    }

    /// Takes a criterion that is answered with yes, or one of its values, as an amenity.
    private mutating func readAmenity(_ criterion: XMLNode, _ name: String?) -> Bool {
        let value = criterion.attribute("MODALITE")
        let own = amenity(name)
        if value == "Non" { return own != nil }
        let isAnswer = value == "Oui" || own?.code == "wifi"
        guard criterion.value == nil, let entry = isAnswer ? own : amenity(value) else { return false }
        draft.set(.amenities, entry.code, .flag(true))
        return true
    }

    private func amenity(_ label: String?) -> VocabularyEntry? {
        let vocabulary = reader.tools.vocabularies[.amenities]
        let entry = label == "Wifi" ? vocabulary.entry("wifi") : reader.amenities.entry(labelled: label)
        return entry?.attributes["kind"] == "capacity" ? nil : entry
    }

    /// The days of the week that an event names by a criterion of its own.
    var weekdays: [Weekday] {
        node.all(at: "CRITERES", "Crit").compactMap { criterion in
            guard CommuneName.normalised(criterion.attribute("NOM") ?? "") == Self.weekday else { return nil }
            return Weekday(french: CommuneName.normalised(criterion.attribute("MODALITE") ?? ""))
        }
    }

    private static let weekday = CommuneName.normalised("Jour de la semaine")

    // The values of `Paiements` in the nomenclature of the Limousin, by how they begin.
    private static let means = [
        ("carte de credit", "card"), ("carte bancaire", "card"), ("carte bleue", "card"),
        ("american express", "amex"), ("cheque vacances", "ancv"), ("cheques vacances", "ancv"),
        ("visa", "visa"),
        ("travellers", "traveller_cheque"), ("master", "mastercard"), ("eurocard", "mastercard"),
        ("eurocheque", "eurocheque"), ("tickets restaurant", "meal_voucher"),
        ("cheque dejeuner", "meal_voucher"), ("cheque cadeau", "gift_voucher"), ("cheque", "cheque"),
        ("virement", "transfer"), ("espece", "cash"), ("paypal", "paypal"),
        ("pass carte cadeau", "gift_voucher"),
    ]
}
