import Directory

extension DATAtourismeRendering {
    /// Means of payment and prices.
    var offers: JSON {
        var seen: Set<String> = []
        var methods: [JSON] = []
        for case .paymentMethod(let method) in document.elements(.paymentMethods).map(\.value) {
            guard let entry = vocabularies[.paymentMeans].entry(method.means),
                let code = entry.codes["datatourisme"]?.first, seen.insert(code).inserted
            else { continue }
            methods.append(Self.individual(code, ["schema:PaymentMethod"], entry.labels))
        }
        let prices = document.elements(.prices).compactMap { element -> JSON? in
            guard case .price(let price) = element.value else { return nil }
            return specification(price)
        }
        guard !methods.isEmpty || !prices.isEmpty else { return .null }
        return [
            Self.object([
                ("@type", ["schema:Offer", "Offer"]), ("schema:acceptedPaymentMethod", .array(methods)),
                ("schema:priceSpecification", .array(prices)),
            ])
        ]
    }

    private func specification(_ price: Price) -> JSON {
        let unit = price.unit.flatMap { vocabularies[.priceUnits].entry($0)?.codes["datatourisme"]?.first }
        let period = Self.object([
            ("startDate", JSON(price.from?.description)), ("endDate", JSON(price.to?.description)),
        ])
        return Self.object([
            ("@type", ["schema:PriceSpecification", "PriceSpecification"]),
            ("schema:priceCurrency", .string(price.currency)),
            ("schema:minPrice", JSON(price.min?.description)),
            ("schema:maxPrice", JSON(price.max?.description)),
            ("hasPricingMode", unit.map { Self.individual($0, ["PricingMode"]) } ?? .null),
            ("additionalInformation", Self.texts(price.label)),
            ("appliesOnPeriod", period.isVoid ? .null : [period]),
        ])
    }

    /// One specification for each opening of a day and the days that share it; the first one has the note.
    func specifications(_ period: OpeningPeriod) -> [JSON] {
        func member(_ frame: WeeklyHours.Frame?, _ days: [String], _ note: Translations?) -> JSON {
            let names = days.map { Self.individual("schema:\($0)", ["schema:DayOfWeek"]) }
            return Self.object([
                ("@type", ["schema:OpeningHoursSpecification"]), ("schema:dayOfWeek", .array(names)),
                ("schema:opens", JSON(frame.map { "\($0.opens):00" })),
                ("schema:closes", JSON(frame?.closes.map { "\($0):00" })),
                ("schema:validFrom", JSON(period.from.map { "\($0)T00:00:00" })),
                ("schema:validThrough", JSON(period.to.map { "\($0)T00:00:00" })),
                ("additionalInformation", Self.texts(note)),
            ])
        }
        let spread = period.weekly?.spread ?? []
        // What has no opening time is closed, says schema.org.
        let closed = period.closesOnHolidays ? [member(nil, [Self.holidays], nil)] : []
        if spread.isEmpty { return [member(nil, [], period.note)] + closed }
        return spread.enumerated().map { index, spread in
            let days = spread.days.map { Self.dayNames[$0.index] }
            return member(
                spread.frame, days + (spread.onHolidays ? [Self.holidays] : []),
                index == 0 ? period.note : nil)
        } + closed
    }

    private static let holidays = "PublicHolidays"
    private static let dayNames = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    /// When an event takes place.
    var dates: JSON {
        .array(
            document.elements(.dates).compactMap { element in
                guard case .eventDate(let date) = element.value else { return nil }
                let days = date.days.map {
                    Self.individual("schema:\(Self.dayNames[$0.index])", ["schema:DayOfWeek"])
                }
                return Self.object([
                    ("@type", days.isEmpty ? ["Period"] : ["Period", "RecurrentPeriod"]),
                    ("appliesOnDay", .array(days)), ("startDate", .string(date.from.description)),
                    ("endDate", .string(date.to.description)),
                    ("startTime", JSON(date.opens.map { "\($0):00" })),
                    ("endTime", JSON(date.closes.map { "\($0):00" })),
                ])
            })
    }

    /// Official ratings and labels.
    var reviews: JSON {
        var reviews: [JSON] = []
        for case .classification(let rating) in document.elements(.classification).map(\.value) {
            guard let scheme = vocabularies[.classifications].entry(rating.scheme),
                let position = scheme.values("values").firstIndex(of: rating.value),
                let codes = scheme.codes["datatourisme"], codes.indices.contains(position),
                codes[position] != "-"
            else { continue }
            reviews.append(
                Self.object([
                    ("@type", ["Review"]),
                    ("hasReviewValue", Self.individual(codes[position], ["ScaleRating"])),
                    ("reviewDeliveryDate", JSON(rating.deliveredOn?.description)),
                    ("reviewExpirationDate", JSON(rating.expiresOn?.description)),
                ]))
        }
        for code in document.keys(.labels) {
            guard let entry = vocabularies[.labels].entry(code), let code = entry.codes["datatourisme"]?.first
            else { continue }
            let value = Self.individual(code, ["LabelRating"], entry.labels)
            reviews.append(Self.object([("@type", ["Review"]), ("hasReviewValue", value)]))
        }
        return .array(reviews)
    }

    /// What is there, and how much of it where it is counted.
    var features: JSON {
        var individuals: [JSON] = []
        var flags: [(String, JSON)] = []
        for key in document.keys(.amenities) {
            guard let entry = vocabularies[.amenities].entry(key),
                let code = entry.codes["datatourisme"]?.first
            else { continue }
            if code.hasPrefix("kb:") {
                individuals.append(Self.individual(code, ["Amenity"], entry.labels))
            } else {
                flags.append((code, true))
            }
        }
        let types: JSON = ["schema:PropertyValue", "FeatureSpecification"]
        var features: [JSON] = []
        if !individuals.isEmpty || !flags.isEmpty {
            features.append(Self.object([("@type", types), ("features", .array(individuals))] + flags))
        }
        for (key, value) in document.elements(.capacity) {
            guard case .count(let count) = value,
                let code = vocabularies[.amenities].entry(key)?.codes["datatourisme"]?.first,
                code.hasPrefix("kb:")
            else { continue }
            let individual = Self.individual(code, ["Amenity"])
            features.append(
                Self.object([("@type", types), ("schema:value", .integer(count)), ("features", [individual])])
            )
        }
        return .array(features)
    }

    /// Pictures and the like, each with what is said of it.
    var media: [JSON] {
        document.elements(.media).compactMap { element in
            guard case .media(let media) = element.value else { return nil }
            let annotation = Self.object([
                ("ebucore:title", Self.texts(media.caption)),
                ("credits", media.credit.map { [.string($0)] } ?? .null),
                ("rightsEndDate", JSON(media.expiresOn?.description)),
            ])
            return Self.object([
                ("@type", ["ebucore:EditorialObject"]),
                ("ebucore:hasAnnotation", annotation.isVoid ? .null : [annotation]),
                (
                    "ebucore:hasRelatedResource",
                    [["@type": ["ebucore:Resource"], "ebucore:locator": [.string(media.url.text)]]]
                ),
            ])
        }
    }
}
