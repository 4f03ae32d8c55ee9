import API
import Directory
import HTTPTypes
import NIOCore
import Postgres
import Support
import Testing

@Suite(.serialized, .database) struct EdgeTests {
    @Test func `packed bytes have a strong tag of their own, and each is known by both`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let moderator = api.as(try await given.moderatorKey())
            let address = "/v1/listings/\(id)"
            let plain = try #require(try await api.get(address).header("ETag"))
            let packed = try #require(
                try await api.get(address, ["Accept-Encoding": "gzip"]).header("ETag"))

            #expect(packed == String(plain.dropLast()) + "-gzip\"")
            for tag in [plain, packed] {
                let known = try await api.get(
                    address, ["Accept-Encoding": "gzip", "If-None-Match": "\"x\", \(tag)"])
                #expect(known.status == 304)
                #expect(known.header("ETag") == tag)
            }
            let edited = try await moderator.patch(address, ["set": ["capacity.rooms": 3]], ifMatch: packed)
            #expect(edited.status == 200)
        }
    }

    @Test func `what is large is packed on request`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let plain = try await api.get("/v1/listings/\(id)")

            let packed = try await api.get("/v1/listings/\(id)", ["Accept-Encoding": "br, gzip;q=0.5"])
            let refused = try await api.get("/v1/listings/\(id)", ["Accept-Encoding": "gzip;q=0"])

            #expect(packed.header("Content-Encoding") == "gzip")
            #expect(packed.header("Vary")?.contains("Accept-Encoding") == true)
            let bytes = Array(packed.body.readableBytesView)
            #expect(bytes.prefix(3) == [0x1F, 0x8B, 8])
            let size = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            #expect(size == plain.body.readableBytes)
            #expect(packed.body.readableBytes < plain.body.readableBytes)
            #expect(refused.header("Content-Encoding") == nil)
            #expect(refused.text == plain.text)
        }
    }

    @Test func `a snapshot is packed while it is sent`() async throws {
        try await withAPI { api, given in
            _ = try await given.listing()

            let packed = try await api.get("/v1/snapshot", ["Accept-Encoding": "gzip"])

            #expect(packed.header("Content-Encoding") == "gzip")
            #expect(Array(packed.body.readableBytesView.prefix(2)) == [0x1F, 0x8B])
        }
    }

    @Test func `other sites may read what is public`() async throws {
        try await withAPI { api, _ in
            let allowed = try await api.send(
                .options, "/v1/listings",
                ["Origin": "https://example.org", "Access-Control-Request-Method": "GET"])
            let kept = try await api.send(.options, "/v1/queue")

            #expect(allowed.status == 204)
            #expect(allowed.header("Access-Control-Allow-Origin") == "*")
            #expect(allowed.header("Access-Control-Allow-Headers")?.contains("Authorization") == true)
            #expect(kept.status == 204)
            #expect(kept.header("Access-Control-Allow-Origin") == "*" || kept.header("Allow") != nil)
        }
    }

    @Test func `who asks too much has to wait`() async throws {
        try await withAPI({ $0.anonymousRate = 3 }) { api, given in
            let provider = api.as(try await given.providerKey())

            var replies: [Reply] = []
            for _ in 0..<4 { replies.append(try await api.get("/v1/vocabularies/booking_modes")) }

            #expect(replies.map(\.status) == [200, 200, 200, 429])
            #expect(replies[0].header("RateLimit-Policy") == "\"default\";q=3;w=60")
            #expect(replies[0].header("RateLimit")?.hasPrefix("\"default\";r=2;t=") == true)
            #expect(replies[3].code == "too_many_requests")
            #expect(
                replies[3].header("Retry-After").flatMap { Int($0) }.map { (1...20).contains($0) } == true)
            #expect(try await provider.get("/v1/proposals").status == 200)
            #expect(try await api.get("/healthz").status == 200)
        }
    }

    @Test func `the program tells how it is`() async throws {
        try await withAPI { api, given in
            _ = try await given.listing()
            _ = try await api.get("/v1/listings/fx-00000000")

            let metrics = try await api.get("/metrics")

            #expect(try await api.get("/healthz").status == 200)
            #expect(try await api.get("/readyz").json == ["status": "ready", "rebuild_due": false])
            #expect(
                metrics.text.contains(
                    "fitxa_http_requests_total{method=\"GET\",route=\"/v1/listings/{id}\",status=\"404\"} 1\n"
                ))
            #expect(metrics.text.contains("fitxa_feed_position"))
            #expect(metrics.text.contains("fitxa_database_up 1\n"))
        }
    }

    @Test func `who cannot serve says so`() async throws {
        try await withAPI({ $0.hindrance = { "migrations are pending" } }) { api, _ in
            let reply = try await api.get("/readyz")

            #expect(reply.status == 503)
            #expect(reply.header("Retry-After") == "5")
            #expect(reply.json["detail"] == "migrations are pending")
        }
    }

    @Test func `a database that is away is told as such`() async throws {
        try await withDatabase { database in
            try await withAPI { api, _ in
                await database.close()

                let reply = try await api.get("/v1/listings/fx-00000000")

                #expect(reply.status == 503)
                #expect(reply.code == "unavailable")
                #expect(reply.header("Retry-After") != nil)
                #expect(try await api.get("/healthz").status == 200)
                #expect(try await api.get("/readyz").status == 503)
                #expect(try await api.get("/metrics").text.contains("fitxa_database_up 0"))
            }
        }
    }

    @Test func `lists and territories can be read`() async throws {
        try await withAPI { api, _ in
            let names = try await api.get("/v1/vocabularies")
            let list = try await api.get("/v1/vocabularies/payment_means")
            let regions = try await api.get("/v1/territories?kind=region&limit=5")
            let place = try await api.get("/v1/territories?kind=commune&q=jean-pied")

            #expect(names.json["items"]?.elements.contains { $0["name"] == "categories" } == true)
            #expect(list.json["items"]?.elements.contains { $0["code"] == "card" } == true)
            #expect(regions.json["items"]?.elements.count == 5)
            #expect(
                try await api.get(try #require(regions.json["next"]?.string)).json["items"]?.elements.count
                    == 5)
            #expect(place.json["items"]?.elements.contains { $0["insee"] == "64485" } == true)
            #expect(try await api.get("/v1/vocabularies/colours").status == 404)
        }
    }
}
