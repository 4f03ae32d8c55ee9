import Directory
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
