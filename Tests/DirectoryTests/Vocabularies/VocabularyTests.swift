import Directory
import Testing

@Suite struct VocabularyTests {
    private let list = Vocabulary([
        VocabularyEntry(code: "lodging", labels: Translations([.french: "Hébergement"])),
        VocabularyEntry(
            code: "hotel", parent: "lodging", labels: Translations([.french: "Hôtel"]),
            codes: ["datatourisme": ["Hotel", "HotelTrade"], "osm": ["tourism=hotel"]],
            attributes: ["hosts": "booking.com|example.fr"]),
        VocabularyEntry(
            code: "inn", parent: "hotel", labels: Translations([:]), codes: ["datatourisme": ["Hotel"]]),
        VocabularyEntry(code: "hotel", labels: Translations([.french: "Second"])),
        VocabularyEntry(code: "a", parent: "b", labels: Translations([:])),
        VocabularyEntry(code: "b", parent: "a", labels: Translations([:])),
        VocabularyEntry(code: "orphan", parent: "nobody", labels: Translations([:])),
    ])

    @Test func `of two entries with one code the first counts`() {
        #expect(list.entry("hotel")?.labels.best() == "Hôtel")
        #expect(list.entry("datatourisme", "Hotel")?.code == "hotel")
        #expect(list.entry("datatourisme", "HotelTrade")?.code == "hotel")
        #expect(list.entry("apidae", "Hotel") == nil && list.entry("castle") == nil)
    }

    @Test(arguments: [
        ("inn", ["inn", "hotel", "lodging"]), ("lodging", ["lodging"]), ("a", ["a", "b"]),
        ("orphan", ["orphan"]),
        ("castle", []),
    ])
    func `a lineage ends at the top, in a circle as well`(code: String, lineage: [String]) {
        #expect(list.lineage(code) == lineage)
    }

    @Test(arguments: [
        ("booking.com", "hotel"), ("www.booking.com", "hotel"), ("xbooking.com", nil),
        ("example.fr.com", nil),
    ])
    func `a host belongs to the entry that names it or a domain above it`(host: String, code: String?) {
        #expect(list.entry(host: host)?.code == code)
    }

    @Test func `a list that is missing is empty`() {
        #expect(Vocabularies([:])[.amenities].entries.isEmpty)
    }

    @Test(arguments: [("fr", true), ("eu", true), ("xx", false), ("FR", false), ("fra", false), ("", false)])
    func `languages are those of ISO 639-1`(code: String, isLanguage: Bool) {
        #expect((LanguageCode(code) != nil) == isLanguage)
    }
}
