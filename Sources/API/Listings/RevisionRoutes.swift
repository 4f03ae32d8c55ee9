import Actions
import Directory
import Store

/// Reading the history of a listing.
enum RevisionRoutes {
    static func list(_ call: Call) async throws -> Answer {
        let id = try call.part("id")
        let limit = try call.query.limit()
        var below: Int?
        if let text = try call.query.one("cursor") {
            let cursor = try Cursor(text, for: id, count: 1)
            guard let number = Int(cursor.parts[0]), number > 0 else { throw Cursor.invalid }
            below = number
        }
        let rows = try await ReadRevisions(call.context).page(
            id, below: below, limit: limit + 1, by: call.actor)
        let page = rows.prefix(limit)
        let last = rows.count > limit ? page.last?.row.number : nil
        let next = last.map { call.address(cursor: Cursor([String($0)]).text(for: id)) }
        return Answer.page(page.map { .object($0.members) }, next: next, call)
    }

    static func one(_ call: Call) async throws -> Answer {
        let revision = try await ReadRevisions(call.context).one(
            try call.part("id"), try call.number("n"), by: call.actor)
        var object = revision.members
        let members = revision.document.contractMembers(withPrivate: revision.isInside)
        object.append("listing", .object(JSONObject(members)))
        return Answer(json: .object(object)).tagged(for: call)
    }

    static func difference(_ call: Call) async throws -> Answer {
        guard let from = try call.query.number("from", in: 1...Int(Int32.max)),
            let to = try call.query.number("to", in: 1...Int(Int32.max))
        else { throw Problem.parameter("from", "parameter_missing", "from and to name two revisions") }
        let differences = try await ReadRevisions(call.context).difference(
            try call.part("id"), from: from, to: to, by: call.actor)
        let items = differences.map { difference -> JSON in
            [
                "path": .string(difference.path.description), "from": difference.from ?? .null,
                "to": difference.to ?? .null,
            ]
        }
        return Answer(json: ["from": .integer(from), "to": .integer(to), "items": .array(items), "next": nil])
            .tagged(for: call)
    }
}

extension VisibleRevision {
    /// The revision without what it says; who and why only for those who look after the listing.
    var members: JSONObject {
        var object = JSONObject()
        object.append("number", .integer(row.number))
        object.append("at", .string(Timestamp.text(row.at)))
        object.append("cause", .string(row.cause))
        object.append("status", .string(row.status))
        object.append("changed", .array(changed.map { .string($0.description) }))
        if isInside {
            object.append("actor", .string(row.actor))
            object.append("via", .string(row.via))
            object.append("proposal", JSON(row.proposal))
            object.append("comment", JSON(row.comment))
        }
        return object
    }
}
