package import Directory
import NIOCore
import NIOPosix

/// A TCP connection to a server on this machine, on which a test says and hears every byte itself.
package struct Wire {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var heard = ByteBuffer()

    /// Runs a body with a connection, which is closed afterwards.
    package static func open<Result>(
        _ port: Int, _ body: (inout Wire) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var wire = Wire(inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&wire)
        }
    }

    /// Sends bytes.
    package func send(_ bytes: [UInt8]) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
    }

    /// Sends a request of these lines, and a body.
    package func send(_ lines: String..., body: String = "") async throws {
        let head = (lines + ["", ""]).joined(separator: "\r\n")
        try await send(Array((head + body).utf8))
    }

    /// Hears one answer; that to `HEAD` has no body.
    package mutating func reply(toHead: Bool = false) async throws -> WireReply {
        var reply = try await head()
        guard !toHead, reply.status >= 200, reply.status != 204, reply.status != 304 else { return reply }
        if reply.header("Transfer-Encoding") == "chunked" {
            while let chunk = try await chunk() { reply.chunks.append(chunk) }
        } else if let length = reply.header("Content-Length").flatMap({ Int($0) }) {
            reply.chunks = [try await count(length)]
        }
        return reply
    }

    /// Hears the head of an answer only.
    package mutating func head() async throws -> WireReply {
        let lines = String(decoding: try await upTo("\r\n\r\n"), as: UTF8.self).split(separator: "\r\n")
        return WireReply(lines.map(String.init))
    }

    /// Hears one piece of a body that is sent in pieces; nil at its end.
    package mutating func chunk() async throws -> [UInt8]? {
        let line = String(decoding: try await upTo("\r\n"), as: UTF8.self)
        guard let size = Int(line.prefix { $0.isHexDigit }, radix: 16) else { throw Silence() }
        let bytes = try await count(size)
        _ = try await count(2)
        return size == 0 ? nil : bytes
    }

    /// Whether the server has nothing more to say and closes the connection.
    package mutating func isClosed() async throws -> Bool {
        guard heard.readableBytes == 0 else { return false }
        do {
            return try await inbound.next(isolation: #isolation) == nil
        } catch is IOError {
            return true
        }
    }

    /// The connection ended although an answer was expected.
    package struct Silence: Error {}

    private mutating func upTo(_ end: String) async throws -> [UInt8] {
        let end = Array(end.utf8)
        var bytes: [UInt8] = []
        while bytes.suffix(end.count) != end[...] { bytes += try await count(1) }
        return bytes.dropLast(end.count)
    }

    private mutating func count(_ count: Int) async throws -> [UInt8] {
        while heard.readableBytes < count {
            guard var more = try await inbound.next(isolation: #isolation) else { throw Silence() }
            heard.writeBuffer(&more)
        }
        defer { if heard.readableBytes == 0 { heard.clear() } }
        return heard.readBytes(length: count) ?? []
    }
}

/// What a server has answered.
package struct WireReply: Sendable {
    /// The status, 0 where the first line is none.
    package let status: Int
    /// The lines of the head but the first.
    package let lines: [String]
    /// The body as it came, piece by piece.
    package var chunks: [[UInt8]] = []

    init(_ head: [String]) {
        status = head.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        lines = Array(head.dropFirst())
    }

    /// The whole body.
    package var body: [UInt8] { chunks.flatMap(\.self) }
    /// The whole body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }
    /// The body as JSON; null where it is none.
    package var json: JSON { (try? JSON(parsing: text)) ?? .null }

    /// The value of a header.
    package func header(_ name: String) -> String? {
        let start = name.lowercased() + ":"
        return lines.first { $0.lowercased().hasPrefix(start) }.map { line in
            String(line.dropFirst(start.count).drop { $0 == " " })
        }
    }
}
