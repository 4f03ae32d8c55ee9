/// Reads a table (RFC 4180) from pieces of its bytes, row by row, holding no more than one row.
///
/// A byte order mark is passed over; lines may end in LF, CRLF or CR; cells may go over several lines; rows without
/// any character are left out. The separator, where none is given, is the one of `, ; TAB |` that stands most often
/// in the first line. The encoding, where none is given, is UTF-8 where a byte order mark says so or most of what is not
/// ASCII is so: the bytes of a cell that are none are then read as Windows-1252, and the row names the cell. Where most
/// is no UTF-8, a cell that is none is in Windows-1252 as a whole.
package struct CSVParser: Sendable {
    private enum State {
        case start
        case plain
        case quoted
        case quoteInQuoted
    }

    private let limit: Int
    private var separator: UInt8?
    private var encoding: TextEncoding?
    private var census = UTF8Census()
    private var head: [UInt8] = []
    private var isHeadRead = false
    private var state = State.start
    private var cell: [UInt8] = []
    private var cells: [String] = []
    private var damaged: [Int] = []
    private var rowBytes = 0
    private var line = 1
    private var rowLine = 1
    private var quoteLine = 1
    private var isAfterCR = false
    private var rows: [CSVRow] = []

    /// A parser for that separator and encoding, or one that finds them out.
    package init(separator: UInt8? = nil, encoding: TextEncoding? = nil, limit: Int = 16 << 20) {
        (self.separator, self.encoding, self.limit) = (separator, encoding, limit)
    }

    /// Reads a whole table at once.
    package static func rows(
        of bytes: [UInt8], separator: UInt8? = nil, encoding: TextEncoding? = nil
    ) throws(CSVError) -> [CSVRow] {
        var parser = CSVParser(separator: separator, encoding: encoding)
        let rows = try parser.push(bytes)
        return rows + (try parser.finish())
    }

    /// Takes the next piece and gives the rows that end in it.
    package mutating func push(_ chunk: [UInt8]) throws(CSVError) -> [CSVRow] {
        rows.removeAll(keepingCapacity: true)
        if encoding == nil { census.add(chunk) }
        if isHeadRead {
            try take(chunk[...])
        } else {
            head.append(contentsOf: chunk)
            // The first line decides on the separator; a file without line ends is not waited for.
            if head.count > 1 << 16 || hasFullLine { try readHead() }
        }
        return rows
    }

    /// Gives what stands after the last line end.
    package mutating func finish() throws(CSVError) -> [CSVRow] {
        rows.removeAll(keepingCapacity: true)
        if !isHeadRead { try readHead() }
        guard state != .quoted else { throw CSVError.openQuote(line: quoteLine) }
        if !cells.isEmpty || !cell.isEmpty || state != .start { endRow() }
        return rows
    }

    private var hasFullLine: Bool {
        var isQuoted = false
        for byte in head {
            if byte == 0x22 { isQuoted.toggle() }
            if !isQuoted, byte == 0x0A || byte == 0x0D { return true }
        }
        return false
    }

    private mutating func readHead() throws(CSVError) {
        isHeadRead = true
        var bytes = head[...]
        head = []
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            bytes = bytes.dropFirst(3)
            if encoding == nil { encoding = .utf8 }
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            || bytes.prefix(2).contains(0)
        {
            throw CSVError.utf16
        }
        if separator == nil { separator = Self.sniff(bytes) }
        try take(bytes)
    }

    private static func sniff(_ bytes: ArraySlice<UInt8>) -> UInt8 {
        let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
        var counts = [0, 0, 0, 0]
        var isQuoted = false
        for byte in bytes {
            if byte == 0x22 { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D, counts.contains(where: { $0 > 0 }) { break }
            if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        let most = counts.max() ?? 0
        return candidates[counts.firstIndex(of: most) ?? 0]
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) throws(CSVError) {
        let separator = separator ?? 0x2C
        for byte in bytes {
            if isAfterCR {
                isAfterCR = false
                if byte == 0x0A { continue }
            }
            rowBytes += 1
            guard rowBytes <= limit else { throw CSVError.rowTooLong(line: rowLine, limit: limit) }
            if state == .quoted {
                takeQuoted(byte)
            } else if byte == separator {
                endCell()
            } else if byte == 0x0A || byte == 0x0D {
                isAfterCR = byte == 0x0D
                endRow()
                line += 1
                rowLine = line
            } else if byte == 0x22, state != .plain {
                if state == .quoteInQuoted { cell.append(0x22) } else { quoteLine = line }
                state = .quoted
            } else {
                // What follows a closing quote is kept: losing it would be worse than the missing quotes.
                state = .plain
                cell.append(byte)
            }
        }
    }

    private mutating func takeQuoted(_ byte: UInt8) {
        if byte == 0x22 {
            state = .quoteInQuoted
        } else {
            if byte == 0x0A { line += 1 }
            cell.append(byte)
        }
    }

    private mutating func endCell() {
        cells.append(text())
        cell.removeAll(keepingCapacity: true)
        state = .start
    }

    private mutating func endRow() {
        if !cells.isEmpty || !cell.isEmpty || state != .start {
            endCell()
            rows.append(CSVRow(line: rowLine, cells: cells, damaged: damaged))
        }
        cells.removeAll(keepingCapacity: true)
        damaged.removeAll(keepingCapacity: true)
        rowBytes = 0
    }

    private mutating func text() -> String {
        guard cell.contains(where: { $0 >= 0x80 }) else { return String(decoding: cell, as: UTF8.self) }
        if let encoding, encoding != .utf8, let text = encoding.decode(cell) { return text }
        if let text = TextEncoding.utf8.decode(cell) { return text }
        guard encoding == .utf8 || census.isUTF8 else {
            return TextEncoding.windows1252.decode(cell) ?? ""
        }
        damaged.append(cells.count)
        return TextEncoding.repaired(cell)
    }
}

/// Counts what is UTF-8 among the bytes beyond ASCII of a stream, and what is not.
struct UTF8Census {
    private var valid = 0
    private var invalid = 0
    private var missing = 0

    /// Whether most of it is UTF-8.
    var isUTF8: Bool { valid > invalid }

    /// Counts the next bytes; a sequence may go on in the ones after.
    mutating func add(_ bytes: [UInt8]) {
        for byte in bytes where byte >= 0x80 || missing > 0 {
            if missing > 0 {
                if byte & 0xC0 == 0x80 {
                    missing -= 1
                    if missing == 0 { valid += 1 }
                    continue
                }
                invalid += 1
                missing = 0
            }
            switch byte {
            case 0..<0x80: break
            case 0xC2...0xDF: missing = 1
            case 0xE0...0xEF: missing = 2
            case 0xF0...0xF4: missing = 3
            default: invalid += 1
            }
        }
    }
}
