import FoundationEssentials
import Logging
import Yams

/// What is in force: defaults, then the file of `--config`, then the environment.
struct Configuration: Sendable {
    /// One setting and where it came from.
    struct Setting: Sendable {
        let name: String
        let value: String?
        let origin: String
    }

    private(set) var settings: [Setting] = []

    var databaseURL: String? { self["FITXA_DATABASE_URL"] }
    var replicaURL: String? { self["FITXA_REPLICA_URL"] }
    var dataFolder: String { self["FITXA_DATA"] ?? "./var" }
    var host: String { self["FITXA_HOST"] ?? "127.0.0.1" }
    var port: Int { Int(self["FITXA_PORT"] ?? "") ?? 8080 }
    var publicURL: String { self["FITXA_PUBLIC_URL"] ?? "http://\(host):\(port)" }
    var logLevel: Logger.Level { Logger.Level(rawValue: self["FITXA_LOG_LEVEL"] ?? "") ?? .info }
    /// The folder with migrations, vocabularies, territories and the demo.
    var dbFolder: String { self["FITXA_DB"] ?? "./db" }

    private subscript(_ name: String) -> String? {
        settings.first { $0.name == name }?.value
    }

    /// The settings by name, with their defaults; the names are those of the environment.
    static let defaults: [(name: String, value: String?)] = [
        ("FITXA_DATABASE_URL", nil), ("FITXA_REPLICA_URL", nil), ("FITXA_DATA", "./var"),
        ("FITXA_HOST", "127.0.0.1"), ("FITXA_PORT", "8080"), ("FITXA_PUBLIC_URL", nil),
        ("FITXA_SMTP_URL", nil),
        ("FITXA_TILES_URL", "https://tile.openstreetmap.org/{z}/{x}/{y}.png"),
        ("FITXA_TILES_ATTRIBUTION", "© OpenStreetMap contributors"), ("FITXA_LOG_LEVEL", "info"),
        ("FITXA_DB", "./db"), ("FITXA_RATE_LIMIT", "6000"),
    ]

    /// Requests a minute that one client may make; 0 for no limit.
    var rateLimit: Int { Int(self["FITXA_RATE_LIMIT"] ?? "") ?? 6000 }

    /// The settings as they take effect: the public address follows host and port where it is not set.
    var inForce: [Setting] {
        settings.map { setting in
            guard setting.name == "FITXA_PUBLIC_URL", setting.value == nil else { return setting }
            return Setting(name: setting.name, value: publicURL, origin: setting.origin)
        }
    }

    /// Reads the environment and the file; every problem is told together.
    static func load(file: String?, environment: [String: String]) throws(ConfigurationError) -> Configuration
    {
        var problems: [String] = []
        let fromFile = file.map { Self.read($0, &problems) } ?? [:]
        let names = Set(defaults.map(\.name))
        for name in fromFile.keys.sorted() where !names.contains(name) {
            problems.append("\(file ?? ""): \(name) is not a setting")
        }
        for name in environment.keys.sorted() where name.hasPrefix("FITXA_") && !names.contains(name) {
            if !known.contains(name) { problems.append("environment: \(name) is not a setting") }
        }
        var configuration = Configuration()
        for (name, value) in defaults {
            if let set = environment[name], !set.isEmpty {
                configuration.settings.append(Setting(name: name, value: set, origin: "environment"))
            } else if let set = fromFile[name] {
                configuration.settings.append(Setting(name: name, value: set, origin: file ?? ""))
            } else {
                configuration.settings.append(Setting(name: name, value: value, origin: "default"))
            }
        }
        problems += configuration.problems
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        return configuration
    }

    /// Variables that tests use and that are no settings.
    private static let known: Set<String> = [
        "FITXA_TEST_DATABASE_URL", "FITXA_REAL_DATA", "FITXA_LONG_TESTS", "FITXA_RECORD",
    ]

    private static func read(_ file: String, _ problems: inout [String]) -> [String: String] {
        guard let data = try? Data(contentsOf: URL(filePath: file)) else {
            problems.append("\(file) cannot be read")
            return [:]
        }
        do {
            guard let node = try Yams.compose(yaml: String(decoding: data, as: UTF8.self)) else { return [:] }
            guard let mapping = node.mapping else {
                problems.append("\(file): expected one `NAME: value` on each line")
                return [:]
            }
            var settings: [String: String] = [:]
            for (key, value) in mapping where value.null == nil {
                let name = key.string ?? "a name"
                if value.scalar == nil { problems.append("\(file): \(name) needs one value") }
                settings[name] = value.scalar?.string ?? ""
            }
            return settings
        } catch {
            problems.append("\(file) is not YAML: \(error)")
            return [:]
        }
    }

    private var problems: [String] {
        var problems: [String] = []
        func check(_ name: String, _ holds: Bool, _ message: String) {
            if !holds { problems.append("\(name): \(message), not “\(self[name] ?? "")”") }
        }
        check(
            "FITXA_PORT", Int(self["FITXA_PORT"] ?? "").map { (0...65_535).contains($0) } ?? false,
            "expected a port from 0 to 65535")
        check(
            "FITXA_LOG_LEVEL", Logger.Level(rawValue: self["FITXA_LOG_LEVEL"] ?? "") != nil,
            "expected one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
        check(
            "FITXA_RATE_LIMIT", Int(self["FITXA_RATE_LIMIT"] ?? "").map { $0 >= 0 } ?? false,
            "expected a number of requests a minute")
        if let url = self["FITXA_PUBLIC_URL"] {
            check(
                "FITXA_PUBLIC_URL", url.hasPrefix("http://") || url.hasPrefix("https://"),
                "expected an address http:// or https://")
        }
        if let url = self["FITXA_SMTP_URL"] {
            check(
                "FITXA_SMTP_URL", url.hasPrefix("smtp://") || url.hasPrefix("smtps://"),
                "expected an address smtp:// or smtps://")
        }
        return problems
    }
}

/// What is wrong with the configuration, all of it.
struct ConfigurationError: Error, CustomStringConvertible {
    let problems: [String]

    var description: String {
        "the configuration is wrong:\n" + problems.map { "  \($0)" }.joined(separator: "\n")
    }
}
