import Actions
import Directory
import Support

/// A listing to which the steps of a sequence are done over HTTP.
struct ModelledListing {
    private let given: Given
    private let people: People
    private let id: String
    private var proposals: [String] = []

    /// Those who act; they may be the same in all sequences.
    struct People: Sendable {
        let author: APIClient
        let moderator: APIClient

        init(_ api: APIClient, _ given: Given) async throws {
            author = api.as(
                try await given.caller([Right(role: .provider)], scopes: [.read, .propose]))
            moderator = api.as(
                try await given.caller([Right(role: .moderator)], scopes: [.read, .moderate]))
        }
    }

    init(_ given: Given, _ people: People) async throws {
        (self.given, self.people) = (given, people)
        let draft = Draft(set: ["category": "hotel", "name.fr": "0"], unset: nil, comment: nil)
        id = try await CreateListing(given.context).run(draft, duplicates: .off, by: .system).text
    }

    /// Does the step, and tells how it ends.
    mutating func apply(_ step: ModelStep) async throws -> String {
        let (author, moderator) = (people.author, people.moderator)
        switch step {
        case .submit(let base, let patch):
            let body: JSON = ["base_revision": .integer(base), "set": Self.set(patch)]
            let reply = try await author.post("/v1/listings/\(id)/proposals", body)
            if reply.status == 201, let proposal = reply.json["id"]?.string { proposals.append(proposal) }
            return Self.outcome(reply)
        case .amend(let number, let version, let patch):
            let body: JSON = ["set": Self.set(patch)]
            return Self.outcome(try await author.patch(address(number), body, ifMatch: "\"v\(version)\""))
        case .decide(let number, let version, let seen, let choices):
            let body = Self.decision(version, seen, choices)
            return Self.outcome(try await moderator.post("\(address(number))/decisions", body))
        case .withdraw(let number, let version):
            let body: JSON = ["version": .integer(version)]
            return Self.outcome(try await author.post("\(address(number))/withdraw", body))
        case .requestChanges(let number, let version):
            let body: JSON = ["version": .integer(version)]
            return Self.outcome(try await moderator.post("\(address(number))/request-changes", body))
        case .undo(let number):
            return Self.outcome(try await moderator.post("\(address(number))/undo"))
        case .edit(let revision, let patch):
            let body: JSON = ["set": Self.set(patch)]
            let match = "\"r\(revision)\""
            return Self.outcome(try await moderator.patch("/v1/listings/\(id)", body, ifMatch: match))
        case .revert(let number):
            let address = "/v1/listings/\(id)/revisions/\(number)/revert"
            return Self.outcome(try await moderator.post(address, nil, ["If-Match": "*"]))
        case .close: return try await close()
        case .restore: return try await restore()
        }
    }

    /// A moderator closes a listing by accepting that its provider wants it closed.
    private func close() async throws -> String {
        let body: JSON = ["kind": "close", "listing": .string(id)]
        let asked = try await people.author.post("/v1/proposals", body)
        guard asked.status == 201, let proposal = asked.json["id"]?.string else { return Self.outcome(asked) }
        let decision: JSON = [
            "version": 1, "seen": asked.json["seen"] ?? .null, "choices": ["status": ["decision": "accept"]],
        ]
        return Self.outcome(try await people.moderator.post("/v1/proposals/\(proposal)/decisions", decision))
    }

    /// The one step that is done at the command line only.
    private func restore() async throws -> String {
        do {
            _ = try await CloseListing(given.context).restore(id, comment: nil, by: .system)
            return "done"
        } catch ActionError.conflict(let code, _, _) {
            return "conflict: \(code)"
        }
    }

    private func address(_ number: Int) -> String { "/v1/proposals/\(proposals[number])" }

    /// How a request ends, in the words of the model.
    private static func outcome(_ reply: Reply) -> String {
        switch reply.status {
        case 200, 201: reply.json["outcome"] == "no_difference" ? "no difference" : "done"
        case 409: "conflict: \(reply.code ?? "")"
        case 410: "gone"
        case 412: "stale: \(reply.json["current_revision"]?.integer ?? -1)"
        default: "\(reply.status): \(reply.text)"
        }
    }

    private static func json(_ value: Int) -> JSON { .string(String(value)) }

    private static func object<Value>(_ values: [String: Value], _ json: (Value) -> JSON) -> JSON {
        .object(JSONObject(values.map { JSONObject.Member(key: $0.key, value: json($0.value)) }))
    }

    private static func set(_ patch: [String: Int?]) -> JSON {
        object(patch) { $0.map(json) ?? .null }
    }

    private static func decision(
        _ version: Int, _ seen: [String: Int?], _ choices: [String: ModelChoice]
    ) -> JSON {
        [
            "version": .integer(version), "seen": object(seen) { .string(FieldHash.of($0.map(json))) },
            "choices": object(choices) { choice in
                switch choice {
                case .accept: ["decision": "accept"]
                case .reject: ["decision": "reject", "reason_code": "other", "reason": "so"]
                case .amend(let value): ["decision": "amend", "value": json(value)]
                }
            },
        ]
    }
}

extension ModelledListing {
    /// The whole state as it can be read over HTTP, in the lines of ``ProposalModel/text``.
    func state() async throws -> [String] {
        let listing = try await listing()
        let values = ProposalModel.paths.map { path in
            let parts = path.split(separator: ".").map(String.init)
            return listing[parts[0]]?[parts[1]]?.string ?? "-"
        }
        let head = "listing \(listing["revision"]?.integer ?? 0) \(listing["status"]?.string ?? "")"
        return ["\(head) \(values.joined(separator: " "))"] + (try await proposalLines())
    }

    /// What is published, or the newest revision of what is closed.
    private func listing() async throws -> JSON {
        let moderator = people.moderator
        let reply = try await moderator.get("/v1/listings/\(id)")
        guard reply.code == "closed" else { return reply.json }
        let history = try await moderator.get("/v1/listings/\(id)/revisions?limit=1").json
        let number = history["items"]?.elements.first?["number"]?.integer ?? 0
        let revision = try await moderator.get("/v1/listings/\(id)/revisions/\(number)").json
        var object = revision["listing"]?.object ?? JSONObject()
        object["revision"] = .integer(number)
        object["status"] = revision["status"]
        return .object(object)
    }

    private func proposalLines() async throws -> [String] {
        let list = try await people.moderator.get("/v1/proposals?listing=\(id)&limit=1000").json
        let items = (list["items"]?.elements ?? []).map { ($0["id"]?.string ?? "", $0) }
        let byID = Dictionary(items) { first, _ in first }
        return proposals.enumerated().map { number, id in
            let proposal = byID[id] ?? .null
            let fields = (proposal["fields"]?.elements ?? []).map { field in
                ["path", "state", "base", "proposed"].map { field[$0]?.string ?? "-" }.joined(separator: " ")
            }
            return "\(number) \(proposal["state"]?.string ?? "") \(proposal["version"]?.integer ?? 0) "
                + fields.sorted().joined(separator: ", ")
        }
    }
}
