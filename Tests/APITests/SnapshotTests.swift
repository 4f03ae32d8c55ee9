import Actions
import Directory
import HummingbirdTesting
import Support
import Testing

/// The snapshot is one for the whole database: every test has its own.
struct SnapshotTests {
    @Test(.database) func `a snapshot that has not changed is not sent again, one that has is`()
        async throws
    {
        try await withAPI { api, given in
            let id = try await given.listing()
            func known(_ tag: String) async throws -> Int {
                try await api.get("/v1/snapshot", ["If-None-Match": tag]).status
            }
            let first = try await api.get("/v1/snapshot")
            let tag = try #require(first.header("ETag"))

            #expect(try await known(tag) == 304)
            #expect(try await api.get("/v1/snapshot", ["If-None-Match": tag]).text.isEmpty)
            // No revision, and yet the listing says something else.
            _ = try await ConfirmListing(given.context).run(id.text, by: .system)
            let confirmed = try await api.get("/v1/snapshot", ["If-None-Match": tag])
            #expect(confirmed.status == 200)
            #expect(confirmed.text.contains("\"count\":1}\n{"))
            try await given.edit(id, ["capacity.rooms": 15])
            #expect(try await known(try #require(confirmed.header("ETag"))) == 200)
        }
    }

    @Test(.database) func `the head of what is sent in pieces does not say that it is empty`() async throws {
        try await withAPI(over: .live) { api, given in
            _ = try await given.listing()

            let head = try await api.wire { wire in
                try await wire.send("HEAD /v1/snapshot HTTP/1.1", "Host: localhost")
                return try await wire.reply(toHead: true)
            }

            #expect(head.status == 200)
            #expect(head.header("Content-Length") == nil)
        }
    }
}
