/// The establishment's page on a review platform, with the score seen there.
package struct ReviewProfile: Hashable, Sendable {
    /// The code in `review_platforms`.
    package var platform: String
    /// The page.
    package var url: WebAddress
    /// What the platform calls the establishment.
    package var externalID: String?
    /// The mean score.
    package var score: Double?
    /// The best score that the platform gives.
    package var scale: Int?
    /// How many reviews.
    package var count: Int?
    /// The day on which the score was seen.
    package var observedOn: CalendarDate?

    /// A profile without a score, the external id read from the address.
    package init(platform: String, url: WebAddress, _ vocabularies: Vocabularies) {
        self.platform = platform
        self.url = url
        let rule = vocabularies[.reviewPlatforms].entry(platform)?.attributes["id_pattern"]
        externalID = rule.flatMap { ExternalID.find($0, in: url) }
    }

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        reader.ignore("key")
        let platform = reader.required("platform", reader.code("platform", of: .reviewPlatforms))
        let url = reader.required("url", reader.parsed("url", "url.invalid", WebAddress.init(repairing:)))
        let externalID = reader.text("external_id", limit: 200)
        let scale = reader.integer("scale", in: 1...100)
        let score = reader.number("score", in: 0...Double(scale ?? 100))
        let count = reader.integer("count", in: 0...10_000_000)
        let observedOn = reader.date("observed_on")
        if score != nil, scale == nil { reader.fail("scale", "required", "a score needs its scale") }
        let owner = url.flatMap { vocabularies[.reviewPlatforms].entry(of: $0) }
        let named = platform.flatMap { vocabularies[.reviewPlatforms].entry($0) }
        if vocabularies.asksHosts, let url, let platform, named?.attributes["hosts"] != nil,
            owner?.code != platform
        {
            let right = owner.map { "the platform would be \($0.code)" } ?? "no review platform has that host"
            reader.fail("url", "review.host", "\(url.host) does not belong to \(platform); \(right)")
        }
        try reader.finish()
        guard let platform, let url else { throw Invalid([FieldProblem(path, "required", "url is missing")]) }
        self.init(platform: platform, url: url, vocabularies)
        self.externalID = externalID ?? self.externalID
        (self.score, self.scale, self.count, self.observedOn) = (score, scale, count, observedOn)
    }

    /// The profile as the contract shows it, without its key.
    package var json: JSON {
        [
            "platform": .string(platform), "url": .string(url.text), "external_id": JSON(externalID),
            "score": score.map(JSON.double) ?? .null, "scale": JSON(scale), "count": JSON(count),
            "observed_on": JSON(observedOn?.description),
        ]
    }
}
