import CXml

/// Gathers what libxml2 tells while it reads one piece.
// Safety: the context is that of the parser which keeps this object, and is only looked at while it lives.
@safe final class XMLCollector {
    var context: xmlParserCtxtPtr?
    private(set) var refusal: XMLError?
    private let depthLimit: Int
    private var depth = 0
    private var events: [XMLEvent] = []
    private var text: [UInt8] = []

    init(depthLimit: Int) {
        self.depthLimit = depthLimit
    }

    var line: Int { unsafe (context?.pointee.input?.pointee.line).map { Int($0) } ?? 0 }

    /// The events of this piece; characters that go on in the next one come in two events.
    func take() -> [XMLEvent] {
        flush()
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    func start(_ name: String, _ attributes: [XMLAttribute]) {
        flush()
        depth += 1
        if depth > depthLimit { return refuse(.tooDeep(line: line, limit: depthLimit)) }
        events.append(.start(name: name, attributes: attributes))
    }

    func end() {
        flush()
        depth -= 1
        events.append(.end)
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        // What stands outside the root or after a refusal is nobody's.
        if depth > 0, refusal == nil { unsafe text.append(contentsOf: bytes) }
    }

    func refuse(_ error: XMLError) {
        if refusal == nil { refusal = error }
        if let context = unsafe context { unsafe xmlStopParser(context) }
    }

    private func flush() {
        guard !text.isEmpty else { return }
        events.append(.text(String(decoding: text, as: UTF8.self)))
        text.removeAll(keepingCapacity: true)
    }
}
