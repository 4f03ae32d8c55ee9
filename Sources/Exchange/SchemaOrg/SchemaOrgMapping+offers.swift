import Directory

extension SchemaOrgMapping {
    /// Hours with their season, and the days on which they do not hold.
    mutating func readOpening() {
        var stretches = OpeningStretches()
        for specification in node.values("openingHoursSpecification") {
            let (from, to) = (day(specification, "validFrom"), day(specification, "validThrough"))
            let names = specification.values("dayOfWeek").compactMap(\.scalarText).map(SchemaOrgReader.bare)
            let isHoliday = names.contains("PublicHolidays")
            guard let opens = specification.opening else {
                if isHoliday {
                    stretches.addHolidays(from: from, to: to, nil)
                } else if names.isEmpty, let from {
                    addClosure(from, to ?? from)
                }
                continue
            }
            stretches.add(from: from, to: to)
            // What ends with the day is written 23:59, for consumers know no 24:00.
            let closes = specification["closes"]?.scalarText.map { $0.hasPrefix("23:59") ? "24:00" : $0 }
            guard let frame = draft.frame(opens: opens, closes: closes) else { continue }
            if isHoliday { stretches.addHolidays(from: from, to: to, frame) }
            let days = names.compactMap { Self.days[$0] }
            stretches.add(from: from, to: to, days: names.isEmpty ? Weekday.allCases : days, frame)
        }
        if node["openingHoursSpecification"] == nil {
            for text in node.plainTexts("openingHours") { readHours(text, &stretches) }
        }
        stretches.finish(&draft)
        for special in node.values("specialOpeningHoursSpecification") {
            guard special.opening == nil, let from = day(special, "validFrom") else {
                draft.note("closures", "closure.hours", .info, "special hours have no place and were dropped")
                continue
            }
            addClosure(from, day(special, "validThrough") ?? from)
        }
    }

    private mutating func addClosure(_ from: CalendarDate, _ to: CalendarDate) {
        let json: JSON = ["from": .string(from.description), "to": .string(to.description)]
        if let closure = try? FieldValue(json, at: FieldPath(.closures, "day"), tools.vocabularies) {
            draft.add(.closures, closure)
        } else {
            let message = "the closure from \(from) to \(to) was dropped"
            draft.note("closures", "period.inverted", .warning, message)
        }
    }

    private static let days = Dictionary(
        uniqueKeysWithValues: zip(SchemaOrgOpening.dayNames, Weekday.allCases))

    private mutating func day(_ json: JSON, _ property: String) -> CalendarDate? {
        guard let text = json[property]?.scalarText else { return nil }
        if let day = SourceDay.parse(text) { return day }
        draft.note(property, "date.invalid", .warning, "“\(text.prefix(30))” is not a date")
        return nil
    }

    /// The schedules of an event, else its first and last day.
    mutating func readDates() {
        let schedules = node.values("eventSchedule")
        for schedule in schedules {
            guard let from = day(schedule, "startDate") else { continue }
            let names = schedule.values("byDay").compactMap(\.scalarText).map(SchemaOrgReader.bare)
            let to = day(schedule, "endDate") ?? from
            draft.addDate(
                from, to, time(schedule["startTime"]), time(schedule["endTime"]),
                on: names.compactMap { Self.days[$0] })
        }
        guard schedules.isEmpty, let from = day(node, "startDate") else { return }
        let (opens, closes) = (moment("startDate"), moment("endDate"))
        var to = day(node, "endDate") ?? from
        // The end of an evening that goes on after midnight is told on the next day.
        if let opens, let closes, closes <= opens, to.daysSince1970 == from.daysSince1970 + 1 { to = from }
        draft.addDate(from, to, opens, closes)
    }

    private func moment(_ property: String) -> ClockTime? {
        let parts = node[property]?.scalarText?.split(separator: "T") ?? []
        return parts.count == 2 ? time(.string(String(parts[1]))) : nil
    }

    private func time(_ json: JSON?) -> ClockTime? {
        json?.scalarText.flatMap { ClockTime(String($0.prefix(5))) }
    }

    /// Means of payment by their labels, prices by the range and the offers.
    mutating func readCommerce() {
        for text in node.plainTexts("paymentAccepted") { readPayment(text) }
        for offer in node.values("offers") { readOffer(offer) }
        readRange()
    }

    private mutating func readPayment(_ text: String) {
        var rest = text[...]
        while !rest.isEmpty {
            let lower = rest.lowercased()
            let found = reader.means.first { means in
                lower.hasPrefix(means.label) && ",".contains(lower.dropFirst(means.label.count).first ?? ",")
            }
            if let found {
                let method = PaymentMethod(means: found.code)
                draft.set(.paymentMethods, method.key, .paymentMethod(method))
                rest = rest.dropFirst(found.label.count)
            } else {
                let label = rest.prefix { $0 != "," }
                let message = "“\(label.prefix(60))” is no means of payment known here"
                draft.note("payment.methods", "payment.unknown", .warning, message)
                rest = rest.dropFirst(label.count)
            }
            rest = rest.drop { $0 == "," || $0 == " " }
        }
    }

    private mutating func readOffer(_ offer: JSON) {
        if let url = offer["url"]?.scalarText { draft.addLink(url, ContactRole("booking"), tools) }
        let low = offer["price"]?.scalarText ?? offer["lowPrice"]?.scalarText
        guard let amount = low.flatMap(Amount.init) else {
            if offer["url"] == nil {
                draft.note("prices", "money.invalid", .warning, "an offer without its price was dropped")
            }
            return
        }
        let label = offer["name"]?.scalarText.map {
            Translations([.french: draft.fitted($0, 2_000, at: "prices")])
        }
        draft.add(
            .prices,
            .price(
                Price(
                    label: label, min: amount, max: offer["highPrice"]?.scalarText.flatMap(Amount.init),
                    currency: offer["priceCurrency"]?.scalarText ?? "EUR", from: day(offer, "validFrom"),
                    to: day(offer, "validThrough"))))
    }

    /// `80.00-140.00 EUR`; what others write there (`€€`) is no price.
    private mutating func readRange() {
        guard let text = node["priceRange"]?.scalarText else { return }
        let parts = text.split(separator: " ")
        let amounts = parts.first?.split(separator: "-").map { Amount(String($0)) } ?? []
        guard parts.count == 2, parts[1].utf8.count == 3, (1...2).contains(amounts.count),
            let low = amounts[0], amounts.count == 1 || amounts[1] != nil
        else {
            draft.note("prices", "money.invalid", .info, "“\(text.prefix(40))” is no range of prices")
            return
        }
        let high = amounts.count == 2 ? amounts[1] : nil
        draft.add(.prices, .price(Price(label: nil, min: low, max: high, currency: String(parts[1]))))
    }
}

extension JSON {
    /// When a specification of hours opens; what says no such time is closed (schema.org), and so are hours of no length
    /// (Google).
    fileprivate var opening: String? {
        self["opens"]?.scalarText == self["closes"]?.scalarText ? nil : self["opens"]?.scalarText
    }
}
