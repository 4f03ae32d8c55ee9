import Directory
import Exchange
import Testing

/// What schema.org and Google say of hours: no opening time, or hours of no length, is closed.
struct SchemaOrgOpeningTests {
    private func read(_ specifications: JSON...) throws -> Document {
        let node: JSON = [
            "@type": "Hotel", "@id": "https://example.fr/1", "name": "Hôtel",
            "openingHoursSpecification": .array(specifications),
        ]
        let reader = SchemaOrgReader(
            vocabularies: try Sample.vocabularies.get(), communes: try Sample.communes.get())
        guard case .record(let record) = reader.read(node.bytes, name: "a") else { throw Specimen.NoRecord() }
        return record.document
    }

    private func read(whole members: JSON) throws -> SourceRecord {
        var node = try #require(members.object)
        for (name, value) in [("@type", "Restaurant"), ("@id", "https://example.fr/1"), ("name", "Table")] {
            if node[name] == nil { node.append(name, .string(value)) }
        }
        let reader = SchemaOrgReader(
            vocabularies: try Sample.vocabularies.get(), communes: try Sample.communes.get())
        let reading = reader.read(JSON.object(node).bytes, name: "a")
        guard case .record(let record) = reading else { throw Specimen.NoRecord() }
        return record
    }

    @Test func `hours in one text are read, and what is not certain stays as a remark`() throws {
        let record = try read(whole: ["openingHours": ["Mo-Tu,Fr 09:00-12:00,14:00-18:00", "Sa 10:00-12:00"]])
        let day: JSON = [["09:00", "12:00"], ["14:00", "18:00"]]
        #expect(
            record.document.openingPeriods.map { $0.weekly?.json }
                == [["mo": day, "tu": day, "fr": day, "sa": [["10:00", "12:00"]]]])
        #expect(record.findings.isEmpty)

        let vague = try read(whole: ["openingHours": "le soir"])
        #expect(vague.document.openingPeriods.first?.note?.texts[.french] == "le soir")
        #expect(vague.findings.map(\.rule) == ["opening.text"])
    }

    @Test func `pages of reservations and offers are channels, means of payment have several names`() throws {
        let table = try read(
            whole: [
                "acceptsReservations": "https://www.thefork.fr/restaurant/x-r1",
                "paymentAccepted": "Cash, Credit Card, MasterCard",
            ])
        #expect(table.document.elements(.salesChannels).map { $0.value.json["platform"] } == ["thefork"])
        #expect(
            Set(table.document.keys(.paymentMethods))
                == ["cash@on_site", "card@on_site", "mastercard@on_site"])
        let other = try read(whole: ["paymentAccepted": "Cashback"])
        #expect(other.document.keys(.paymentMethods).isEmpty)
        let event = try read(
            whole: [
                "@type": "Event", "startDate": "2027-05-01",
                "offers": ["url": "https://www.billetweb.fr/concert"],
            ])
        #expect(event.document.elements(.salesChannels).map { $0.value.json["platform"] } == ["billetweb"])
        #expect(event.findings.isEmpty)
    }

    private static let winter: JSON = [
        "@type": "OpeningHoursSpecification", "validFrom": "2026-11-01", "validThrough": "2027-03-31",
    ]
    private static let daily: JSON = ["opens": "09:00", "closes": "18:00"]

    private static let none: JSON = [
        "validFrom": "2026-11-01", "validThrough": "2027-03-31", "opens": "00:00", "closes": "00:00",
    ]

    @Test(arguments: [winter, none])
    func `a season without opening hours is closed`(specification: JSON) throws {
        let document = try read(Self.daily, specification)

        #expect(document.closures.map { "\($0.from) \($0.to)" } == ["2026-11-01 2027-03-31"])
        #expect(document.openingPeriods.count == 1 && document.openingPeriods.first?.from == nil)
    }

    @Test func `a day of no length is closed, not open around the clock`() throws {
        let document = try read(
            ["dayOfWeek": ["Monday"], "opens": "09:00", "closes": "18:00"],
            ["dayOfWeek": ["https://schema.org/Sunday"], "opens": "00:00", "closes": "00:00"])

        #expect(document.openingPeriods.map { $0.weekly?.json } == [["mo": [["09:00", "18:00"]]]])
        #expect(document.closures.isEmpty)
    }

    @Test func `a season whose hours nobody knows is not told as closed, and the report names it`() throws {
        let document = try Document(
            contract: [
                "category": "hotel", "name": ["fr": "Hôtel"],
                "opening": [["from": "2026-04-01", "to": "2026-11-15"]],
            ], try Sample.vocabularies.get())
        let trip = try RoundTrip([document], out: .jsonld, in: .jsonld, name: "a.jsonld")

        #expect(!String(decoding: trip.text, as: UTF8.self).contains("OpeningHoursSpecification"))
        #expect(trip.omitted == ["opening": 1] && trip.lost == trip.omitted)
        #expect(trip.records.first?.document.closures.isEmpty == true)
    }
}
