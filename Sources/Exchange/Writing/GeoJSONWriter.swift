package import Directory

/// Writes listings as GeoJSON (RFC 7946) with properties flat enough for the tables of GIS programs.
package enum GeoJSONWriter {
    /// The start of a collection, before its first feature.
    package static let header = "{\"type\":\"FeatureCollection\",\"features\":["
    /// What stands between two features.
    package static let separator = ",\n"
    /// The end of a collection, after its last feature.
    package static let footer = "]}\n"

    /// The feature of one listing in the shape of the contract, whole or with some members left out.
    ///
    /// Texts by language become `name_fr`, `name_en`; the address becomes `address_lines`, `postcode`, `commune`,
    /// `insee`, `country`; the first contact of each kind becomes `phone`, `email` …; a capacity becomes
    /// `capacity_rooms`, a rating `classification_hotel_stars`. Lists of codes stay lists; payment, channels and
    /// media become lists of text (`card@on_site`, `booking=https://…`); other lists stay as they are.
    package static func feature(_ listing: JSON) -> JSON {
        var properties = JSONObject()
        for member in listing.object?.members ?? [] where member.key != "id" {
            add(member.key, member.value, to: &properties)
        }
        var feature = JSONObject()
        feature.append("type", "Feature")
        if let id = listing["id"] { feature.append("id", id) }
        feature.append("geometry", geometry(listing["location"]?["point"]))
        feature.append("properties", .object(properties))
        return .object(feature)
    }

    private static func geometry(_ point: JSON?) -> JSON {
        guard let lat = point?["lat"], let lon = point?["lon"] else { return .null }
        return ["type": "Point", "coordinates": [lon, lat]]
    }

    private static func add(_ name: String, _ value: JSON, to properties: inout JSONObject) {
        switch name {
        case "name", "summary", "description", "capacity": nested(name, value, &properties)
        case "location": location(value, &properties)
        case "contacts":
            for contact in value.elements {
                if let kind = contact["kind"]?.string, properties[kind] == nil {
                    properties.append(kind, contact["value"] ?? .null)
                }
            }
        case "payment":
            properties.append("payment_complete", value["complete"] ?? .null)
            properties.append("payment", texts(value["methods"]) { $0["key"]?.string })
        case "sales_channels":
            properties.append(name, texts(value) { pair($0["platform"]?.string, $0["url"]?.string) })
        case "classification":
            for rating in value.elements {
                guard let scheme = rating["scheme"]?.string else { continue }
                properties["classification_\(scheme)"] = rating["value"] ?? .null
            }
        case "sources":
            properties.append(name, texts(value) { pair($0["source"]?.string, $0["key"]?.string) })
        case "media": properties.append(name, texts(value) { $0["url"]?.string })
        default: properties.append(name, value)
        }
    }

    /// `name_fr` for each member where this is an object, the value itself where a language was chosen already.
    private static func nested(_ name: String, _ value: JSON, _ properties: inout JSONObject) {
        guard let object = value.object else { return properties.append(name, value) }
        for member in object.members { properties.append("\(name)_\(member.key)", member.value) }
    }

    private static func location(_ value: JSON, _ properties: inout JSONObject) {
        let address = value["address"]
        let lines = address?["lines"]?.elements.compactMap(\.string) ?? []
        properties.append("address_lines", lines.isEmpty ? .null : .string(lines.joined(separator: ", ")))
        for part in ["postcode", "commune", "insee", "country"] {
            properties.append(part, address?[part] ?? .null)
        }
        properties.append("location_accuracy", value["accuracy"] ?? .null)
        properties.append("location_origin", value["origin"] ?? .null)
    }

    private static func texts(_ list: JSON?, _ text: (JSON) -> String?) -> JSON {
        .array((list?.elements ?? []).compactMap { text($0).map(JSON.string) })
    }

    private static func pair(_ left: String?, _ right: String?) -> String? {
        guard let left, let right else { return nil }
        return "\(left)=\(right)"
    }
}
