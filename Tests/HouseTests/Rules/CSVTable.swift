/// A CSV file of ours (RFC 4180, LF) as rows by column name.
struct CSVTable: Sendable {
    let path: String
    let columns: [String]
    let rows: [[String: String]]
    /// Rows whose number of cells differs from the header's.
    let ragged: [Int]

    init(_ path: String, _ text: String) {
        var records = Self.records(text)
        let header = records.isEmpty ? [] : records.removeFirst()
        self.path = path
        columns = header
        rows = records.map { Dictionary(zip(header, $0)) { first, _ in first } }
        ragged = records.indices.filter { records[$0].count != header.count }.map { $0 + 2 }
    }

    private static func records(_ text: String) -> [[String]] {
        var (records, record, cell, isQuoted): ([[String]], [String], [UInt8], Bool) = ([], [], [], false)
        func endCell() {
            record.append(String(decoding: cell, as: UTF8.self))
            cell = []
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted: endCell()
            case UInt8(ascii: "\n") where !isQuoted:
                endCell()
                records.append(record)
                record = []
            default: cell.append(byte)
            }
        }
        if !cell.isEmpty || !record.isEmpty {
            endCell()
            records.append(record)
        }
        return records
    }
}
