/// Cuts the elements out of one array of a JSON text, holding no more than one of them.
///
/// The array is the text itself or the first one at one of the given paths (`features`, `d.results`). A text
/// without such an array is one record.
package struct JSONElements: RecordSplitter {
    private let file: String
    private let paths: [[String]]
    private let check: ([UInt8]) throws -> Void
    /// The bytes so far, until the array is found; then those of the element that is being read.
    private var held: [UInt8] = []
    private var number = 0
    /// What leads to where the reader stands: the member's name for each object, nil for each array.
    private var trail: [String?] = []
    private var text: [UInt8] = []
    private var isInString = false
    private var isEscaped = false
    /// Whether the next string of the innermost object is a name.
    private var awaitsName = false
    private var arrayDepth: Int?
    private var isDone = false

    /// The elements in the file of that name; `check` sees the first one and may refuse the file.
    package init(_ file: String, at paths: [[String]], check: @escaping ([UInt8]) throws -> Void = { _ in }) {
        (self.file, self.paths, self.check) = (file, paths, check)
    }

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        for byte in chunk {
            if !isDone || arrayDepth == nil { held.append(byte) }
            guard held.count <= WholeFile.limit else {
                throw RecordTooLong(name: file, limit: WholeFile.limit)
            }
            if isInString { readString(byte) } else { try read(byte, take) }
        }
    }

    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {
        guard trail.isEmpty, !isInString else { throw JSONCutOff(file: file) }
        guard arrayDepth == nil, held.contains(where: { !Self.isSpace($0) }) else { return }
        try give(held, take)
    }

    private mutating func readString(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInString = false
            if awaitsName, !trail.isEmpty { trail[trail.count - 1] = String(decoding: text, as: UTF8.self) }
            return
        }
        if awaitsName, text.count < 200 { text.append(byte) }
    }

    private mutating func read(_ byte: UInt8, _ take: (RawRecord) throws -> Void) throws {
        switch byte {
        case UInt8(ascii: "\""):
            isInString = true
            text.removeAll(keepingCapacity: true)
        case UInt8(ascii: ":"): awaitsName = false
        case UInt8(ascii: "{"):
            trail.append("")
            awaitsName = true
        case UInt8(ascii: "["): openArray()
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if trail.count == arrayDepth, !isDone {
                try endElement(take)
                isDone = true
            }
            _ = trail.popLast()
            awaitsName = false
        case UInt8(ascii: ","):
            if trail.count == arrayDepth, !isDone { try endElement(take) }
            awaitsName = trail.last.map { $0 != nil } ?? false
        default: break
        }
    }

    private mutating func openArray() {
        let path = trail.map { $0 ?? "[]" }
        trail.append(nil)
        awaitsName = false
        guard arrayDepth == nil, path.isEmpty || paths.contains(path) else { return }
        arrayDepth = trail.count
        held.removeAll(keepingCapacity: true)
    }

    /// Gives what stands before a comma or the end of the array.
    private mutating func endElement(_ take: (RawRecord) throws -> Void) throws {
        held.removeLast()
        let bytes = held
        held.removeAll(keepingCapacity: held.count < 1 << 20)
        if bytes.contains(where: { !Self.isSpace($0) }) { try give(bytes, take) }
    }

    private mutating func give(_ bytes: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        number += 1
        if number == 1 { try check(bytes) }
        try take(RawRecord(name: "\(file):\(number)", bytes: bytes))
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}

/// Why a JSON text is not read to its end.
package struct JSONCutOff: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file.
    package let file: String

    package var description: String { "\(file): the JSON text ends before it is complete" }
}
