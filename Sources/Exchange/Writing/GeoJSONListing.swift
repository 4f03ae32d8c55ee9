import Directory

/// Reads back the features that ``GeoJSONWriter`` wrote.
enum GeoJSONListing {
    /// What the source of our own features is called.
    static let source = "fitxa-geojson"

    /// Whether the feature is one of ours: it has the id of a listing and what only we say of one.
    static func isOwn(_ feature: JSON) -> Bool {
        guard feature["id"]?.string.flatMap({ ListingID($0) }) != nil else { return false }
        let names = Set(feature["properties"]?.object?.keys ?? [])
        return names.isSuperset(of: ["category", "status", "sources", "published_at"])
    }

    /// The listing of a feature; all that is wrong with it is told together.
    static func read(_ feature: JSON, name: String, _ vocabularies: Vocabularies) -> Reading {
        let key = feature["id"]?.string ?? name
        do throws(Invalid) {
            let document = try Document(contract: contract(feature, vocabularies), vocabularies)
            guard document.missing.isEmpty else { throw Invalid(document.missing) }
            let revision = feature["properties"]?["revision"]?.integer ?? 0
            return .record(
                SourceRecord(
                    key: key, name: document.translations(.name).best() ?? "", document: document,
                    silent: silent(feature["properties"], vocabularies),
                    listing: ListingID(key).map {
                        ListingRecord(
                            id: $0, revision: revision, document: document,
                            contentChangedAt: feature["properties"]?["content_changed_at"]?.string)
                    }))
        } catch {
            return .rejected(
                key: key, findings: error.problems.map { Finding(record: key, listing: "", $0) })
        }
    }

    /// The fields of which the feature has no property at all: some members of a listing were chosen.
    private static func silent(_ properties: JSON?, _ vocabularies: Vocabularies) -> [String] {
        let names = properties?.object?.keys ?? []
        var silent = (asTheyStand + ["payment", "sales_channels", "media"]).filter { !names.contains($0) }
        for field in ["name", "summary", "description", "capacity", "classification"]
        where !names.contains(where: { $0.hasPrefix("\(field)_") }) { silent.append(field) }
        let kinds = Set(vocabularies[.contactKinds].entries.map(\.code))
        if kinds.isDisjoint(with: names) { silent.append("contacts") }
        if !names.contains("location_accuracy") { silent.append("location") }
        return silent
    }

    /// The listing in the shape of the contract: what the writer made flat is put together again.
    private static func contract(_ feature: JSON, _ vocabularies: Vocabularies) -> JSON {
        let properties = feature["properties"]?.object ?? JSONObject()
        var contract = JSONObject()
        for name in asTheyStand { if let value = properties[name] { contract.append(name, value) } }
        for name in ["name", "summary", "description", "capacity"] {
            contract.append(name, .object(named("\(name)_", in: properties)))
        }
        contract.append("location", location(feature["geometry"], properties))
        let kinds = vocabularies[.contactKinds].entries.map(\.code)
        contract.append("contacts", pairs(kinds, "kind", in: properties) { $0 })
        let schemes = vocabularies[.classifications].entries.map(\.code)
        contract.append("classification", pairs(schemes, "scheme", in: properties) { "classification_\($0)" })
        var payment = JSONObject()
        // The contract shows `false` where the listing says nothing.
        if properties["payment_complete"]?.bool == true { payment.append("complete", true) }
        payment.append("methods", list(properties["payment"]) { method($0) })
        contract.append("payment", .object(payment))
        contract.append("sales_channels", list(properties["sales_channels"]) { channel($0) })
        contract.append("media", list(properties["media"]) { ["url": .string($0)] })
        return .object(contract)
    }

    private static let asTheyStand = [
        "category", "review_profiles", "opening", "closures", "dates", "prices", "labels", "amenities",
        "accessibility", "languages_spoken",
    ]

    private static func named(_ prefix: String, in properties: JSONObject) -> JSONObject {
        JSONObject(
            properties.members.filter { $0.key.hasPrefix(prefix) }.map {
                JSONObject.Member(key: String($0.key.dropFirst(prefix.count)), value: $0.value)
            })
    }

    private static func pairs(
        _ codes: [String], _ member: String, in properties: JSONObject, _ name: (String) -> String
    ) -> JSON {
        .array(
            codes.compactMap { code in
                guard let value = properties[name(code)], !value.isNull else { return nil }
                return .object(
                    JSONObject([
                        JSONObject.Member(key: member, value: .string(code)),
                        JSONObject.Member(key: "value", value: value),
                    ]))
            })
    }

    private static func location(_ geometry: JSON?, _ properties: JSONObject) -> JSON {
        var location = JSONObject()
        let pair = geometry?["coordinates"]?.array ?? []
        if pair.count >= 2 {
            location.append("point", ["lat": pair[1], "lon": pair[0]])
            location.append("accuracy", properties["location_accuracy"] ?? .null)
        }
        location.append("origin", properties["location_origin"] ?? .null)
        guard let country = properties["country"], !country.isNull else { return .object(location) }
        let lines = properties["address_lines"]?.string?.split(separator: ", ").map(String.init) ?? []
        location.append(
            "address",
            [
                "lines": .array(lines.map(JSON.string)), "postcode": properties["postcode"] ?? .null,
                "commune": properties["commune"] ?? .null, "insee": properties["insee"] ?? .null,
                "country": country,
            ])
        return .object(location)
    }

    private static func list(_ json: JSON?, _ element: (String) -> JSON) -> JSON {
        .array((json?.elements ?? []).compactMap { $0.string.map(element) })
    }

    /// `card@online/paybox`.
    private static func method(_ text: String) -> JSON {
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        let rest = parts.count == 2 ? parts[1].split(separator: "/", maxSplits: 1).map(String.init) : []
        return [
            "means": JSON(parts.first), "place": JSON(rest.first), "solution": JSON(rest.dropFirst().first),
        ]
    }

    /// `booking=https://…`.
    private static func channel(_ text: String) -> JSON {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.count == 2
            ? ["platform": .string(parts[0]), "url": .string(parts[1])] : ["url": .string(text)]
    }
}
