import Directory
import HTTPTypes
import Support
import Testing

@Suite(.serialized, .database) struct EditingTests {
    @Test func `an edit publishes at once`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let moderator = api.as(try await given.moderatorKey())

            let reply = try await moderator.patch(
                "/v1/listings/\(id)", ["set": ["capacity.rooms": 15], "unset": ["amenities/wifi"]],
                ifMatch: "\"r1\"")

            #expect(reply.status == 200)
            #expect(reply.header("ETag")?.hasPrefix("\"r2.") == true)
            #expect(reply.json["capacity"]?["rooms"] == 15)
            #expect(reply.json["amenities"] == [])
            #expect(try await api.get("/v1/listings/\(id)").text == reply.text)
        }
    }

    @Test(
        arguments: [
            (nil, 428, "precondition_required"), ("\"r7\"", 412, "stale"), ("W/\"r1\"", 412, "stale"),
            ("\"other\"", 412, "stale"), ("{}", 400, "parameter_invalid"),
            ("\"r1\"", 200, nil), ("r1", 200, nil), ("1", 200, nil),
            ("*", 200, nil),
            ("\"r1.1793606400\"", 200, nil),
        ] as [(String?, Int, String?)])
    func `an edit names the revision that was seen`(ifMatch: String?, status: Int, code: String?) async throws
    {
        try await withAPI { api, given in
            let id = try await given.listing()
            let moderator = api.as(try await given.moderatorKey())

            let reply = try await moderator.patch(
                "/v1/listings/\(id)", ["set": ["capacity.rooms": 15]], ifMatch: ifMatch)

            #expect(reply.status == status)
            #expect(reply.code == code)
        }
    }

    @Test func `a stale edit tells the current revision`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            try await given.edit(id, ["capacity.rooms": 20])
            let moderator = api.as(try await given.moderatorKey())

            let reply = try await moderator.patch(
                "/v1/listings/\(id)", ["set": ["capacity.rooms": 15]], ifMatch: "\"r1\"")

            #expect(reply.status == 412)
            #expect(reply.json["current_revision"] == 2)
        }
    }

    @Test func `a revision is taken back`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            try await given.edit(id, ["capacity.rooms": 20])
            let moderator = try await api.as(given.moderatorKey())

            let reply = try await moderator.send(
                .post, "/v1/listings/\(id)/revisions/2/revert", ["If-Match": "\"r2\""])

            #expect(reply.status == 200)
            #expect(reply.header("ETag")?.hasPrefix("\"r3.") == true)
            #expect(reply.json["capacity"]?["rooms"] == 14)
        }
    }

    @Test(arguments: ["\"r7\"", "\"other\""])
    func `a wrong value is told before a stale revision`(ifMatch: String) async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let moderator = api.as(try await given.moderatorKey())

            let reply = try await moderator.patch(
                "/v1/listings/\(id)", ["set": ["capacity.rooms": "many"]], ifMatch: ifMatch)

            #expect(reply.status == 422)
            #expect(reply.json["errors"]?.elements.first?["pointer"] == "/set/capacity.rooms")
        }
    }

    @Test func `a count that nobody knows is refused with those that are known`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let moderator = api.as(try await given.moderatorKey())

            let known: JSON = [
                "capacity.persons": 1, "capacity.rooms": 2, "capacity.pitches": 3, "capacity.units": 4,
                "capacity.covers": 5,
            ]
            let taken = try await moderator.patch("/v1/listings/\(id)", ["set": known], ifMatch: "*")
            let refused = try await moderator.patch(
                "/v1/listings/\(id)", ["set": ["capacity.romms": 3]], ifMatch: "*")
            let whole = try await moderator.patch(
                "/v1/listings/\(id)", ["set": ["capacity": ["rooms": 3, "wifi": 1]]], ifMatch: "*")

            #expect(taken.status == 200)
            let error = refused.json["errors"]?.elements.first
            #expect(refused.status == 422)
            #expect(error?["code"] == "path.unknown" && error?["pointer"] == "/set/capacity.romms")
            #expect(error?["message"]?.string?.contains("covers, persons, pitches, rooms, units") == true)
            #expect(whole.json["errors"]?.elements.first?["pointer"] == "/set/capacity/wifi")
        }
    }

    @Test func `a confirmation moves the tag and makes no revision`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let before = try await api.get("/v1/listings/\(id)").header("ETag")
            let provider = api.as(try await given.providerKey(id))

            let reply = try await provider.post("/v1/listings/\(id)/confirm")
            let listing = try await api.get("/v1/listings/\(id)")

            #expect(reply.status == 200)
            #expect(listing.json["assured_at"] == reply.json["assured_at"])
            #expect(listing.json["revision"] == 1)
            #expect(listing.header("ETag") == reply.header("ETag"))
            #expect(listing.header("ETag") != before)
        }
    }
}
