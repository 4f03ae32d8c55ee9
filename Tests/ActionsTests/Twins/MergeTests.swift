import Actions
import Directory
import Postgres
import Store
import Support
import Testing

@Suite
struct MergeTests {
    /// Two listings, the first of a source of its own, with a provider of the first.
    private struct Scene {
        let imports: ImportScene
        let (loser, target): (ListingID, ListingID)
        let provider: Actor
        var given: Given { imports.given }

        init() async throws {
            imports = try await ImportScene()
            try await imports.run([
                ImportScene.record(
                    "a",
                    ["summary.fr": "theirs", "location.address": ["insee": "64485"], "labels/logis": true])
            ])
            loser = try #require(try await imports.listing("a"))
            target = try await imports.given.listing(["summary.fr": "ours"])
            provider = try await imports.given.provider(of: loser)
        }

        func merge(by actor: Actor = .system) async throws -> Int {
            try await CloseListing(given.context).merge(
                loser.text, into: target.text, comment: nil, by: actor)
        }
    }

    @Test(.database) func `the one that stays takes what it lacks and changes nothing that it has`()
        async throws
    {
        let scene = try await Scene()

        let revision = try await scene.merge()

        let (gone, kept) = (try await scene.given.rows(scene.loser), try await scene.given.rows(scene.target))
        #expect(revision == 2)
        #expect((gone.status, gone.document, gone.changes) == ("closed", nil, ["upsert 1", "remove 2"]))
        #expect(kept.json["summary"]?["fr"] == "ours")
        #expect(kept.json["labels"] == ["logis"])
        #expect(kept.json["sources"] == [["source": "tests", "key": "a"]])
        #expect(kept.audit.last == "listing.merge")
        #expect(try await scene.given.changed(scene.target) == ["labels/logis"])
        #expect(try await VerifyChanges(scene.given.context).run().holds)
    }

    @Test(.database) func `the next import updates the one that stays`() async throws {
        let scene = try await Scene()
        _ = try await scene.merge()

        let record = ImportScene.record(
            "a", ["summary.fr": "theirs", "location.address": ["insee": "64485"], "description.fr": "new"])
        let result = try await scene.imports.run([record])

        let kept = try await scene.given.rows(scene.target)
        #expect(result.counts == "updated 1")
        #expect(kept.json["description"]?["fr"] == "new")
        #expect(kept.json["summary"]?["fr"] == "ours")
        #expect(kept.json["labels"] == [])
        #expect(try await scene.given.rows(scene.loser).status == "closed")
    }

    @Test(.database) func `open proposals end with a reason, and the provider keeps the right`() async throws
    {
        let scene = try await Scene()
        let proposal = try await scene.given.proposal(
            on: scene.loser, set: ["name.fr": "B"], by: scene.provider)

        _ = try await scene.merge()

        let ended = try await FindProposals(scene.given.context).one(proposal.row.id, by: scene.provider)
        let rights = try await scene.given.database.fetch(AccountQueries.grants, scene.provider.account)
        #expect(ended.state == .superseded)
        #expect(ended.row.remark?.contains(scene.target.text) == true)
        #expect(Set(rights.compactMap(\.listing)) == [scene.loser.text, scene.target.text])
    }

    @Test(.database) func `a chain of mergers points to its end`() async throws {
        let scene = try await Scene()
        let last = try await scene.given.listing()
        _ = try await scene.merge()
        _ = try await CloseListing(scene.given.context).merge(
            scene.target.text, into: last.text, comment: nil, by: .system)

        var heir: String?
        do {
            _ = try await ReadListing(scene.given.context).run(scene.loser.text)
        } catch ActionError.gone(let closing) {
            heir = closing["merged_into"]?.string
        }
        #expect(heir == last.text)
        #expect(try await scene.imports.listing("a") == last)
        let refused = try await refusal {
            try await CloseListing(scene.given.context).merge(
                last.text, into: scene.target.text, comment: nil, by: .system)
        }
        #expect(refused == "invalid: into listing.unknown")
    }

