import Directory
import Exchange
import Testing

struct ApidaeWriterTests {
    private func export(_ records: [ListingRecord]) throws -> [UInt8] {
        let writer = ExportWriter(.apidae, try Sample.vocabularies.get(), publicURL: "https://fitxa.example")
        var bytes: [UInt8] = []
        for (index, record) in records.enumerated() { bytes += writer.bytes(of: [record], first: index == 0) }
        return bytes + writer.end(records.count)
    }

    /// What an import makes of a written document.
    private func documents(_ bytes: [UInt8]) throws -> [Document] {
        let reader = try ApidaeFiles.reader()
        var splitter = ImportFormat.apidae.splitter("export.json")
        var documents: [Document] = []
        func take(_ raw: RawRecord) {
            guard case .record(let record) = reader.read(raw.bytes, name: raw.name) else {
                Issue.record("not read: \(String(decoding: raw.bytes, as: UTF8.self))")
                return
            }
            documents.append(record.document)
        }
        try splitter.push(bytes, take)
        try splitter.finish(take)
        return documents
    }

    /// The values of a document, without the keys of its elements and without some paths.
    private func facts(_ document: Document, but omitted: Set<FieldPath>) -> [String] {
        document.paths.filter { !omitted.contains($0) }.map { path in
            "\(path.field.shape == .keyed ? path.field.rawValue : path.description) \(document[path]?.json.text ?? "")"
        }.sorted()
    }

    @Test func `an export without listings is a document too`() throws {
        let json = try JSON(parsing: try export([]))

        #expect(json == ["objetsTouristiques": []])
    }

    @Test(arguments: 1...40)
    func `what Apidae has a place for comes back whole`(_ seed: UInt64) throws {
        var documents = try ApidaeDocuments(seed: seed, isPlain: true)
        let record = try documents.record()
        let back = try self.documents(try export([record]))

        #expect(ApidaeWriter(vocabularies: try Sample.vocabularies.get()).omissions(record) == [])
        #expect(back.map { facts($0, but: []) } == [facts(record.document, but: [])])
    }

    @Test func `any listing comes back the same, less what the report names`() throws {
        var documents = try ApidaeDocuments(seed: 7, isPlain: false)
        let records = try (0..<120).map { _ in try documents.record() }
        let writer = ApidaeWriter(vocabularies: try Sample.vocabularies.get())
        let back = try self.documents(try export(records))

        #expect(back.count == records.count)
        for (record, read) in zip(records, back) {
            let omitted = Set(writer.omissions(record))
            let kept = facts(record.document, but: omitted)
            let arrived = facts(read, but: omitted)
            #expect(Set(kept).isSubset(of: arrived), "\(kept.filter { !arrived.contains($0) })")
            #expect(omitted.allSatisfy { record.document[$0] != nil || read[$0] != nil })
            let safe: Set<Field> = [.point, .languagesSpoken]
            #expect(omitted.filter { safe.contains($0.field) }.allSatisfy { $0.key == "eu" })
        }
    }

    @Test func `an event goes out with its dates alone, its opening is named as lost`() throws {
        let event: JSON = [
            "category": "evenement_culturel", "name": ["fr": "Concert"],
            "dates": [["from": "2020-10-10", "to": "2020-10-10"]],
            "opening": [
                ["from": "2020-10-10", "to": "2020-10-10", "weekly": ["sa": [["09:00", "12:00"]]]]
            ],
        ]
        let document = try Document(contract: event, try Sample.vocabularies.get())
        let trip = try RoundTrip([document], out: .apidae, in: .apidae, name: "a.json")

        #expect(trip.records.first?.document.elements(.dates).count == 1)
        #expect(trip.omitted["opening"] == 1 && trip.lost == trip.omitted)
    }

    @Test(arguments: ["hotel.json", "train.json", "event.json", "trek.json", "export.zip"])
    func `what came from Apidae goes back without a loss`(_ file: String) throws {
        let files = try ApidaeFiles("\(Sample.root)/Tests/Fixtures/apidae/\(file)")
        let writer = ApidaeWriter(vocabularies: try Sample.vocabularies.get())
        let records = files.records.enumerated().map { index, record in
            ListingRecord(
                id: ListingID(random: UInt64(index)), document: record.document,
                sources: [.init(source: "apidae", key: record.key)])
        }
        let back = try documents(try export(records))

        for (record, read) in zip(records, back) {
            #expect(writer.omissions(record) == [])
            #expect(facts(read, but: []) == facts(record.document, but: []))
            #expect(writer.render(record)["id"]?.integer.map(String.init) == record.sources.first?.key)
        }
        #expect(back.count == records.count)
    }

