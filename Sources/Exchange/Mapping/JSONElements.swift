/// Cuts the elements out of one array of a JSON text, holding no more than one of them.
///
/// The array is the text itself or the first one at one of the given paths (`features`, `d.results`). A text
/// without such an array is one record.
package struct JSONElements: RecordSplitter {
    private let file: String
    private let check: ([UInt8]) throws -> Void
    private var arrays: JSONArrays
    private var number = 0

    /// The elements in the file of that name; `check` sees the first one and may refuse the file.
    package init(_ file: String, at paths: [[String]], check: @escaping ([UInt8]) throws -> Void = { _ in }) {
        (self.file, self.check) = (file, check)
        arrays = JSONArrays(file, at: paths + [[]], isFirstOnly: true)
    }

    package mutating func push(_ chunk: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        for element in try arrays.push(chunk) { try give(element.bytes, take) }
    }

    package mutating func finish(_ take: (RawRecord) throws -> Void) throws {
        let whole = try arrays.finish()
        if !whole.isEmpty { try give(whole, take) }
    }

    private mutating func give(_ bytes: [UInt8], _ take: (RawRecord) throws -> Void) throws {
        number += 1
        if number == 1 { try check(bytes) }
        try take(RawRecord(name: "\(file):\(number)", bytes: bytes))
    }
}
