import Directory
import HTTPTypes
import Support
import Testing

@Suite(.serialized, .database) struct RepetitionTests {
    @Test func `a request sent again has one effect and the same answer`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let body: JSON = ["base_revision": 1, "set": ["capacity.rooms": 15]]

            let first = try await provider.post(
                "/v1/listings/\(id)/proposals", body, ["Idempotency-Key": "one"])
            let again = try await provider.post(
                "/v1/listings/\(id)/proposals", body, ["Idempotency-Key": "one"])

            #expect(first.status == 201)
            #expect(again.status == 201)
            #expect(again.text == first.text)
            #expect(again.header("Location") == first.header("Location"))
            #expect(again.header("ETag") == first.header("ETag"))
            #expect(first.header("Idempotency-Replayed") == nil)
            #expect(again.header("Idempotency-Replayed") == "true")
            #expect(try await provider.get("/v1/proposals").ids.count == 1)
        }
    }

    @Test func `a request on another revision is not the same request`() async throws {
        try await withAPI { api, given in
            let moderator = api.as(try await given.moderatorKey())
            let listing = "/v1/listings/\(try await given.listing())"
            func edit(_ revision: String) async throws -> String {
                let reply = try await moderator.send(
                    .patch, listing,
                    [
                        "Idempotency-Key": "edit", "If-Match": revision, "Content-Type": "application/json",
                    ],
                    body: (["set": ["capacity.rooms": 15]] as JSON).bytes)
                return "\(reply.status) \(reply.code ?? "")"
            }

            #expect(try await edit("\"r7\"") == "412 stale")
            #expect(try await edit("\"r7\"") == "412 stale")
            #expect(try await edit("\"r1\"") == "422 idempotency_key_reused")
        }
    }

    @Test func `many at once have one effect`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let body: JSON = ["base_revision": 1, "set": ["capacity.rooms": 15]]

            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await provider.post(
                            "/v1/listings/\(id)/proposals", body, ["Idempotency-Key": "many"]
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(Set(statuses).isSubset(of: [201, 409]))
            #expect(statuses.contains(201))
            #expect(try await provider.get("/v1/proposals").ids.count == 1)
        }
    }

    /// Sends a request twice with the same key: the second answer must be the first.
    private func twice(
        _ caller: APIClient, _ key: String, _ method: HTTPRequest.Method, _ uri: String, _ body: JSON? = nil
    ) async throws -> JSON {
        var headers = ["Idempotency-Key": key, "If-Match": "*"]
        if body != nil { headers["Content-Type"] = "application/json" }
        let first = try await caller.send(method, uri, headers, body: body?.bytes)
        let again = try await caller.send(method, uri, headers, body: body?.bytes)
        #expect(first.status < 300, "\(method) \(uri): \(first.text)")
        #expect(again.status == first.status && again.text == first.text)
        #expect(first.header("Idempotency-Replayed") == nil)
        #expect(again.header("Idempotency-Replayed") == "true")
        return first.json
    }

    @Test func `whatever changes something may be sent again`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let moderator = api.as(try await given.moderatorKey())
            let listing = "/v1/listings/\(id)"
            let rooms = { (number: Int) -> JSON in ["set": ["capacity.rooms": .integer(number)]] }
            let choices: JSON = ["capacity.rooms": ["decision": "accept"]]

            let submitted = try await twice(
                provider, "submit", .post, "\(listing)/proposals",
                ["base_revision": 1, "set": ["capacity.rooms": 15]])
            let proposal = "/v1/proposals/\(submitted["id"]?.string ?? "")"
            _ = try await twice(moderator, "claim", .post, "\(proposal)/claim")
            _ = try await twice(moderator, "release", .post, "\(proposal)/release")
            _ = try await twice(moderator, "ask", .post, "\(proposal)/request-changes", ["comment": "?"])
            let amended = try await twice(provider, "amend", .patch, proposal, rooms(16))
            let decision: JSON = [
                "version": amended["version"] ?? .null, "seen": amended["seen"] ?? .null, "choices": choices,
            ]
            let decided = try await twice(moderator, "decide", .post, "\(proposal)/decisions", decision)
            #expect(decided["revision"] == 2)
            _ = try await twice(moderator, "undo", .post, "\(proposal)/undo")
            _ = try await twice(provider, "withdraw", .post, "\(proposal)/withdraw")
            let edited = try await twice(moderator, "edit", .patch, listing, rooms(17))
            #expect(edited["revision"] == 4)
            _ = try await twice(moderator, "revert", .post, "\(listing)/revisions/4/revert")
            _ = try await twice(provider, "confirm", .post, "\(listing)/confirm")
            _ = try await twice(provider, "create", .post, "/v1/proposals", ["set": Given.hotel])
            _ = try await twice(
                provider, "close", .post, "/v1/proposals",
                ["kind": "close", "listing": .string(id.text), "comment": "ceased"])

            #expect(try await given.rows(id).revision == 5)
            #expect(try await provider.get("/v1/proposals").ids.count == 3)
        }
    }

    @Test func `a refusal for the state of things is remembered as well`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let moderator = api.as(try await given.moderatorKey())
            let body: JSON = ["set": ["capacity.rooms": 15]]
            let headers = [
                "Idempotency-Key": "late", "If-Match": "r2", "Content-Type": "application/json",
            ]

            let refused = try await moderator.send(.patch, "/v1/listings/\(id)", headers, body: body.bytes)
            try await given.edit(id, ["capacity.rooms": 16])
            let again = try await moderator.send(.patch, "/v1/listings/\(id)", headers, body: body.bytes)

            #expect(refused.status == 412)
            #expect(again.status == 412)
            #expect(again.text == refused.text)
        }
    }

    @Test func `a request that is put right may come with the same key`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let (address, key) = ("/v1/listings/\(id)/proposals", ["Idempotency-Key": "twice"])

            let wrong = try await provider.post(
                address, ["base_revision": 1, "set": ["capacity.rooms": -1]], key)
            let right = try await provider.post(
                address, ["base_revision": 1, "set": ["capacity.rooms": 15]], key)

            #expect(wrong.status == 422)
            #expect(right.status == 201)
        }
    }

    @Test func `a key belongs to one request and one account`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let other = api.as(try await given.providerKey(id))
            let key = ["Idempotency-Key": "mine"]
            let address = "/v1/listings/\(id)/proposals"
            _ = try await provider.post(address, ["base_revision": 1, "set": ["capacity.rooms": 15]], key)

            let reused = try await provider.post(
                address, ["base_revision": 1, "set": ["capacity.rooms": 16]], key)
            let foreign = try await other.post(
                address, ["base_revision": 1, "set": ["capacity.rooms": 16]], key)

            #expect(reused.status == 422)
            #expect(reused.code == "idempotency_key_reused")
            #expect(foreign.status == 201)
        }
    }

    @Test(arguments: ["", String(repeating: "k", count: 256), "two words"])
    func `a key that cannot be one is refused`(key: String) async throws {
        try await withAPI { api, given in
            let provider = api.as(try await given.providerKey())

            let reply = try await provider.post(
                "/v1/proposals", ["set": Given.hotel], ["Idempotency-Key": key])

            #expect(reply.status == 400)
            #expect(reply.code == "idempotency_key_invalid")
        }
    }
}
