import Directory
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        (JSON.string("\u{1}\u{1F}\u{7F}\"\\/\n\r\t"), "\"\\u0001\\u001f\u{7F}\\\"\\\\/\\n\\r\\t\""),
        (.double(43), "43"), (.double(-0.0), "0"), (.double(0.1), "0.1"), (.double(.nan), "null"),
        (.double(.infinity), "null"), (.double(1e300), "1e+300"), (.integer(.min), "-9223372036854775808"),
        (.array([]), "[]"), (.object(JSONObject()), "{}"), (.string("😀é"), "\"😀é\""),
    ])
    func `a value is written compactly`(json: JSON, text: String) {
        #expect(json.text == text)
    }

    @Test func `any number is read back as it was written`() throws {
        var random = SeededGenerator(3)
        for _ in 0..<5_000 {
            let number = Double(bitPattern: random.next())
            guard number.isFinite else { continue }
            #expect(try JSON(parsing: JSON.double(number).text).double == number)
            let whole = Int(truncatingIfNeeded: random.next())
            #expect(try JSON(parsing: JSON.integer(whole).text) == .integer(whole))
        }
    }

    @Test func `any value is read back as it was written`() throws {
        var random = SeededGenerator(5)
        for _ in 0..<500 {
            let json = Self.value(depth: 4, &random)
            #expect(try JSON(parsing: json.bytes) == json)
            #expect(try JSON(parsing: json.canonicalText) == json)
        }
    }

    private static func value(depth: Int, _ random: inout SeededGenerator) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .integer(.random(in: -1_000...1_000, using: &random))
        case 3: return .double(.random(in: -1...1, using: &random))
        case 4:
            let letters = Array("aé😀\"\\\n\u{1}/ e\u{301}")
            let text = (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in
                letters.randomElement(using: &random)
            }
            return .string(String(text))
        case 5:
            return .array(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth - 1, &random) })
        default:
            var object = JSONObject()
            for index in 0..<Int.random(in: 0...20, using: &random) {
                object.append("k\(index)", value(depth: depth - 1, &random))
            }
            return .object(object)
        }
    }

    @Test func `objects are equal whatever the order of their members`() throws {
        let left = try JSON(parsing: "{\"a\":1,\"b\":[1,2]}")
        let right = try JSON(parsing: "{\"b\":[1,2],\"a\":1}")

        #expect(left == right && left.hashValue == right.hashValue)
        #expect(left.canonicalText == right.canonicalText && left.text != right.text)
        #expect(try left != JSON(parsing: "{\"a\":1,\"b\":[2,1]}"))
        #expect(try left != JSON(parsing: "{\"a\":1}"))
        #expect(try JSON(parsing: "{\"a\":1}") != JSON(parsing: "{\"a\":1,\"b\":null}"))
    }

    @Test func `setting, changing and removing members keeps the order`() {
        var object = JSONObject()
        object["a"] = 1
        object["b"] = 2
        object["a"] = 3
        object["c"] = .null
        object["b"] = nil
        object["missing"] = nil

        #expect(JSON.object(object).text == "{\"a\":3,\"c\":null}")
        #expect(object.keys == ["a", "c"] && !object.isEmpty)
    }

    @Test func `a value is seen only as what it is`() {
        #expect(
            JSON.double(3).integer == 3 && JSON.double(3.5).integer == nil
                && JSON.double(1e300).integer == nil)
        #expect(
            JSON.integer(3).double == 3 && JSON.string("3").integer == nil && JSON.bool(true).integer == nil)
        #expect(
            JSON.null.elements == [] && JSON.integer(1).elements == [1] && JSON.array([1]).elements == [1])
        #expect(
            JSON.null["a"] == nil && JSON.array([]).object == nil && JSON.object(JSONObject()).array == nil)
        #expect(JSON(nil as String?).isNull && JSON(nil as Int?).isNull)
    }
}
