import Directory
import Testing

@Suite struct ListingIDTests {
    @Test(arguments: ["fx-7k2m9qd4", "fx-00000000", "fx-zzzzzzzz"])
    func `an id comes out as it went in`(text: String) {
        #expect(ListingID(text)?.description == text)
    }

    @Test(arguments: [
        "", "fx-", "7k2m9qd4", "fx-7k2m9qd", "fx-7k2m9qd45", "FX-7k2m9qd4", "fx-7K2m9qd4", "fx-7k2m9qdi",
        "fx-7k2m9qdl", "fx-7k2m9qdo", "fx-7k2m9qdu", "fx_7k2m9qd4", "fx-7k2m9q é", "fx-7k2m9qd\u{0}",
    ])
    func `what is no id is refused`(text: String) {
        #expect(ListingID(text) == nil)
    }

    @Test func `forty random bits make an id of their own`() {
        var random = SeededGenerator(1)
        let bits = (0..<2_000).map { _ in random.next() }
        let ids = bits.map { ListingID(random: $0) }

        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { ListingID($0.text) == $0 })
        #expect(ListingID(random: 1 << 40) == ListingID(random: 0))
        #expect(ListingID(random: 31).text == "fx-0000000z")
    }

    @Test func `the same content gets the same key, other content another one`() {
        let texts = (0..<20_000).map { "https://example.fr/photo-\($0).jpg" }
        let keys = texts.map { ElementKey.make(.media, ["url": .string($0)]) }

        #expect(Set(keys).count == keys.count)
        #expect(keys == texts.map { ElementKey.make(.media, ["credit": "x", "url": .string($0)]) })
        #expect(keys.allSatisfy { FieldPath.isKey($0, of: .media) })
    }

    @Test(arguments: [
        (Field.salesChannels, #"{"platform": "booking"}"#, "booking"), (.salesChannels, "{}", "direct"),
        (.paymentMethods, #"{"means": "card"}"#, "card@on_site"),
        (
            .paymentMethods, #"{"means": "card", "place": "online", "solution": "paybox"}"#,
            "card@online/paybox"
        ),
        (.classification, #"{"scheme": "hotel_stars"}"#, "hotel_stars"),
        (.opening, #"{"from": "2026-04-01"}"#, "2026-04-01"), (.opening, "{}", "all-year"),
        (.dates, #"{"from": "2026-07-14", "opens": "20:00"}"#, "2026-07-14_20:00"),
        (.reviewProfiles, #"{"platform": "bad \"key\" é"}"#, "badkey"),
    ])
    func `a key says what the element is`(field: Field, element: String, key: String) throws {
        #expect(ElementKey.make(field, try JSON(parsing: element)) == key)
    }
}
