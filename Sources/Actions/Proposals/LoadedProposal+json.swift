package import Directory
import Store

extension LoadedProposal {
    /// The proposal as the API and the command line show it: each field with three values, how they compare, and the
    /// hash that proves what was seen; `seen` is ready to be sent back with a decision.
    package var json: JSON {
        var object = JSONObject()
        object.append("id", .string(row.id))
        object.append("kind", .string(row.kind))
        object.append("origin", .string(row.origin))
        if row.origin == "import" { object.append("sources", .array(sources.map(JSON.string))) }
        object.append("listing", JSON(row.listing))
        object.append("listing_name", JSON(name))
        object.append("state", .string(row.state))
        object.append("version", .integer(row.version))
        object.append("base_revision", .integer(row.baseRevision))
        object.append("current_revision", JSON(head?.revision))
        object.append("risk", .integer(row.risk))
        object.append("comment", JSON(row.comment))
        object.append("remark", JSON(row.remark))
        object.append("author", .string(row.author))
        object.append("territories", .array(row.territories.map(JSON.string)))
        object.append("submitted_at", .string(Timestamp.text(row.submittedAt)))
        object.append("updated_at", .string(Timestamp.text(row.updatedAt)))
        object.append("due_on", .string(row.dueOn))
        object.append("closed_at", JSON(row.closedAt.map(Timestamp.text)))
        object.append("claimed_by", JSON(row.claimedBy))
        object.append("claimed_until", JSON(row.claimedUntil.map(Timestamp.text)))
        object.append("conflicts", .integer(pending.count { $0.comparison(in: self) == .conflict }))
        object.append("fields", .array(fields.map(fieldJSON)))
        object.append("seen", seen)
        if let candidates { object.append("candidates", .array(candidates.map(\.json))) }
        return .object(object)
    }

    /// The fields that wait for a decision.
    package var pending: [ProposedField] { fields.filter { $0.status == .pending } }

    /// The hashes of what is published in the fields that wait, by path.
    package var seen: JSON {
        .object(
            JSONObject(
                pending.map { field in
                    JSONObject.Member(key: field.path, value: .string(FieldHash.of(field.current(in: self))))
                }))
    }

    private var name: String? {
        if let head { return head.document.translations(.name).best() }
        return fields.first { $0.path.hasPrefix("name.") }?.proposed?.string
    }

    private func fieldJSON(_ field: ProposedField) -> JSON {
        let current = field.current(in: self)
        let waits = field.status == .pending
        var object = JSONObject()
        object.append("path", .string(field.path))
        object.append(
            "status", .string(waits ? field.comparison(in: self).rawValue : field.status.rawValue))
        object.append("state", .string(field.status.rawValue))
        object.append("base", field.base ?? .null)
        object.append("current", current ?? .null)
        object.append("proposed", field.proposed ?? .null)
        if waits { object.append("hash", .string(FieldHash.of(current))) }
        if field.status == .accepted || field.status == .acceptedModified {
            object.append("final", field.final ?? .null)
        }
        if field.status == .rejected {
            object.append("reason_code", JSON(field.row.reasonCode))
            object.append("reason", JSON(field.row.reason))
        }
        if let decidedAt = field.row.decidedAt {
            object.append("decided_at", .string(Timestamp.text(decidedAt)))
            object.append("decided_by", JSON(field.row.decidedBy))
        }
        return .object(object)
    }
}
