/// One thing that can be wrong with what a listing says; imports and `fitxa check` share the codes.
package struct QualityRule: Hashable, Sendable {
    /// The code, such as `geo.swapped`.
    package let code: String
    /// How bad it is.
    package let severity: Severity
    /// What it says, in English, for the list of the rules.
    package let sentence: String

    init(_ code: String, _ severity: Severity, _ sentence: String) {
        (self.code, self.severity, self.sentence) = (code, severity, sentence)
    }

    /// The rules whose code fits a pattern, in which `*` stands for anything: `geo.*`.
    package static func matching(_ pattern: String) -> [QualityRule] {
        every.filter { fits(Substring($0.code), pattern[...]) }
    }

    private static func fits(_ text: Substring, _ pattern: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        if first == "*" { return fits(text, rest) || !text.isEmpty && fits(text.dropFirst(), pattern) }
        return text.first == first && fits(text.dropFirst(), rest)
    }
}

// Where a point lies: the first that fits is told, from the surest to the vaguest.
extension QualityRule {
    /// There is no point.
    package static let missing = QualityRule("geo.missing", .warning, "there is no point")
    /// The point is the zero of the coordinates.
    package static let zero = QualityRule("geo.zero", .warning, "0/0 or near: nobody knows the place")
    /// Latitude and longitude stand in each other's place.
    package static let swapped = QualityRule(
        "geo.swapped", .warning, "latitude and longitude are exchanged")
    /// A minus sign is missing or too much.
    package static let sign = QualityRule("geo.sign", .warning, "the sign of a coordinate is wrong")
    /// The point lies in no commune.
    package static let sea = QualityRule(
        "geo.sea", .warning, "the point lies in no commune: in the sea or abroad")
    /// The point lies more than 30 km from the commune.
    package static let far = QualityRule(
        "geo.far_from_commune", .warning, "the point lies more than 30 km from the commune")
    /// The point lies in another department.
    package static let outsideDepartment = QualityRule(
        "geo.outside_department", .warning, "the point lies in another department than the commune")
    /// The point lies in another commune.
    package static let outsideCommune = QualityRule(
        "geo.outside_commune", .warning, "the point lies outside the commune")
}

// How good a point is that lies where it should.
extension QualityRule {
    /// The point is the commune's.
    package static let centroid = QualityRule(
        "geo.centroid", .info, "the point is the commune's centre and does not say so")
    /// The point is written too coarsely.
    package static let fewDecimals = QualityRule(
        "geo.few_decimals", .info, "the point has too few decimals for the accuracy claimed")
    /// The point stands for several establishments.
    package static let shared = QualityRule(
        "geo.shared", .info, "several other establishments have the very same point")
}

extension QualityRule {
    /// The postcode is that of other communes.
    package static let postcode = QualityRule(
        "address.postcode_mismatch", .warning, "the postcode belongs to other communes than the INSEE code")
    /// The name is that of another commune.
    package static let communeName = QualityRule(
        "address.commune_mismatch", .warning,
        "postcode and name are those of another commune than the INSEE code")
    /// A web site without encryption.
    package static let httpOnly = QualityRule(
        "contact.http_only", .info, "the web site is given with http://")
    /// Two periods with different hours for one day.
    package static let overlap = QualityRule(
        "opening.overlap", .warning, "two opening periods give different hours for the same days")
    /// A period that does not say when it holds.
    package static let undated = QualityRule(
        "opening.undated", .info,
        "an opening period has no dates: words alone, or beside dated seasons that say something else")
    /// Periods of years that are over.
    package static let pastOpening = QualityRule(
        "opening.past_year", .info, "the last opening period ended before this year")
    /// An opening period leaves no day.
    package static let neverOpen = QualityRule(
        "opening.never", .warning,
        "an opening period opens on no day: closures cover it, or it has none of its days of the week")
    /// Prices of a year that is over.
    package static let pastPrices = QualityRule(
        "price.past_year", .info, "the newest price ended before this year")
    /// A medium that may no longer be shown.
    package static let expiredMedia = QualityRule(
        "media.expired", .warning, "the medium may no longer be shown")
    /// A rating that has run out.
    package static let expiredRating = QualityRule(
        "classification.expired", .warning, "the classification has run out")
    /// An event that is over.
    package static let pastDates = QualityRule(
        "dates.past", .info, "the last date of the event is over")
}

extension QualityRule {
    /// What an import tells of where a record lies.
    package static let ofPlace: Set<QualityRule> = [
        zero, swapped, sign, sea, far, outsideDepartment, outsideCommune, centroid, fewDecimals, shared,
        postcode, communeName,
    ]

    /// All rules, in the order in which they are told.
    package static let every: [QualityRule] = [
        missing, zero, swapped, sign, sea, far, outsideDepartment, outsideCommune, centroid, fewDecimals,
        shared,
        postcode, communeName, httpOnly, overlap, undated, pastOpening, neverOpen, pastPrices, expiredMedia,
        expiredRating,
        pastDates,
    ]
}
