import Foundation
import Support
import Testing

/// The embedded database is killed under the server.
@Suite(.timeLimit(.minutes(6)))
struct RevivedDatabaseTests {
    @Test func `the embedded database is started again when it dies under the server`() async throws {
        try await withFolder { folder in
            let server = try await Server(
                Program(["FITXA_DATA": "\(folder)/var", "FITXA_PORT": "0", "FITXA_RATE_LIMIT": "0"]))
            let killed = try #require(postmaster(folder))
            #expect(kill(killed, SIGKILL) == 0)
            while postmaster(folder) == killed { await Task.yield() }
            while try await server.readiness().status != 200 { await Task.yield() }

            server.terminate()
            #expect(await server.end() == 0)
            #expect(postmaster(folder) == nil)
        }
    }
}
