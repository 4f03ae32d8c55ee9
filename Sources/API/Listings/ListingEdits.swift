import Actions
import Directory
import HTTPTypes
import NIOCore
import Store

/// Publishing directly, by those who may.
enum ListingEdits {
    static func edit(_ call: Call) async throws -> Answer {
        let (id, actor) = (try call.part("id"), try call.account())
        let draft = try call.draft(also: [])
        let revision = try EntityTag.number(ifMatch: call.header(.ifMatch), prefix: "r")
        _ = try await EditListing(call.context).run(id, draft, ifRevision: revision, by: actor)
        return try await published(id, call)
    }

    static func revert(_ call: Call) async throws -> Answer {
        let (id, actor) = (try call.part("id"), try call.account())
        let revision = try EntityTag.number(ifMatch: call.header(.ifMatch), prefix: "r")
        if call.body != nil { _ = try call.object(members: ["comment"]) }
        _ = try await RevertListing(call.context).run(
            id, revision: try call.number("n"), comment: try call.text("comment"), ifRevision: revision,
            by: actor)
        return try await published(id, call)
    }

    static func confirm(_ call: Call) async throws -> Answer {
        let id = try call.part("id")
        let time = try await ConfirmListing(call.context).run(id, by: try call.account())
        let row = try await ReadListing(call.context).run(id)
        return Answer(json: ["id": .string(id), "assured_at": .string(Timestamp.text(time))])
            .with(.eTag, "\"\(row.etag)\"")
    }

    private static func published(_ id: String, _ call: Call) async throws -> Answer {
        let row = try await ReadListing(call.context).run(id)
        return Answer(.ok, .init(bytes: row.document), type: MediaType.json).with(.eTag, "\"\(row.etag)\"")
    }
}

extension Call {
    /// The touch list in the body, which may have these members beside it.
    func draft(also members: Set<String>) throws(Problem) -> Draft {
        let body = try object(members: members.union(["set", "unset", "comment"]))
        guard members.contains("kind") || body["set"] != nil || body["unset"] != nil else {
            throw Self.wrong("set", "required", "set or unset must name a field")
        }
        return Draft(set: body["set"], unset: body["unset"], comment: try text("comment"))
    }
}
