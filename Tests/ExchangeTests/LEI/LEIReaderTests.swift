import Directory
import Exchange
import FoundationEssentials
import Testing

struct LEIReaderTests {
    private func feed(_ name: String) throws -> XMLFeed {
        try XMLFeed(try Sample.file("Tests/Fixtures/lei/\(name).xml"), format: .lei)
    }

    @Test func `an event has dates, hours and the names of its criteria`() throws {
        let event = try #require(try feed("LEIEvent").records.first)

        #expect(event.key == "188003953")
        #expect(event.updatedOn == CalendarDate("2022-02-28"))
        #expect(event.json("category") == "event")
        #expect(event.json("summary.fr") == "Description B")
        #expect(event.json("description.fr") == "Description A")
        #expect(event.json("location.point") == ["lat": 45.837722, "lon": 1.493211])
        #expect(event.json("dates/2022-01-01")?["to"] == "2022-12-31")
        let week = event.json("opening/2022-01-01_2022-12-31")
        #expect(week?["weekly"] == ["tu": [["15:00", nil]], "su": [["10:00", nil]]])
        #expect(week?["note"] == ["fr": "Every day"])
        #expect(event.document.keys(.media).count == 2)
        let mobiles = event.document.elements(.contacts).map(\.value.json).filter { $0["kind"] == "mobile" }
        #expect(mobiles.count == 2)
        #expect(mobiles.allSatisfy { $0["public"] == false })
        #expect(event.unmapped.contains("CRITERES.Encadrement"))
        #expect(event.rules.contains("category.assumed"))
    }