    @Test func `the report names each path that was lost and no other`() throws {
        let contract = """
            {"category": "site_archeologique", "name": {"fr": "Oppidum", "eu": "Gotorlekua"},
             "location": {"point": {"lat": 43.1, "lon": -1.2}, "accuracy": "building", "origin": "import"},
             "contacts": [{"key": "a", "kind": "email", "value": "secret@example.fr", "public": false},
               {"key": "b", "kind": "phone", "value": "+33559370101"}],
             "payment": {"complete": true, "methods": [{"means": "card"}, {"means": "card", "place": "deposit"}]},
             "review_profiles": [{"platform": "tripadvisor", "url": "https://www.tripadvisor.fr/x-d1", "score": 4.5, "scale": 5}],
             "capacity": {"rooms": 4}, "legal": {"siret": "73282932000074"}}
            """
        let document = try Document(contract: JSON(parsing: contract), try Sample.vocabularies.get())
        let record = ListingRecord(id: ListingID(random: 1), document: document)
        let writer = ExportWriter(.apidae, try Sample.vocabularies.get(), publicURL: "")

        #expect(
            writer.omitted(of: [record, record]) == [
                "category": 2, "name.eu": 2, "location.accuracy": 2, "contacts": 2, "payment.complete": 2,
                "payment.methods": 2, "review_profiles": 2, "capacity.rooms": 2, "legal.siret": 2,
            ])
    }

    @Test func `what a house offers stands in the lists that Apidae has it in`() throws {
        let vocabularies = try Sample.vocabularies.get()
        var listing = JSONObject()
        listing.append("category", "hotel")
        listing.append("name", ["fr": "A"])
        for (member, list) in [("amenities", VocabularyName.amenities), ("accessibility", .accessibility)] {
            listing.append(member, .array(vocabularies[list].entries.map { .string($0.code) }))
        }
        let document = try Document(contract: .object(listing), vocabularies)
        let written = ApidaeWriter(vocabularies: vocabularies)
            .render(ListingRecord(id: ListingID(random: 1), document: document))
        let reference = try Sample.file("Tests/Fixtures/reference/apidae-services.txt")
        let known = Set(reference.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) })
        let elements = (written["prestations"]?.object?.members ?? []).filter { $0.key != "languesParlees" }
            .flatMap(\.value.elements).compactMap { element in
                element["id"]?.integer.map { "\($0) \(element["elementReferenceType"]?.string ?? "")" }
            }

        #expect(elements.count > 80)
        #expect(elements.filter { !known.contains($0) } == [])
    }

    @Test func `what only the office may see does not leave the house`() throws {
        var documents = try ApidaeDocuments(seed: 3, isPlain: false)
        let text = String(decoding: try export([try documents.record()]), as: UTF8.self)

        #expect(!text.contains("secret@b.fr"))
        #expect(!text.contains("73282932000074"))
    }

    @Test func `an object has the numbers of Apidae's lists`() throws {
        let contract = """
            {"category": "brasserie", "name": {"fr": "Chez Maite"}, "payment": {"methods": [{"means": "visa"}]},
             "contacts": [{"kind": "email", "value": "a@b.fr"}], "languages_spoken": ["es"], "capacity": {"covers": 40},
             "sales_channels": [{"platform": "thefork", "url": "https://www.thefork.fr/restaurant/x-r1"}]}
            """
        let vocabularies = try Sample.vocabularies.get()
        let document = try Document(contract: JSON(parsing: contract), vocabularies)
        let object = ApidaeWriter(vocabularies: vocabularies).render(
            ListingRecord(id: ListingID(random: 1), document: document))

        #expect(object["type"] == "RESTAURATION")
        #expect(object["informationsRestauration"]?["categories"]?.array?.first?["id"] == 2880)
        #expect(object["informationsRestauration"]?["capacite"] == ["nombreMaximumCouverts": 40])
        #expect(object["descriptionTarif"]?["modesPaiement"]?.array?.first?["id"] == 1268)
        #expect(object["informations"]?["moyensCommunication"]?.array?.first?["type"]?["id"] == 204)
        #expect(object["prestations"]?["languesParlees"]?.array?.first?["id"] == 1194)
        #expect(object["reservation"]?["organismes"]?.array?.first?["type"]?["id"] == 475)
    }
}
