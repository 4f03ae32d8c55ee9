import Foundation
import Support
import Synchronization
import Testing

/// A `fitxa serve` that runs.
final class Server: Sendable {
    /// Where it listens.
    let port: Int
    private let process: Mutex<Process>

    var processID: pid_t { process.withLock(\.processIdentifier) }

    /// Starts it and waits until it listens.
    init(_ program: Program, _ arguments: String...) async throws {
        let process = program.process(["serve"] + arguments)
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        do {
            port = try await Self.port(pipe.fileHandleForReading)
        } catch {
            if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
            throw error
        }
        self.process = Mutex(process)
    }

    deinit {
        process.withLock { process in
            if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
        }
    }

    /// Asks it to end.
    func terminate() { Glibc.kill(processID, SIGTERM) }

    /// Kills it.
    func kill() { Glibc.kill(processID, SIGKILL) }

    /// What it says of its own state.
    func readiness() async throws -> WireReply {
        try await Wire.open(port) { wire in
            try await wire.send("GET /readyz HTTP/1.1", "Host: localhost")
            return try await wire.reply()
        }
    }

    /// Waits for its end and gives its status, negative after a signal.
    func end() async -> Int32 {
        await withCheckedContinuation { continuation in
            let thread = Thread {
                continuation.resume(
                    returning: self.process.withLock { process in
                        process.waitUntilExit()
                        let status = process.terminationStatus
                        return process.terminationReason == .exit ? status : -status
                    })
            }
            thread.start()
        }
    }

    /// It ended before it listened.
    struct NotListening: Error {
        let said: String
    }

    /// The port that the server prints when it listens.
    private static func port(_ handle: FileHandle) async throws -> Int {
        let pieces = AsyncStream<String> { continuation in
            // Read to its end: nobody writes into a pipe that is full.
            handle.readabilityHandler = { handle in
                let data = handle.availableData
                if data.isEmpty {
                    handle.readabilityHandler = nil
                    continuation.finish()
                } else {
                    continuation.yield(String(decoding: data, as: UTF8.self))
                }
            }
        }
        var said = ""
        for await piece in pieces {
            said += piece
            if let mark = said.firstRange(of: "listens on http://"),
                let end = said[mark.upperBound...].firstIndex(of: "\n"),
                let port = Int(said[..<end].split(separator: ":").last ?? "")
            {
                return port
            }
        }
        throw NotListening(said: said)
    }
}

/// The process of the embedded database below a folder, nil where it is at rest.
func postmaster(_ folder: String) -> pid_t? {
    let file = try? String(contentsOfFile: "\(folder)/var/postgres/postmaster.pid", encoding: .utf8)
    return file?.split(separator: "\n").first.flatMap { pid_t($0) }
}
