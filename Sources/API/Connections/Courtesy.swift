import Directory
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// What HTTP asks of a connection beside the answers of routes.
///
/// A client that waits to be asked for its body (`Expect: 100-continue`) is asked, unless it announces more than
/// anybody will read; the connection ends after an answer to a request of which so much is still to come, and what
/// comes is heard out for a moment, or the client would never see the answer; what is no HTTP at all is told so before
/// the connection ends; and an address may hold letters as they are (``RawAddress``).
final class Courtesy: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let (limit, importLimit): (Int, Int)
    private let publicURL: String
    /// Requests whose answer has not ended.
    private var waiting = 0
    /// Whether there is more to come of the newest request.
    private var isReading = false
    /// The bytes of its body that are announced, and those that have come.
    private var (announced, received) = (0, 0)
    /// Whether its sender waits to be asked for it.
    private var isHeldBack = false
    /// Whether what comes is no longer HTTP.
    private var isBroken = false
    private var closes = false
    /// Whether the last word is said.
    private var hasLeft = false
    private let address = RawAddress()
    private let host = HostRule()

    /// Courtesy on one connection, where nobody reads more than so many bytes of a refused body, and a sync job
    /// may send more.
    init(limit: Int, importLimit: Int, publicURL: String) {
        (self.limit, self.importLimit, self.publicURL) = (limit, importLimit, publicURL)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        do {
            let pipeline = context.pipeline.syncOperations
            try pipeline.addHandler(address, position: .first)
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(host, position: .after(decoder))
        } catch {
            context.fireErrorCaught(error)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let request):
            waiting += 1
            isReading = true
            address.isExpected = false
            announced = request.headerFields[.contentLength].flatMap { Int($0) } ?? 0
            received = 0
            let most = request.path?.hasPrefix("/v1/sources/") == true ? importLimit : limit
            isHeldBack = request.headerFields[.expect]?.lowercased() == "100-continue" && announced <= most
            invite(context)
        case .body(let bytes):
            received += bytes.readableBytes
        case .end:
            isReading = false
            address.isExpected = true
        }
        // Who was told that the connection ends is not listened to any longer.
        if !closes { context.fireChannelRead(data) }
    }

    /// Nobody behind this handler asks for bytes any longer that are only read so that the client can send them.
    func channelReadComplete(context: ChannelHandlerContext) {
        if closes { context.read() } else { context.fireChannelReadComplete() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // Where a request breaks off, whoever wanted to read on would answer it a second time.
        guard !hasLeft else {
            promise?.succeed()
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var response):
            closes = isReading && (max(announced, received) > limit || isBroken && waiting == 1)
            if closes { response.headerFields[.connection] = "close" }
            context.write(wrapOutboundOut(.head(response)), promise: promise)
        case .end where closes:
            context.writeAndFlush(data, promise: promise)
            leave(context)
        case .end:
            waiting -= 1
            context.write(data, promise: promise)
            invite(context)
        case .body:
            context.write(data, promise: promise)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, waiting == 0 else {
            isBroken = error is HTTPParserError
            return context.fireErrorCaught(error)
        }
        // A request that is answered already is not answered again when its body turns out to be none.
        guard !isReading else {
            closes = true
            return leave(context)
        }
        let problem =
            host.isRefused
            ? Problem(.badRequest, "http_invalid", "a request of HTTP/1.1 names one Host") : Problem(error)
        let body = problem.json(publicURL, instance: "/").bytes
        let response = HTTPResponse(
            status: problem.status,
            headerFields: [
                .contentType: MediaType.problem, .contentLength: "\(body.count)", .connection: "close",
            ])
        closes = true
        context.write(wrapOutboundOut(.head(response)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        leave(context)
    }

    /// Asks for the body of the newest request, once all before it are answered.
    private func invite(_ context: ChannelHandlerContext) {
        guard isHeldBack, waiting == 1 else { return }
        isHeldBack = false
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    /// Says no more, and hangs up when the client has had time to hear the last word (RFC 9112, 9.6).
    private func leave(_ context: ChannelHandlerContext) {
        hasLeft = true
        context.close(mode: .output, promise: nil)
        context.read()
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .seconds(2)) { bound.value.close(promise: nil) }
    }
}

extension Problem {
    /// What a client is told that does not speak HTTP.
    fileprivate init(_ error: HTTPParserError) {
        switch error {
        case .headerOverflow:
            self.init(
                .requestHeaderFieldsTooLarge, "headers_too_large", "the address or the headers are too long")
        case .invalidMethod:
            self.init(.notImplemented, "method_unknown", "there is no such method")
        case .invalidVersion:
            self.init(.httpVersionNotSupported, "version_unknown", "HTTP/1.1 is spoken here")
        default: self.init(.badRequest, "http_invalid", "this is no HTTP request: \(error)")
        }
    }
}
