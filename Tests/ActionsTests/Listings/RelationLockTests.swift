import Actions
import Directory
import Postgres
import Store
import Support
import Testing

/// Who relates two listings locks both in the order of their ids, whichever of them is changed.
struct RelationLockTests {
    /// What publishes the listing of the higher id and has to change the other one too.
    enum Step: CaseIterable {
        case edit
        case unrelate
        case revert
        case close
        case decide
        case decideClosing
        case amendMerger
    }

    @Test(.database, arguments: Step.allCases)
    func `who waits for a related listing has locked none that stands behind it`(step: Step) async throws {
        let given = try await Given()
        let pair = [try await given.listing(), try await given.listing()].sorted { $0.text < $1.text }
        let work = try await Self.work(step, pair[1], with: pair[0], given)
        let (locked, open) = AsyncStream.makeStream(of: Void.self)

        async let holder = given.database.write { tx in
            _ = try tx.all(ListingQueries.lock, [pair[0].text])
            open.finish()
            try tx.waitForLockWaiter()
            let other: SQL = "select id from listings where id = \(pair[1].text) for update skip locked"
            return try tx.all(other, as: One<String>.self).count
        }
        for await _ in locked {}
        try await work()

        #expect(try await holder == 1)
        #expect(try await VerifyChanges(given.context).run().holds)
    }

    private static func work(
        _ step: Step, _ id: ListingID, with other: ListingID, _ given: Given
    ) async throws -> @Sendable () async throws -> Void {
        let relation: JSON = .object(
            JSONObject([JSONObject.Member(key: "related/\(other)", value: true)]))
        switch step {
        case .edit: return { try await given.edit(id, relation) }
        case .unrelate:
            try await given.edit(id, relation)
            return { try await given.edit(id, [:], unset: [.string("related/\(other)")]) }
        case .revert:
            try await given.edit(id, relation)
            return {
                _ = try await RevertListing(given.context).run(
                    id.text, revision: 2, comment: nil, ifRevision: nil, by: .system)
            }
        case .close:
            try await given.edit(id, relation)
            return {
                _ = try await CloseListing(given.context).close(
                    id.text, reason: "ceased", comment: nil, by: .system)
            }
        case .decide:
            let proposal = try await given.proposal(
                on: id, set: relation, by: try await given.provider(of: id))
            return try await acceptance(of: proposal, given)
        case .decideClosing:
            try await given.edit(id, relation)
            let proposal = try await ProposeListing(given.context).onListing(
                id.text, .close, comment: nil, by: try await given.provider(of: id))
            return try await acceptance(of: proposal, given)
        case .amendMerger:
            let target = try await given.listing()
            let proposal = try await ProposeListing(given.context).onListing(
                id.text, .merge, into: target.text, comment: nil, by: try await given.provider(of: id))
            let moderator = try await given.moderator()
            let choice = Choice(.amend, value: .string(other.text))
            return {
                _ = try await DecideProposal(given.context).run(
                    proposal.row.id, proposal.decision(["merged_into": choice]), by: moderator)
            }
        }
    }

    private static func acceptance(
        of proposal: LoadedProposal, _ given: Given
    ) async throws -> @Sendable () async throws -> Void {
        let moderator = try await given.moderator()
        return {
            _ = try await DecideProposal(given.context).run(
                proposal.row.id, proposal.acceptance, by: moderator)
        }
    }
}
