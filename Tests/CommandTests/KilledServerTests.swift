import Directory
import Foundation
import Postgres
import Support
import Testing

/// The program is killed while people publish over HTTP: what was acknowledged is there, and everything once.
@Suite(.timeLimit(.minutes(30)))
struct KilledServerTests {
    private static let kills = ProcessInfo.processInfo.environment["FITXA_LONG_TESTS"] == "1" ? 100 : 5

    @Test func `nothing is lost and nothing done twice when the program is killed`() async throws {
        try await withFolder { folder in
            let program = Program([
                "FITXA_DATA": "\(folder)/var", "FITXA_PORT": "0", "FITXA_RATE_LIMIT": "0",
            ])
            let publishers = try await Self.publishers(program, "\(folder)/var/postgres")

            let (effects, server) = try await Self.publish(publishers, program, folder)

            #expect(effects.count >= Self.kills * 5)
            #expect(Self.kills < 100 || effects.contains(where: \.wasRepeated))
            let stored = try await StoredEffects(folder: "\(folder)/var/postgres")
            #expect(effects.filter { stored.places(of: $0) != [$0.place] } == [])
            #expect(stored.count == effects.count)
            for effect in effects.suffix(20) {
                let again = try await effect.request.send(to: server.port)
                #expect(again.header("Idempotency-Replayed") == "true")
                #expect(again.json == effect.answer)
            }
            #expect(try await StoredEffects(folder: "\(folder)/var/postgres").count == effects.count)
            #expect(try await program.run("changes", "verify").status == 0)
            #expect(try await program.run("audit", "verify").status == 0)
            server.terminate()
            #expect(await server.end() == 0)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/var/postgres/postmaster.pid"))
        }
    }

    /// Four people with keys, each with a listing of their own and one that all of them edit.
    private static func publishers(_ program: Program, _ folder: String) async throws -> [Publisher] {
        _ = try await program.run("territory", "show", "64485")
        let embedded = try EmbeddedPostgres.acquire(dataFolder: folder)
        defer { embedded.release() }
        let database = Database(DatabaseConfiguration(writer: embedded.connectionString))
        let given = try await Given(database)
        let shared = try await given.listing()
        let moderator = try await given.moderatorKey().secret
        var publishers: [Publisher] = []
        for number in 1...4 {
            let own = try await given.listing()
            let provider = try await given.providerKey(own).secret
            publishers.append(
                Publisher(
                    number: number, own: own.text, shared: shared.text, provider: provider,
                    moderator: moderator))
        }
        await database.close()
        return publishers
    }

    /// Lets all publish while the program is killed and started again; gives what was acknowledged, and the program.
    private static func publish(
        _ publishers: [Publisher], _ program: Program, _ folder: String
    ) async throws -> ([Effect], Server) {
        let (door, headway) = (Door(), Headway())
        return try await withThrowingTaskGroup(of: [Effect].self) { group in
            for publisher in publishers {
                group.addTask { @concurrent in try await publisher.run(through: door, headway) }
            }
            var server = try await Server(program)
            let first = try #require(postmaster(folder))
            var random = SplitMix(seed: 11)
            for _ in 0..<kills {
                door.open(server.port)
                // Each program that comes up does some work, and dies at any moment of it.
                let more = Int.random(in: 3...12, using: &random)
                await headway.untilCommitted(headway.committed.count + more)
                if headway.isFinished { break }
                try await Task.sleep(for: .microseconds(Int.random(in: 0...20_000, using: &random)))
                door.close()
                server.kill()
                #expect(await server.end() == -SIGKILL)
                server = try await Server(program)
                #expect(postmaster(folder) == first, "the embedded database is not the same any more")
            }
            door.open(server.port)
            headway.finish()
            return (try await group.reduce(into: []) { $0 += $1 }, server)
        }
    }
}
