import API
import Directory
import HummingbirdTesting
import Support
import Testing

/// How the server behaves towards clients that send too much, wait to be asked, or speak no HTTP.
@Suite(.serialized, .database, .timeLimit(.minutes(6))) struct CourtesyTests {
    @Test func `a body that is too large is refused before it has come, and the connection ends`()
        async throws
    {
        try await withAPI(over: .live) { api, given in
            let key = try await given.providerKey().secret
            try await api.wire { wire in
                try await wire.send(
                    "POST /v1/proposals HTTP/1.1", "Host: localhost", "Authorization: Bearer \(key)",
                    "Content-Type: application/json", "Content-Length: 10000000",
                    body: String(repeating: " ", count: 1_000))
                let reply = try await wire.reply()

                #expect(reply.status == 413)
                #expect(reply.json["code"] == "body_too_large")
                #expect(reply.header("Connection") == "close")
                #expect(try await wire.isClosed())
            }
        }
    }

    @Test(arguments: 1...4)
    func `who sends on when all is said hears it, also when it was the last request`(
        round: Int
    ) async throws {
        try await withAPI(over: .live) { api, given in
            let key = try await given.providerKey().secret
            try await api.wire { wire in
                try await wire.send(
                    "POST /v1/proposals HTTP/1.1", "Host: localhost", "Authorization: Bearer \(key)",
                    "Connection: close", "Content-Type: application/json", "Content-Length: 10000000")
                let part = [UInt8](repeating: 0x20, count: 100_000)
                for _ in 0..<100 { try await wire.send(part) }

                #expect(try await wire.reply().status == 413)
                #expect(try await wire.isClosed())
            }
        }
    }

    @Test func `letters stand in an address as they are`() async throws {
        try await withAPI(over: .live) { api, given in
            let id = try await given.listing(["name.fr": "Hôtel Zürichoise"])
            try await api.wire { wire in
                for address in ["/v1/listings?q=zürichoise", "/v1/listings?lang=fr&q=zürichoise"] {
                    try await wire.send("GET \(address) HTTP/1.1", "Host: localhost", "X-Place: Zürich")
                    let reply = try await wire.reply()

                    #expect(reply.status == 200)
                    #expect(reply.json["items"]?.elements.first?["id"]?.string == id.text)
                }
            }
        }
    }

    @Test func `a body without a length is cut off where it becomes too large`() async throws {
        try await withAPI({ $0.maxBodyBytes = 10_000 }, over: .live) { api, given in
            let key = try await given.providerKey().secret
            try await api.wire { wire in
                try await wire.send(
                    "POST /v1/proposals HTTP/1.1", "Host: localhost", "Authorization: Bearer \(key)",
                    "Content-Type: application/json", "Transfer-Encoding: chunked",
                    body: "4e20\r\n" + String(repeating: " ", count: 20_000) + "\r\n")
                let reply = try await wire.reply()

                #expect(reply.status == 413)
                #expect(try await wire.isClosed())
            }
        }
    }

    @Test func `who waits to be asked for the body is asked`() async throws {
        try await withAPI(over: .live) { api, given in
            let id = try await given.listing()
            let key = try await given.providerKey(id).secret
            let body = #"{"base_revision": 1, "set": {"capacity.rooms": 15}}"#
            try await api.wire { wire in
                try await wire.send(
                    "POST /v1/listings/\(id)/proposals HTTP/1.1", "Host: localhost",
                    "Authorization: Bearer \(key)", "Content-Type: application/json",
                    "Expect: 100-continue", "Content-Length: \(body.utf8.count)")
                let asked = try await wire.reply()
                try await wire.send(Array(body.utf8))

                #expect(asked.status == 100)
                #expect(try await wire.reply().status == 201)
                try await wire.send("GET /healthz HTTP/1.1", "Host: localhost")
                #expect(try await wire.reply().status == 200)
            }
        }
    }

    @Test func `who announces too much is not asked for the body`() async throws {
        try await withAPI(over: .live) { api, _ in
            try await api.wire { wire in
                try await wire.send(
                    "POST /v1/proposals HTTP/1.1", "Host: localhost", "Content-Type: application/json",
                    "Expect: 100-continue", "Content-Length: 10000000")

                #expect(try await wire.reply().status == 401)
                #expect(try await wire.isClosed())
            }
        }
    }

    @Test(arguments: [
        ("hello", 501, "method_unknown"), ("FROB /v1/listings HTTP/1.1", 501, "method_unknown"),
        ("GET /v1/listings HTTP/7.3", 505, "version_unknown"),
        ("GET /v1/listings/a b HTTP/1.1", 400, "http_invalid"),
        ("GET /v1/listings HTTP/1.1\r\nContent-Length: many", 400, "http_invalid"),
        ("GET /v1/listings HTTP/1.1\r\nA B: x", 400, "http_invalid"),
        ("GET /v1/listings/\0 HTTP/1.1", 400, "http_invalid"),
        ("GET /v1/listings?q=" + String(repeating: "x", count: 100_000), 431, "headers_too_large"),
        (
            "GET /v1/listings HTTP/1.1\r\nX: " + String(repeating: "x", count: 100_000), 431,
            "headers_too_large"
        ),
    ])
    func `what is no HTTP is told so and ends the connection`(
        text: String, status: Int, code: String
    ) async throws {
        try await withAPI(over: .live) { api, _ in
            try await api.wire { wire in
                try await wire.send(text)
                let reply = try await wire.reply()

                #expect(reply.status == status)
                #expect(reply.json["code"]?.string == code)
                #expect(reply.header("Content-Type") == "application/problem+json")
                #expect(reply.header("Connection") == "close")
                #expect(try await wire.isClosed())
            }
        }
    }

    @Test(arguments: [
        ("chunked", "ZZ\r\n{}\r\n0\r\n\r\n"), ("chunked", "2\r\n{}garbage\r\n0\r\n\r\n"), ("gzip", "{}"),
    ])
    func `a body that is not sent as HTTP says is refused, once, and the connection ends`(
        coding: String, body: String
    ) async throws {
        try await withAPI(over: .live) { api, given in
            let key = try await given.providerKey().secret
            let cases = [("Bearer \(key)", 400, "http_invalid"), ("Bearer wrong", 401, "key_invalid")]
            for (authorization, status, code) in cases {
                try await api.wire { wire in
                    try await wire.send(
                        "POST /v1/proposals HTTP/1.1", "Host: localhost", "Authorization: \(authorization)",
                        "Content-Type: application/json", "Transfer-Encoding: \(coding)", body: body)
                    let reply = try await wire.reply()

                    #expect(reply.status == status)
                    #expect(reply.json["code"]?.string == code)
                    #expect(try await wire.isClosed())
                }
            }
        }
    }

    @Test func `lines that go on as no HTTP are refused, what came before them is taken in`() async throws {
        try await withAPI(over: .live) { api, given in
            let key = try await given.caller([], scopes: [.write(source: "wire")]).secret
            let name = given.name("Auberge")
            let record: JSON = ["category": "hotel", "name.fr": .string(name)]
            let line =
                JSON.object(
                    JSONObject([.init(key: "key", value: "a"), .init(key: "set", value: record)])
                ).text + "\n"
            try await api.wire { wire in
                try await wire.send(
                    "POST /v1/sources/wire/imports HTTP/1.1", "Host: localhost",
                    "Authorization: Bearer \(key)",
                    "Content-Type: application/x-ndjson", "Transfer-Encoding: chunked",
                    body: "\(String(line.utf8.count, radix: 16))\r\n\(line)\r\nZZ\r\n")
                let reply = try await wire.reply()

                #expect(reply.status == 400)
                #expect(reply.json["code"] == "http_invalid")
            }
            #expect(try await api.get("/v1/listings?q=\(name)").ids.count == 1)
        }
    }

    @Test func `a body that breaks off counts as the client's mistake`() async throws {
        try await withAPI(over: .live) { api, given in
            let key = try await given.providerKey().secret
            try await api.wire { wire in
                try await wire.send(
                    "POST /v1/proposals HTTP/1.1", "Host: localhost", "Authorization: Bearer \(key)",
                    "Content-Type: application/json", "Content-Length: 100", body: "{\"set\":")
            }
            let start = "fitxa_http_requests_total{method=\"POST\",route=\"/v1/proposals\",status="
            var counted: String?
            while counted == nil {
                counted = try await api.get("/metrics").text.split(separator: "\n")
                    .first { $0.hasPrefix(start) }.map(String.init)
            }

            #expect(counted == start + "\"400\"} 1")
        }
    }

    @Test(arguments: [[], ["Host: a", "Host: b"], ["Host: a", "host: a"]])
    func `a request names one host`(hosts: [String]) async throws {
        try await withAPI(over: .live) { api, _ in
            try await api.wire { wire in
                let lines = ["GET /healthz HTTP/1.1"] + hosts + ["", ""]
                try await wire.send(Array(lines.joined(separator: "\r\n").utf8))
                let reply = try await wire.reply()

                #expect(reply.status == 400)
                #expect(reply.json["code"] == "http_invalid")
                #expect(try await wire.isClosed())
            }
        }
    }

    @Test(arguments: [["GET /healthz HTTP/1.0"], ["GET /healthz HTTP/1.1", "Host: a", "Connection: Close"]])
    func `the connection ends where nobody wants to keep it`(head: [String]) async throws {
        try await withAPI(over: .live) { api, _ in
            try await api.wire { wire in
                try await wire.send(Array((head + ["", ""]).joined(separator: "\r\n").utf8))

                #expect(try await wire.reply().status == 200)
                #expect(try await wire.isClosed())
            }
        }
    }

    @Test(arguments: ["GET /v1/listings/%@ HTTP/1.1", "GET /v1/listings?q=%@ HTTP/1.1"])
    func `bytes that are no UTF-8 are refused`(line: String) async throws {
        try await withAPI(over: .live) { api, _ in
            try await api.wire { wire in
                let parts = line.split(separator: "%@").map { Array($0.utf8) }
                try await wire.send(parts[0] + [0xC3, 0x28] + parts[1] + Array("\r\nHost: x\r\n\r\n".utf8))

                #expect(try await wire.reply().status == 400)
            }
        }
    }
}
