import Actions
import Directory
import HTTPTypes
import Support
import Testing

@testable import API

/// Single records of a source.
@Suite(.serialized, .database) struct SourceTests {
    private static let hotel: JSON = [
        "category": "hotel", "name": ["fr": "Hôtel du Pont", "en": "Bridge Hotel"],
        "summary": ["fr": "Au bord de l'eau"],
        "location": [
            "point": ["lat": 43.163, "lon": -1.236],
            "address": ["postcode": "64220", "commune": "Saint-Jean-Pied-de-Port", "insee": "64485"],
        ],
        "contacts": [["kind": "phone", "value": "+33559370101"]], "amenities": ["wifi"],
        "capacity": ["rooms": 14],
    ]

    private func path(_ key: String, _ query: String = "") -> String {
        "/v1/sources/sit/listings/\(key)\(query)"
    }

    @Test func `a record becomes a listing and is changed by what it names`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let first = try await job.put(path("a%2F1"), Self.hotel)
            let id = first.json["listing"]?.string ?? ""
            let again = try await job.put(path("a%2F1"), Self.hotel)

            let touch = try await job.put(
                path("a%2F1"),
                ["set": ["summary.fr": nil, "capacity.rooms": 15], "unset": ["amenities/wifi"]])

            let listing = try await api.get("/v1/listings/\(id)").json
            #expect((first.status, first.json["outcome"], first.json["revision"]) == (201, "created", 1))
            #expect(first.header("Location") == "/v1/listings/\(id)")
            #expect(
                (again.status, again.json["outcome"], again.json["listing"]) == (
                    200, "unchanged", .string(id)
                ))
            #expect((touch.status, touch.json["outcome"], touch.json["revision"]) == (200, "updated", 2))
            #expect(listing["summary"]?.object?.isEmpty == true)
            #expect(listing["amenities"] == [])
            #expect(listing["capacity"]?["rooms"] == 15)
            #expect(listing["name"]?["en"] == "Bridge Hotel")
            #expect(listing["sources"] == [["source": "sit", "key": "a/1"]])
        }
    }

    @Test func `a listing replaces the members that it has and leaves the others`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let id = try await job.put(path("whole"), Self.hotel).json["listing"]?.string ?? ""

            let reply = try await job.put(
                path("whole"), ["name": ["fr": "Hôtel neuf"], "amenities": nil, "id": "x"])

            let listing = try await api.get("/v1/listings/\(id)").json
            #expect(reply.json["outcome"] == "updated")
            #expect(listing["name"] == ["fr": "Hôtel neuf"])
            #expect(listing["amenities"] == [])
            #expect(listing["summary"]?["fr"] == "Au bord de l'eau")
        }
    }

    @Test func `what the API shows of a listing can be put as it is`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let id = try await job.put(path("round"), Self.hotel).json["listing"]?.string ?? ""
            let shown = try await api.get("/v1/listings/\(id)").json

            let reply = try await job.put(path("round"), shown)
            let third = try await job.put(path("round"), shown)

            #expect(reply.status == 200)
            #expect(third.json["outcome"] == "unchanged")
            #expect(try await api.get("/v1/listings/\(id)").json["contacts"] == shown["contacts"])
        }
    }

    @Test func `what people have changed too is proposed`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let id = try await job.put(path("both"), Self.hotel).json["listing"]?.string ?? ""
            try await given.edit(try #require(ListingID(id)), ["name.fr": "Le nom du bureau"])

            let reply = try await job.put(
                path("both"), ["set": ["name.fr": "Le nom de la source", "capacity.rooms": 20]])

            let moderator = try await api.as(given.moderatorKey())
            let proposal = reply.json["proposals"]?.elements.first?.string ?? ""
            let shown = try await moderator.get("/v1/proposals/\(proposal)").json
            let listing = try await api.get("/v1/listings/\(id)").json
            #expect((reply.status, reply.json["outcome"]) == (200, "conflicted"))
            #expect(reply.json["findings"]?.elements.map { $0["path"] } == ["name.fr"])
            #expect((shown["origin"], shown["state"]) == ("import", "submitted"))
            #expect(listing["name"]?["fr"] == "Le nom du bureau")
            #expect(listing["capacity"]?["rooms"] == 20)
        }
    }

    @Test func `a moderator is told of which sources a proposal is`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let moderator = try await api.as(given.moderatorKey())
            func send(_ name: String) async throws -> String {
                let line: JSON = [
                    "key": "told-by", "category": "hotel", "name": ["fr": .string(name)],
                    "location": ["address": ["insee": "64485"]], "capacity": ["rooms": 5],
                ]
                let reply = try await job.send(
                    .post, "/v1/sources/sit/imports", ["Content-Type": "application/x-ndjson"],
                    body: line.bytes)
                let item = reply.json["items"]?.elements.first
                return item?["proposals"]?.elements.first?.string ?? item?["listing"]?.string ?? ""
            }
            func sources(_ proposal: String) async throws -> JSON? {
                try await moderator.get("/v1/proposals/\(proposal)").json["sources"]
            }
            let id = try await send("Hôtel dit")
            try await given.edit(try #require(ListingID(id)), ["name.fr": "Le nom du bureau"])

            let run = try await send("De la source")
            let first = try await sources(run)
            let put = try await job.put(path("told-by"), ["set": ["name.fr": "De la source encore"]])
            let queue = try await moderator.get("/v1/queue?limit=1000").json["items"]?.elements ?? []

            #expect(first == ["sit"])
            #expect(put.json["proposals"] == [.string(run)])
            #expect(try await sources(run) == ["sit"])
            #expect(queue.first { $0["id"]?.string == run }?["sources"] == ["sit"])
        }
    }

    @Test func `what others added is not the source's to empty`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let id = try await job.put(path("added"), Self.hotel).json["listing"]?.string ?? ""
            try await given.edit(try #require(ListingID(id)), ["amenities/bar": true])

            let reply = try await job.put(path("added"), ["unset": ["amenities"]])

            #expect(reply.json["outcome"] == "updated")
            #expect(try await api.get("/v1/listings/\(id)").json["amenities"] == ["bar"])
        }
    }

    @Test(
        arguments: [
            (["set": ["colour": "blue"]], "/set/colour", "path.unknown"),
            (["colour": "blue"], "/colour", "path.unknown"),
            (["set": ["capacity.rooms": "many"]], "/set/capacity.rooms", "number.range"),
            (
                ["set": ["location": ["address": ["insee": "00000"]]]], "/set/location/address/insee",
                "commune.unknown"
            ),
            (["set": ["capacity.rooms": 3], "name": [:]], "/name", "member.unknown"),
            (["unset": ["name"]], "", "required"), (["unset": "name"], "/unset", "type.list"),
            ([:], "", "required"),
            (["key": "other", "set": [:]], "/key", "key.other"),
        ] as [(JSON, String, String)])
    func `what is wrong is rejected by its path and nothing is kept`(
        body: JSON, pointer: String, code: String
    )
        async throws
    {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let id = try await job.put(path("wrong"), Self.hotel).json["listing"]?.string ?? ""

            let reply = try await job.put(path("wrong"), body)

            #expect((reply.status, reply.code, reply.json["outcome"]) == (422, "invalid", "rejected"))
            let errors = (reply.json["errors"]?.elements ?? []).map {
                "\($0["code"]?.string ?? "") \($0["pointer"]?.string ?? "")"
            }
            #expect(errors.contains { $0.hasPrefix("\(code) \(pointer)") }, "\(errors)")
            #expect(try await api.get("/v1/listings/\(id)").json["revision"] == 1)
        }
    }

    @Test func `a new record needs a category and a name`() async throws {
        try await withAPI { api, given in
            let reply = try await api.as(given.sourceKey()).put(path("bare"), ["set": ["capacity.rooms": 3]])

            #expect(reply.status == 422)
            #expect(reply.json["errors"]?.elements.map { $0["code"] } == ["required", "required"])
        }
    }

    @Test(arguments: [nil, "d-64"])
    func `a record that joined a listing is changed by what it names as well`(territory: String?) async throws
    {
        try await withAPI { api, given in
            var hotel = Self.hotel.object ?? JSONObject()
            hotel["contacts"] = [
                ["kind": "phone", "value": .string("+3355\(Int.random(in: 1_000_000...9_999_999))")]
            ]
            hotel["name"] = ["fr": .string(given.name("Auberge"))]
            let listing = JSON.object(hotel)
            let first = try await api.as(given.sourceKey())
            let second = try await api.as(
                given.caller([], scopes: [.write(source: "other")], boundTo: territory))
            let (one, two) = (path(given.name("j")), "/v1/sources/other/listings/\(given.name("j"))")
            let id = try await first.put(one, listing).json["listing"]

            let joined = try await second.put(two, listing)
            let touch = try await second.put(two, ["set": ["capacity.rooms": 9, "capacity.persons": 30]])
            let again = try await second.put(two, ["set": ["capacity.persons": 30]])
            let emptied = try await second.put(two, ["unset": ["capacity.persons"]])

            #expect(joined.json["listing"] == id)
            #expect((touch.status, touch.json["outcome"]) == (200, "conflicted"))
            #expect((again.status, again.json["outcome"]) == (200, "unchanged"))
            #expect((emptied.status, emptied.json["outcome"]) == (200, "updated"))
        }
    }

    @Test func `a dry run keeps nothing`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let before = try await api.get("/v1/changes/checksum").text

            let put = try await job.put(path("dry", "?dry_run=true"), Self.hotel)
            let gone = try await job.send(.delete, path("dry"))

            #expect((put.status, put.json["outcome"], put.json["dry_run"]) == (200, "created", true))
            #expect(put.json["listing"]?.isNull == true)
            #expect(gone.status == 404)
            #expect(try await api.get("/v1/changes/checksum").text == before)
        }
    }

    @Test func `a record that is gone closes its listing, and restores it when it comes back`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let id = try await job.put(path("gone"), Self.hotel).json["listing"]?.string ?? ""

            let dry = try await job.send(.delete, path("gone", "?dry_run=true"))
            let gone = try await job.send(.delete, path("gone"))
            let twice = try await job.send(.delete, path("gone"))
            let closed = try await api.get("/v1/listings/\(id)")
            let back = try await job.put(path("gone"), ["set": ["capacity.rooms": 9]])

            #expect((dry.status, dry.json["outcome"]) == (200, "removed"))
            #expect((gone.status, gone.json["outcome"], gone.json["revision"]) == (200, "removed", 2))
            #expect((twice.status, twice.json["outcome"]) == (200, "unchanged"))
            #expect((closed.status, closed.json["reason"]) == (410, "source_removed"))
            #expect((back.json["outcome"], back.json["listing"]) == ("updated", .string(id)))
            #expect(try await api.get("/v1/listings/\(id)").json["capacity"]?["rooms"] == 9)
            #expect(try await job.send(.delete, path("never")).status == 404)
        }
    }

    @Test func `a key writes to its own source and within its territory`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let bound = try await api.as(given.sourceKey(boundTo: "d-40"))
            let other = try await api.as(given.caller([], scopes: [.write(source: "others")]))
            _ = try await job.put(path("place"), Self.hotel)
            let away: JSON = ["set": ["location.address": ["insee": "64485"]]]
            let inside: JSON = [
                "category": "hotel", "name": ["fr": "Landes"], "location": ["address": ["insee": "40088"]],
            ]

            #expect(try await other.put(path("place"), Self.hotel).code == "scope_missing")
            #expect(try await other.send(.delete, path("place")).status == 403)
            #expect(try await api.put(path("place"), Self.hotel).status == 401)
            #expect(try await bound.put(path("place"), Self.hotel).status == 404)
            #expect(try await bound.send(.delete, path("place")).status == 404)
            #expect(try await bound.put(path("new"), Self.hotel).code == "territory_not_allowed")
            #expect(try await bound.put(path("landes"), inside).status == 201)
            #expect(try await bound.put(path("landes"), away).code == "territory_not_allowed")
            #expect(try await job.put("/v1/sources/a%20b/listings/x", Self.hotel).status == 404)
        }
    }
}

extension Given {
    /// A sync job of the source `sit`, with a key.
    func sourceKey(boundTo territory: String? = nil) async throws -> Caller {
        try await caller([], scopes: [.write(source: "sit")], boundTo: territory)
    }
}

extension APIClient {
    func put(_ uri: String, _ json: JSON) async throws -> Reply {
        try await send(.put, uri, ["Content-Type": "application/json"], body: json.bytes)
    }
}
