import Exchange
import Testing

struct JSONListSplitterTests {
    /// The records of a text that comes in pieces of so many bytes.
    private func cut(_ text: String, pieces: Int = 1 << 16, member: String = "items") throws -> [String] {
        var splitter = JSONListSplitter("a.json", member: member)
        var records: [String] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            try splitter.push(Array(bytes[start..<min(start + pieces, bytes.count)])) {
                records.append(String(decoding: $0.bytes, as: UTF8.self))
            }
        }
        try splitter.finish { records.append(String(decoding: $0.bytes, as: UTF8.self)) }
        return records
    }

    @Test(arguments: [
        (#"[{"a":1},{"b":[2,{"c":3}]}]"#, [#"{"a":1}"#, #"{"b":[2,{"c":3}]}"#]),
        (
            #"{"n": 2, "q": {"items": [0]}, "items" : [ {"a":1} , {"b":2} ], "z": [9]}"#,
            [#"{"a":1}"#, #"{"b":2}"#]
        ),
        (#"{"a": {"items": [1]}, "b": "items"}"#, [#"{"a": {"items": [1]}, "b": "items"}"#]),
        (#"[{"t":"} ] , \" {","u":"\\"}]"#, [#"{"t":"} ] , \" {","u":"\\"}"#]),
        (#"{"t":"\"items\":[1]","items":[{"x":"]"}]}"#, [#"{"x":"]"}"#]),
        ("[ 123 , \"4,5\", null ]", ["123 ", "\"4,5\"", "null "]),
        ("{\"a\":1}\n{\"a\":2}\n", [#"{"a":1}"#, #"{"a":2}"#]),
        ("[]", []), (#"{"items":[]}"#, []), ("\u{FEFF} [{}]", ["{}"]), ("", []), (" \n", []),
    ])
    func `a list gives its elements, in whatever pieces it comes`(_ text: String, _ records: [String]) throws
    {
        for pieces in [1, 2, 3, 7, 4_096] {
            #expect(try cut(text, pieces: pieces) == records)
        }
    }

    @Test(arguments: [
        ("<html>[1]", ["<html>[1]"]), (#"{"a":}"#, [#"{"a":}"#]),
        (#"[{"a":1}] trailing"#, [#"{"a":1}"#, "trailing"]), ("[1}", ["1"]),
    ])
    func `what is whole and no JSON becomes a record to refuse`(
        _ text: String, _ records: [String]
    ) throws {
        #expect(try cut(text) == records)
        #expect(try cut(text, pieces: 1) == records)
    }

    @Test(arguments: [
        #"[{"a":1},{"b":"#, #"[{"a":1}"#, "[", #"{"items":[{"a":1}]"#, #"{"a":1"#, #"{"a":"b"#, "{",
        #"{"a":1} {"a":"#,
    ])
    func `a text that is cut off is told`(_ text: String) {
        for pieces in [1, 4_096] {
            #expect(throws: JSONCutOff.self) { try cut(text, pieces: pieces) }
        }
    }

    @Test func `records are numbered within their file`() throws {
        var splitter = JSONListSplitter("folder/a.json", member: "items")
        var names: [String] = []
        try splitter.push(Array("[{},{}]".utf8)) { names.append($0.name) }

        #expect(names == ["folder/a.json#1", "folder/a.json#2"])
    }

    @Test func `an element without an end is refused, a list without an end is not`() throws {
        var splitter = JSONListSplitter("a.json", member: "items", limit: 100)
        let element = Array((#"{"text":""# + String(repeating: "x", count: 50) + #""},"#).utf8)
        var count = 0
        try splitter.push(Array(#"{"items":["#.utf8)) { _ in }
        for _ in 0..<50 { try splitter.push(element) { _ in count += 1 } }

        #expect(count == 50)
        #expect(throws: RecordTooLong.self) {
            try splitter.push([UInt8](repeating: UInt8(ascii: "x"), count: 101)) { _ in }
        }
    }
}
