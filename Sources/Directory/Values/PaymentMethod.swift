/// One way to pay: the means, the place where it is used and the online solution behind it.
package struct PaymentMethod: Hashable, Sendable {
    /// The code in `payment_means`.
    package var means: String
    /// Where it is used.
    package var place: Place
    /// The code in `payment_solutions`, for what is paid online.
    package var solution: String?

    /// Where a payment is made.
    package enum Place: String, Sendable, CaseIterable {
        case onSite = "on_site"
        case online
        case deposit
    }

    /// A method of these parts.
    package init(means: String, place: Place = .onSite, solution: String? = nil) {
        self.means = means
        self.place = place
        self.solution = solution
    }

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        reader.ignore("key")
        let means = reader.required("means", reader.code("means", of: .paymentMeans))
        let place = reader.text("place") ?? Place.onSite.rawValue
        if Place(rawValue: place) == nil {
            reader.fail("place", "code.unknown", "expected one of on_site, online, deposit")
        }
        let solution = reader.code("solution", of: .paymentSolutions)
        if solution != nil, place != Place.online.rawValue {
            reader.fail("solution", "payment.solution", "a solution belongs to a payment online")
        }
        try reader.finish()
        self.init(means: means ?? "", place: Place(rawValue: place) ?? .onSite, solution: solution)
    }

    /// The key of the method in its listing: `means@place` and `/solution` where there is one.
    package var key: String { "\(means)@\(place.rawValue)" + (solution.map { "/\($0)" } ?? "") }

    /// The method as the contract shows it, without its key.
    package var json: JSON {
        ["means": .string(means), "place": .string(place.rawValue), "solution": JSON(solution)]
    }
}
