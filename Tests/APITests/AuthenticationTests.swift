import Actions
import Directory
import FoundationEssentials
import Support
import Testing

@Suite(.serialized, .database) struct AuthenticationTests {
    @Test(arguments: ["/v1/proposals", "/v1/proposals/pr-1", "/v1/queue"])
    func `what is not public needs a key`(uri: String) async throws {
        try await withAPI { api, _ in
            let reply = try await api.get(uri)

            #expect(reply.status == 401)
            #expect(reply.code == "key_required")
            #expect(reply.header("WWW-Authenticate") == "Bearer")
        }
    }

    @Test(arguments: ["Bearer wrong", "Bearer", "Basic abc", "wrong", "Bearer \u{E9}"])
    func `a wrong key is refused where none is needed too`(header: String) async throws {
        try await withAPI { api, _ in
            let reply = try await api.get("/v1/listings", ["Authorization": header])

            #expect(reply.status == 401)
            #expect(reply.code == "key_invalid")
            #expect(reply.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
        }
    }

    @Test func `a key that has ended is refused`() async throws {
        try await withAPI { api, given in
            let expired = try await given.caller(
                [], scopes: [.read], until: Date(timeIntervalSince1970: 1_000_000_000))
            let revoked = try await given.caller([], scopes: [.read])
            #expect(try await api.as(revoked).get("/v1/proposals").status == 200)
            try await ManageAccounts(given.context).revokeKey(revoked.key, by: .system)

            #expect(try await api.as(expired).get("/v1/proposals").status == 401)
            #expect(try await api.as(revoked).get("/v1/proposals").status == 401)
        }
    }

    @Test func `a key without the scope is told so`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let right = Right(role: .moderator, territory: "d-64")
            let reader = api.as(try await given.caller([right], scopes: [.read]))

            let proposed = try await reader.post(
                "/v1/listings/\(id)/proposals", ["base_revision": 1, "set": ["capacity.rooms": 1]])
            let edited = try await reader.patch(
                "/v1/listings/\(id)", ["set": ["capacity.rooms": 1]], ifMatch: "\"r1\"")
            let queue = try await reader.get("/v1/queue")

            for reply in [proposed, edited, queue] {
                #expect(reply.status == 403)
                #expect(reply.code == "scope_missing")
            }
        }
    }

    @Test func `what is out of reach is not found`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let submitted = try await provider.post(
                "/v1/listings/\(id)/proposals", ["base_revision": 1, "set": ["capacity.rooms": 15]])
            let address = try #require(submitted.header("Location"))
            let other = api.as(try await given.moderatorKey("d-33"))
            let bound = try await given.caller(
                [Right(role: .moderator)], scopes: [.moderate], boundTo: "d-33")

            for client in [other, api.as(bound)] {
                #expect(try await client.get(address).status == 404)
                #expect(try await client.post("\(address)/claim").status == 404)
                #expect(try await client.get("/v1/proposals?listing=\(id)").ids == [])
                #expect(try await client.get("/v1/queue").ids == [])
                #expect(
                    try await client.patch(
                        "/v1/listings/\(id)", ["set": ["capacity.rooms": 1]], ifMatch: "\"r1\""
                    ).status == 404)
            }
        }
    }

    @Test func `a key bound to a territory decides there only`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let bound = try await given.caller(
                [Right(role: .moderator)], scopes: [.moderate], boundTo: "d-64")

            let reply = try await api.as(bound).patch(
                "/v1/listings/\(id)", ["set": ["capacity.rooms": 1]], ifMatch: "\"r1\"")

            #expect(reply.status == 200)
        }
    }
}
