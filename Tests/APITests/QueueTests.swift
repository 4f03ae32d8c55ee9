import Directory
import Support
import Testing

/// The queue counts all that waits: every test has its own database.
struct QueueTests {
    @Test(.database) func `the queue holds what waits, with counts`() async throws {
        try await withAPI { api, given in
            let (first, second) = (
                try await given.listing(), try await given.listing(["category": "camping"])
            )
            let provider = try await given.providerKey(first, second)
            let client = api.as(provider)
            let rooms = try await client.post(
                "/v1/listings/\(first)/proposals", ["base_revision": 1, "set": ["capacity.rooms": 15]])
            given.clock.advance(by: 1)
            _ = try await client.post(
                "/v1/listings/\(second)/proposals",
                ["base_revision": 1, "set": ["name.fr": "Camping Ixtila"]])
            try await given.edit(first, ["capacity.rooms": 20])
            let moderator = api.as(try await given.moderatorKey())

            let queue = try await moderator.get("/v1/queue?limit=1")

            #expect(
                queue.json["counts"] == [
                    "waiting": 2, "late": 0, "conflicts": 1, "by_risk": ["1": 1, "3": 1],
                    "by_territory": ["d-64": 2], "by_category": ["camping": 1, "hotel": 1],
                ])
            #expect(queue.ids == [rooms.json["id"]?.string])
            #expect(try await moderator.get(try #require(queue.json["next"]?.string)).ids.count == 1)
            #expect(try await moderator.get("/v1/queue?risk=3").ids.count == 1)
            #expect(try await moderator.get("/v1/queue?conflict=true").ids == queue.ids)
            #expect(try await moderator.get("/v1/queue?conflict=false").ids.count == 1)
            #expect(try await moderator.get("/v1/queue?category=lodging").ids.count == 2)
            #expect(try await moderator.get("/v1/queue?category=camping").ids.count == 1)
            #expect(try await moderator.get("/v1/queue?territory=64485").ids.count == 2)
            #expect(try await moderator.get("/v1/queue?territory=d-33").ids == [])
            #expect(try await moderator.get("/v1/queue?mine=true").ids == [])
            _ = try await moderator.post("/v1/proposals/\(queue.ids[0])/claim")
            #expect(try await moderator.get("/v1/queue?mine=true").ids == queue.ids)
        }
    }

    @Test(.database) func `what waits too long is late`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let client = api.as(try await given.providerKey(id))
            _ = try await client.post(
                "/v1/listings/\(id)/proposals", ["base_revision": 1, "set": ["capacity.rooms": 15]])
            let moderator = api.as(try await given.moderatorKey())

            #expect(try await moderator.get("/v1/queue?min_age_days=20").ids == [])
            given.clock.advance(by: 30 * 86_400)
            #expect(try await moderator.get("/v1/queue?min_age_days=20").ids.count == 1)
            #expect(try await moderator.get("/v1/queue").json["counts"]?["late"] == 1)
        }
    }

    @Test(.database) func `one's own proposals do not wait for oneself`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let both = api.as(
                try await given.caller(
                    [Right(role: .moderator, territory: "d-64")], scopes: [.propose, .moderate]))
            _ = try await both.post(
                "/v1/listings/\(id)/proposals", ["base_revision": 1, "set": ["capacity.rooms": 15]])

            #expect(try await both.get("/v1/queue").json["counts"]?["waiting"] == 0)
            #expect(try await both.get("/v1/proposals?mine=true").ids.count == 1)
            #expect(try await both.get("/v1/proposals?mine=false").ids == [])
            #expect(try await both.get("/v1/proposals?state=withdrawn").ids == [])
            #expect(try await both.get("/v1/proposals?kind=edit&territory=d-64&listing=\(id)").ids.count == 1)
        }
    }
}
