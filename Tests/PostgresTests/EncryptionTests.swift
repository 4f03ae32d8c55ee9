import Foundation
import Glibc
import Postgres
import Testing

/// Connections over TCP to a server with a certificate of its own.
@Suite(.timeLimit(.minutes(6)))
struct EncryptionTests {
    /// A server that takes encrypted connections only.
    private struct Place {
        /// The certificate that vouches for the server's.
        let authority: String
        /// One that vouches for nobody.
        let stranger: String
        /// An address of the machine itself that no other server of a test has.
        let address: String

        /// Connects in these ways, and tells whether the connection is encrypted.
        func isEncrypted(_ mode: String, name: String = "localhost", trusting: String? = nil) async throws
            -> Bool
        {
            let database = Database(
                DatabaseConfiguration(
                    writer: """
                        host=\(name) hostaddr=\(address) port=5432 user=fitxa dbname=fitxa sslmode=\(mode) \
                        sslrootcert=\(trusting ?? authority)
                        """))
            let sql: SQL = "select ssl from pg_stat_ssl where pid = pg_backend_pid()"
            let result: Result<Bool, any Error>
            do {
                let rows = try await database.read { tx in try tx.all(sql, as: One<Bool>.self) }
                result = .success(rows[0].value)
            } catch {
                result = .failure(error)
            }
            await database.close()
            return try result.get()
        }
    }

    @Test func `a server is trusted whose certificate and name are right`() async throws {
        try await withServer { place in
            let named = try await place.isEncrypted("verify-full")
            let vouched = try await place.isEncrypted("verify-ca", name: "elsewhere.example")
            let any = try await place.isEncrypted("require", name: "elsewhere.example")
            #expect(named && vouched && any)
        }
    }

    @Test func `a server is refused whose certificate or name is wrong, and so is plain text`() async throws {
        try await withServer { place in
            let name = await #expect(throws: DatabaseError.self) {
                _ = try await place.isEncrypted("verify-full", name: "elsewhere.example")
            }
            #expect(name?.kind == .connection)
            #expect(name?.message.contains("does not match host name \"elsewhere.example\"") == true)
            let stranger = await #expect(throws: DatabaseError.self) {
                _ = try await place.isEncrypted("verify-full", trusting: place.stranger)
            }
            #expect(stranger?.message.contains("certificate verify failed") == true)
            let plain = await #expect(throws: DatabaseError.self) {
                _ = try await place.isEncrypted("disable")
            }
            #expect(plain?.message.contains("no encryption") == true)
        }
    }

    private func withServer(_ body: (Place) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "encrypted-\(UUID())").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try makeCertificates(folder)
        let address = "127." + (1...3).map { _ in "\(Int.random(in: 1...254))" }.joined(separator: ".")
        let server = try EmbeddedPostgres.acquire(
            dataFolder: "\(folder)/postgres",
            settings: [
                "shared_buffers=16MB", "listen_addresses=\(address)", "ssl=on",
                "ssl_cert_file=\(folder)/server.crt", "ssl_key_file=\(folder)/server.key",
                "hba_file=\(folder)/hba.conf",
            ], isDurable: false)
        defer { server.release() }
        try await body(
            Place(authority: "\(folder)/server.crt", stranger: "\(folder)/stranger.crt", address: address))
    }

    /// Two self-made certificates for the name `localhost`, of which the server has the first one.
    private func makeCertificates(_ folder: String) throws {
        for name in ["server", "stranger"] {
            try run(
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                "\(folder)/\(name).key", "-out", "\(folder)/\(name).crt")
        }
        try "local all all trust\nhostssl all all 127.0.0.0/8 trust\n".write(
            toFile: "\(folder)/hba.conf", atomically: true, encoding: .utf8)
        for name in ["hba.conf", "server.crt", "stranger.crt"] {
            try run("chmod", "644", "\(folder)/\(name)")
        }
        if geteuid() == 0 { try run("chown", "postgres", "\(folder)/server.key") }
        try run("chmod", "600", "\(folder)/server.key")
    }

    private func run(_ command: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(command)")
    }
}
