import FoundationEssentials

/// The folder of a PostgreSQL installation's programs.
struct PostgresBinaries {
    /// The oldest version that will do.
    static let oldest = 15

    let folder: String
    let version: Int

    /// The path of a program.
    subscript(program: String) -> String { folder + "/" + program }

    /// Finds the newest installation that will do, or the one that an existing cluster needs.
    static func find(version wanted: Int? = nil) throws(EmbeddedPostgresError) -> PostgresBinaries {
        let found = try candidates().compactMap(PostgresBinaries.init(folder:))
        let suitable = found.filter { wanted == nil ? $0.version >= oldest : $0.version == wanted }
        if let best = suitable.max(by: { $0.version < $1.version }) { return best }
        if let wanted {
            throw EmbeddedPostgresError(
                "the embedded database was made by PostgreSQL \(wanted), which is not installed: "
                    + "apt install postgresql-\(wanted) postgresql-\(wanted)-postgis-3")
        }
        throw EmbeddedPostgresError(
            "PostgreSQL \(oldest) or newer is not installed, and no database is configured: "
                + "apt install postgresql postgresql-postgis, or set FITXA_DATABASE_URL")
    }

    private init?(folder: String) {
        let programs = ["postgres", "initdb", "pg_ctl"]
        guard programs.allSatisfy({ FileManager.default.isExecutableFile(atPath: folder + "/" + $0) }),
            let output = try? ChildProcess.run([folder + "/postgres", "--version"]).output,
            let number = output.split(separator: " ").lazy.compactMap({ Int($0.prefix { $0.isNumber }) })
                .first
        else { return nil }
        self.folder = folder
        version = number
    }

    private static func candidates() throws(EmbeddedPostgresError) -> [String] {
        var folders = [try ChildProcess.run(["pg_config", "--bindir"]).output.oneLine]
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        folders += versions.map { "\(root)/\($0)/bin" }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        folders += path.split(separator: ":").map(String.init)
        var seen: Set<String> = []
        return folders.filter { $0.hasPrefix("/") && seen.insert($0).inserted }
    }
}
