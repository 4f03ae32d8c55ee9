/// Cuts the elements out of a JSON list without holding more than one of them.
///
/// The list is the whole text, or the member of that name of the object that is the whole text; an object without
/// such a member is one record itself. Several texts may follow one another. What is no JSON becomes a record too, so
/// that its reader can refuse it: nothing of a broken file is lost without a word. A text that is cut off ends with
/// ``JSONCutOff``.
package struct JSONListSplitter: RecordSplitter {
    private enum Phase {
        /// Between two texts.
        case start
        /// In the list, between two elements.
        case list
        /// In an element of the list.
        case element
        /// In an object that may hold the list.
        case object
        /// Behind the list, in the object that held it.
        case tail
        /// In something that is no JSON.
        case garbage
    }

    /// How many bytes one element may have.
    private let limit: Int
    private let name: String
    private let member: [UInt8]
    private var phase = Phase.start
    private var isWrapped = false
    private var depth = 0
    private var isString = false
    private var isEscaped = false
    private var keyStart = 0
    private var key: Range<Int>?
    private var isListNext = false
    private var bytes: [UInt8] = []
    private var number = 0

    /// The records of the file of that name; `member` is what the list is called where an object holds it.
    package init(_ name: String, member: String, limit: Int = 16 << 20) {
        (self.name, self.limit) = (name, limit)
        self.member = Array(member.utf8)
    }

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        var index = 0
        while index < chunk.count {
            let end = endOfPlain(chunk.span, from: index)
            if end > index {
                try keep(chunk[index..<end])
                index = end
                continue
            }
            let byte = chunk[index]
            index += 1
            switch phase {
            case .start: try start(byte)
            case .list: try between(byte, take)
            case .element: try element(byte, take)
            case .object: try object(byte, take)
            case .tail: tail(byte)
            case .garbage: try keep(byte)
            }
        }
    }

    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {
        switch phase {
        case .start: break
        case .list, .element, .object, .tail: throw JSONCutOff(file: name)
        case .garbage: if !bytes.isEmpty { try hand(take) }
        }
        phase = .start
    }

    private mutating func keep(_ byte: UInt8) throws(RecordTooLong) {
        guard bytes.count < limit else { throw RecordTooLong(name: name, limit: limit) }
        bytes.append(byte)
    }

    private mutating func keep(_ run: ArraySlice<UInt8>) throws(RecordTooLong) {
        guard bytes.count + run.count <= limit else { throw RecordTooLong(name: name, limit: limit) }
        bytes.append(contentsOf: run)
    }

    /// The end of the bytes that belong to a record and change nothing else: most of them, so they are kept as one.
    private func endOfPlain(_ chunk: Span<UInt8>, from start: Int) -> Int {
        guard phase == .element || phase == .object, !isEscaped else { return start }
        var end = start
        if isString {
            while end < chunk.count, chunk[end] != UInt8(ascii: "\""), chunk[end] != UInt8(ascii: "\\") {
                end += 1
            }
        } else {
            // Deep inside a record nothing ends at a comma and nothing is called by a name.
            let isDeep = depth > 1
            while end < chunk.count {
                switch chunk[end] {
                case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
                    UInt8(ascii: "]"):
                    return end
                case UInt8(ascii: ":"), UInt8(ascii: ","): if !isDeep { return end }
                default: break
                }
                end += 1
            }
        }
        return end
    }

    private mutating func hand(_ take: (RawRecord) throws -> Void) throws {
        number += 1
        defer { bytes.removeAll(keepingCapacity: bytes.count < 1 << 20) }
        try take(RawRecord(name: "\(name)#\(number)", bytes: bytes))
    }

    private mutating func start(_ byte: UInt8) throws {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF: return
        case UInt8(ascii: "["): (phase, isWrapped) = (.list, false)
        case UInt8(ascii: "{"):
            (phase, depth, isString, key, isListNext) = (.object, 1, false, nil, false)
            try keep(byte)
        default:
            phase = .garbage
            try keep(byte)
        }
    }

    private mutating func between(_ byte: UInt8, _ take: (RawRecord) throws -> Void) throws {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","): return
        case UInt8(ascii: "]"): (phase, depth) = (isWrapped ? .tail : .start, 1)
        default:
            (phase, depth, isString) = (.element, 0, false)
            try element(byte, take)
        }
    }

    private mutating func element(_ byte: UInt8, _ take: (RawRecord) throws -> Void) throws {
        if quoted(byte) { return try keep(byte) }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth += 1
            try keep(byte)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if depth == 0 {
                try hand(take)
                phase = .list
                return try between(UInt8(ascii: "]"), take)
            }
            depth -= 1
            try keep(byte)
            if depth == 0 {
                phase = .list
                try hand(take)
            }
        case UInt8(ascii: ",") where depth == 0:
            phase = .list
            try hand(take)
        default: try keep(byte)
        }
    }

    private mutating func object(_ byte: UInt8, _ take: (RawRecord) throws -> Void) throws {
        let wasString = isString
        if depth == 1, !wasString, byte == UInt8(ascii: "\"") { keyStart = bytes.count + 1 }
        if quoted(byte) {
            if wasString, !isString, depth == 1 { key = keyStart..<bytes.count }
            return try keep(byte)
        }
        switch byte {
        case UInt8(ascii: ":") where depth == 1:
            isListNext = key.map { bytes[$0].elementsEqual(member) } ?? false
        case UInt8(ascii: ",") where depth == 1: (key, isListNext) = (nil, false)
        case UInt8(ascii: "[") where depth == 1 && isListNext:
            bytes.removeAll(keepingCapacity: true)
            (phase, isWrapped) = (.list, true)
            return
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
        try keep(byte)
        if depth == 0 {
            phase = .start
            try hand(take)
        }
    }

    private mutating func tail(_ byte: UInt8) {
        if quoted(byte) { return }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            if depth == 0 { phase = .start }
        default: break
        }
    }

    /// Whether the byte belongs to a string, its quotes included.
    private mutating func quoted(_ byte: UInt8) -> Bool {
        guard isString else {
            isString = byte == UInt8(ascii: "\"")
            return isString
        }
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isString = false
        }
        return true
    }
}
