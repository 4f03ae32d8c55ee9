import Directory
import HTTPTypes
import Support
import Testing

@Suite(.serialized, .database) struct BadRequestTests {
    @Test(arguments: [
        ("/v1/listings?colour=red", "unknown_parameter", "colour"),
        ("/v1/listings/fx-00000000?bbox=1", "unknown_parameter", "bbox"),
        ("/v1/listings?bbox=1,2,3", "parameter_invalid", "bbox"),
        ("/v1/listings?bbox=a,b,c,d", "parameter_invalid", "bbox"),
        ("/v1/listings?bbox=0,0,181,1", "parameter_invalid", "bbox"),
        ("/v1/listings?bbox=2,0,1,1", "parameter_invalid", "bbox"),
        ("/v1/listings?bbox=0,2,1,1", "parameter_invalid", "bbox"),
        ("/v1/listings?bbox=nan,0,1,1", "parameter_invalid", "bbox"),
        ("/v1/listings?near=43", "parameter_invalid", "near"),
        ("/v1/listings?near=91,0", "parameter_invalid", "near"),
        ("/v1/listings?radius=1000", "parameter_invalid", "radius"),
        ("/v1/listings?near=43,1&radius=0", "parameter_invalid", "radius"),
        ("/v1/listings?near=43,1&radius=200001", "parameter_invalid", "radius"),
        ("/v1/listings?near=43,1&radius=inf", "parameter_invalid", "radius"),
        ("/v1/listings?near=43,1&near=43,1", "parameter_repeated", "near"),
        ("/v1/listings?bbox=0x1,0,1,1", "parameter_invalid", "bbox"),
        ("/v1/listings?bbox=0,0,1,", "parameter_invalid", "bbox"),
        ("/v1/listings?near=0x2b,1", "parameter_invalid", "near"),
        ("/v1/listings?near=%2B43,1", "parameter_invalid", "near"),
        ("/v1/listings?near=43,1&radius=0x10", "parameter_invalid", "radius"),
        ("/v1/listings?near=43,1&radius=%2B10", "parameter_invalid", "radius"),
        ("/v1/listings?near=43,1&radius=0x1p4", "parameter_invalid", "radius"),
        ("/v1/listings?near=43,1&radius=nan", "parameter_invalid", "radius"),
        ("/v1/listings?near=43,1&radius=", "parameter_invalid", "radius"),
        ("/v1/listings?near=43,1&radius=%2010", "parameter_invalid", "radius"),
        ("/v1/listings?limit=", "parameter_invalid", "limit"),
        ("/v1/listings?limit=%2B5", "parameter_invalid", "limit"),
        ("/v1/listings?limit=0x10", "parameter_invalid", "limit"),
        ("/ogc/collections/listings/items?limit=%2B5", "parameter_invalid", "limit"),
        ("/ogc/collections/listings/items?limit=0x10", "parameter_invalid", "limit"),
        ("/ogc/collections/listings/items?bbox=0,0,0x1,1,1,1", "parameter_invalid", "bbox"),
        ("/ogc/collections/listings/items?bbox=0,0,nan,1,1,nan", "parameter_invalid", "bbox"),
        ("/v1/listings?category=hostel_of_the_future", "code_unknown", "category"),
        ("/v1/listings?payment=card,shells", "code_unknown", "payment"),
        ("/v1/listings?platform=nowhere", "code_unknown", "platform"),
        ("/v1/listings?commune=99999", "code_unknown", "commune"),
        ("/v1/listings?commune=d-64", "code_unknown", "commune"),
        ("/v1/listings?territory=d-999", "code_unknown", "territory"),
        ("/v1/listings?office=64485", "code_unknown", "office"),
        ("/v1/listings?category=", "parameter_invalid", "category"),
        ("/v1/listings?limit=0", "parameter_invalid", "limit"),
        ("/v1/listings?limit=1001", "parameter_invalid", "limit"),
        ("/v1/listings?limit=-1", "parameter_invalid", "limit"),
        ("/v1/listings?limit=99999999999999999999", "parameter_invalid", "limit"),
        ("/v1/listings?sort=colour", "parameter_invalid", "sort"),
        ("/v1/listings?sort=distance", "parameter_invalid", "sort"),
        ("/v1/listings?sort=relevance", "parameter_invalid", "sort"),
        ("/v1/listings?q=", "parameter_invalid", "q"),
        ("/v1/listings?open_on=2026-02-30", "parameter_invalid", "open_on"),
        ("/v1/listings?changed_since=yesterday", "parameter_invalid", "changed_since"),
        ("/v1/listings?changed_since=2026-02-30", "parameter_invalid", "changed_since"),
        ("/v1/listings?changed_since=2026-02-03T25:00:00Z", "parameter_invalid", "changed_since"),
        ("/v1/listings?lang=klingon", "parameter_invalid", "lang"),
        ("/v1/listings?fields=id,colour", "parameter_invalid", "fields"),
        ("/v1/listings?cursor=%F0%9F", "encoding_invalid", nil),
        ("/v1/listings?q=%00", "nul_refused", nil),
        ("/v1/listings?q=%zz", "encoding_invalid", nil),
        ("/v1/listings?%FF=1", "encoding_invalid", nil),
        ("/v1/listings/fx-%00", "nul_refused", nil),
        ("/v1/listings/%C3%28", "encoding_invalid", nil),
        ("/v1/changes?after=garbage", "cursor_invalid", "after"),
        ("/v1/changes?after=-1", "cursor_invalid", "after"),
        ("/v1/changes?wait=61", "parameter_invalid", "wait"),
        ("/v1/changes?territory=d-999", "code_unknown", "territory"),
        ("/v1/changes/checksum?territory=d-999", "code_unknown", "territory"),
        ("/v1/territories?kind=planet", "parameter_invalid", "kind"),
        ("/v1/territories?q=", "parameter_invalid", "q"),
        ("/v1/territories?cursor=x", "cursor_invalid", "cursor"),
    ])
    func `a request that cannot be understood says which part and why`(
        uri: String, code: String, parameter: String?
    ) async throws {
        try await withAPI { api, _ in
            let reply = try await api.get(uri)

            #expect(reply.status == 400)
            #expect(reply.code == code)
            #expect(reply.json["parameter"]?.string == parameter)
            #expect(reply.header("Content-Type") == "application/problem+json")
            #expect(reply.json["type"] == .string("https://fitxa.example/problems/\(code)"))
        }
    }

