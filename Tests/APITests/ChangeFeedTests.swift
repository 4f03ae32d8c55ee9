import Actions
import Directory
import Support
import Testing

/// The feed is one for the whole database: every test has its own.
struct ChangeFeedTests {
    @Test(.database) func `every change comes once and in order`() async throws {
        try await withAPI { api, given in
            let (first, second) = (try await given.listing(), try await given.listing())
            try await given.edit(first, ["capacity.rooms": 15])
            _ = try await CloseListing(given.context).close(
                second.text, reason: "provider_request", comment: nil, by: .system)

            let start = try await api.get("/v1/changes?limit=2")
            let rest = try await api.get("/v1/changes?limit=2&after=\(start.json["next"]?.string ?? "")")
            let end = try await api.get("/v1/changes?after=\(rest.json["next"]?.string ?? "")")

            #expect(start.json["has_more"] == true)
            let items = (start.json["items"]?.elements ?? []) + (rest.json["items"]?.elements ?? [])
            #expect(items.map { $0["position"] } == [1, 2, 3, 4])
            #expect(items.map { $0["op"] } == ["upsert", "upsert", "upsert", "remove"])
            #expect(items[2]["changed"] == ["capacity.rooms"])
            #expect(items[2]["listing"]?["capacity"]?["rooms"] == 15)
            #expect(items[3]["reason"] == "provider_request")
            #expect(items[3]["listing"] == nil)
            #expect(rest.json["has_more"] == false)
            #expect(end.json["items"] == [])
            #expect(end.json["next"] == rest.json["next"])
            #expect(end.header("Fitxa-Next") == end.json["next"]?.string)
        }
    }

    @Test(.database) func `a listing that leaves a territory is removed there`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            _ = try await given.listing(["location.address": ["insee": "33063", "postcode": "33000"]])
            try await given.edit(id, ["location.address": ["insee": "33063", "postcode": "33000"]])

            let old = try await api.get("/v1/changes?territory=d-64")
            let new = try await api.get("/v1/changes?territory=d-33")

