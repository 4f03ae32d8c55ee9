import Foundation
import Glibc
import Postgres
import Testing

@Suite(.timeLimit(.minutes(6)))
struct EmbeddedPostgresTests {
    /// Runs a body with a folder for a server, which is stopped and removed afterwards.
    private func withFolder(_ suffix: String = "", _ body: (String) async throws -> Void) async throws {
        let parent = FileManager.default.temporaryDirectory.appending(path: "embedded-\(UUID())\(suffix)")
        let folder = parent.appending(path: "postgres").path
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(folder))
        } catch {
            result = .failure(error)
        }
        _ = EmbeddedPostgres.stopAbandoned(dataFolder: folder)
        try FileManager.default.removeItem(at: parent)
        try result.get()
    }

    private func acquire(_ folder: String) throws -> EmbeddedPostgres {
        try EmbeddedPostgres.acquire(dataFolder: folder, settings: ["shared_buffers=16MB"], isDurable: false)
    }

    /// The process that the server's own file names, nil when there is no such file.
    private func process(_ folder: String) -> pid_t? {
        let text = try? String(contentsOfFile: folder + "/postmaster.pid", encoding: .utf8)
        return text?.split(separator: "\n").first.flatMap { pid_t($0) }
    }

    private func answer(_ embedded: EmbeddedPostgres) async throws -> String {
        let database = Database(DatabaseConfiguration(writer: embedded.connectionString))
        let rows = try await database.fetch(
            "select current_database() || ' ' || current_setting('server_encoding')", as: One<String>.self)
        await database.close()
        return rows[0].value
    }

    @Test func `the first share starts the server, the last one stops it`() async throws {
        try await withFolder { folder in
            let first = try acquire(folder)
            let started = try #require(process(folder))
            let second = try acquire(folder)
            #expect(process(folder) == started)
            #expect(try await answer(second) == "fitxa UTF8")
            first.release()
            #expect(try await answer(second) == "fitxa UTF8")
            second.release()
            #expect(process(folder) == nil)
            while kill(started, 0) == 0 { await Task.yield() }
            let third = try acquire(folder)
            #expect(try await answer(third) == "fitxa UTF8")
            third.release()
        }
    }

    @Test func `several at the same time make one server`() async throws {
        try await withFolder { folder in
            let shares = try await withThrowingTaskGroup(of: EmbeddedPostgres.self) { group in
                for _ in 0..<4 { group.addTask { try acquire(folder) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let running = process(folder)
            for share in shares.dropLast() { share.release() }
            #expect(process(folder) == running)
            shares.last?.release()
            #expect(process(folder) == nil)
        }
    }

    @Test func `the server survives a killed user and is stopped by the next`() async throws {
        try await withFolder { folder in
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                let share = try EmbeddedPostgres.acquire(
                    dataFolder: folder, settings: ["shared_buffers=16MB"], isDurable: false)
                withExtendedLifetime(share) { _ = kill(getpid(), SIGKILL) }
            }
            let left = try #require(process(folder))
            let next = try acquire(folder)
            #expect(process(folder) == left)
            next.release()
            #expect(process(folder) == nil)
        }
    }

    @Test func `a killed server is started again`() async throws {
        try await withFolder { folder in
            let share = try acquire(folder)
            let killed = try #require(process(folder))
            #expect(kill(killed, SIGKILL) == 0)
            while kill(killed, 0) == 0 { await Task.yield() }
            try share.revive()
            #expect(process(folder) != killed)
            #expect(try await answer(share) == "fitxa UTF8")
            share.release()
        }
    }

    @Test func `a process file that names somebody else's process is no obstacle`() async throws {
        try await withFolder { folder in
            let first = try acquire(folder)
            let file = try String(contentsOfFile: folder + "/postmaster.pid", encoding: .utf8)
            first.release()
            // A process of the server's own user: PostgreSQL alone would take it for the server.
            let other = try acquire(folder + "-other")
            let lines = file.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
            let stale = ["\(try #require(process(folder + "-other")))"] + lines.map(String.init)
            try stale.joined(separator: "\n").write(
                toFile: folder + "/postmaster.pid", atomically: false, encoding: .utf8)
            let second = try acquire(folder)
            #expect(try await answer(second) == "fitxa UTF8")
            second.release()
            other.release()
        }
    }

    @Test func `the server is out of reach of the terminal and of our descriptors`() async throws {
        try await withFolder { folder in
            let share = try acquire(folder)
            let server = try #require(process(folder))
            #expect(getsid(server) == server)
            let descriptors = "/proc/\(server)/fd"
            let names = try FileManager.default.contentsOfDirectory(atPath: descriptors)
            #expect(!names.isEmpty)
            let targets = names.compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: descriptors + "/" + $0)
            }
            #expect(targets.contains { $0.hasSuffix(".lock") && !$0.hasSuffix("postmaster.lock") } == false)
            share.release()
        }
    }

    @Test func `a path that is too long for a socket gets a short one`() async throws {
        try await withFolder(String(repeating: "-long", count: 20)) { folder in
            let share = try acquire(folder)
            #expect(!share.connectionString.contains("long"))
            #expect(try await answer(share) == "fitxa UTF8")
            share.release()
            let socket = share.connectionString.split(separator: "'")[1]
            #expect(!FileManager.default.fileExists(atPath: String(socket)))
        }
    }

    @Test func `a path with spaces and apostrophes works`() async throws {
        try await withFolder(" d'ici, là") { folder in
            let share = try acquire(folder)
            #expect(try await answer(share) == "fitxa UTF8")
            share.release()
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root changes the user"))
    func `a closed folder on the way is named with the remedy`() async throws {
        try await withFolder { folder in
            let closed = URL(filePath: folder).deletingLastPathComponent().path
            try FileManager.default.createDirectory(
                atPath: closed, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let failure = #expect(throws: EmbeddedPostgresError.self) { try acquire(folder) }
            #expect(failure?.description.contains("chmod o+x \(closed)") == true)
        }
    }
}
