import Directory
import Foundation
import Postgres
import Support
import Testing

/// The end of the program while it answers.
@Suite(.timeLimit(.minutes(2)))
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

    /// Publishes twelve megabytes, more than the buffers of a connection take.
    private func publishMuch() async throws {
        let given = try await Given()
        for _ in 0..<8 { _ = try await given.listing() }
        try await given.database.write { tx in
            try tx.run("update listing_documents set document = '\"' || repeat('x', 1500000) || '\"'")
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
        try await publishMuch()
        let server = try await start()
        try await Wire.open(server.port) { wire in
            try await wire.send("GET /v1/snapshot HTTP/1.1", "Host: localhost")
            let head = try await wire.head()
            #expect(head.status == 200)

            server.terminate()

            var size = 0
            while let chunk = try await wire.chunk() { size += chunk.count }
            #expect(size > 12_000_000)
            #expect(try await wire.isClosed())
        }
        #expect(await server.end() == 0)
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
