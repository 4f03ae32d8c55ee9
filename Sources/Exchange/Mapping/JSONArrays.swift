/// Cuts the elements out of the arrays at some paths of a JSON text, holding no more than one of them.
///
/// A path names members only: arrays on the way to it are gone through. Before the first such array is found, the
/// text is held as a whole, for it may be one record itself.
struct JSONArrays {
    private let file: String
    private let paths: [[String]]
    private let isFirstOnly: Bool
    private var held: [UInt8] = []
    /// What the reader stands in, from the outside: whether each is an object.
    private var trail: [Bool] = []
    /// The members in which it stands, one for each of these objects.
    private var names: [String] = []
    private var name: [UInt8] = []
    private var isInString = false
    private var isEscaped = false
    /// Whether the next string of the innermost object is a name.
    private var awaitsName = false
    /// The number of the path whose array is being read.
    private var path: Int?
    /// How deep the reader stands in an element.
    private var depth = 0
    private(set) var hasFound = false
    private var elements: [Element] = []

    /// One element and the number of the path at which it stands.
    struct Element {
        let path: Int
        let bytes: [UInt8]
    }

    /// The arrays at these paths of the file of that name, all of them or the first one only.
    init(_ file: String, at paths: [[String]], isFirstOnly: Bool) {
        (self.file, self.paths, self.isFirstOnly) = (file, paths, isFirstOnly)
    }

    /// Takes the next piece of the text and gives the elements that end in it.
    mutating func push(_ chunk: [UInt8]) throws(RecordTooLong) -> [Element] {
        elements.removeAll(keepingCapacity: true)
        var (start, index) = (0, 0)
        while index < chunk.count {
            index = isInString ? endOfText(chunk.span, index) : endOfPlain(chunk.span, index)
            guard index < chunk.count else { break }
            let byte = chunk[index]
            index += 1
            if isInString {
                readString(byte)
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
                if path == nil { name.removeAll(keepingCapacity: true) }
            } else if path == nil {
                if opens(byte) { start = index }
            } else if ends(byte) {
                try keep(chunk[start..<index - 1])
                endElement(byte)
                start = index
            }
        }
        try keep(chunk[start...])
        return elements
    }

    /// The whole text where no array was found in it, else nothing; refuses a text that is cut off.
    mutating func finish() throws(JSONCutOff) -> [UInt8] {
        guard trail.isEmpty, !isInString else { throw JSONCutOff(file: file) }
        defer { held = [] }
        return held.contains { !Self.isSpace($0) } ? held : []
    }

    /// The end of what changes nothing within a string; names outside of the arrays are kept.
    private mutating func endOfText(_ chunk: Span<UInt8>, _ start: Int) -> Int {
        var end = start
        while !isEscaped, end < chunk.count, chunk[end] != UInt8(ascii: "\""),
            chunk[end] != UInt8(ascii: "\\")
        {
            end += 1
        }
        if path == nil, awaitsName, name.count < 200 {
            for index in start..<end { name.append(chunk[index]) }
        }
        return end
    }

    /// The end of what changes nothing outside of strings.
    private func endOfPlain(_ chunk: Span<UInt8>, _ start: Int) -> Int {
        var end = start
        while end < chunk.count {
            switch chunk[end] {
            case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
                UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: ","):
                return end
            default: end += 1
            }
        }
        return end
    }

    private mutating func keep(_ run: ArraySlice<UInt8>) throws(RecordTooLong) {
        guard path != nil || !hasFound else { return }
        guard held.count + run.count <= WholeFile.limit else {
            throw RecordTooLong(name: file, limit: WholeFile.limit)
        }
        held += run
    }

    private mutating func readString(_ byte: UInt8) {
        if !isEscaped, byte == UInt8(ascii: "\"") {
            isInString = false
            if path == nil, awaitsName, !names.isEmpty {
                names[names.count - 1] = String(decoding: name, as: UTF8.self)
            }
        } else {
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            if path == nil, awaitsName { name.append(byte) }
        }
    }

    /// Goes on outside of the arrays; true where the byte opens one of them.
    private mutating func opens(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ":"): awaitsName = false
        case UInt8(ascii: ","): awaitsName = trail.last ?? false
        case UInt8(ascii: "{"):
            trail.append(true)
            names.append("")
            awaitsName = true
        case UInt8(ascii: "["):
            trail.append(false)
            awaitsName = false
            guard !(isFirstOnly && hasFound), let number = paths.firstIndex(of: names) else { return false }
            (path, depth, hasFound) = (number, 0, true)
            held.removeAll(keepingCapacity: true)
            return true
        default:
            if trail.popLast() ?? false { names.removeLast() }
            awaitsName = false
        }
        return false
    }

    /// Whether an element ends before the byte: at a comma of the array or at its end.
    private mutating func ends(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: return depth == 0 && byte == UInt8(ascii: ",")
        }
        return depth < 0
    }

    private mutating func endElement(_ byte: UInt8) {
        if let path, held.contains(where: { !Self.isSpace($0) }) {
            elements.append(Element(path: path, bytes: held))
        }
        held.removeAll(keepingCapacity: held.count < 1 << 20)
        guard depth < 0 else { return }
        path = nil
        _ = trail.popLast()
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}

/// Why a JSON text is not read to its end.
package struct JSONCutOff: Error, Sendable, Hashable, CustomStringConvertible {
    /// The files, one at least.
    package let files: [String]

    /// The end of these files.
    package init(files: [String]) {
        self.files = files
    }

    init(file: String) {
        files = [file]
    }

    package var description: String {
        let more = files.count > 5 ? " and \(files.count - 5) more" : ""
        return "\(files.prefix(5).joined(separator: ", "))\(more): the JSON text ends before its content does"
    }
}
