import FoundationEssentials
import Glibc
import Synchronization

/// A private PostgreSQL server made with the machine's own programs, reachable through a Unix socket only.
///
/// Whoever needs it holds a share: the first one starts the server, others find it running, and the last one
/// stops it. The share of a process that is killed ends with the process.
package final class EmbeddedPostgres: Sendable {
    private let cluster: EmbeddedCluster
    private let share: Mutex<LockFile?>

    /// How to reach the database `fitxa`.
    package var connectionString: String { cluster.connectionString(database: "fitxa") }

    /// Takes a share in the server whose files are in a folder, which is made and started if need be.
    ///
    /// The lock files lie beside the folder. Settings have the form `name=value` and come on top of the usual
    /// ones. A server that is not durable is quicker and may lose everything in a crash of the machine: it is
    /// for tests.
    package static func acquire(
        dataFolder: String, settings: [String] = [], isDurable: Bool = true
    ) throws -> EmbeddedPostgres {
        let folder = absolutePath(dataFolder)
        let parent = URL(filePath: folder).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        let cluster = EmbeddedCluster(
            folder: folder, settings: usualSettings + settings, isDurable: isDurable)
        return try LockFile.exclusively(turnFile(folder)) {
            let share = try LockFile(usersFile(folder))
            share.lock(shared: true)
            try bringUp(cluster)
            return EmbeddedPostgres(cluster, share: share)
        }
    }

    private init(_ cluster: EmbeddedCluster, share: LockFile) {
        self.cluster = cluster
        self.share = Mutex(share)
    }

    deinit {
        release()
    }

    /// Whether the server answers.
    package var isRunning: Bool { cluster.isRunning }

    /// Starts the server again if it has died.
    package func revive() throws {
        try LockFile.exclusively(Self.turnFile(cluster.folder)) { try Self.bringUp(cluster) }
    }

    /// Gives the share back; the last one to do so stops the server.
    package func release() {
        let mine = share.withLock { share in
            defer { share = nil }
            return share
        }
        guard let mine else { return }
        // Who cannot get the turn leaves the server running, for the next one to find.
        try? LockFile.exclusively(Self.turnFile(cluster.folder)) {
            if mine.tryExclusive() { try cluster.stop() }
        }
    }

    private static func bringUp(_ cluster: EmbeddedCluster) throws {
        try cluster.create()
        if !cluster.isRunning { try cluster.start() }
        let parameters = try ConnectionParameters(
            DatabaseConfiguration(writer: cluster.connectionString(database: "postgres")), for: .transactions)
        let connection = try connect(parameters)
        let found = try connection.command("select from pg_database where datname = 'fitxa'")
        if found == "SELECT 0" { try connection.command("create database fitxa") }
    }

    /// Connects, also to a server that somebody else started and that is still recovering.
    private static func connect(_ parameters: ConnectionParameters) throws(DatabaseError) -> Connection {
        for _ in 0..<600 {
            do throws(DatabaseError) {
                return try Connection(parameters, onNotice: nil)
            } catch {
                guard error.message.contains("starting up") || error.message.contains("recovery") else {
                    throw error
                }
                usleep(100_000)
            }
        }
        return try Connection(parameters, onNotice: nil)
    }

    /// Stops a server in which nobody holds a share any more, because those who did were killed.
    /// - Returns: whether the server is at rest.
    package static func stopAbandoned(dataFolder: String) -> Bool {
        let cluster = EmbeddedCluster(folder: absolutePath(dataFolder), settings: [], isDurable: true)
        let isAtRest = try? LockFile.exclusively(turnFile(cluster.folder)) {
            let share = try LockFile(usersFile(cluster.folder))
            guard share.tryExclusive() else { return false }
            return try withExtendedLifetime(share) {
                if cluster.isRunning { try cluster.stop() }
                return true
            }
        }
        return isAtRest ?? false
    }

    /// Starting and stopping is done by one at a time, under the lock of this file.
    private static func turnFile(_ folder: String) -> String { folder + ".start.lock" }

    /// Every user holds a share of the lock of this file.
    private static func usersFile(_ folder: String) -> String { folder + ".users.lock" }

    private static func absolutePath(_ folder: String) -> String {
        let path = URL(filePath: folder).standardizedFileURL.path
        return path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private static let usualSettings = [
        "shared_buffers=256MB", "max_connections=100", "max_wal_size=2GB", "jit=off",
    ]
}
