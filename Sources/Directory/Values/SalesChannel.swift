/// A page where the public can book or buy.
package struct SalesChannel: Hashable, Sendable {
    /// The code in `sales_platforms`; `direct` for the provider's own booking page.
    package var platform: String
    /// The page, over https.
    package var url: WebAddress
    /// What the platform calls the establishment.
    package var externalID: String?
    /// The code in `booking_modes`.
    package var mode: String?

    /// A channel of these parts, the external id taken from the URL where the platform's rule finds one.
    package init(
        platform: String, url: WebAddress, externalID: String? = nil, mode: String? = nil,
        _ vocabularies: Vocabularies
    ) {
        let entry = vocabularies[.salesPlatforms].entry(platform)
        self.platform = platform
        self.url = vocabularies.asksHosts ? url.without(entry?.values("tracking") ?? []) : url
        self.externalID =
            externalID ?? entry?.attributes["id_pattern"].flatMap { ExternalID.find($0, in: url) }
        self.mode = mode
    }

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        reader.ignore("key", "check")
        let named = reader.code("platform", of: .salesPlatforms)
        let externalID = reader.text("external_id", limit: 200)
        let mode = reader.code("mode", of: .bookingModes)
        let url = reader.parsed("url", "url.invalid", WebAddress.init(repairing:))
        _ = reader.required("url", url)
        var platform = named
        if let url {
            platform = named ?? Self.platform(of: url, vocabularies)
            if vocabularies.asksHosts { Self.check(url, named, &reader) }
        }
        try reader.finish()
        guard let url, let platform else {
            throw Invalid([FieldProblem(path, "required", "platform is missing")])
        }
        self.init(platform: platform, url: url.secured, externalID: externalID, mode: mode, vocabularies)
    }

    /// The channel as the contract shows it, without key and link check.
    package var json: JSON {
        [
            "platform": .string(platform), "url": .string(url.text), "external_id": JSON(externalID),
            "mode": JSON(mode),
        ]
    }

    /// The platform that the host belongs to, `direct` where it is nobody's.
    package static func platform(of url: WebAddress, _ vocabularies: Vocabularies) -> String {
        vocabularies[.salesPlatforms].entry(of: url)?.code ?? "direct"
    }

    /// Whether listings of that category may be sold there, as far as the vocabulary tells.
    package func fits(_ category: String, _ vocabularies: Vocabularies) -> Bool {
        let families = vocabularies[.salesPlatforms].entry(platform)?.values("families") ?? []
        let categories = vocabularies[.categories]
        // A listing of which only the family is known may be any of its children.
        return families.isEmpty || !Set(categories.lineage(category)).isDisjoint(with: families)
            || families.contains { categories.lineage($0).contains(category) }
    }

    /// The platform that a host is meant to be taken for, to deceive; not certain where it only bears the name
    /// (`my-booking.com`, `airbnb.example.net`), as engines do as well.
    package static func imitated(
        by url: WebAddress, _ vocabularies: Vocabularies
    ) -> (platform: String, isCertain: Bool)? {
        let lists = [vocabularies[.salesPlatforms], vocabularies[.reviewPlatforms]]
        if let entry = lists.lazy.compactMap({ $0.entry(imitatedBy: url.host) }).first {
            return (entry.code, true)
        }
        return lists.lazy.compactMap { $0.entry(ending: url.host) ?? $0.entry(naming: url.host) }.first
            .map { ($0.code, false) }
    }

    private static func check(_ url: WebAddress, _ platform: String?, _ reader: inout ValueReader) {
        let vocabularies = reader.vocabularies
        if let social = vocabularies[.contactKinds].entry(host: url.host) {
            reader.fail(
                "url", "channel.social",
                "\(url.host) is a social page: it belongs to contacts as \(social.code)")
            return
        }
        let owner = vocabularies[.salesPlatforms].entry(of: url)
        if owner == nil, let reviews = vocabularies[.reviewPlatforms].entry(of: url) {
            reader.fail(
                "url", "channel.review",
                "\(url.host) shows reviews: it belongs to review_profiles as \(reviews.code)")
            return
        }
        if owner == nil, let imitated = imitated(by: url, vocabularies) {
            reader.fail("url", "channel.lookalike", "\(url.host) looks like \(imitated.platform) and is not")
            return
        }
        let named = platform.flatMap { vocabularies[.salesPlatforms].entry($0) }
        // The booking centres of offices stand at addresses of their own.
        let isAnywhere = named?.attributes["kind"] == "institutional" && owner == nil
        if let platform, named?.attributes["hosts"] != nil, owner?.code != platform, !isAnywhere {
            let right = owner?.code ?? "direct"
            reader.fail(
                "url", "channel.host",
                "\(url.host) does not belong to \(platform); the platform would be \(right)")
        } else if platform == "direct", let owner {
            reader.fail("platform", "channel.platform", "\(url.host) belongs to the platform \(owner.code)")
        } else if owner == nil, !url.isSecure {
            reader.fail("url", "url.insecure", "a booking page must be reached over https://")
        }
    }
}