    @Test(arguments: [
        ("{", 400, "json_invalid"), ("", 400, "body_invalid"), ("[]", 400, "body_invalid"),
        ("{\"set\":{\"name.fr\":\"a\\u0000b\"}}", 400, "json_invalid"),
        ("{\"set\":{},\"set\":{}}", 400, "json_invalid"),
        (String(repeating: "[", count: 100), 400, "json_invalid"),
        ("{\"base_revision\":1}", 422, "invalid"),
        ("{\"base_revision\":1,\"set\":{},\"colour\":1}", 422, "invalid"),
        ("{\"base_revision\":\"1\",\"set\":{}}", 422, "invalid"),
        ("{\"set\":{\"name.fr\":\"x\"}}", 422, "invalid"),
    ])
    func `a body that cannot be understood is refused`(text: String, status: Int, code: String) async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))

            let reply = try await provider.send(
                .post, "/v1/listings/\(id)/proposals", ["Content-Type": "application/json"],
                body: Array(text.utf8))

            #expect(reply.status == status)
            #expect(reply.code == code)
        }
    }

    @Test func `where the JSON breaks is told`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let provider = api.as(try await given.providerKey(id))

            let reply = try await provider.send(
                .post, "/v1/listings/\(id)/proposals", ["Content-Type": "application/json; charset=utf-8"],
                body: Array("{\"set\": nonsense}".utf8))

            #expect(reply.json["offset"] == 9)
        }
    }

    @Test(arguments: ["text/plain", "application/xml", "", "multipart/form-data; boundary=x"])
    func `a body of another type is refused`(type: String) async throws {
        try await withAPI { api, given in
            let provider = api.as(try await given.providerKey())

            let reply = try await provider.send(
                .post, "/v1/proposals", ["Content-Type": type], body: Array("{}".utf8))

            #expect(reply.status == 415)
            #expect(reply.code == "content_type")
            #expect(reply.header("Accept") == "application/json")
        }
    }

    @Test(arguments: [("gzip", 415), ("br, identity", 415), ("identity", 422), ("", 422)])
    func `a body that is packed is refused`(encoding: String, status: Int) async throws {
        try await withAPI { api, given in
            let provider = api.as(try await given.providerKey())

            let reply = try await provider.post("/v1/proposals", [:], ["Content-Encoding": encoding])

            #expect(reply.status == status)
            #expect((reply.code == "content_encoding") == (status == 415))
            #expect(reply.header("Accept-Encoding") == (status == 415 ? "identity" : nil))
        }
    }

    @Test func `a body that is too large is refused`() async throws {
        try await withAPI { api, given in
            let provider = api.as(try await given.providerKey())

            let reply = try await provider.send(
                .post, "/v1/proposals", ["Content-Type": "application/json"],
                body: [UInt8](repeating: 0x20, count: 10_000_000))

            #expect(reply.status == 413)
            #expect(reply.code == "body_too_large")
        }
    }

    @Test(arguments: [
        "/v1", "/v1/nothing", "/v1/listings/fx-00000000/nothing", "/v1/listings/a/b/c/d/e/f",
        "/ogc/collections/nothing/items",
    ])
    func `an address that does not exist is a problem`(uri: String) async throws {
        try await withAPI { api, _ in
            let reply = try await api.get(uri)

            #expect(reply.status == 404)
            #expect(reply.code == "route_unknown")
        }
    }

    @Test(arguments: [
        (HTTPRequest.Method.delete, "/v1/listings", "GET, HEAD, OPTIONS"),
        (.put, "/v1/listings/fx-00000000", "GET, HEAD, OPTIONS, PATCH"),
        (.trace, "/v1/proposals", "GET, HEAD, OPTIONS, POST"),
        (.get, "/v1/proposals/pr-1/undo", "OPTIONS, POST"),
        (HTTPRequest.Method("QUERY") ?? .trace, "/healthz", "GET, HEAD, OPTIONS"),
    ])
    func `a method that is not possible names those that are`(
        method: HTTPRequest.Method, uri: String, allowed: String
    ) async throws {
        try await withAPI { api, _ in
            let reply = try await api.send(method, uri)

            #expect(reply.status == 405)
            #expect(reply.code == "method_not_allowed")
            #expect(reply.header("Allow") == allowed)
        }
    }
}
