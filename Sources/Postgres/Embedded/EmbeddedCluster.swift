import CLibpq
import FoundationEssentials
import Glibc

/// The files of an embedded server, and how it is made, started and stopped.
struct EmbeddedCluster: Sendable {
    /// The server's settings, in the form `name=value`.
    let settings: [String]
    /// Whether what was committed survives a crash of the machine.
    let isDurable: Bool
    let folder: String
    let socketFolder: String

    init(folder: String, settings: [String], isDurable: Bool) {
        self.folder = folder
        self.settings = settings + (isDurable ? [] : Self.carelessSettings)
        self.isDurable = isDurable
        socketFolder = Self.socketFolder(for: folder)
    }

    /// A connection string for one of the databases.
    func connectionString(database: String) -> String {
        "host='\(socketFolder)' port=5432 user=fitxa dbname=\(database)"
    }

    /// Whether the server answers, be it only that it is not ready yet.
    var isRunning: Bool {
        let answer = unsafe PQping(connectionString(database: "postgres"))
        return answer == PQPING_OK || answer == PQPING_REJECT
    }

    /// Makes the cluster unless it exists, in a way that leaves a whole one or none.
    func create() throws(EmbeddedPostgresError) {
        if version != nil { return }
        let account = try ServerAccount()
        try account.checkWay(to: folder)
        let binaries = try PostgresBinaries.find()
        let unfinished = folder + ".unfinished"
        try? FileManager.default.removeItem(atPath: unfinished)
        try account.makePrivateFolder(unfinished)
        var command = [
            binaries["initdb"], "--pgdata=\(unfinished)", "--username=fitxa", "--encoding=UTF8",
            "--locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject", "--no-instructions",
        ]
        if !isDurable { command.append("--no-sync") }
        let outcome = try ChildProcess.run(account.prefix + command)
        guard outcome.exitCode == 0, unsafe rename(unfinished, folder) == 0 else {
            let reason = outcome.exitCode == 0 ? "\(ErrorNumber.current)" : outcome.output.oneLine
            throw EmbeddedPostgresError("the embedded database cannot be made in \(folder): \(reason)")
        }
    }

    /// Starts the server and waits until it is ready.
    func start() throws(EmbeddedPostgresError) {
        let account = try ServerAccount()
        try account.checkWay(to: folder)
        if socketFolder != folder { try account.makePrivateFolder(socketFolder) }
        let binaries = try PostgresBinaries.find(version: version)
        removeStaleProcessFile()
        let fixed = ["listen_addresses=", "unix_socket_directories=\(socketFolder)", "port=5432"]
        let options = (fixed + settings).map { "-c '\($0)'" }.joined(separator: " ")
        let command = [
            binaries["pg_ctl"], "start", "--pgdata=\(folder)", "--log=\(folder)/server.log", "--wait",
            "--timeout=120", "--options=\(options)",
        ]
        // The processes of a server that was killed take a moment to notice; until then a new one is refused.
        var outcome = try ChildProcess.run(account.prefix + command)
        for _ in 0..<20 where outcome.exitCode != 0 {
            usleep(250_000)
            outcome = try ChildProcess.run(account.prefix + command)
        }
        guard outcome.exitCode == 0 else {
            throw EmbeddedPostgresError(
                "the embedded database does not start: \(outcome.output.oneLine) (see \(folder)/server.log)")
        }
    }

    /// Stops the server and waits for its end.
    func stop() throws(EmbeddedPostgresError) {
        let account = try ServerAccount()
        let binaries = try PostgresBinaries.find(version: version)
        let command = [
            binaries["pg_ctl"], "stop", "--pgdata=\(folder)", "--mode=fast", "--wait", "--timeout=120",
        ]
        let outcome = try ChildProcess.run(account.prefix + command)
        guard outcome.exitCode == 0 || !isRunning else {
            throw EmbeddedPostgresError("the embedded database does not stop: \(outcome.output.oneLine)")
        }
        if socketFolder != folder { try? FileManager.default.removeItem(atPath: socketFolder) }
    }

    /// The major version of the cluster, nil when there is none yet.
    private var version: Int? {
        let text = try? String(contentsOf: URL(filePath: folder + "/PG_VERSION"), encoding: .utf8)
        return text.flatMap { Int($0.oneLine) }
    }

    /// Removes what a killed server has left when its number belongs to another process by now.
    ///
    /// PostgreSQL itself only asks whether a process of that number exists, which after the restart of a
    /// container is very likely.
    private func removeStaleProcessFile() {
        let path = folder + "/postmaster.pid"
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8),
            let process = text.split(separator: "\n").first.flatMap({ Int($0) })
        else { return }
        // The server works in its data folder; a link that cannot be read proves nothing.
        let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")
        guard let place, place != URL(filePath: folder).resolvingSymlinksInPath().path else { return }
        try? FileManager.default.removeItem(atPath: path)
    }

    private static let carelessSettings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]

    /// The data folder, or a short one when the path is too long for a socket or needs quotes.
    private static func socketFolder(for folder: String) -> String {
        let name = "/.s.PGSQL.5432"
        let plain = folder.utf8.allSatisfy { byte in
            let character = Character(UnicodeScalar(byte))
            return character.isASCII
                && (character.isLetter || character.isNumber || "/._-".contains(character))
        }
        if plain, folder.utf8.count + name.utf8.count <= 107 { return folder }
        // FNV-1a: short, and the same for everybody who uses this folder.
        let hash = folder.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "/tmp/fitxa-" + String(hash, radix: 36)
    }
}
