import Exchange
import Testing

struct CSVParserTests {
    private func cells(_ text: String) throws -> [[String]] {
        try CSVParser.rows(of: Array(text.utf8)).map(\.cells)
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ("a;b,c;d\n1;2;3\n", [["a", "b,c", "d"], ["1", "2", "3"]]),
        ("a\tb\n", [["a", "b"]]),
        ("a|b|c\n", [["a", "b", "c"]]),
        ("\"a;a;a\",b\n1,2\n", [["a;a;a", "b"], ["1", "2"]]),
        ("\u{FEFF}é,b\n", [["é", "b"]]),
        ("a,\"b\"\"c\"\n", [["a", "b\"c"]]),
        ("a,\"b\r\nc\",d\n", [["a", "b\r\nc", "d"]]),
        ("a,b\n\n\n1,\n", [["a", "b"], ["1", ""]]),
        ("a,\n", [["a", ""]]),
        ("\"\"\n", [[""]]),
        ("alone", [["alone"]]),
        ("a,5\" tall\n", [["a", "5\" tall"]]),
        ("\"x\"y,b\n", [["xy", "b"]]),
        ("", []),
    ])
    func `rows and cells are those of RFC 4180 and of what people write`(text: String, expected: [[String]])
        throws
    {
        #expect(try cells(text) == expected)
    }

    @Test func `pieces of any length give the same rows`() throws {
        let bytes = Array(
            "\u{FEFF}\"Nom;é\";Ville\r\n\"L'auberge\r\n\"\"du\"\" lac\";Bréhémont\r\n;\r\n".utf8)
        let whole = try CSVParser.rows(of: bytes)
        #expect(
            whole.map(\.cells) == [["Nom;é", "Ville"], ["L'auberge\r\n\"du\" lac", "Bréhémont"], ["", ""]])

        for length in 1...bytes.count {
            var parser = CSVParser()
            var rows: [CSVRow] = []
            for start in stride(from: 0, to: bytes.count, by: length) {
                rows += try parser.push(Array(bytes[start..<min(start + length, bytes.count)]))
            }
            rows += try parser.finish()
            #expect(rows == whole, "pieces of \(length)")
        }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `each row says in which line it begins`(end: String) throws {
        let text = ["a,b", "\"1\n1\",2", "", "3,4"].joined(separator: end)
        let rows = try CSVParser.rows(of: Array(text.utf8))

        #expect(rows.map(\.line) == [1, 2, 5])
    }

    @Test func `bytes that are not UTF-8 are read as Windows-1252`() throws {
        let rows = try CSVParser.rows(of: Array("nom;prix\n".utf8) + [0xE9, 0x74, 0xE9, 0x3B, 0x80, 0x0A])

        #expect(rows.map(\.cells) == [["nom", "prix"], ["été", "€"]])
    }

    @Test func `a table in UTF-8 stays so whatever stands in one cell, and the row names it`() throws {
        let good = Array("Hôtel;été;à côté\n".utf8)
        let bad = Array("Hôtel ".utf8) + [0xE9, 0x20] + Array("é;b;c\n".utf8)
        for bytes in [bad + good + good, good + good + bad + good] {
            let rows = try CSVParser.rows(of: bytes)

            #expect(rows.filter { !$0.damaged.isEmpty }.map(\.cells) == [["Hôtel é é", "b", "c"]])
            #expect(rows.flatMap(\.damaged) == [0])
            #expect(rows.filter(\.damaged.isEmpty).allSatisfy { $0.cells == ["Hôtel", "été", "à côté"] })
        }
        let marked = try CSVParser.rows(of: [0xEF, 0xBB, 0xBF, 0x61, 0x2C, 0xE9, 0x0A])
        #expect(marked.map(\.damaged) == [[1]])
    }

    @Test func `one broken cell does not change the encoding of a table in UTF-8`() throws {
        let rows = try CSVParser.rows(of: Array("été\n".utf8) + [0xE9, 0x0A] + Array("été\n".utf8))

        #expect(rows.map(\.cells) == [["été"], ["é"], ["été"]])
    }

    @Test func `a given encoding and separator are kept to`() throws {
        let rows = try CSVParser.rows(
            of: [0x61, 0x7C, 0xC3, 0xA9, 0x2C, 0x0A], separator: 0x7C, encoding: .latin1)

        #expect(rows.map(\.cells) == [["a", "Ã©,"]])
    }

    @Test func `a quote that is never closed is told with its line`() throws {
        #expect(throws: CSVError.openQuote(line: 3)) {
            try CSVParser.rows(of: Array("a,b\n1,2\n3,\"4\n5,6\n".utf8))
        }
    }

    @Test(arguments: [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61], [0x61, 0], [0, 0x61]] as [[UInt8]])
    func `a table in UTF-16 is refused by that name`(bytes: [UInt8]) throws {
        #expect(throws: CSVError.utf16) { try CSVParser.rows(of: bytes) }
    }

    @Test func `a row without end is refused at the limit`() throws {
        var parser = CSVParser(separator: 0x2C, limit: 100)
        _ = try parser.push(Array("a,b\n".utf8))

        #expect(throws: CSVError.rowTooLong(line: 2, limit: 100)) {
            for _ in 0..<11 { _ = try parser.push(Array("1234567890".utf8)) }
        }
    }
}
