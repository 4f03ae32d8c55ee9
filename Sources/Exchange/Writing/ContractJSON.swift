package import Directory

/// Writes the JSON object of a listing as the contract shows it.
package enum ContractJSON {
    /// The object of one listing, its members in the order of the contract; a closed one says when and why at the
    /// end.
    ///
    /// Private contacts, legal identifiers and notes of the office are among them only where `withPrivate` says so.
    package static func render(_ record: ListingRecord, withPrivate: Bool = false) -> JSON {
        let document = record.document.contractMembers(withPrivate: withPrivate)
        var object = JSONObject()
        object.append("id", .string(record.id.text))
        for member in document where member.key == "category" { object.append(member.key, member.value) }
        object.append("status", .string(record.status.rawValue))
        object.append("revision", .integer(record.revision))
        for member in document where member.key != "category" { object.append(member.key, member.value) }
        object.append("office", JSON(record.office))
        object.append("territory", JSON(record.territory))
        object.append(
            "sources",
            .array(record.sources.map { ["source": .string($0.source), "key": .string($0.key)] }))
        object.append("published_at", JSON(record.publishedAt))
        object.append("content_changed_at", JSON(record.contentChangedAt))
        object.append("assured_at", JSON(record.assuredAt))
        object.append("opening_hours_osm", JSON(openingHours(record)))
        if record.status == .closed {
            object.append("closed_at", JSON(record.closedAt))
            object.append("closed_reason", JSON(record.closedReason))
            object.append("merged_into", JSON(record.mergedInto?.text))
        }
        return .object(object)
    }

    /// The object with each text by language made one text: in that language, else in French, English or whichever
    /// comes first, `null` where there is none.
    package static func flattened(_ json: JSON, _ language: LanguageCode) -> JSON {
        switch json {
        case .array(let elements): .array(elements.map { flattened($0, language) })
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { member in
                        let value =
                            texts.contains(member.key)
                            ? oneText(member.value, language) : flattened(member.value, language)
                        return JSONObject.Member(key: member.key, value: value)
                    }))
        default: json
        }
    }

    static func openingHours(_ record: ListingRecord) -> String? {
        let document = record.document
        return OSMOpeningHours.write(
            periods: document.openingPeriods, closures: document.closures,
            holidays: LocalCalendar(document.address).holidays, toldIn: record.yearOfChange)
    }

    private static func oneText(_ json: JSON, _ language: LanguageCode) -> JSON {
        guard let object = json.object else { return json }
        let chosen = object[language.rawValue] ?? object["fr"] ?? object["en"]
        return chosen ?? object.members.first?.value ?? .null
    }

    /// The members that hold a text by language.
    private static let texts: Set<String> = ["name", "summary", "description", "note", "label", "caption"]
}