    @Test func `restaurants come in with what they have, and the same again`() throws {
        let feed = try feed("LEIContent")

        #expect(
            feed.records.map(\.key) == ["219006399", "219006400"] + Array(repeating: "219006401", count: 3))
        #expect(feed.rejected.isEmpty)
        #expect(feed.records.allSatisfy { $0.json("category") == "food" })
        #expect(feed.records[0].json("location.address")?["lines"] == ["11 rue principale"])
        #expect(feed.records[0].document.keys(.contacts).count == 4)
        #expect(feed.records[0].document.keys(.media).count == 5)
        #expect(feed.records[2].rules.contains("geo.invalid"))
        #expect(feed.records[4].rules.contains("geo.range"))
        #expect(try self.feed("LEIContent").records == feed.records)
    }

    private static let record = """
        <sit_liste><PRODUIT>7</PRODUIT><NOM>Gîte</NOM><TYPE_NOM>Gîtes ruraux</TYPE_NOM><CRITERES>
        <Crit CLEF_CRITERE="1" CLEF_MODA="11"/><Crit CLEF_CRITERE="1" CLEF_MODA="12"/>
        <Crit CLEF_CRITERE="2" CLEF_MODA="21"/></CRITERES></sit_liste>
        """
    private static let names = """
        <NOMENCLATURE><CRIT CLEF="1"><NOMCRIT>Paiements</NOMCRIT><MODAL CLEF="11">Visa</MODAL>
        <MODAL CLEF="12">Paypal</MODAL></CRIT><CRIT CLEF="2"><NOMCRIT>Wifi</NOMCRIT><MODAL CLEF="21">Oui</MODAL>
        </CRIT></NOMENCLATURE>
        """

    @Test(arguments: [record + names, names + record])
    func `criteria have their names, wherever the list stands`(content: String) throws {
        let gite = try #require(try XMLFeed("<LEI>\(content)</LEI>", format: .lei).records.first)

        #expect(gite.json("category") == "meuble_gite")
        #expect(gite.document.keys(.paymentMethods) == ["paypal@online/paypal", "visa@on_site"])
        #expect(gite.document.keys(.amenities) == ["wifi"])
        #expect(gite.unmapped == [])
    }

    private func criteria(_ criteria: String, _ more: String = "") throws -> SourceRecord {
        let names = """
            <NOMENCLATURE><CRIT CLEF="1"><NOMCRIT>Tarifs prestations</NOMCRIT>
            <MODAL CLEF="11">Individuel adulte</MODAL></CRIT>
            <CRIT CLEF="2"><NOMCRIT>Wifi</NOMCRIT><MODAL CLEF="21">Gratuit</MODAL><MODAL CLEF="22">Non</MODAL></CRIT>
            <CRIT CLEF="3"><NOMCRIT>Accueil d'individuel</NOMCRIT><MODAL CLEF="31">Non</MODAL></CRIT>
            <CRIT CLEF="4"><NOMCRIT>Jour de la semaine</NOMCRIT><MODAL CLEF="41">Mardi</MODAL>
            <MODAL CLEF="42">Dimanche</MODAL></CRIT></NOMENCLATURE>
            """
        let record = """
            <sit_liste><PRODUIT>7</PRODUIT><NOM>Marché</NOM><TYPE_NOM>Marché</TYPE_NOM>\(more)
            <CRITERES>\(criteria)</CRITERES></sit_liste>
            """
        return try #require(try XMLFeed("<LEI>\(names)\(record)</LEI>", format: .lei).records.first)
    }

    @Test func `prices and a wifi that is free are taken by their names`() throws {
        let record = try criteria(
            """
            <Crit CLEF_CRITERE="1" CLEF_MODA="11">12,50 €</Crit><Crit CLEF_CRITERE="2" CLEF_MODA="21"/>
            """)
        let price = record.document.elements(.prices).first?.value.json

        #expect(price?["label"] == ["fr": "Individuel adulte"] && price?["min"] == "12.50")
        #expect(record.document.keys(.amenities) == ["wifi"])
        #expect(record.unmapped.isEmpty)
    }

    @Test func `what is not there is no finding where it has a place, and is one where it has none`() throws {
        let record = try criteria(
            """
            <Crit CLEF_CRITERE="2" CLEF_MODA="22"/><Crit CLEF_CRITERE="3" CLEF_MODA="31"/>
            <Crit CLEF_CRITERE="1" CLEF_MODA="11">selon l'âge</Crit><Crit CLEF_CRITERE="9" CLEF_MODA="91"/>
            """)

        #expect(record.document.keys(.amenities).isEmpty && record.document.keys(.prices).isEmpty)
        #expect(
            record.unmapped == ["CRITERES.Accueil d'individuel", "CRITERES.Tarifs prestations", "CRITERES.9"])
    }

    @Test func `an event takes place on the days of the week of its criterion`() throws {
        let days = #"<Crit CLEF_CRITERE="4" CLEF_MODA="42"/><Crit CLEF_CRITERE="4" CLEF_MODA="41"/>"#
        let period = "<PERIODE_DU>01/01/2026</PERIODE_DU><PERIODE_AU>31/12/2026</PERIODE_AU>"
        let event = try criteria(days, period)

        #expect(event.json("dates/2026-01-01")?["days"] == ["tu", "su"])
        #expect(event.unmapped.isEmpty)
        #expect(try criteria(days).unmapped == ["CRITERES.Jour de la semaine"])
    }

    @Test func `however many records wait for the names, they are handed out in parts`() throws {
        var splitter = XMLRecords("a.xml")
        var parts: [Int] = []
        var last: RawRecord?
        let text = "<LEI>" + String(repeating: Self.record, count: 600) + Self.names + "</LEI>"
        try splitter.push(Array(text.utf8)) { _ in parts.append(-1) }
        repeat {
            var count = 0
            try splitter.finish {
                count += 1
                last = $0
            }
            parts.append(count)
        } while !splitter.isFinished
        let reader = ImportFormat.lei.reader(try Sample.vocabularies.get(), try Sample.communes.get())

        #expect(parts == [250, 250, 100])
        guard case .record(let read) = reader.read(try #require(last).bytes, name: "") else {
            return #expect(Bool(false), "not read")
        }
        #expect(read.document.keys(.amenities) == ["wifi"])
    }

    private static let real = ProcessInfo.processInfo.environment["FITXA_REAL_DATA"]

    @Test(.enabled(if: real != nil, "FITXA_REAL_DATA names the folder with the real files"))
    func `the real answers come in whole`() throws {
        let folder = "\(try #require(Self.real))/sit-samples/geotrek"
        for (name, count) in [("LEIContent", 5), ("LEIEvent", 1)] {
            let bytes = Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name).xml")))
            for format in [ImportFormat.lei, .tif] {
                let feed = try XMLFeed(bytes, format: format)
                #expect(feed.records.count == count)
                #expect(feed.rejected.isEmpty)
            }
        }
    }
}
