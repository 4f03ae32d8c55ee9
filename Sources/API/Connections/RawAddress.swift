import NIOCore

/// Lets an address hold letters as they are: `?q=hôtel`, as it is typed at a command line.
///
/// HTTP wants bytes beyond ASCII written as `%C3%B4`; browsers see to that, `curl` does not. What is no UTF-8 is refused
/// later, as if it had been written that way.
final class RawAddress: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Whether the next bytes belong to the first line of a request.
    var isExpected = true

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        guard isExpected else { return context.fireChannelRead(data) }
        let view = bytes.readableBytesView
        let end = view.firstIndex(of: UInt8(ascii: "\n"))
        isExpected = end == nil
        let line = view[..<(end ?? view.endIndex)]
        guard line.contains(where: { $0 > 0x7F }) else { return context.fireChannelRead(data) }
        var written = context.channel.allocator.buffer(capacity: view.count + 64)
        for byte in line {
            if byte > 0x7F {
                written.writeString("%" + String(byte, radix: 16, uppercase: true))
            } else {
                written.writeInteger(byte)
            }
        }
        written.writeBytes(view[line.endIndex...])
        context.fireChannelRead(wrapInboundOut(written))
    }
}
