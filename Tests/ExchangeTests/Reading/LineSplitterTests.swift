import Exchange
import Testing

struct LineSplitterTests {
    @Test func `pieces of any length give the same lines with their numbers`() throws {
        let bytes = Array("{\"a\":1}\r\n\n{\"b\":\"é\"}\nlast".utf8)

        for length in 1...bytes.count {
            var splitter = LineSplitter()
            var lines: [String] = []
            let take = { (line: Int, bytes: [UInt8]) in
                lines.append("\(line) " + String(decoding: bytes, as: UTF8.self))
            }
            for start in stride(from: 0, to: bytes.count, by: length) {
                try splitter.push(Array(bytes[start..<min(start + length, bytes.count)]), take)
            }
            try splitter.finish(take)
            #expect(lines == ["1 {\"a\":1}", "3 {\"b\":\"é\"}", "4 last"], "pieces of \(length)")
        }
    }

    @Test func `a line over the limit is refused before it is whole`() throws {
        var splitter = LineSplitter(limit: 10)
        try splitter.push(Array("1234567890\n12345".utf8)) { _, _ in }

        #expect(throws: LineTooLong(line: 2, limit: 10)) {
            try splitter.push(Array("678901".utf8)) { _, _ in }
        }
    }

    @Test func `a line over the limit is handed out empty where the reader goes on`() throws {
        let bytes = Array("a\n1234567890123\nb\n12345678901".utf8)

        for length in 1...bytes.count {
            var splitter = LineSplitter(limit: 10, skipsLong: true)
            var lines: [String] = []
            let take = { (line: Int, bytes: [UInt8]) in
                lines.append("\(line) " + String(decoding: bytes, as: UTF8.self))
            }
            for start in stride(from: 0, to: bytes.count, by: length) {
                try splitter.push(Array(bytes[start..<min(start + length, bytes.count)]), take)
            }
            try splitter.finish(take)
            #expect(lines == ["1 a", "2 ", "3 b", "4 "], "pieces of \(length)")
        }
    }
}