    @Test(.database) func `a restored listing has its records and its provider back`() async throws {
        let scene = try await Scene()
        _ = try await scene.merge()

        _ = try await CloseListing(scene.given.context).restore(scene.loser.text, comment: nil, by: .system)

        let rights = try await scene.given.database.fetch(AccountQueries.grants, scene.provider.account)
        #expect(try await scene.imports.listing("a") == scene.loser)
        #expect(rights.compactMap(\.listing) == [scene.loser.text])
        #expect(try await scene.given.rows(scene.target).json["sources"] == [])
        #expect(
            try await scene.given.rows(scene.loser).json["sources"] == [["source": "tests", "key": "a"]])
    }

    @Test(.database) func `both listings must be within reach`() async throws {
        let scene = try await Scene()
        let elsewhere = try await scene.given.listing(["location.address": ["insee": "40001"]])
        let moderator = try await scene.given.moderator()
        func merge(_ id: ListingID, _ target: ListingID) async throws -> String {
            try await refusal {
                try await CloseListing(scene.given.context).merge(
                    id.text, into: target.text, comment: nil, by: moderator)
            }
        }

        #expect(try await merge(scene.loser, elsewhere) == "not found")
        #expect(try await merge(elsewhere, scene.loser) == "not found")
        #expect(try await merge(scene.loser, scene.target) == "done")
    }

    @Test(.database) func `who decides on texts only of one of two merges neither`() async throws {
        let scene = try await Scene()
        let moderator = try await scene.given.actor([
            Right(role: .moderator, listing: scene.loser.text),
            Right(role: .moderator, listing: scene.target.text, groups: [.texts]),
        ])

        for (id, target) in [(scene.loser, scene.target), (scene.target, scene.loser)] {
            #expect(
                try await refusal {
                    try await CloseListing(scene.given.context).merge(
                        id.text, into: target.text, comment: nil, by: moderator)
                } == "forbidden: fields_not_allowed")
        }
    }

    @Test(.database) func `a merger is proposed, decided and taken back`() async throws {
        let scene = try await Scene()
        let (context, moderator) = (scene.given.context, try await scene.given.moderator())
        let proposal = try await ProposeListing(context).onListing(
            scene.loser.text, .merge, into: scene.target.text, comment: "the same house", by: scene.provider)

        let decided = try await DecideProposal(context).run(
            proposal.row.id, proposal.acceptance, by: moderator)
        let merged = try await scene.given.rows(scene.loser)
        let undone = try await UndoDecision(context).run(proposal.row.id, by: moderator)

        #expect(proposal.candidates?.map(\.head.id) == [scene.target])
        #expect((decided.proposal.state, decided.revision) == (.accepted, 2))
        #expect(merged.status == "closed")
        #expect(undone.state == .submitted)
        #expect(try await scene.given.rows(scene.loser).status == "published")
        #expect(try await scene.imports.listing("a") == scene.loser)
        let again = try await DecideProposal(context).run(proposal.row.id, undone.acceptance, by: moderator)
        #expect((again.proposal.state, again.revision) == (.accepted, 4))
    }

    @Test(.database) func `a merger into nothing, itself or a closed listing is not proposed`() async throws {
        let scene = try await Scene()
        func propose(_ target: String?) async throws -> String {
            try await refusal {
                try await ProposeListing(scene.given.context).onListing(
                    scene.loser.text, .merge, into: target, comment: nil, by: scene.provider)
            }
        }

        #expect(try await propose(nil) == "invalid: into listing.unknown")
        #expect(try await propose(scene.loser.text) == "invalid: into listing.unknown")
        _ = try await CloseListing(scene.given.context).close(
            scene.target.text, reason: "ceased", comment: nil, by: .system)
        #expect(try await propose(scene.target.text) == "invalid: into listing.unknown")
    }
}
