import Directory
import HummingbirdTesting
import Support
import Testing

/// What only a socket shows.
@Suite(.serialized, .database, .timeLimit(.minutes(6))) struct SocketTests {
    @Test func `several requests at once are answered in their order`() async throws {
        try await withAPI(over: .live) { api, given in
            let id = try await given.listing()
            let requests = ["/healthz", "/v1/listings/\(id)", "/v1/nothing", "/readyz"].map {
                "GET \($0) HTTP/1.1\r\nHost: localhost\r\n\r\n"
            }
            try await api.wire { wire in
                try await wire.send(Array(requests.joined().utf8))

                #expect(try await wire.reply().json["status"] == "alive")
                #expect(try await wire.reply().json["id"]?.string == id.text)
                #expect(try await wire.reply().json["code"] == "route_unknown")
                #expect(try await wire.reply().json["status"] == "ready")
            }
        }
    }

    @Test func `an answer is packed whole, with its length`() async throws {
        try await withAPI(over: .live) { api, given in
            let address = "GET /v1/listings/\(try await given.listing()) HTTP/1.1"
            try await api.wire { wire in
                try await wire.send(address, "Host: localhost")
                let plain = try await wire.reply()
                try await wire.send(address, "Host: localhost", "Accept-Encoding: gzip")
                let packed = try await wire.reply()

                #expect(packed.header("Content-Encoding") == "gzip")
                #expect(packed.header("Content-Length") == "\(packed.body.count)")
                #expect(packed.header("ETag") == plain.header("ETag").map { "\($0.dropLast())-gzip\"" })
                let size = packed.body.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
                #expect(size == plain.body.count)
            }
        }
    }

    @Test func `a snapshot comes in pieces that make whole lines`() async throws {
        try await withAPI(over: .live) { api, given in
            for _ in 0..<3 { _ = try await given.listing() }
            try await api.wire { wire in
                try await wire.send("GET /v1/snapshot HTTP/1.1", "Host: localhost")
                let reply = try await wire.reply()

                #expect(reply.header("Transfer-Encoding") == "chunked")
                #expect(reply.header("Content-Length") == nil)
                #expect(reply.chunks.count == 2)
                let lines = try reply.text.split(separator: "\n").map { try JSON(parsing: String($0)) }
                #expect(lines.first?["count"]?.integer == lines.count - 1)
            }
        }
    }

    @Test func `the answers to HEAD and 304 have no body`() async throws {
        try await withAPI(over: .live) { api, given in
            let address = "/v1/listings/\(try await given.listing())"
            try await api.wire { wire in
                try await wire.send("GET \(address) HTTP/1.1", "Host: localhost")
                let whole = try await wire.reply()
                let tag = try #require(whole.header("ETag"))
                try await wire.send("HEAD \(address) HTTP/1.1", "Host: localhost")
                let head = try await wire.reply(toHead: true)
                try await wire.send("GET \(address) HTTP/1.1", "Host: localhost", "If-None-Match: \(tag)")
                let known = try await wire.reply()
                try await wire.send("GET /healthz HTTP/1.1", "Host: localhost")

                #expect(head.header("Content-Length") == "\(whole.body.count)")
                #expect(head.header("ETag") == tag)
                #expect(known.status == 304)
                #expect(known.header("Content-Length") == nil)
                // A body after one of them would be heard here.
                #expect(try await wire.reply().json["status"] == "alive")
            }
        }
    }

    @Test func `a connection goes on after refusals`() async throws {
        try await withAPI(over: .live) { api, _ in
            try await api.wire { wire in
                try await wire.send(
                    "POST /v1/proposals HTTP/1.1", "Host: localhost", "Content-Type: application/json",
                    "Content-Length: 1000", body: String(repeating: " ", count: 1_000))
                #expect(try await wire.reply().status == 401)
                try await wire.send("DELETE /v1/listings HTTP/1.1", "Host: localhost")
                #expect(try await wire.reply().status == 405)
                try await wire.send("GET /v1/listings?q=%FF HTTP/1.1", "Host: localhost")
                #expect(try await wire.reply().status == 400)
                try await wire.send("GET /healthz HTTP/1.1", "Host: localhost")
                #expect(try await wire.reply().status == 200)
            }
        }
    }

    @Test func `a client that speaks slowly is heard`() async throws {
        try await withAPI(over: .live) { api, _ in
            try await api.wire { wire in
                for byte in "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8 {
                    try await wire.send([byte])
                }
                #expect(try await wire.reply().status == 200)
            }
        }
    }
}
