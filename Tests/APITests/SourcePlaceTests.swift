import Actions
import Directory
import Exchange
import HTTPTypes
import Support
import Testing

@testable import API

/// Where the records of a sync job lie: judged as in every import.
@Suite(.serialized, .database) struct SourcePlaceTests {
    private static func hotel(_ latitude: Double, _ longitude: Double, insee: String = "64485") -> JSON {
        [
            "category": "hotel", "name": ["fr": "Hôtel du Pont"],
            "location": [
                "point": ["lat": .double(latitude), "lon": .double(longitude)], "accuracy": "building",
                "address": ["lines": ["1 rue d'Espagne"], "insee": .string(insee)],
            ],
        ]
    }

    private func rules(_ reply: JSON?) -> [String] {
        (reply?["findings"]?.elements ?? []).map { finding in
            ["rule", "path", "severity"].compactMap { finding[$0]?.string }.joined(separator: " ")
        }
    }

    @Test(
        arguments: [
            (43.1631, -1.2361, [], "43.1631 -1.2361 building"),
            (-1.2361, 43.1631, ["geo.swapped location.point warning"], "43.1631 -1.2361 building"),
            (43.1631, 1.2361, ["geo.sign location.point warning"], "43.1631 -1.2361 building"),
            (0, 0, ["geo.zero location.point warning"], "- - unknown"),
            (0.0002, -0.0001, ["geo.zero location.point warning"], "- - unknown"),
            (43.4901, -1.6301, ["geo.sea location.point warning"], "43.4901 -1.6301 building"),
            (43.1781, -1.2201, ["geo.outside_commune location.point warning"], "43.1781 -1.2201 building"),
            (43.4741, -0.9241, ["geo.far_from_commune location.point warning"], "43.4741 -0.9241 building"),
            (43.16, -1.24, ["geo.few_decimals location.point info"], "43.16 -1.24 building"),
        ] as [(Double, Double, [String], String)])
    func `a point is taken, put right where that is certain, and told`(
        latitude: Double, longitude: Double, findings: [String], place: String
    ) async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let path = "/v1/sources/sit/listings/\(given.name("place"))"
            let record = Self.hotel(latitude, longitude)

            let dry = try await job.put("\(path)?dry_run=true", record)
            let reply = try await job.put(path, record)
            let again = try await job.put(path, record)

            let id = reply.json["listing"]?.string ?? ""
            let location = try await api.get("/v1/listings/\(id)").json["location"]
            let point = location?["point"]
            let words = [point?["lat"], point?["lon"], location?["accuracy"]].map {
                $0.flatMap { $0.isNull ? nil : $0.string ?? $0.text } ?? "-"
            }
            #expect((dry.status, rules(dry.json)) == (200, findings))
            #expect((reply.status, rules(reply.json)) == (201, findings))
            #expect(again.json["outcome"] == "unchanged")
            #expect(rules(again.json) == findings)
            #expect(words.joined(separator: " ") == place)
        }
    }

    @Test func `the centre of a commune says so`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let path = "/v1/sources/sit/listings/\(given.name("place"))"
            let centre = try #require(
                try await LoadReferenceData.communes(of: given.database).byINSEE("64485")?.centroid)

            let reply = try await job.put(path, Self.hotel(centre.latitude, centre.longitude))

            let id = reply.json["listing"]?.string ?? ""
            #expect(rules(reply.json).first == "geo.centroid location.accuracy info")
            #expect(try await api.get("/v1/listings/\(id)").json["location"]?["accuracy"] == "commune")
        }
    }

    @Test func `a source that no longer knows a place does not take away what it knew`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let path = "/v1/sources/sit/listings/\(given.name("place"))"
            let id = try await job.put(path, Self.hotel(43.1631, -1.2361)).json["listing"]?.string ?? ""

            let touched = try await job.put(
                path, ["set": ["location.point": ["lat": 0, "lon": 0], "capacity.rooms": 12]])
            let whole = try await job.put(path, Self.hotel(0, 0))

            let listing = try await api.get("/v1/listings/\(id)").json
            #expect((touched.json["outcome"], whole.json["outcome"]) == ("updated", "unchanged"))
            #expect(rules(touched.json) == ["geo.zero location.point warning"])
            #expect(rules(whole.json) == ["geo.zero location.point warning"])
            #expect(listing["location"]?["point"] == ["lat": 43.1631, "lon": -1.2361])
            #expect(listing["location"]?["accuracy"] == "building")
            #expect(listing["capacity"]?["rooms"] == 12)
        }
    }

    @Test func `an address that changes is judged with the point that stands`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let path = "/v1/sources/sit/listings/\(given.name("place"))"
            _ = try await job.put(path, Self.hotel(43.1631, -1.2361))

            let moved = try await job.put(
                path, ["set": ["location.address": ["postcode": "64220", "insee": "64102"]]])
            let other = try await job.put(path, ["set": ["capacity.rooms": 3]])

            #expect(
                rules(moved.json) == [
                    "geo.far_from_commune location.point warning",
                    "address.postcode_mismatch location.address warning",
                ])
            #expect(rules(other.json) == [])
        }
    }

    @Test func `each line of many has its own findings`() async throws {
        try await withAPI { api, given in
            let job = try await api.as(given.sourceKey())
            let points = [(43.1631, -1.2361), (-1.2361, 43.1631), (0, 0), (43.4901, -1.6301)]
            let lines = points.enumerated().map { index, point in
                var line = Self.hotel(point.0, point.1).object ?? JSONObject()
                line["key"] = .string("line-\(index)")
                return JSON.object(line).text
            }

            let reply = try await job.send(
                .post, "/v1/sources/sit/imports", ["Content-Type": "application/x-ndjson"],
                body: Array(lines.joined(separator: "\n").utf8))

            let items = reply.json["items"]?.elements ?? []
            #expect(items.map { $0["outcome"] } == ["created", "created", "created", "created"])
            #expect(
                items.map(rules) == [
                    [], ["geo.swapped location.point warning"], ["geo.zero location.point warning"],
                    ["geo.sea location.point warning"],
                ])
            let finding = items.last?["findings"]?.elements.first
            #expect((finding?["record"], finding?["listing"]) == ("line-3", "Hôtel du Pont"))
        }
    }
}
