import Actions
import Directory
import Postgres
import Store
import Support
import Testing

/// Four moderators who press the button at the same moment, a thousand times.
struct DecisionRaceTests {
    private static let moderators = 4
    private static let proposals = 1_000

    @Test(.database) func `of four decisions at once exactly one is applied`() async throws {
        let given = try await Given()
        let ids = try await Self.proposals(given)
        var moderators: [Actor] = []
        for _ in 0..<Self.moderators { moderators.append(try await given.moderator()) }

        let outcomes = try await Self.race(ids, by: moderators) { proposal, moderator in
            let choice = Choice(.amend, value: .string(moderator.account))
            return try await refusal {
                try await DecideProposal(given.context).run(
                    proposal.row.id, proposal.decision(["name.fr": choice]), by: moderator)
            }
        }

        let counts = Dictionary(outcomes.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts["done"] == Self.proposals)
        #expect(Set(counts.keys).isSubset(of: ["done", "conflict: not_open", "conflict: version_stale"]))
        #expect(outcomes.count == Self.proposals * Self.moderators)
        #expect(try await Self.count("select count(*) from decisions", given) == Self.proposals)
        #expect(
            try await Self.count("select count(*) from revisions where cause = 'proposal'", given)
                == Self.proposals)
        #expect(try await Self.count(Self.mismatches, given) == 0)
        #expect(try await VerifyChanges(given.context).run().holds)
    }

    /// The same race where the state is looked at first and changed later: the race must be able to show the fault.
    @Test(.database) func `a decision that only looks before it writes is applied several times`()
        async throws
    {
        let given = try await Given()
        try await given.database.write { tx in
            try tx.run("create table naive (id int8 primary key, state text not null default 'submitted')")
            try tx.run("create table applied (id int8 not null)")
            try tx.run("insert into naive (id) select generate_series(1, 200)")
        }

        _ = try await Self.race(Array(1...200), by: Array(0..<Self.moderators)) { id, _ in
            try await given.database.write { tx in
                let state = try tx.first("select state from naive where id = \(id)", as: One<String>.self)
                guard state?.value == "submitted" else { return }
                try tx.run("update naive set state = 'accepted' where id = \(id)")
                try tx.run("insert into applied values (\(id))")
            }
        }

        #expect(try await Self.count("select count(*) from applied", given) > 200)
    }

    /// Lets all moderators at one item at the same moment, item after item, two items at a time.
    private static func race<Item: Sendable, Moderator: Sendable, Outcome: Sendable>(
        _ items: [Item], by moderators: [Moderator],
        _ decide: @escaping @Sendable (Item, Moderator) async throws -> Outcome
    ) async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        for pair in stride(from: 0, to: items.count, by: 2).map({ items[$0..<min($0 + 2, items.count)] }) {
            try await withThrowingTaskGroup(of: Outcome.self) { group in
                for item in pair {
                    for moderator in moderators {
                        group.addTask { @concurrent in try await decide(item, moderator) }
                    }
                }
                for try await outcome in group { outcomes.append(outcome) }
            }
        }
        return outcomes
    }

    /// A proposal for each of so many listings, as the moderators see it.
    private static func proposals(_ given: Given) async throws -> [LoadedProposal] {
        let scene = try await ImportScene(given)
        try await scene.run(
            (0..<proposals).map { ImportScene.record("x\($0)", ["location.address": ["insee": "64485"]]) })
        let author = try await given.actor([Right(role: .provider)])
        let listings = try await given.database.fetch(ListingQueries.page, "", proposals)
        return try await withThrowingTaskGroup(of: [LoadedProposal].self) { group in
            for start in 0..<6 {
                group.addTask { @concurrent in
                    var made: [LoadedProposal] = []
                    for index in stride(from: start, to: listings.count, by: 6) {
                        guard let id = ListingID(listings[index].id) else { continue }
                        made.append(
                            try await given.proposal(on: id, set: ["name.fr": "proposed"], by: author))
                    }
                    return made
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// Decisions whose moderator's value is not the one that the revision says.
    private static let mismatches: SQL = """
        select count(*) from decisions d
        join proposals p on p.id = d.proposal
        join revisions r on r.listing = p.listing and r.number = d.revision
        where r.fields ->> 'name.fr' <> d.actor or r.number <> 2
        """

    private static func count(_ sql: SQL, _ given: Given) async throws -> Int {
        try await given.database.read { tx in try tx.first(sql, as: One<Int>.self)?.value ?? -1 }
    }
}
