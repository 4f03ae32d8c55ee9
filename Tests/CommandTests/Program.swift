import Foundation
import Synchronization

/// The built program, run as people run it.
struct Program {
    /// What a run has left.
    struct Outcome {
        let status: Int32
        let output: String
        let complaints: String
    }

    /// The folder of the project.
    static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL.path

    /// The environment of the program.
    let environment: [String: String]

    init(_ settings: [String: String]) {
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("FITXA_") }
        environment["FITXA_DB"] = "\(Self.root)/db"
        environment.merge(settings) { _, new in new }
        self.environment = environment
    }

    /// The program, not started yet; it lies beside the tests.
    func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "fitxa")
        process.arguments = arguments
        process.environment = environment
        return process
    }

    /// Runs a command to its end.
    func run(_ arguments: String...) async throws -> Outcome {
        try await run(arguments)
    }

    /// Runs a command to its end.
    func run(_ arguments: [String]) async throws -> Outcome {
        try await Self.finish(process(arguments))
    }

    /// Runs a shell script to its end.
    static func shell(_ script: String, in folder: String) async throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-euo", "pipefail", "-c", script]
        process.currentDirectoryURL = URL(filePath: folder)
        return try await finish(process)
    }

    private static func finish(_ process: Process) async throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, not pipes: a pipe that nobody empties stops the program.
        let files = ["output", "complaints"].map { folder.appending(path: $0) }
        for file in files { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        process.standardInput = FileHandle.nullDevice
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        return Outcome(
            status: process.terminationReason == .exit
                ? process.terminationStatus : -process.terminationStatus,
            output: try String(contentsOf: files[0], encoding: .utf8),
            complaints: try String(contentsOf: files[1], encoding: .utf8))
    }
}

/// A folder that goes away with the test; open to all, for the embedded server drops root.
func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
        path: "fitxa-command-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}
