/// What speaks for and against two listings being one place, and what follows from it.
package struct Likeness: Sendable, Hashable {
    /// How an identifier of one stands to that of the other.
    package enum Match: String, Sendable {
        /// Both have it, and hardly anybody else.
        case same
        /// Both have it, and so have many others: an office, an owner of many houses.
        case shared
        /// Both have one, and they differ.
        case different
    }

    /// What follows.
    package enum Verdict: String, Sendable {
        /// One place beyond doubt: two sources that tell of it tell of one listing.
        case same
        /// Perhaps one place: a person has to look.
        case perhaps
        /// Two offers of one establishment, to be linked.
        case establishment
        /// Nothing.
        case none
    }

    /// What was compared.
    package let parts: Parts
    /// The weight of all of it, 0 to 1.
    package let score: Double
    /// What follows.
    package let verdict: Verdict

    /// Compares two listings; `shared` holds the index keys that more than a few listings have.
    package init(_ left: Identity, _ right: Identity, shared: Set<String> = []) {
        let parts = Parts(left, right, shared)
        let weight = Weight(parts, left, right)
        self.parts = parts
        score = (min(1, max(0, weight.total)) * 100).rounded() / 100
        verdict = weight.verdict
    }

    /// The parts of the score, and what to do: `merge`, `relate` or nothing.
    package var members: [(name: String, value: JSON)] {
        let suggestion: JSON =
            switch verdict {
            case .same, .perhaps: "merge"
            case .establishment: "relate"
            case .none: .null
            }
        return [("score", .double(score)), ("suggests", suggestion), ("parts", parts.json)]
    }
}

extension Likeness {
    /// What is compared, each on its own.
    package struct Parts: Sendable, Hashable {
        /// The telephone numbers, nil where one has none.
        package let phone: Match?
        /// Host and path of the websites, nil where one has none.
        package let website: Match?
        /// The SIRET numbers, nil where one has none.
        package let siret: Match?
        /// How much the names are alike, 0 to 1.
        package let name: Double
        /// Whether both have one name, word for word.
        package let isOneName: Bool
        /// The metres between the points, nil where one has none or stands for a whole commune.
        package let metres: Int?
        /// Whether both lie in one commune, as far as that is known.
        package let isOneCommune: Bool
        /// Whether the dates of two events overlap, nil where one has none.
        package let dates: Bool?
        /// Whether the categories are the same.
        package let isOneCategory: Bool
        /// Whether the categories fit one offer.
        package let isKin: Bool

        init(_ left: Identity, _ right: Identity, _ shared: Set<String>) {
            phone = Self.match(left.phones, right.phones, "p:", shared)
            website = Self.match(left.websites, right.websites, "w:", shared)
            let numbers = (
                Set([left.siret].compactMap(\.self)), Set([right.siret].compactMap(\.self))
            )
            siret = Self.match(numbers.0, numbers.1, "s:", shared)
            name = (left.nameLikeness(to: right) * 100).rounded() / 100
            isOneName = left.name != nil && left.name?.words == right.name?.words
            let isExact = !left.isApproximate && !right.isApproximate
            metres =
                isExact
                ? left.point.flatMap { place in right.point.map { Int(place.distance(to: $0)) } } : nil
            isOneCommune = left.commune != nil && left.commune == right.commune
            dates = Self.overlap(left.dates, right.dates)
            isOneCategory = left.categories.first == right.categories.first
            // The restaurant of a hotel, told as an inn, is another offer than the hotel.
            let isSplit = !isOneCategory && left.namesTable != right.namesTable
            isKin = TwinRules.areKin(left.categories, right.categories) && !isSplit
        }

        private static func match(
            _ left: Set<String>, _ right: Set<String>, _ prefix: String, _ shared: Set<String>
        ) -> Match? {
            guard !left.isEmpty, !right.isEmpty else { return nil }
            let common = left.intersection(right)
            guard !common.isEmpty else { return .different }
            return common.allSatisfy { shared.contains(prefix + $0) } ? .shared : .same
        }

        private static func overlap(_ left: [EventDate], _ right: [EventDate]) -> Bool? {
            guard !left.isEmpty, !right.isEmpty else { return nil }
            return left.contains { date in right.contains { date.from <= $0.to && $0.from <= date.to } }
        }

        /// The parts as answers show them.
        package var json: JSON {
            [
                "phone": JSON(phone?.rawValue), "website": JSON(website?.rawValue),
                "siret": JSON(siret?.rawValue), "name": .double(name), "metres": JSON(metres),
                "dates": dates.map { .bool($0) } ?? .null,
                "category": isOneCategory ? "same" : isKin ? "kin" : "other",
            ]
        }
    }

