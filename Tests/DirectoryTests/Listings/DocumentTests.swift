import Directory
import Testing

@Suite struct DocumentTests {
    private static let contract = #"""
        {"id": "fx-7k2m9qd4", "category": "hotel", "status": "published", "revision": 12,
         "name": {"fr": "Hôtel des Pyrénées", "en": "Pyrenees Hotel"}, "summary": {"fr": "Au calme"}, "description": {},
         "location": {"point": {"lat": 43.163, "lon": -1.236}, "accuracy": "building", "origin": "provider",
           "address": {"lines": ["19 place du Général de Gaulle"], "postcode": "64220",
             "commune": "Saint-Jean-Pied-de-Port", "insee": "64485", "country": "FR"}},
         "contacts": [
           {"key": "office", "kind": "phone", "value": "+33559370102", "role": "manager", "public": false},
           {"key": "phone", "kind": "phone", "value": "+33559370101", "role": "establishment", "public": true}],
         "sales_channels": [{"key": "booking", "platform": "booking",
           "url": "https://www.booking.com/hotel/fr/pyrenees.fr.html", "external_id": "pyrenees", "mode": "instant",
           "check": {"state": "unknown", "at": null}}],
         "payment": {"complete": true, "methods": [
           {"key": "card@on_site", "means": "card", "place": "on_site", "solution": null},
           {"key": "card@online/paybox", "means": "card", "place": "online", "solution": "paybox"}]},
         "review_profiles": [{"key": "tripadvisor", "platform": "tripadvisor", "url": "https://www.tripadvisor.fr/x-d1",
           "external_id": "1", "score": 4.5, "scale": 5, "count": 213, "observed_on": "2026-11-01"}],
         "opening": [{"key": "summer", "from": "2026-04-01", "to": "2026-11-15",
           "weekly": {"mo": [["09:00", "12:00"], ["14:00", "19:00"]], "sa": [["19:00", null]]}, "note": {"fr": "Sauf…"}}],
         "closures": [{"key": "noel", "from": "2026-12-25", "to": "2026-12-25", "note": null}], "dates": [],
         "prices": [{"key": "double", "label": {"fr": "Chambre double"}, "min": "80.00", "max": "140.00",
           "currency": "EUR", "unit": "night", "from": "2026-01-01", "to": "2026-12-31"}],
         "capacity": {"persons": 32, "rooms": 14},
         "classification": [{"key": "hotel_stars", "scheme": "hotel_stars", "value": "3", "delivered_on": null,
           "expires_on": null}],
         "labels": ["logis"], "amenities": ["bar", "wifi"], "accessibility": ["wheelchair_full"],
         "languages_spoken": ["es", "eu", "fr"],
         "media": [{"key": "front", "url": "https://example.fr/a.jpg", "credit": "A", "licence": "CC BY 4.0",
           "caption": {"fr": "Façade"}, "expires_on": null}], "related": ["fx-7k2m9qd4"],
         "legal": {"siret": "73282932000074"}, "notes": {"office": "rappeler"}}
        """#

    private func document() throws -> Document {
        try Document(contract: JSON(parsing: Self.contract), .small)
    }

    @Test func `the shape of the contract comes out as it went in`() throws {
        let written = try #require(JSON(parsing: Self.contract).object).members
            .filter { !Document.written.contains($0.key) }

        let members = try document().contractMembers(withPrivate: true)

        #expect(members.map(\.key) == written.map(\.key))
        for (member, original) in zip(members, written) {
            #expect(member.value == original.value, "\(member.key): \(member.value.text)")
        }
    }

    @Test func `the public shape holds nothing private`() throws {
        let members = try document().contractMembers(withPrivate: false)
        let text = JSON.object(JSONObject(members)).text

        #expect(!members.map(\.key).contains("legal") && !members.map(\.key).contains("notes"))
        #expect(text.contains("+33559370101"))
        for secret in ["+33559370102", "73282932000074", "rappeler", "office"] {
            #expect(!text.contains(secret))
        }
    }

    @Test func `the public part loses what is private and nothing else`() throws {
        let lost = try document().differences(from: document().publicPart)

        #expect(lost.map(\.description) == ["contacts/office", "legal.siret", "notes.office"])
        #expect(try document().publicPart.publicPart == document().publicPart)
    }

    @Test func `what is stored reads the same again`() throws {
        let document = try document()

        let again = try Document(stored: JSON(parsing: document.storedJSON.bytes), .small)

        #expect(again == document)
        #expect(again.storedJSON.text == document.storedJSON.text)
        #expect(document.storedJSON.object?.keys == document.paths.map(\.description))
    }

    @Test(arguments: [
        "[]", "null", "1", #"{"shoe": 1}"#, #"{"category": "castle"}"#, #"{"name": {"fr": "x"}}"#,
    ])
    func `what was never stored is refused`(text: String) throws {
        let json = try JSON(parsing: text)

        #expect((try? Document(stored: json, .small)) == nil)
    }

    @Test func `differences name what was added, changed and removed`() throws {
        let before = try document()
        var after = before
        after[FieldPath(.name, "fr")] = .text("Hôtel Neuf")
        after[FieldPath(.amenities, "bar")] = nil
        after[FieldPath(.capacity, "pitches")] = .count(3)

        let expected = ["name.fr", "capacity.pitches", "amenities/bar"]

        #expect(after.differences(from: before).map(\.description) == expected)
        #expect(before.differences(from: after).map(\.description) == expected)
        #expect(before.differences(from: before).isEmpty)
    }

    @Test func `an empty document says what it lacks and what is unknown`() {
        let document = Document()

        #expect(document.missing.map(\.path) == ["category", "name"])
        let members = JSON.object(JSONObject(document.contractMembers(withPrivate: true)))
        #expect(members["location"]?["accuracy"] == "unknown")
        #expect(members["payment"]?.text == #"{"complete":false,"methods":[]}"#)
        #expect(members["contacts"] == [] && members["name"] == [:] && members["legal"] == nil)
    }

    @Test func `what is read is what is there`() throws {
        let document = try document()

        #expect(document.category == "hotel" && document.missing.isEmpty)
        #expect(document.point == Point(latitude: 43.163, longitude: -1.236))
        #expect(document.address?.insee == "64485")
        #expect(document.translations(.name).best(.english) == "Pyrenees Hotel")
        #expect(document.translations(.name).best(try #require(LanguageCode("eu"))) == "Hôtel des Pyrénées")
        #expect(document.translations(.summary).best(.english) == "Au calme")
        #expect(document.translations(.description).best() == nil)
    }

    @Test(arguments: ["null", "[]", "1", #""x""#, #"{"name": "x"}"#, #"{"colour": "red"}"#])
    func `what is no listing is refused`(text: String) throws {
        let json = try JSON(parsing: text)

        #expect((try? Document(contract: json, .small)) == nil)
    }
}
