import Directory
import Support
import Testing

/// Proposals that concern a listing as a whole.
@Suite(.serialized, .database) struct ListingProposalTests {
    @Test func `a closing names the revision that was seen, which must be one of the listing`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            try await given.edit(id, ["capacity.rooms": 20])
            let provider = api.as(try await given.providerKey(id))
            func close(_ base: JSON) async throws -> Reply {
                try await provider.post(
                    "/v1/proposals",
                    ["kind": "close", "listing": .string(id.text), "base_revision": base, "comment": "sold"])
            }

            let seen = try await close(1)
            let newest = try await close(nil)
            let wrong = try await close(3)

            #expect(seen.status == 201)
            #expect(seen.json["base_revision"] == 1 && seen.json["current_revision"] == 2)
            #expect(newest.json["base_revision"] == 2)
            #expect(wrong.status == 422)
            #expect(wrong.json["errors"]?.elements.first?["pointer"] == "/base_revision")
            #expect(try await close(0).status == 422)
            #expect(try await close("1").status == 422)
            let new = try await provider.post("/v1/proposals", ["set": Given.hotel, "base_revision": 1])
            #expect(new.status == 422)
            #expect(new.json["errors"]?.elements.first?["pointer"] == "/base_revision")
        }
    }

    @Test(arguments: ["close", "claim"])
    func `what is closed or handed over is accepted or refused, there is nothing to amend`(kind: String)
        async throws
    {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let moderator = api.as(try await given.moderatorKey())
            let asked = try await provider.post(
                "/v1/proposals", ["kind": .string(kind), "listing": .string(id.text)])
            let path = kind == "close" ? "status" : "claim"

            let choice: JSON = ["decision": "amend", "value": "published"]
            let decided = try await moderator.post(
                "\(try #require(asked.header("Location")))/decisions",
                [
                    "version": 1, "seen": asked.json["seen"] ?? .null,
                    "choices": .object(JSONObject([JSONObject.Member(key: path, value: choice)])),
                ])

            #expect(decided.status == 422)
            #expect(
                decided.json["errors"]?.elements.first?["pointer"]?.string == "/choices/\(path)/decision")
            #expect(try await api.get("/v1/listings/\(id)").status == 200)
        }
    }

    @Test(arguments: ["/", "/v2/listings", "/problems/not_found"])
    func `an address that there is not is told as a problem`(address: String) async throws {
        try await withAPI { api, _ in
            let reply = try await api.get(address)

            #expect(reply.status == 404)
            #expect(reply.code == "route_unknown")
        }
    }

    @Test func `a comment that cannot be kept is refused wherever it is made`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let moderator = api.as(try await given.moderatorKey())
            let long = JSON.string(String(repeating: "x", count: 5_000))
            let asked = try await provider.post(
                "/v1/listings/\(id)/proposals", ["base_revision": 1, "set": ["capacity.rooms": 15]])
            let address = try #require(asked.header("Location"))
            let replies = [
                try await moderator.post("\(address)/request-changes", ["comment": long]),
                try await provider.post(
                    "/v1/proposals", ["kind": "close", "listing": .string(id.text), "comment": long]),
                try await moderator.post(
                    "/v1/listings/\(id)/revisions/1/revert", ["comment": long], ["If-Match": "*"]),
            ]

            for reply in replies {
                #expect(reply.status == 422)
                #expect(reply.json["errors"]?.elements.first?["pointer"] == "/comment")
            }
            #expect(try await moderator.post("\(address)/request-changes", ["remark": "?"]).status == 422)
        }
    }
}
