extension Document {
    /// Reads a listing in the shape of the contract, with private parts where they are there.
    ///
    /// Members that the server writes (`id`, `status`, `revision` …) are read over.
    package init(contract json: JSON, _ vocabularies: Vocabularies) throws(Invalid) {
        guard let object = json.object else {
            throw Invalid([FieldProblem("", "type.object", "expected an object, not \(json.kind)")])
        }
        let touched = object.members.filter { !Self.written.contains($0.key) }
        let touch = try Touch(set: .object(JSONObject(touched)), unset: nil, on: Document(), vocabularies)
        self = touch.applied(to: Document())
    }

    /// Members that the server writes and nobody sets.
    package static let written: Set<String> = [
        "id", "status", "revision", "office", "territory", "sources", "published_at", "content_changed_at",
        "assured_at", "opening_hours_osm", "distance_m", "closed_at", "closed_reason", "merged_into",
    ]

    /// The members of the contract that the document fills, from `category` to `related`, in order.
    ///
    /// Private contacts, legal identifiers and notes are among them only where `withPrivate` says so.
    package func contractMembers(withPrivate: Bool) -> [JSONObject.Member] {
        let byField = Dictionary(grouping: paths, by: \.field)
        func object(_ field: Field) -> JSON {
            .object(
                JSONObject(
                    (byField[field] ?? []).map {
                        JSONObject.Member(key: $0.key ?? "", value: fields[$0]?.json ?? .null)
                    }))
        }
        func single(_ field: Field) -> JSON { fields[FieldPath(field)]?.json ?? .null }
        func codes(_ field: Field) -> JSON { .array((byField[field] ?? []).map { .string($0.key ?? "") }) }
        func list(_ field: Field) -> JSON {
            .array((byField[field] ?? []).compactMap { keyed($0, withPrivate: withPrivate) })
        }
        var members = JSONObject()
        members.append("category", single(.category))
        for field in [Field.name, .summary, .description] { members.append(field.rawValue, object(field)) }
        members.append(
            "location",
            [
                "point": single(.point),
                "accuracy": .string(fields[FieldPath(.accuracy)]?.json.string ?? "unknown"),
                "origin": single(.origin), "address": single(.address),
            ])
        members.append("contacts", list(.contacts))
        members.append("sales_channels", list(.salesChannels))
        members.append(
            "payment",
            [
                "complete": fields[FieldPath(.paymentComplete)]?.json ?? false,
                "methods": list(.paymentMethods),
            ])
        for field in [Field.reviewProfiles, .opening, .closures, .dates, .prices] {
            members.append(field.rawValue, list(field))
        }
        members.append("capacity", object(.capacity))
        members.append("classification", list(.classification))
        for field in [Field.labels, .amenities, .accessibility, .languagesSpoken] {
            members.append(field.rawValue, codes(field))
        }
        members.append("media", list(.media))
        members.append("related", codes(.related))
        if withPrivate {
            for field in [Field.legal, .notes] where byField[field] != nil {
                members.append(field.rawValue, object(field))
            }
        }
        return members.members
    }

    private func keyed(_ path: FieldPath, withPrivate: Bool) -> JSON? {
        guard let value = fields[path], let object = value.json.object else { return nil }
        if case .contact(let contact) = value, !contact.isPublic, !withPrivate { return nil }
        var members = [JSONObject.Member(key: "key", value: JSON(path.key))] + object.members
        if case .salesChannel = value {
            members.append(JSONObject.Member(key: "check", value: ["state": "unknown", "at": nil]))
        }
        return .object(JSONObject(members))
    }

    /// The document without what only the office and the provider may see.
    package var publicPart: Document {
        Document(fields.filter { !$0.key.field.isPrivate && $0.value.isPublic })
    }

    /// The document without what only the office may see: its notes.
    package var providerPart: Document {
        Document(fields.filter { $0.key.field != .notes })
    }
}
