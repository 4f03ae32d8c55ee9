import CXml

/// Reads an XML text piece by piece; holds no more than the piece and what libxml2 needs to go on.
///
/// The encoding is the one declared, UTF-8 otherwise. Document types are passed over; whoever declares an entity or
/// uses an undeclared one is refused, so nothing is ever expanded, and nothing is fetched from a disk or a network.
// Safety: the context is created once, used by one caller at a time (the type is not Sendable) and freed by `deinit`;
// the events are gathered by an object that this one keeps alive for as long as the context, and libxml2 calls it back
// only from within `xmlParseChunk`.
@safe package final class XMLParser {
    private let context: xmlParserCtxtPtr
    private let collector: XMLCollector
    private var hasFailed = false
    /// How long the tag is that has begun.
    private var tagBytes = 0
    private var isInTag = false

    /// How many bytes a tag may have: libxml2 compares each attribute with all others.
    private static let tagLimit = 1 << 20

    /// A parser that refuses elements more than `depth` deep.
    package init(depth: Int = 64) throws(XMLError) {
        let collector = XMLCollector(depthLimit: depth)
        var handler = unsafe XMLCallbacks.handler()
        let receiver = unsafe Unmanaged.passUnretained(collector).toOpaque()
        guard let context = unsafe xmlCreatePushParserCtxt(&handler, receiver, nil, 0, nil) else {
            throw XMLError.unavailable
        }
        unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
        unsafe collector.context = context
        self.collector = collector
        unsafe self.context = context
    }

    deinit {
        if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
        unsafe xmlFreeParserCtxt(context)
    }

    /// The line that was reached.
    package var line: Int { collector.line }

    /// Takes the next piece and gives what it says.
    package func push(_ bytes: [UInt8]) throws(XMLError) -> [XMLEvent] {
        guard !bytes.isEmpty else { return [] }
        try measureTags(bytes)
        return try parse(bytes, isLast: false)
    }

    private func measureTags(_ bytes: [UInt8]) throws(XMLError) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: isInTag ? UInt8(ascii: ">") : UInt8(ascii: "<")) {
            if isInTag { try count(end - rest.startIndex) }
            (isInTag, tagBytes) = (!isInTag, 0)
            rest = rest[(end + 1)...]
        }
        if isInTag { try count(rest.count) }
    }

    private func count(_ bytes: Int) throws(XMLError) {
        tagBytes += bytes
        guard tagBytes > Self.tagLimit else { return }
        hasFailed = true
        throw XMLError.tagTooLong(line: line, limit: Self.tagLimit)
    }

    /// Says that the text ends here; it must be complete.
    package func finish() throws(XMLError) -> [XMLEvent] {
        try parse([], isLast: true)
    }

    private func parse(_ bytes: [UInt8], isLast: Bool) throws(XMLError) -> [XMLEvent] {
        guard !hasFailed else { throw XMLError.malformed(line: line, reason: "an error stands before") }
        let result = unsafe bytes.withUnsafeBytes { buffer in
            // Safety: libxml2 copies the bytes before it returns.
            unsafe xmlParseChunk(
                context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count),
                isLast ? 1 : 0)
        }
        if let refusal = collector.refusal {
            hasFailed = true
            throw refusal
        }
        // Namespaces that nobody declared are told as errors; what they are called does not matter here.
        guard unsafe result == 0 || context.pointee.wellFormed != 0 else {
            hasFailed = true
            throw failure()
        }
        return collector.take()
    }

    private func failure() -> XMLError {
        guard let error = unsafe xmlCtxtGetLastError(context) else {
            return .malformed(line: line, reason: "unknown")
        }
        let number = Int(unsafe error.pointee.line)
        if unsafe error.pointee.code == Int32(XML_ERR_UNDECLARED_ENTITY.rawValue) {
            return .entity(line: number)
        }
        let text = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "unknown"
        let reason = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return .malformed(line: number, reason: String(reason.prefix(200)))
    }
}
