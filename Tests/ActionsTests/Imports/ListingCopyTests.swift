import Actions
import Directory
import Exchange
import Postgres
import Store
import Support
import Testing

/// Features that Fitxa wrote come in again: what somebody has changed in them counts, and nothing else.
struct ListingCopyTests {
    /// A listing and the import of features that tell it.
    private struct Scene {
        var imports: ImportScene
        let id: ListingID
        var given: Given { imports.given }

        init() async throws {
            imports = try await ImportScene()
            (imports.source, imports.format) = ("fitxa-geojson", "geojson")
            id = try await imports.given.listing([
                "contacts/x": ["kind": "email", "value": "info@example.org", "role": "booking"],
                "media/front": ["url": "https://example.org/front.jpg", "credit": "Office"],
            ])
        }

        /// The feature of a listing as it stands now, with these properties in place of its own and without those.
        func feature(
            _ changes: JSON = [:], without names: [String] = [], of id: ListingID? = nil
        ) async throws -> JSON {
            let id = id ?? self.id
            let listing = try #require(try await ExportListings(given.context).records([id.text]).first)
            var feature = GeoJSONWriter.feature(ContractJSON.render(listing)).object ?? JSONObject()
            var properties = feature["properties"]?.object ?? JSONObject()
            for member in changes.object?.members ?? [] { properties[member.key] = member.value }
            properties = JSONObject(properties.members.filter { !names.contains($0.key) })
            feature["properties"] = .object(properties)
            return .object(feature)
        }

        func run(_ features: JSON...) async throws -> ImportScene.Result {
            let records = features.map { RawRecord(name: $0["id"]?.string ?? "", bytes: $0.bytes) }
            let reader = ImportFormat.geojson.reader(given.context.vocabularies, CommuneIndex([]))
            return try await imports.run(records, reader: reader)
        }

        func proposed() async throws -> [String] {
            try await FindProposals(given.context).run(ProposalFilter(limit: 10), by: .system).flatMap {
                proposal in proposal.fields.map { "\($0.path) \($0.proposed?.text ?? "nothing")" }
            }
        }
    }

