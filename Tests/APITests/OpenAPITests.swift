import Actions
import Directory
import HTTPTypes
import NIOCore
import Support
import Testing

@testable import API

@Suite(.serialized, .database) struct OpenAPITests {
    @Test func `the document names every route`() async throws {
        try await withAPI { api, _ in
            let document = try await api.get("/openapi.json")

            let paths = try #require(document.json["paths"]?.object)
            let operations = paths.members.flatMap { path in
                (path.value.object?.keys ?? []).map { "\($0.uppercased()) \(path.key)" }
            }
            #expect(document.json["openapi"] == "3.1.0")
            #expect(Set(operations) == Set(Endpoint.all.map { "\($0.method.rawValue) \($0.path)" }))
            #expect(operations.count == Endpoint.all.count)
        }
    }

    @Test func `whatever is answered with a tag can be asked for again, as the document says`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing().text
            let caller = api.as(
                try await given.caller([Right(role: .moderator)], scopes: [.read, .propose, .moderate]))
            let document = try await api.get("/openapi.json").json
            let proposal = try await caller.post("/v1/proposals", ["kind": "close", "listing": .string(id)])
            let number = proposal.json["id"]?.string ?? ""
            for endpoint in Endpoint.all where endpoint.method == .get {
                let address = endpoint.path.replacing("proposals/{id}", with: "proposals/\(number)")
                    .replacing("{id}", with: id).replacing("{n}", with: "1")
                    .replacing("{name}", with: "categories")
                let query = endpoint.path.hasSuffix("/diff") ? "?from=1&to=1" : ""
                let reply = try await caller.get(address + query)
                let told = document["paths"]?[endpoint.path]?["get"]?["responses"]?["304"]

                #expect(reply.status == 200, "\(endpoint.path)")
                #expect((reply.header("ETag") != nil) == (told != nil), "\(endpoint.path)")
                guard let tag = reply.header("ETag") else { continue }
                let again = try await caller.get(address + query, ["If-None-Match": tag])
                #expect(again.status == 304, "\(endpoint.path)")
            }
        }
    }

    @Test func `every schema that is named exists`() throws {
        let document = OpenAPIDocument(Endpoint.all, APIConfiguration(publicURL: "https://fitxa.example"))
        let text = String(buffer: document.bytes)

        let names = text.matches(of: /"#\/components\/schemas\/(\w+)"/).map { String($0.output.1) }

        #expect(!names.isEmpty)
        #expect(Set(names).subtracting(Schemas.all.keys) == [])
    }

    @Test func `the texts of schemas are JSON`() throws {
        for text in Schemas.texts { #expect(try JSON(parsing: text).object?.isEmpty == false) }
    }

    @Test func `operations have names of their own`() {
        #expect(Set(Endpoint.all.map(\.name)).count == Endpoint.all.count)
    }

    @Test(arguments: [
        ("name.fr", "/set/name.fr"), ("contacts/phone/value", "/set/contacts~1phone/value"),
        ("location.point", "/set/location/point"), ("location.address/insee", "/set/location/address/insee"),
        ("opening/summer/to", "/set/opening/1/to"), ("amenities/wifi", "/unset/0"),
        ("base_revision", "/base_revision"), ("comment", "/comment"),
        ("choices/contacts/phone/reason", "/choices/contacts~1phone/reason"),
    ])
    func `fields are found in the body`(path: String, pointer: String) {
        let body: JSON = [
            "base_revision": 0, "comment": "",
            "set": [
                "name.fr": "", "contacts/phone": ["value": ""],
                "location": ["point": 1, "address": ["insee": ""]],
                "opening": [["key": "winter"], ["key": "summer", "to": ""]],
            ],
            "unset": ["amenities/wifi"], "choices": ["contacts/phone": ["decision": "reject"]],
        ]

        #expect(FieldPointers(body).pointer(to: path) == pointer)
    }
}
