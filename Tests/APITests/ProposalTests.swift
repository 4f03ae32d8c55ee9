import Directory
import Support
import Testing

@Suite(.serialized, .database) struct ProposalTests {
    @Test func `a proposal is submitted, decided and published`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let moderator = api.as(try await given.moderatorKey())

            let submitted = try await provider.post(
                "/v1/listings/\(id)/proposals",
                [
                    "base_revision": 1,
                    "set": ["capacity.rooms": 15, "name.fr": "Hôtel Itzalpea", "category": "hotel"],
                ])
            let address = try #require(submitted.header("Location"))
            let seen = try await moderator.get(address)
            let decided = try await moderator.post(
                "\(address)/decisions",
                [
                    "version": seen.json["version"] ?? .null, "seen": seen.json["seen"] ?? .null,
                    "choices": [
                        "name.fr": ["decision": "accept"],
                        "capacity.rooms": ["decision": "reject", "reason": "fifteen is one too many"],
                    ],
                ])

            #expect(submitted.status == 201)
            #expect(submitted.header("ETag")?.hasPrefix("\"v1.") == true)
            #expect(submitted.json["outcome"] == "submitted")
            let statuses = (submitted.json["fields"]?.elements ?? []).map {
                "\($0["path"]?.string ?? "") \($0["status"]?.string ?? "")"
            }
            #expect(Set(statuses) == ["name.fr clean", "capacity.rooms clean", "category already"])
            #expect(seen.status == 200)
            #expect(decided.status == 200)
            #expect(decided.json["state"] == "partially_accepted")
            #expect(decided.json["revision"] == 2)
            let published = try await api.get("/v1/listings/\(id)")
            #expect(published.header("ETag")?.hasPrefix("\"r2.") == true)
            #expect(published.json["name"]?["fr"] == "Hôtel Itzalpea")
            #expect(published.json["capacity"]?["rooms"] == 14)
        }
    }

    @Test func `a proposal without a difference is none`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))

            let reply = try await provider.post(
                "/v1/listings/\(id)/proposals", ["base_revision": 1, "set": ["capacity.rooms": 14]])

            #expect(reply.status == 200)
            #expect(
                reply.json == [
                    "outcome": "no_difference", "fields": [["path": "capacity.rooms", "status": "already"]],
                ])
        }
    }

    @Test func `a field that has changed since shows as a conflict`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            try await given.edit(id, ["capacity.rooms": 20])
            let provider = api.as(try await given.providerKey(id))

            let reply = try await provider.post(
                "/v1/listings/\(id)/proposals", ["base_revision": 1, "set": ["capacity.rooms": 15]])

            #expect(reply.status == 201)
            #expect(reply.json["fields"]?.elements.first?["status"] == "conflict")
            #expect(reply.json["fields"]?.elements.first?["current"] == 20)
        }
    }

    @Test func `wrong values of a moderator are told by their place in the choices`() async throws {
        try await withAPI { api, given in
            let provider = api.as(try await given.providerKey(try await given.listing()))
            let moderator = api.as(try await given.moderatorKey())
            let made = try await provider.post("/v1/proposals", ["set": Given.hotel]).json
            func pointers(_ choices: JSON) async throws -> [String] {
                let id = made["id"]?.string ?? ""
                let reply = try await moderator.post(
                    "/v1/proposals/\(id)/decisions",
                    ["version": 1, "seen": made["seen"] ?? .null, "choices": choices])
                #expect(reply.status == 422)
                return (reply.json["errors"]?.elements ?? []).compactMap { $0["pointer"]?.string }.sorted()
            }
            func amend(_ value: JSON) -> JSON { ["decision": "amend", "value": value] }

            let wrong = try await pointers([
                "name.fr": amend(7), "capacity.rooms": amend("x"),
                "location.address": amend(["postcode": "1", "commune": "Saint-Jean-Pied-de-Port"]),
            ])
            let nameless = try await pointers(["category": ["decision": "accept"]])
            let refused = try await pointers([
                "category": ["decision": "accept"], "name.fr": ["decision": "reject", "reason": "no"],
            ])

            let places = [
                "/choices/capacity.rooms/value", "/choices/location.address/value/postcode",
                "/choices/name.fr/value",
            ]
            #expect(places.allSatisfy(wrong.contains), "\(wrong)")
            #expect(wrong.allSatisfy { $0.contains("/value") }, "\(wrong)")
            #expect(nameless == ["/choices"])
            #expect(refused == ["/choices/name.fr"])
        }
    }

    @Test func `wrong fields are told by their place in the body`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))

            let reply = try await provider.post(
                "/v1/listings/\(id)/proposals",
                [
                    "base_revision": 1,
                    "set": [
                        "contacts/phone": ["kind": "phone", "value": "12"], "colour": "red",
                        "category": "castle",
                        "location": ["point": ["lat": 100, "lon": 0]],
                    ],
                ])

            #expect(reply.status == 422)
            let pointers = (reply.json["errors"]?.elements ?? []).compactMap { $0["pointer"]?.string }
            #expect(
                Set(pointers).isSuperset(of: ["/set/contacts~1phone/value", "/set/colour", "/set/category"]))
            #expect(pointers.contains { $0.hasPrefix("/set/location/point") })
        }
    }

    @Test func `what was seen must still be there when it is decided`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let moderator = api.as(try await given.moderatorKey())
            let submitted = try await provider.post(
                "/v1/listings/\(id)/proposals", ["base_revision": 1, "set": ["capacity.rooms": 15]])
            let address = try #require(submitted.header("Location"))
            try await given.edit(id, ["capacity.rooms": 20])

            let reply = try await moderator.post(
                "\(address)/decisions",
                [
                    "version": 1, "seen": submitted.json["seen"] ?? .null,
                    "choices": ["capacity.rooms": ["decision": "accept"]],
                ])

            #expect(reply.status == 409)
            #expect(reply.code == "changed_since_seen")
            #expect(reply.json["fields"]?.elements.first?["current"] == 20)
            #expect(reply.json["current_revision"] == 2)
        }
    }

    @Test func `a choice without its reason is refused by its place`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let moderator = api.as(try await given.moderatorKey())
            let submitted = try await provider.post(
                "/v1/listings/\(id)/proposals",
                ["base_revision": 1, "set": ["contacts/phone": ["kind": "phone", "value": "+33559370102"]]])
            let address = try #require(submitted.header("Location"))

            let reply = try await moderator.post(
                "\(address)/decisions",
                [
                    "version": 1, "seen": submitted.json["seen"] ?? .null,
                    "choices": ["contacts/phone": ["decision": "reject"]],
                ])

            #expect(reply.status == 422)
            #expect(reply.json["errors"]?.elements.first?["pointer"] == "/choices/contacts~1phone/reason")
        }
    }

    @Test func `an amendment needs the version that was seen`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let submitted = try await provider.post(
                "/v1/listings/\(id)/proposals", ["base_revision": 1, "set": ["capacity.rooms": 15]])
            let address = try #require(submitted.header("Location"))
            let change: JSON = ["set": ["capacity.rooms": 16]]

            #expect(try await provider.patch(address, change).status == 428)
            #expect(try await provider.patch(address, change, ifMatch: "\"v7\"").status == 412)
            let wrong: JSON = ["set": ["capacity.rooms": "many"]]
            #expect(try await provider.patch(address, wrong, ifMatch: "\"v7\"").status == 422)
            let amended = try await provider.patch(address, change, ifMatch: "\"v1\"")
            #expect(amended.status == 200)
            #expect(amended.header("ETag")?.hasPrefix("\"v2.") == true)
            let late = try await provider.patch(address, change, ifMatch: "v1")
            #expect(late.status == 412)
            #expect(late.json["current_revision"] == 2)
        }
    }

    @Test func `the tag of a proposal moves with what is published meanwhile`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let submitted = try await provider.post(
                "/v1/listings/\(id)/proposals", ["base_revision": 1, "set": ["capacity.rooms": 15]])
            let (address, tag) = (
                try #require(submitted.header("Location")), try #require(submitted.header("ETag"))
            )
            #expect(try await provider.get(address, ["If-None-Match": tag]).status == 304)

            try await given.edit(id, ["capacity.rooms": 20])
            let after = try await provider.get(address, ["If-None-Match": tag])

            #expect(after.status == 200)
            #expect(after.json["version"] == 1)
        }
    }

    @Test func `a new listing is proposed and exists once it is accepted`() async throws {
        try await withAPI { api, given in
            let provider = api.as(try await given.providerKey())
            let moderator = api.as(try await given.moderatorKey())

            let submitted = try await provider.post("/v1/proposals", ["kind": "create", "set": Given.hotel])
            let address = try #require(submitted.header("Location"))
            let seen = try await moderator.get(address)
            let paths = (seen.json["fields"]?.elements ?? []).compactMap { $0["path"]?.string }
            let choices = paths.map { JSONObject.Member(key: $0, value: ["decision": "accept"]) }
            let decided = try await moderator.post(
                "\(address)/decisions",
                ["version": 1, "seen": seen.json["seen"] ?? .null, "choices": .object(JSONObject(choices))])

            #expect(submitted.status == 201)
            #expect(decided.json["state"] == "accepted")
            let listing = try #require(decided.json["listing"]?.string)
            #expect(try await api.get("/v1/listings/\(listing)").status == 200)
        }
    }

    @Test func `closing and taking over are proposed too`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let stranger = api.as(try await given.providerKey())

            let close = try await provider.post(
                "/v1/proposals", ["kind": "close", "listing": .string(id.text)])
            let claim = try await stranger.post(
                "/v1/proposals", ["kind": "claim", "listing": .string(id.text)])

            #expect(close.status == 201)
            #expect(close.json["fields"]?.elements.first?["path"] == "status")
            #expect(claim.status == 201)
            #expect(
                try await stranger.post("/v1/proposals", ["kind": "close", "listing": .string(id.text)])
                    .status == 404)
            #expect(try await provider.post("/v1/proposals", ["kind": "close"]).status == 422)
            #expect(try await provider.post("/v1/proposals", ["kind": "paint"]).status == 422)
        }
    }

    @Test func `steps move a proposal as far as they may`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))
            let moderator = api.as(try await given.moderatorKey())
            let submitted = try await provider.post(
                "/v1/listings/\(id)/proposals", ["base_revision": 1, "set": ["capacity.rooms": 15]])
            let address = try #require(submitted.header("Location"))

            #expect(try await moderator.post("\(address)/claim").json["claimed_by"]?.string != nil)
            #expect(try await moderator.post("\(address)/release").json["claimed_by"] == .null)
            let sent = try await moderator.post("\(address)/request-changes", ["comment": "really?"])
            #expect(sent.json["state"] == "changes_requested")
            #expect(sent.json["remark"] == "really?")
            #expect(try await moderator.post("\(address)/undo").status == 409)
            #expect(try await moderator.post("\(address)/withdraw").status == 403)
            #expect(try await provider.post("\(address)/withdraw", ["version": 1]).status == 409)
            #expect(try await provider.post("\(address)/withdraw").json["state"] == "withdrawn")
            #expect(try await provider.post("\(address)/withdraw").code == "not_open")
        }
    }
}
