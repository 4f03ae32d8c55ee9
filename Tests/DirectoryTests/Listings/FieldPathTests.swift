import Directory
import Testing

@Suite struct FieldPathTests {
    @Test(arguments: [
        "category", "name.fr", "summary.en", "description.eu", "location.point", "location.address",
        "location.accuracy", "location.origin", "contacts/phone-1", "sales_channels/booking",
        "payment.complete",
        "payment.methods/card@on_site", "payment.methods/card@online/paybox", "opening/2026-04-01_2026-11-15",
        "closures/c", "dates/2026-07-14_20:00", "prices/p.1", "capacity.rooms", "classification/hotel_stars",
        "labels/logis", "amenities/wifi", "accessibility/wheelchair_full", "languages_spoken/fr", "media/a1",
        "related/fx-7k2m9qd4", "legal.siret", "notes.office", "capacity.a/b", "contacts/a.b/c",
        "review_profiles/tripadvisor",
    ])
    func `a path comes out as it went in`(text: String) {
        #expect(FieldPath(text)?.description == text)
    }

    @Test(arguments: [
        "", "name", "name.", "name.fra", "name.FR", "name.xx", "name/fr", "name.fr.x", "location",
        "location.lat",
        "location.point/lat", "location.point.lat", "payment", "payment.methods", "payment.methods/",
        "contacts",
        "contacts/", "contacts.phone", "contacts/a b", "contacts/é", "contacts/a\u{0}", "contacts/a\"b",
        "Category", "category.x", "category/x", " category", "labels.logis", "labels/",
        "languages_spoken/french", "related/hotel",
        "amenities", "opening_hours_osm", "id", "status", "/", ".", "contacts/a\n", "revision",
    ])
    func `what is no path of a value is refused`(text: String) {
        #expect(FieldPath(text) == nil)
    }

    @Test(arguments: [(1, true), (120, true), (121, false)])
    func `a key has its limit`(count: Int, isAccepted: Bool) {
        let path = FieldPath("contacts/" + String(repeating: "a", count: count))

        #expect((path != nil) == isAccepted)
    }

    @Test func `paths made of any field and key come out as they went in`() throws {
        var random = SeededGenerator(17)
        let letters = Array("abcXYZ019_-.@/:")
        let languages = ["fr", "en", "eu", "es"]
        for _ in 0..<5_000 {
            let field = try #require(Field.allCases.randomElement(using: &random))
            let path: FieldPath
            switch field {
            case .name, .summary, .description, .languagesSpoken:
                path = FieldPath(field, languages.randomElement(using: &random))
            case .related:
                path = FieldPath(field, ListingID(random: random.next()).text)
            case _ where field.shape == .single:
                path = FieldPath(field)
            default:
                let count = Int.random(in: 1...120, using: &random)
                path = FieldPath(
                    field, String((0..<count).compactMap { _ in letters.randomElement(using: &random) }))
            }
            #expect(FieldPath(path.description) == path, "\(path)")
        }
    }

    @Test func `paths stand in the order in which people read them`() {
        let texts = [
            "category", "name.fr", "name.en", "name.de", "name.eu", "location.point", "contacts/a",
            "contacts/b",
            "capacity.persons", "capacity.rooms", "media/1", "notes.office",
        ]
        let paths = texts.compactMap(FieldPath.init)

        #expect(paths.reversed().sorted().map(\.description) == texts)
        #expect(paths.allSatisfy { !($0 < $0) })
    }

    @Test func `each field has a group, a place and a spelling of its own`() {
        #expect(Set(Field.allCases.map(\.position)).count == Field.allCases.count)
        #expect(Set(Field.allCases.map { FieldGroup($0) }) == Set(FieldGroup.allCases))
        #expect(Field.allCases.filter(\.isPrivate) == [.legal, .notes])
    }
}