    @Test(.database) func `a copy that nobody has changed changes nothing, once and again`() async throws {
        let scene = try await Scene()
        let (before, feature) = (try await scene.imports.totals(), try await scene.feature())

        let first = try await scene.run(feature)
        let second = try await scene.run(feature)

        let (after, row) = (try await scene.imports.totals(), try await scene.given.rows(scene.id))
        #expect(first == ImportScene.Result(counts: "unchanged 1", rules: []))
        #expect(second == first)
        #expect((after[0], after[2], after[4], after[5]) == (before[0], before[2], before[4], before[5]))
        #expect((row.revision, row.json["sources"]) == (1, []))
        let listing = try #require(
            try await ExportListings(scene.given.context).records([scene.id.text]).first)
        #expect(listing.sources.isEmpty)
    }

    private static let edits: [(JSON, [String])] = [
        (["summary_fr": "Modifié"], ["summary.fr"]), (["summary_fr": nil], ["summary.fr"]),
        (["phone": "+33559370199"], ["contacts/phone"]), (["email": "new@example.org"], ["contacts/x"]),
        (["capacity_rooms": 15], ["capacity.rooms"]), (["amenities": []], ["amenities/wifi"]),
        (["payment": ["card@on_site", "cash@on_site"]], ["payment.methods/cash@on_site"]),
        (["media": []], ["media/front"]),
        (["sales_channels": ["booking=https://www.booking.com/hotel/fr/autre"]], ["sales_channels/booking"]),
    ]

    @Test(.database, arguments: edits)
    func `what is changed in a copy is that field, and nothing else`(changes: JSON, paths: [String])
        async throws
    {
        let scene = try await Scene()
        let copy = try await scene.feature(changes)
        scene.given.clock.advance(by: 60)
        try await scene.given.edit(scene.id, ["name.fr": "Hôtel du Pont"])

        let first = try await scene.run(copy)
        let again = try await scene.run(copy)

        let row = try await scene.given.rows(scene.id)
        #expect(first == ImportScene.Result(counts: "updated 1", rules: []))
        #expect(again.counts == "unchanged 1")
        #expect(try await scene.given.changed(scene.id) == paths)
        #expect((row.revision, row.json["name"]?["fr"]) == (3, "Hôtel du Pont"))
        #expect(try await scene.proposed() == [])
        let listing = try #require(
            try await ExportListings(scene.given.context).records([scene.id.text]).first)
        #expect(listing.document[FieldPath(.notes, "office")] == .text("secret-note"))
        if changes["email"] != nil { #expect(row.json["contacts"]?.text.contains("booking") == true) }
    }

    @Test(.database) func `what the office has changed too is proposed`() async throws {
        let scene = try await Scene()
        let copy = try await scene.feature(["summary_fr": "of the copy", "capacity_rooms": 15])
        try await scene.given.edit(scene.id, ["summary.fr": "of the office"])

        let result = try await scene.run(copy)
        let again = try await scene.run(copy)

        let row = try await scene.given.rows(scene.id)
        #expect(result == ImportScene.Result(counts: "conflicted 1", rules: ["import.conflict"]))
        #expect(again.counts == "unchanged 1")
        #expect((row.json["summary"]?["fr"], row.json["capacity"]?["rooms"]) == ("of the office", 15))
        #expect(try await scene.proposed() == [#"summary.fr "of the copy""#])
    }

    @Test(.database) func `what a copy and the office have come to agree on is no conflict`() async throws {
        let scene = try await Scene()
        let copy = try await scene.feature(["phone": "+33559370199"])
        try await scene.given.edit(
            scene.id, ["contacts/new": ["kind": "phone", "value": "+33559370199"]], unset: ["contacts/phone"])

        #expect(try await scene.run(copy) == ImportScene.Result(counts: "unchanged 1", rules: []))
    }

    @Test(.database) func `a copy of a revision that is not known here is proposed where it differs`()
        async throws
    {
        let scene = try await Scene()
        let copy = try await scene.feature(["revision": 7, "summary_fr": "elsewhere", "summary_en": "new"])

        let result = try await scene.run(copy)

        let row = try await scene.given.rows(scene.id)
        #expect(result.counts == "conflicted 1")
        #expect((row.json["summary"]?["fr"], row.json["summary"]?["en"]) == ("Au pied des remparts", "new"))
        #expect(try await scene.proposed() == [#"summary.fr "elsewhere""#])
    }

    @Test(.database, arguments: [1, 2])
    func `a copy of a database that has gone its own way is proposed where it differs`(edits: Int)
        async throws
    {
        let scene = try await Scene()
        try await scene.given.edit(scene.id, ["summary.fr": "of the office"])
        let copy = try await scene.feature([
            "summary_fr": "elsewhere", "content_changed_at": "2026-01-01T00:00:00Z", "amenities": [],
        ])
        if edits == 2 { try await scene.given.edit(scene.id, ["capacity.rooms": 20]) }

        let result = try await scene.run(copy)

        #expect(result.counts == "conflicted 1")
        #expect(try await scene.given.rows(scene.id).json["summary"]?["fr"] == "of the office")
        #expect(try await scene.proposed().first == #"summary.fr "elsewhere""#)
        #expect(try await scene.proposed().contains { $0.hasPrefix("amenities") } == false)
    }

    @Test(.database) func `of fields that were not chosen a copy says nothing`() async throws {
        let scene = try await Scene()
        let copy = try await scene.feature(
            ["name_fr": "Hôtel du Pont"],
            without: [
                "summary_fr", "phone", "email", "amenities", "payment", "payment_complete", "media",
                "country",
                "sales_channels", "prices", "capacity_rooms", "opening", "location_accuracy",
                "location_origin",
            ])

        #expect(try await scene.run(copy).counts == "updated 1")
        #expect(try await scene.given.changed(scene.id) == ["name.fr"])
    }

    @Test(.database) func `a listing that is not here, is closed or was merged is told by its id`()
        async throws
    {
        let scene = try await Scene()
        let closed = try await scene.given.listing(["name.fr": "Hôtel fermé"])
        let merged = try await scene.given.listing(["name.fr": "Hôtel double"])
        let features = [
            try await scene.feature(["summary_fr": "changed"], of: closed),
            try await scene.feature(["description_fr": "Une autre."], of: merged),
        ]
        _ = try await CloseListing(scene.given.context).close(
            closed.text, reason: "ceased", comment: nil, by: .system)
        _ = try await CloseListing(scene.given.context).merge(
            merged.text, into: scene.id.text, comment: nil, by: .system)
        var absent = try await scene.feature(["name_fr": "Ailleurs"]).object ?? JSONObject()
        absent["id"] = "fx-0000000a"

        let shut = try await scene.run(features[0])
        let heir = try await scene.run(features[1])
        let new = try await scene.run(.object(absent))

        #expect(shut == ImportScene.Result(counts: "unchanged 1", rules: ["listing.closed"]))
        #expect(heir == ImportScene.Result(counts: "updated 1", rules: ["listing.merged"]))
        #expect(try await scene.given.rows(scene.id).json["description"]?["fr"] == "Une autre.")
        #expect(try await scene.given.rows(scene.id).json["sources"] == [])
        #expect(new.counts == "created 1" && new.rules.first == "listing.absent")
        let made = try await scene.given.rows(try #require(ListingID("fx-0000000a")))
        #expect(made.json["name"]?["fr"] == "Ailleurs")
    }

    @Test(.database) func `a copy of a listing elsewhere that is beyond doubt one that is here joins it`()
        async throws
    {
        let scene = try await Scene()
        var copy = try await scene.feature(["labels": ["logis"]]).object ?? JSONObject()
        copy["id"] = "fx-0000000a"

        let first = try await scene.run(.object(copy))
        let again = try await scene.run(.object(copy))

        let row = try await scene.given.rows(scene.id)
        #expect(first.counts == "updated 1")
        #expect(first.rules == ["listing.absent", "duplicate.joined"])
        #expect(again == ImportScene.Result(counts: "unchanged 1", rules: []))
        #expect(row.json["labels"] == ["logis"])
        #expect(row.json["sources"] == [["source": "fitxa-geojson", "key": "fx-0000000a"]])
    }

    @Test(.database) func `a rollback takes back what was changed in a copy and nothing else`() async throws {
        let scene = try await Scene()
        let other = try await scene.given.listing(["name.fr": "Autre", "contacts/phone": nil])
        let run = try await scene.run(
            try await scene.feature(["summary_fr": "changed"]), try await scene.feature(of: other))
        try await scene.given.edit(scene.id, ["capacity.rooms": 20])

        let counts = try await RollBackImport(scene.given.context).run(1, dryRun: false, by: .system) { _ in }

        let row = try await scene.given.rows(scene.id)
        #expect(run.counts == "updated 1, unchanged 1")
        #expect(counts == [.takenBack: 2])
        #expect((row.json["summary"]?["fr"], row.json["capacity"]?["rooms"]) == ("Au pied des remparts", 20))
        #expect(try await scene.given.rows(other).revision == 1)
    }
}
