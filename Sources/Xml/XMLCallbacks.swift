import CXml

/// The functions that libxml2 calls while it reads.
enum XMLCallbacks {
    /// A handler that tells elements and characters and refuses entities; all else is passed over, errors are asked
    /// for afterwards.
    static func handler() -> xmlSAXHandler {
        var handler = unsafe xmlSAXHandler()
        unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
        unsafe handler.startElementNs = { receiver, name, _, _, _, _, count, _, attributes in
            unsafe XMLCallbacks.collector(receiver)?.start(
                XMLCallbacks.text(name), XMLCallbacks.attributes(attributes, Int(count)))
        }
        unsafe handler.endElementNs = { receiver, _, _, _ in unsafe XMLCallbacks.collector(receiver)?.end() }
        unsafe handler.characters = { receiver, bytes, count in
            guard let bytes = unsafe bytes else { return }
            // Safety: libxml2 gives so many bytes, which last until the function returns.
            unsafe XMLCallbacks.collector(receiver)?.characters(
                UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        unsafe handler.ignorableWhitespace = unsafe handler.characters
        unsafe handler.entityDecl = { receiver, _, _, _, _, _ in unsafe XMLCallbacks.refuseEntity(receiver) }
        unsafe handler.unparsedEntityDecl = { receiver, _, _, _, _ in
            unsafe XMLCallbacks.refuseEntity(receiver)
        }
        unsafe handler.reference = { receiver, _ in unsafe XMLCallbacks.refuseEntity(receiver) }
        return unsafe handler
    }

    private static func refuseEntity(_ receiver: UnsafeMutableRawPointer?) {
        guard let collector = unsafe collector(receiver) else { return }
        collector.refuse(.entity(line: collector.line))
    }

    private static func collector(_ receiver: UnsafeMutableRawPointer?) -> XMLCollector? {
        // Safety: the receiver is the collector that the parser keeps alive.
        unsafe receiver.map { unsafe Unmanaged<XMLCollector>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func text(_ name: UnsafePointer<xmlChar>?) -> String {
        unsafe name.map { unsafe String(cString: $0) } ?? ""
    }

    /// Five pointers for each attribute: local name, prefix, namespace, first and past-the-end byte of the value.
    private static func attributes(
        _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
    ) -> [XMLAttribute] {
        guard let list = unsafe list else { return [] }
        return (0..<count).map { index in
            let local = unsafe text(list[index * 5])
            let prefix = unsafe text(list[index * 5 + 1])
            var value = ""
            if let start = unsafe list[index * 5 + 3], let end = unsafe list[index * 5 + 4] {
                let bytes = unsafe UnsafeBufferPointer(start: start, count: end - start)
                value = unsafe String(decoding: bytes, as: UTF8.self)
            }
            return XMLAttribute(name: prefix.isEmpty ? local : "\(prefix):\(local)", value: value)
        }
    }
}
