import Directory
import Foundation
import Postgres
import Support
import Testing

/// The end of the program while it answers.
@Suite(.timeLimit(.minutes(6)))
struct ShutdownTests {
    private func start() async throws -> Server {
        let url = try TestDatabase.configuration.connectionString()
        return try await Server(Program(["FITXA_DATABASE_URL": url, "FITXA_PORT": "0"]))
    }

    private func get(_ path: String, from server: Server) async throws -> WireReply {
        try await Wire.open(server.port) { wire in
            try await wire.send("GET \(path) HTTP/1.1", "Host: localhost")
            return try await wire.reply()
        }
    }

    /// Publishes eight documents of that size: twelve megabytes unless said otherwise, more than the buffers of a
    /// connection take.
    private func publishMuch(_ size: Int = 1_500_000) async throws {
        let given = try await Given()
        for _ in 0..<8 { _ = try await given.listing() }
        try await given.database.write { tx in
            try tx.run("update listing_documents set document = '\"' || repeat('x', \(Int32(size))) || '\"'")
        }
    }

    @Test(.database) func `who waits for the feed is answered at once`() async throws {
        let server = try await start()
        try await Wire.open(server.port) { wire in
            try await wire.send("GET /v1/changes?wait=60 HTTP/1.1", "Host: localhost")
            while try await !get("/metrics", from: server).text.contains("fitxa_long_polls 1\n") {
                await Task.yield()
            }

            server.terminate()

            let reply = try await wire.reply()
            #expect(reply.status == 200)
            #expect(reply.json["items"] == [])
            #expect(try await wire.isClosed())
        }
        #expect(await server.end() == 0)
    }

    @Test(.database) func `a snapshot in hand is sent to its end`() async throws {
        try await publishMuch(300_000)
        // The end is bounded in time: a busy machine may miss it, but not again and again.
        var sizes: [Int] = []
        while sizes.count < 3, sizes.last ?? 0 <= 2_400_000 {
            sizes.append(try await sizeOfSnapshotInHand())
        }
        #expect(sizes.last ?? 0 > 2_400_000)
    }

    /// Ends a server while it sends a snapshot; gives how much of it came.
    private func sizeOfSnapshotInHand() async throws -> Int {
        let server = try await start()
        let size = try await Wire.open(server.port) { wire in
            try await wire.send("GET /v1/snapshot HTTP/1.1", "Host: localhost")
            let head = try await wire.head()
            #expect(head.status == 200)

            server.terminate()

            var size = 0
            while let chunk = try? await wire.chunk() { size += chunk.count }
            return size
        }
        #expect(await server.end() == 0)
        return size
    }

    @Test(.database) func `who does not listen is not waited for`() async throws {
        try await publishMuch()
        let server = try await start()
        try await Wire.open(server.port) { wire in
            try await wire.send("GET /v1/snapshot HTTP/1.1", "Host: localhost")
            _ = try await wire.head()

            server.terminate()

            #expect(await server.end() == 0)
        }
    }
}
