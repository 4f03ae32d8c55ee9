import Actions
import Directory
import Exchange
import Postgres
import Store
import Support
import Testing

struct LoadReferenceDataTests {
    @Test(.database) func `files that were loaded as they are are not loaded again`() async throws {
        let files = try ReferenceFiles(db: TestDatabase.db)

        #expect(try await LoadReferenceData.run(files, into: TestDatabase.current) == [])
    }

    @Test(.database) func `every commune hangs below a department and a region`() async throws {
        let sql: SQL = """
            select count(*) from territories where kind = 'commune'
                and (cardinality(lineage) < 3 or lineage[1] <> code or not exists (
                    select from territories d where d.code = any (territories.lineage) and d.kind = 'department'))
            """
        let communes = try await LoadReferenceData.communes(of: TestDatabase.current)

        #expect(try await TestDatabase.current.fetch(sql, as: One<Int>.self).map(\.value) == [0])
        #expect(communes.byINSEE("64485")?.name == "Saint-Jean-Pied-de-Port")
    }

    @Test(.database) func `the vocabularies of the database are those of the files`() async throws {
        let vocabularies = try await LoadReferenceData.vocabularies(of: TestDatabase.current)

        for name in VocabularyName.allCases {
            #expect(!vocabularies[name].entries.isEmpty)
        }
        #expect(vocabularies[.categories].lineage("hotel").contains("lodging"))
        #expect(vocabularies[.categories].entry("hotel")?.labels.best(.english) == "Hotel")
    }

    @Test(.database) func `a changed file replaces its entries, keeps the others and what was deprecated`()
        async throws
    {
        let given = try await Given()
        try await DeprecateEntry(given.context).run(
            .bookingModes, "request", from: try #require(CalendarDate("2026-01-01")), replacedBy: "instant",
            by: .system)
        var files = try ReferenceFiles(db: TestDatabase.db)
        let rows = String(decoding: files.vocabularies[.bookingModes] ?? [], as: UTF8.self).split(
            separator: "\n")
        let fewer = rows.filter { !$0.hasPrefix("instant") }.joined(separator: "\n") + "\n"
        files.vocabularies[.bookingModes] = Array(
            fewer.replacing("Booking on request", with: "On demand").utf8)

        let loaded = try await LoadReferenceData.run(files, into: given.database)

        let after = try await LoadReferenceData.vocabularies(of: given.database)
        #expect(loaded == ["vocabularies/booking_modes.csv"])
        #expect(after[.bookingModes].entry("instant") != nil)
        #expect(after[.bookingModes].entry("request")?.labels.best(.english) == "On demand")
        #expect(after[.bookingModes].entry("request")?.replacedBy == "instant")
        #expect(after[.bookingModes].entry("request")?.deprecatedOn?.description == "2026-01-01")
    }

    @Test(.database) func `of two who load the same file at once one waits and finds it done`() async throws {
        let given = try await Given()
        var files = try ReferenceFiles(db: TestDatabase.db)
        let text = String(decoding: files.vocabularies[.bookingModes] ?? [], as: UTF8.self)
        files.vocabularies[.bookingModes] = Array(text.replacing("Booking on request", with: "Asked").utf8)
        let changed = files

        async let first = LoadReferenceData.run(changed, into: given.database)
        async let second = LoadReferenceData.run(changed, into: given.database)

        #expect(try await first + second == ["vocabularies/booking_modes.csv"])
    }

    @Test(.database) func `only what exists is deprecated, by an administrator`() async throws {
        let given = try await Given()
        let day = try #require(CalendarDate("2026-01-01"))
        func deprecate(_ code: String, _ other: String?, by actor: Actor) async throws -> String {
            try await refusal {
                try await DeprecateEntry(given.context).run(
                    .amenities, code, from: day, replacedBy: other, by: actor)
            }
        }

        #expect(try await deprecate("castle", nil, by: .system) == "not found")
        #expect(try await deprecate("wifi", "wifi", by: .system) == "invalid: replaced_by code.unknown")
        #expect(try await deprecate("wifi", "castle", by: .system) == "invalid: replaced_by code.unknown")
        #expect(
            try await deprecate("wifi", nil, by: try await given.moderator())
                == "forbidden: not_an_administrator")
        #expect(try await deprecate("minitel", nil, by: .system) == "not found")
        #expect(try await deprecate("telephone", "wifi", by: .system) == "done")
        #expect(try await deprecate("wifi", "telephone", by: .system) == "invalid: replaced_by code.cycle")
    }

    @Test(.database) func `rows wait to be made anew only where what they hold has changed`() async throws {
        let given = try await Given()
        _ = try await given.listing()
        let files = try ReferenceFiles(db: TestDatabase.db)
        func isDue(_ change: (inout ReferenceFiles) -> Void) async throws -> Bool {
            var changed = files
            change(&changed)
            #expect(try await LoadReferenceData.run(changed, into: given.database).count == 1)
            let isDue = try await RebuildRows.isDue(in: given.database)
            _ = try await RebuildRows(given.context).run()
            _ = try await LoadReferenceData.run(files, into: given.database)
            _ = try await RebuildRows(given.context).run()
            return isDue
        }
        func replace(_ bytes: inout [UInt8]?, _ old: String, _ new: String) {
            bytes = bytes.map {
                Array(String(decoding: $0, as: UTF8.self).replacing(old, with: new).utf8)
            }
        }

        #expect(
            try await isDue { replace(&$0.vocabularies[.amenities], "Wifi, internet access", "WLAN") }
                == false)
        #expect(try await isDue { replace(&$0.vocabularies[.categories], ",Campsite", ",Camp") } == false)
        #expect(try await isDue { replace(&$0.vocabularies[.categories], ",Hotel,", ",Inn,") })
        #expect(try await isDue { $0.areas += Array("\n".utf8) } == false)
        #expect(
            try await isDue { files in
                var communes: [UInt8]? = files.communes
                replace(&communes, ",Bordeaux,", ",Burdigala,")
                files.communes = communes ?? []
            } == false)
        #expect(
            try await isDue { files in
                var communes: [UInt8]? = files.communes
                replace(&communes, ",Saint-Jean-Pied-de-Port,", ",Donibane Garazi,")
                files.communes = communes ?? []
            })
    }
}
