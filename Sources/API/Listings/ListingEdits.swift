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
        return try await call.once {
            try await EditListing($0).run(id, draft, ifRevision: revision, by: actor)
        } answer: {
            published($0.answer)
        }
    }

    static func revert(_ call: Call) async throws -> Answer {
        let (id, actor) = (try call.part("id"), try call.account())
        let revision = try EntityTag.number(ifMatch: call.header(.ifMatch), prefix: "r")
        if call.body != nil { _ = try call.object(members: ["comment"]) }
        let (number, comment) = (try call.number("n"), try call.text("comment"))
        return try await call.once {
            try await RevertListing($0).run(
                id, revision: number, comment: comment, ifRevision: revision, by: actor)
        } answer: {
            published($0.answer)
        }
    }

    static func confirm(_ call: Call) async throws -> Answer {
        let (id, actor) = (try call.part("id"), try call.account())
        return try await call.once {
            try await ConfirmListing($0).run(id, by: actor)
        } answer: {
            Answer(json: ["id": .string(id), "assured_at": .string(Timestamp.text($0.at))])
                .with(.eTag, "\"\($0.answer.etag)\"")
        }
    }

    private static func published(_ row: DocumentRow) -> Answer {
        Answer(.ok, .init(bytes: row.document), type: MediaType.json).with(.eTag, "\"\(row.etag)\"")
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
