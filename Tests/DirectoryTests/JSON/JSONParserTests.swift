import Directory
import Testing

@Suite struct JSONParserTests {
    @Test(arguments: [
        ("null", JSON.null), ("true", .bool(true)), ("false", .bool(false)), ("0", .integer(0)),
        ("-0", .integer(0)), ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .double(9_223_372_036_854_775_808)),
        ("1.5", .double(1.5)), ("-1.5e3", .double(-1_500)), ("1E+2", .double(100)), ("1e-2", .double(0.01)),
        ("0.0", .double(0)), ("1e-400", .double(0)), ("\"\"", .string("")), ("[]", .array([])),
        ("{}", .object(JSONObject())), (" \t\r\n[ 1 , 2 ] \n", .array([.integer(1), .integer(2)])),
        ("\u{FEFF}1", .integer(1)), ("[[],[[]]]", .array([.array([]), .array([.array([])])])),
    ])
    func `a JSON text is read`(text: String, value: JSON) throws {
        #expect(try JSON(parsing: text) == value)
    }

    @Test(arguments: [
        ("\"é\"", "é"), ("\"\\u00e9\"", "é"), ("\"\\u00E9\"", "é"), ("\"\\ud83d\\ude00\"", "😀"),
        ("\"😀\"", "😀"),
        ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{C}\n\r\t"), ("\"a\u{7F}b\"", "a\u{7F}b"),
        ("\"\\uFEFF\"", "\u{FEFF}"), ("\"\\uffff\"", "\u{FFFF}"), ("\"\u{2028}\"", "\u{2028}"),
        ("\"\\u0065\\u0301\"", "e\u{301}"),
    ])
    func `escapes are resolved`(text: String, value: String) throws {
        #expect(Array(try #require(JSON(parsing: text).string).unicodeScalars) == Array(value.unicodeScalars))
    }

    @Test(arguments: [
        "", " ", "nul", "nulll", "True", "NaN", "Infinity", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+",
        "0x10",
        "1e400", "-1e400", "1 2", "[1", "[1,]", "[,1]", "[1 2]", "[", "]", "{", "}", "{\"a\"}", "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}", "{'a':1}", "{1:2}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "\"", "\"a", "'a'", "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"", "\"\\u12G4\"", "\"\\u+123\"", "\"\\u-123\"", "\"a\nb\"", "\"a\tb\"", "\"\u{0}\"",
        "\"\\u0000\"",
        "\"\\ud83d\"", "\"\\ud83dx\"", "\"\\ud83d\\u0041\"", "\"\\ude00\"", "\"\\ude00\\ud83d\"", "// c\n1",
        "1//c",
        "1,", "\u{A0}1", "1\u{0}", "[1]]", "{\"a\":1}{\"b\":2}",
    ])
    func `what is no JSON is refused`(text: String) {
        #expect((try? JSON(parsing: text)) == nil)
    }

    @Test(
        arguments: [
            [0xC3, 0x28], [0xA0], [0xC0, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xFF],
            [0xFE, 0xFF],
        ] as [[UInt8]])
    func `invalid UTF-8 is refused, in names as in values`(bytes: [UInt8]) {
        let quoted = [0x22] + bytes + [0x22]
        #expect((try? JSON(parsing: quoted)) == nil)
        #expect((try? JSON(parsing: [0x22, 0x5C, 0x6E] + bytes + [0x22])) == nil)
        #expect((try? JSON(parsing: [0x7B] + quoted + Array(":1}".utf8))) == nil)
        #expect((try? JSON(parsing: bytes)) == nil)
    }

    @Test(arguments: [
        "{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":2,\"\\u0061\":3}", "{\"x\":{\"a\":1,\"a\":2}}",
        "{\"\":1,\"\":2}",
    ])
    func `a name that stands twice is refused`(text: String) {
        #expect((try? JSON(parsing: text)) == nil)
    }

    @Test(arguments: [15, 16, 17, 18, 100])
    func `a name that stands twice is found among many`(count: Int) throws {
        let members = (0..<count).map { "\"n\($0)\":\($0)" }.joined(separator: ",")

        #expect(try JSON(parsing: "{\(members)}").object?.keys.count == count)
        for twice in [0, count / 2, count - 1] {
            #expect((try? JSON(parsing: "{\(members),\"n\(twice)\":0}")) == nil)
        }
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func `nesting has its limit`(open: String, close: String) throws {
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + (open == "[" ? "" : "1")
                + String(repeating: close, count: depth)
        }
        #expect((try? JSON(parsing: nested(64))) != nil)
        #expect((try? JSON(parsing: nested(65))) == nil)
        #expect((try? JSON(parsing: nested(3), depth: 2)) == nil)
        #expect((try? JSON(parsing: String(repeating: open, count: 200_000))) == nil)
        // What is closed again does not count.
        #expect(
            (try? JSON(parsing: "[" + Array(repeating: nested(63), count: 3).joined(separator: ",") + "]"))
                != nil)
    }

    @Test(arguments: [("[1, 2", 5), ("{\"a\" 1}", 5), ("[1,,2]", 3), ("{\"a\":1,\"a\":2}", 10), ("nulll", 4)])
    func `an error names the byte`(text: String, offset: Int) {
        do throws(JSONSyntaxError) {
            _ = try JSON(parsing: text)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.offset == offset)
            #expect(error.description.hasSuffix(" at byte \(offset)"))
        }
    }

    @Test func `members keep their order`() throws {
        let text = "{\"b\":1,\"a\":{\"d\":null,\"c\":[true]},\"é\":\"x\"}"

        let json = try JSON(parsing: text)

        #expect(json.text == text)
        #expect(json.canonicalText == "{\"a\":{\"c\":[true],\"d\":null},\"b\":1,\"é\":\"x\"}")
    }

    @Test func `mutilated texts are refused or read, never a crash`() {
        let text = Array(
            "{\"name\":{\"fr\":\"Hôtel \\u00e9\\ud83d\\ude00\"},\"n\":[-1.5e3,true,null,\"\"]}".utf8)
        var random = SeededGenerator(11)
        for _ in 0..<5_000 {
            var bytes = text
            for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: index)
                default: bytes.removeLast(bytes.count - max(1, index))
                }
            }
            guard let json = try? JSON(parsing: bytes) else { continue }
            #expect((try? JSON(parsing: json.bytes))?.text == json.text)
        }
    }
}