            #expect(old.json["items"]?.elements.map { $0["op"] } == ["upsert", "remove"])
            #expect(old.json["items"]?.elements.last?["reason"] == "left_territory")
            #expect(old.json["items"]?.elements.last?["listing"] == nil)
            #expect(new.json["items"]?.elements.map { $0["position"] } == [2, 3])
            #expect(old.json["next"] == new.json["next"])
        }
    }

    @Test(.database) func `a cursor of another life or of the past is gone`() async throws {
        try await withAPI { api, given in
            _ = try await given.listing()
            let epoch = "00000000-0000-0000-0000-000000000000"

            let other = try await api.get("/v1/changes?after=\(epoch).0")
            try await given.moveHorizon(to: 1)
            let past = try await api.get("/v1/changes?after=0")

            for reply in [other, past] {
                #expect(reply.status == 410)
                #expect(reply.code == "cursor_expired")
                #expect(reply.json["snapshot"] == "/v1/snapshot")
            }
            #expect(try await api.get("/v1/changes?after=1").status == 200)
        }
    }

    @Test(.database, arguments: ["", "&territory=d-64", "&wait=1"])
    func `a cursor ahead of the feed is gone, for who went on with it would miss changes`(
        query: String
    ) async throws {
        try await withAPI { api, given in
            _ = try await given.listing()
            let head = try #require(try await api.get("/v1/changes/checksum").json["position"]?.integer)

            let ahead = try await api.get("/v1/changes?after=\(head + 1)\(query)")

            #expect(ahead.status == 410)
            #expect(ahead.code == "cursor_expired")
            #expect(ahead.json["snapshot"] == "/v1/snapshot")
            #expect(try await api.get("/v1/changes?after=\(head)").status == 200)
        }
    }

    @Test(.database, .timeLimit(.minutes(6))) func `a long poll ends with the change that it waits for`()
        async throws
    {
        try await withAPI { api, given in
            async let waiting = api.get("/v1/changes?wait=60")
            await api.untilSomebodyWaits()
            let id = try await given.listing()

            let reply = try await waiting

            #expect(reply.json["items"]?.elements.map { $0["id"] } == [.string(id.text)])
        }
    }

    @Test(.database) func `a long poll without a change ends in time`() async throws {
        try await withAPI { api, _ in
            let reply = try await api.get("/v1/changes?wait=1")

            #expect(reply.status == 200)
            #expect(reply.json["items"] == [])
        }
    }

    @Test(.database, .timeLimit(.minutes(6))) func `a long poll ends when nobody waits any more`()
        async throws
    {
        try await withAPI { api, _ in
            let poll = Task { try await api.get("/v1/changes?wait=60") }
            await api.untilSomebodyWaits()
            poll.cancel()

            _ = await poll.result
        }
    }

    @Test(.database, .timeLimit(.minutes(6))) func `a long poll ends when the program is to stop`()
        async throws
    {
        try await withAPI { api, _ in
            async let waiting = api.get("/v1/changes?wait=60")
            await api.untilSomebodyWaits()
            api.stop()

            let (ended, next) = (try await waiting, try await api.get("/v1/changes?wait=60"))

            #expect(ended.json["items"] == [])
            #expect(next.json["items"] == [])
        }
    }

    @Test(.database) func `the feed comes line by line too`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()

            let reply = try await api.get("/v1/changes", ["Accept": "application/x-ndjson"])

            let lines = try reply.text.split(separator: "\n").map { try JSON(parsing: String($0)) }
            #expect(lines.count == 2)
            #expect(lines[0]["id"] == .string(id.text))
            #expect(lines[1]["has_more"] == false)
            #expect(reply.header("Content-Type") == "application/x-ndjson")
        }
    }

    @Test(.database) func `a snapshot and the feed after it make a whole copy`() async throws {
        try await withAPI { api, given in
            var ids: [String] = []
            for _ in 0..<450 { ids.append(try await given.listing().text) }

            let snapshot = try await api.get("/v1/snapshot")
            let late = try await given.listing()

            let lines = try snapshot.text.split(separator: "\n").map { try JSON(parsing: String($0)) }
            #expect(lines[0]["count"] == 450)
            #expect(lines.dropFirst().compactMap { $0["id"]?.string } == ids.sorted())
            let position = try #require(lines[0]["position"]?.integer)
            let feed = try await api.get("/v1/changes?after=\(position)")
            #expect(feed.ids == [late.text])
            #expect(feed.json["epoch"] == lines[0]["epoch"])
        }
    }

    @Test(.database) func `the checksum tells copies apart`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let before = try await api.get("/v1/changes/checksum")
            try await given.edit(id, ["capacity.rooms": 15])
            let after = try await api.get("/v1/changes/checksum")

            #expect(before.json["count"] == 1)
            #expect(before.json["digest"] != after.json["digest"])
            #expect(
                try await api.get("/v1/changes/checksum?territory=d-64").json["digest"]
                    == after.json["digest"])
            #expect(try await api.get("/v1/changes/checksum?territory=d-33").json["count"] == 0)
        }
    }

    @Test(
        arguments: [
            ("0", nil, 0), ("17", nil, 17),
            ("3f2504e0-4f89-11d3-9a0c-0305e82c3301.5", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", 5),
        ] as [(String, String?, Int)])
    func `cursors are read back`(text: String, epoch: String?, position: Int) {
        #expect(FeedCursor(text) == FeedCursor(epoch: epoch, position: position))
        #expect(FeedCursor(text)?.text == text)
    }

    @Test(arguments: ["", ".", "x", "1.", "abc.1", "-1", "1.2.3", "9999999999999999999", "３"])
    func `what is no cursor is none`(text: String) {
        #expect(FeedCursor(text) == nil)
    }
}
