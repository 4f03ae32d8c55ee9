import Directory
import Support
import Synchronization

/// A request with an Idempotency-Key, which may be sent again and again.
struct KeyedRequest: Sendable, Equatable {
    let line: String
    let key: String
    let secret: String
    let body: String

    /// Sends it once, on a connection of its own.
    func send(to port: Int) async throws -> WireReply {
        try await Wire.open(port) { wire in
            try await wire.send(
                "\(line) HTTP/1.1", "Host: localhost", "Authorization: Bearer \(secret)", "If-Match: *",
                "Idempotency-Key: \(key)", "Content-Type: application/json",
                "Content-Length: \(body.utf8.count)", body: body)
            return try await wire.reply()
        }
    }

    /// Sends it until it is answered, whatever happens to the server meanwhile.
    func send(through door: Door) async throws -> (answer: WireReply, attempts: Int) {
        var attempts = 0
        while true {
            try Task.checkCancellation()
            attempts += 1
            let reply: WireReply
            do {
                reply = try await send(to: try await door.port())
            } catch {
                continue
            }
            // A backend may still be at work for a program that is dead.
            if reply.status == 409, reply.json["code"] == "idempotency_key_in_flight" { continue }
            return (reply, attempts)
        }
    }
}

/// What somebody was told is done.
struct Effect: Sendable, Equatable {
    let request: KeyedRequest
    let answer: JSON
    /// Where it shows: listing and revision, or a proposal.
    let place: String
    /// Whether the answer came from an earlier attempt, of which nobody had heard.
    let wasRepeated: Bool
}

/// Somebody who edits a listing that others edit too, and proposes and decides changes of another one.
struct Publisher: Sendable {
    /// An answer that no kill explains.
    struct Refused: Error {
        let request: KeyedRequest
        let status: Int
        let text: String
    }

    let number: Int
    let own: String
    let shared: String
    let provider: String
    let moderator: String

    /// Publishes until the others are to stop; gives what was acknowledged.
    func run(through door: Door, _ headway: Headway) async throws -> [Effect] {
        // Who gives up lets all others end, so that the reason is told.
        defer { headway.finish() }
        var effects: [Effect] = []
        func note(_ request: KeyedRequest, _ place: (JSON) -> String) async throws -> JSON {
            let (reply, _) = try await request.send(through: door)
            guard (200...201).contains(reply.status) else {
                throw Refused(request: request, status: reply.status, text: reply.text)
            }
            effects.append(
                Effect(
                    request: request, answer: reply.json, place: place(reply.json),
                    wasRepeated: reply.header("Idempotency-Replayed") == "true"))
            headway.commit(number << 32 | effects.count)
            return reply.json
        }
        var round = 0
        while !headway.isFinished {
            round += 1
            let name = "p\(number)-\(round)"
            _ = try await note(edit(name, rooms: 100 + round * 10 + number)) { revision(shared, $0) }
            let proposal = try await note(proposal(name)) { $0["id"]?.string ?? "" }
            _ = try await note(decision(name, proposal)) { revision(own, $0) }
        }
        return effects
    }

    private func edit(_ name: String, rooms: Int) -> KeyedRequest {
        KeyedRequest(
            line: "PATCH /v1/listings/\(shared)", key: "\(name)-edit", secret: moderator,
            body: #"{"set": {"capacity.rooms": \#(rooms)}, "comment": "\#(name)-edit"}"#)
    }

    private func proposal(_ name: String) -> KeyedRequest {
        KeyedRequest(
            line: "POST /v1/listings/\(own)/proposals", key: "\(name)-proposal", secret: provider,
            body: """
                {"base_revision": 1, "set": {"summary.fr": "\(name)"}, "comment": "\(name)-proposal"}
                """)
    }

    private func decision(_ name: String, _ proposal: JSON) -> KeyedRequest {
        KeyedRequest(
            line: "POST /v1/proposals/\(proposal["id"]?.string ?? "")/decisions", key: "\(name)-decision",
            secret: moderator,
            body: """
                {"version": 1, "seen": \((proposal["seen"] ?? .null).text), \
                "choices": {"summary.fr": {"decision": "accept"}}}
                """)
    }

    private func revision(_ listing: String, _ json: JSON) -> String {
        "\(listing) \(json["revision"]?.integer ?? 0)"
    }
}

/// The way to the program that runs at the moment; closed while there is none.
final class Door: Sendable {
    private struct State {
        var port: Int?
        var waiting: [CheckedContinuation<Int, Never>] = []
    }

    private let state = Mutex(State())

    /// Waits until a program listens, and gives its port.
    func port() async throws -> Int {
        await withCheckedContinuation { continuation in
            let port = state.withLock { state -> Int? in
                if state.port == nil { state.waiting.append(continuation) }
                return state.port
            }
            if let port { continuation.resume(returning: port) }
        }
    }

    func open(_ port: Int) {
        let waiting = state.withLock { state in
            state.port = port
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: port) }
    }

    func close() {
        state.withLock { $0.port = nil }
    }
}