    /// The weights: each identifier alone is not enough, two that agree are.
    private struct Weight {
        let total: Double
        let verdict: Verdict

        init(_ parts: Parts, _ left: Identity, _ right: Identity) {
            let radius = max(TwinRules.radius(left.categories), TwinRules.radius(right.categories))
            let isAlone = TwinRules.standsAlone(left.categories) && TwinRules.standsAlone(right.categories)
            let isEvent = left.categories.last == "event" || right.categories.last == "event"
            let keys =
                Self.points(parts.phone, 0.3, 0.1, -0.1) + Self.points(parts.website, 0.25, 0.05, 0)
                + Self.points(parts.siret, 0.4, 0.1, -0.3)
            let place = Self.place(parts, radius, isAlone)
            let named = max((parts.name - 0.5) * 0.8, isAlone ? -0.05 : -0.4)
            let days = !isEvent || parts.dates == true ? 0 : parts.dates == false ? -0.6 : -0.2
            let (whole, linked) = (keys + place + named + days, keys + place + max(0, named))
            let isAlike = (parts.name >= 0.65 || isAlone) && !(isEvent && parts.dates == false)
            let isBound =
                [parts.phone, parts.website, parts.siret].contains(.same)
                || parts.isOneName && parts.metres.map { Double($0) <= radius } ?? false
            if parts.isKin, isAlike, whole >= 0.5 {
                total = whole
                verdict = Self.isCertain(parts, radius, isAlone, isEvent) ? .same : .perhaps
            } else {
                total = parts.isKin && isAlike ? whole : linked
                verdict = isBound && !isEvent && linked >= 0.5 && place >= 0 ? .establishment : .none
            }
        }

        /// The same SIRET; one identifier at the same place; or two of them in the same corner.
        private static func isCertain(
            _ parts: Parts, _ radius: Double, _ isAlone: Bool, _ isEvent: Bool
        ) -> Bool {
            guard parts.isOneCategory, parts.siret != .different, !isEvent || parts.dates == true else {
                return false
            }
            if parts.siret == .same, parts.name >= (isAlone ? 0.5 : 0.8) { return true }
            let count = [parts.phone, parts.website].count { $0 == .same }
            guard parts.name >= 0.8, count > 0 else { return false }
            guard let metres = parts.metres else { return count == 2 && parts.isOneCommune }
            return Double(metres) <= (count == 2 ? 10 * radius : radius)
        }

        private static func points(
            _ match: Match?, _ same: Double, _ shared: Double, _ different: Double
        ) -> Double {
            switch match {
            case .same: same
            case .shared: shared
            case .different: different
            case nil: 0
            }
        }

        private static func place(_ parts: Parts, _ radius: Double, _ isAlone: Bool) -> Double {
            guard let metres = parts.metres.map(Double.init) else {
                return parts.isOneCommune && isAlone ? 0.1 : 0
            }
            if metres <= radius { return 0.25 }
            if metres <= 4 * radius { return 0.08 }
            if metres <= 2_000 { return 0 }
            if metres <= 5_000 { return -0.15 }
            return metres <= 20_000 ? -0.4 : -0.7
        }
    }
}
