import Directory
import Exchange
import Testing

/// What the readers of XML must never do, whatever they are given.
struct XMLRecordsTests {
    private static let list = """
        <listeOI><OIs><OI><DublinCore><identifier>1</identifier><title>Café d'été</title>
        <Classification code="02.01.13"/></DublinCore></OI><OI><DublinCore><identifier>2</identifier>
        <title><![CDATA[A & B]]></title><Classification code="02.01.05"/></DublinCore></OI></OIs></listeOI>
        """

    @Test(arguments: [1, 2, 3, 7, 100_000])
    func `the size of the pieces makes no difference`(piece: Int) throws {
        let feed = try XMLFeed(Array(Self.list.utf8), piece: piece)

        #expect(feed.records.map(\.key) == ["1", "2"])
        #expect(feed.records.map(\.name) == ["Café d'été", "A & B"])
        #expect(feed.raw.map(\.name) == ["a.xml:1", "a.xml:2"])
    }

    @Test(arguments: ["iso-8859-1", "windows-1252", "utf-16"])
    func `the encoding is the one declared`(encoding: String) throws {
        let text = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>\n" + Self.list
        let bytes: [UInt8] =
            encoding == "utf-16"
            ? [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            : text.unicodeScalars.map { UInt8($0.value) }

        #expect(try XMLFeed(bytes, piece: 50).records.map(\.name) == ["Café d'été", "A & B"])
    }

    @Test(arguments: [
        """
        <!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
        <OI>&c;</OI>
        """, "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><OI>&x;</OI>",
        "<!DOCTYPE l [<!ENTITY % p SYSTEM \"http://example.fr/a.dtd\"> %p;]><OI/>",
        "<OI title=\"&nbsp;\">&eacute;</OI>",
        "<!DOCTYPE l SYSTEM \"http://example.fr/a.dtd\"><OI>&evil;</OI>",
    ])
    func `an entity is never expanded nor fetched`(text: String) throws {
        let error = #expect(throws: UnreadableFile.self) { _ = try XMLFeed(text) }

        #expect(error?.reason.contains("entity") == true)
    }

    @Test(arguments: [1 << 12, 3 << 20])
    func `a tag of a megabyte is refused before its attributes are compared`(piece: Int) throws {
        let attributes = (0..<120_000).map { "a\($0)=\"\"" }.joined(separator: " ")
        let text = "<listeOI><OIs><OI \(attributes)></OI></OIs></listeOI>"

        let error = #expect(throws: UnreadableFile.self) { _ = try XMLFeed(Array(text.utf8), piece: piece) }

        #expect(error?.reason.contains("1048576 bytes") == true)
    }

    @Test func `a document type by itself does no harm`() throws {
        #expect(try XMLFeed("<!DOCTYPE listeOI SYSTEM \"oi.dtd\">\(Self.list)").records.count == 2)
    }

    @Test(arguments: [
        "<OI><DublinCore>", "<OI></DublinCore></OI>", "<OI a=\"1\" a=\"2\"/>", "<OI>&</OI>", "not XML",
        "<OI/><OI/>",
    ])
    func `what is not well-formed or cut off is refused`(text: String) throws {
        #expect(throws: UnreadableFile.self) { _ = try XMLFeed(text) }
    }

    @Test func `bytes that are not in the encoding are refused`() throws {
        let bytes = Array("<OI><title>".utf8) + [0xC3, 0x28, 0xFF] + Array("</title></OI>".utf8)

        #expect(throws: UnreadableFile.self) { _ = try XMLFeed(bytes) }
    }

    @Test func `elements that lie too deep are refused`() throws {
        let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)

        let error = #expect(throws: UnreadableFile.self) { _ = try XMLFeed("<OI>\(deep)</OI>") }
        #expect(error?.reason.contains("deep") == true)
    }

    /// Pushes up to 1 GB of one kind of text and tells how much was taken before the refusal.
    private func taken(_ start: String, _ filling: String) -> Int {
        var splitter = ImportFormat.tif.splitter("a.xml")
        let piece = Array(String(repeating: filling, count: (1 << 20) / filling.utf8.count).utf8)
        var taken = 0
        do {
            try splitter.push(Array(start.utf8)) { _ in }
            while taken < 1 << 30 {
                try splitter.push(piece) { _ in }
                taken += piece.count
            }
        } catch {
            return taken
        }
        return taken
    }

    @Test(arguments: [
        ("<OI><a>", "text of no end "), ("<OI><a><![CDATA[", "text of no end "), ("<OI a=\"", "value "),
        ("<OI><!-- ", "remark "), ("<OI>", "<b/>"), ("<OI><?x ", "instruction "), ("<OI", " "),
    ])
    func `a record of a gigabyte is refused early`(start: String, filling: String) {
        #expect(taken(start, filling) <= 32 << 20)
    }

    @Test func `records of any number pass one by one`() throws {
        let record = "<OI><DublinCore><identifier>1</identifier></DublinCore></OI>"
        let piece = Array(String(repeating: record, count: 1_000).utf8)
        var splitter = ImportFormat.tif.splitter("a.xml")
        var count = 0
        try splitter.push(Array("<OIs>".utf8)) { _ in }
        for _ in 0..<50 { try splitter.push(piece) { _ in count += 1 } }
        try splitter.push(Array("</OIs>".utf8)) { _ in }
        try splitter.finish { _ in }

        #expect(count == 50_000)
    }

    @Test func `an empty file has no records`() throws {
        #expect(try XMLFeed("").raw.isEmpty)
        #expect(try XMLFeed("<listeOI><OIs COUNT=\"0\"/></listeOI>").raw.isEmpty)
    }
}
