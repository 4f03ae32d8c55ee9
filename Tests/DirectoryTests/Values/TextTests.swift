import Directory
import Testing

@Suite struct TextTests {
    @Test(arguments: [
        ("  Hôtel\u{A0}", "Hôtel"), ("Hôtel \n", "Hôtel"), (" H", "H"), ("\u{3000}Hôtel\r\n", "Hôtel"),
        ("a\tb\nc", "a\tb\nc"), ("\r\n", ""),
        ("", ""),
    ])
    func `white space at the ends goes`(written: String, trimmed: String) {
        #expect(written.trimmed == trimmed)
    }

    @Test(arguments: ["\u{0}", "\u{8}", "\u{1B}[0m", "a\u{7F}", "a\u{9F}b"])
    func `control characters are refused and can be cleaned away`(text: String) throws {
        #expect(try Outcome("name.fr", .string("Hôtel \(text) x")).problems == ["name.fr text.control"])
        #expect(PlainText.problem(in: PlainText.cleaned(text), limit: 100) == nil)
    }

    @Test(arguments: [
        ("name.fr", 255), ("summary.fr", 4_000), ("description.fr", 30_000), ("notes.office", 30_000),
        ("legal.vat", 100),
    ])
    func `a text has its limit in characters`(path: String, limit: Int) throws {
        for letter in ["a", "é", "語"] {
            let longest = String(repeating: letter, count: limit)
            #expect(try Outcome(path, .string(longest)).problems == [])
            #expect(try Outcome(path, .string(longest + letter)).problems == ["\(path) text.long"])
        }
    }

    @Test func `marks heaped on one letter count towards the limit`() throws {
        let heap = "a" + String(repeating: "\u{301}", count: 300)

        #expect(try Outcome("name.fr", .string(heap)).problems == ["name.fr text.long"])
    }

    @Test(arguments: [
        ("name.fr", #""""#, "text.empty"),
        ("name.fr", #""  \n""#, "text.empty"),
        ("name.fr", #"3"#, "type.string"),
        ("name.fr", #"{"fr": "x"}"#, "type.string"),
        ("category", #""castle""#, "code.unknown"),
        ("location.accuracy", #""exact""#, "code.unknown"),
        ("location.origin", #"1"#, "code.unknown"),
        ("payment.complete", #""yes""#, "type.boolean"),
        ("capacity.rooms", #"-1"#, "number.range"),
        ("capacity.rooms", #"1.5"#, "number.range"),
        ("capacity.rooms", #""14""#, "number.range"),
        ("capacity.rooms", #"1000001"#, "number.range"),
        ("labels/logis", #"false"#, "type.boolean"),
        ("labels/nobody", #"true"#, "code.unknown"),
        ("amenities/jacuzzi", #"true"#, "code.unknown"),
        ("accessibility/lift", #"true"#, "code.unknown"),
    ])
    func `a plain value that cannot be is refused`(path: String, json: String, code: String) throws {
        #expect(try Outcome(path, text: json).problems == ["\(path) \(code)"])
    }

    @Test(arguments: [
        ("capacity.rooms", #"0"#),
        ("capacity.rooms", #"14.0"#),
        ("labels/logis", #"true"#),
        ("languages_spoken/eu", #"true"#),
        ("location.accuracy", #""building""#),
        ("payment.complete", #"false"#),
    ])
    func `a plain value is taken`(path: String, json: String) throws {
        #expect(try Outcome(path, text: json).problems == [])
    }

    @Test(arguments: [
        ("73282932000074", true), ("732 829 320 00074", true), ("35600000000048", true),
        ("35600000049837", true),
        ("73282932000075", false), ("7328293200007", false), ("732829320000740", false),
        ("7328293200007A", false),
        ("00000000000000", false), ("٧٣٢٨٢٩٣٢٠٠٠٠٧٤", false),
    ])
    func `a SIRET passes its check digit`(text: String, isValid: Bool) throws {
        let problems = isValid ? [] : ["legal.siret siret.invalid"]

        #expect(try Outcome("legal.siret", .string(text)).problems == problems)
    }

    @Test(arguments: [
        (
            #"{"lines": ["19 place du Général"], "postcode": "64220", "commune": "Saint-Jean", "insee": "64485"}"#,
            []
        ),
        (#"{"lines": []}"#, []),
        (#"{}"#, []),
        (#"{"insee": "2A004"}"#, []),
        (#"{"country": "ES", "postcode": "AB-1"}"#, []),
        (#"{"lines": ["a", "b", "c", "d", "e", "f", "g"]}"#, ["lines/6 address.line"]),
        (#"{"lines": [1]}"#, ["lines/0 address.line"]),
        (#"{"postcode": "6422"}"#, ["postcode postcode.invalid"]),
        (#"{"postcode": "+6422"}"#, ["postcode postcode.invalid"]),
        (#"{"postcode": 64220}"#, ["postcode type.string"]),
        (#"{"insee": "6448"}"#, ["insee insee.invalid"]),
        (#"{"insee": "2C004"}"#, ["insee insee.invalid"]),
        (#"{"country": "fr"}"#, ["country country.invalid"]),
        (#"{"street": "x"}"#, ["street member.unknown"]),
    ])
    func `an address keeps the rules`(json: String, problems: [String]) throws {
        let outcome = try Outcome("location.address", text: json)

        #expect(outcome.problems == problems.map { "location.address/\($0)" })
    }

    @Test(arguments: [
        ("classification/s", #"{"scheme": "hotel_stars", "value": "palace"}"#, []),
        ("classification/s", #"{"scheme": "free_scheme", "value": "anything"}"#, []),
        ("classification/s", #"{"scheme": "hotel_stars", "value": "6"}"#, ["/value code.unknown"]),
        ("classification/s", #"{"scheme": "hotel_stars", "value": 3}"#, ["/value type.string"]),
        ("classification/s", #"{}"#, ["/scheme required", "/value required"]),
        ("media/m", #"{"url": "https://example.fr/a.jpg", "caption": {"fr": "Façade"}}"#, []),
        ("media/m", #"{"url": "example.fr/a.jpg"}"#, ["/url url.invalid"]),
        ("media/m", #"{"caption": {"fr": 1}}"#, ["/url required", "/caption/fr type.string"]),
    ])
    func `ratings and media keep the rules`(path: String, json: String, problems: [String]) throws {
        #expect(Set(try Outcome(path, text: json).problems) == Set(problems.map { path + $0 }))
    }
}
