import Directory
import Support
import Testing

@Suite(.serialized, .database) struct MergeProposalTests {
    @Test func `a provider proposes a merger, the moderator decides, readers are led on`() async throws {
        try await withAPI { api, given in
            let (id, target) = (try await given.listing(), try await given.listing())
            let provider = api.as(try await given.providerKey(id))
            let moderator = api.as(try await given.moderatorKey())

            let submitted = try await provider.post(
                "/v1/proposals",
                ["kind": "merge", "listing": .string(id.text), "into": .string(target.text)])
            let address = try #require(submitted.header("Location"))
            let seen = try await moderator.get(address)
            let decided = try await moderator.post(
                "\(address)/decisions",
                [
                    "version": 1, "seen": seen.json["seen"] ?? .null,
                    "choices": ["merged_into": ["decision": "accept"]],
                ])
            let gone = try await api.get("/v1/listings/\(id)")

            #expect(submitted.status == 201)
            let candidate = try #require(seen.json["candidates"]?.elements.first)
            #expect(candidate["listing"]?.string == target.text)
            #expect(candidate["parts"]?["phone"] == "same")
            #expect(decided.status == 200)
            #expect(decided.json["revision"] == 2)
            #expect(gone.status == 410)
            #expect(gone.json["merged_into"]?.string == target.text)
            #expect(gone.json["reason"] == "merged")
            let feed = try await api.get("/v1/changes?after=0&limit=1000")
            let entry = feed.json["items"]?.elements.first {
                $0["id"]?.string == id.text && $0["op"] == "remove"
            }
            #expect(entry?["reason"] == "merged")
            #expect(entry?["merged_into"]?.string == target.text)
        }
    }

    @Test func `a proposed listing shows what it may be`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))

            let reply = try await provider.post("/v1/proposals", ["set": Given.hotel])

            #expect(reply.status == 201)
            let candidates = reply.json["candidates"]?.elements ?? []
            #expect(candidates.contains { $0["listing"]?.string == id.text && $0["suggests"] == "merge" })
        }
    }

    @Test func `a merger needs two published listings`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            func refused(_ body: JSON) async throws -> String {
                let reply = try await provider.post("/v1/proposals", body)
                return "\(reply.status) \(reply.json["errors"]?.elements.first?["pointer"]?.string ?? "")"
            }

            #expect(
                try await refused(["kind": "merge", "listing": .string(id.text), "into": "fx-00000000"])
                    == "422 /into")
            #expect(
                try await refused(["kind": "close", "listing": .string(id.text), "into": "fx-00000000"])
                    == "422 /into")
            #expect(try await refused(["kind": "merge", "into": .string(id.text)]) == "422 /listing")
        }
    }
}
