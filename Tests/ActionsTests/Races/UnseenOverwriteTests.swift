import Actions
import Directory
import Foundation
import Postgres
import Store
import Support
import Testing

/// Moderators look, others change, moderators decide, in random order on several tasks: nobody overwrites a value
/// that was not seen.
struct UnseenOverwriteTests {
    private static let rounds =
        ProcessInfo.processInfo.environment["FITXA_LONG_TESTS"] == "1" ? 10_000 : 2_000
    private static let tasks = 8
    private static let paths = ["name.fr", "name.en", "summary.fr", "summary.en", "capacity.rooms"]

    @Test(.database, arguments: [20_261_102] as [UInt64])
    func `no decision overwrites what its moderator has not seen`(seed: UInt64) async throws {
        let given = try await Given()
        let board = try await Board(given, listings: 12)

        let outcomes = try await withThrowingTaskGroup(of: [String].self) { group in
            for task in 0..<Self.tasks {
                group.addTask { @concurrent in
                    var random = SplitMix(seed: seed &+ UInt64(task))
                    var outcomes: [String] = []
                    for _ in 0..<(Self.rounds / Self.tasks) {
                        outcomes.append(try await Self.round(given, board, &random))
                    }
                    return outcomes
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }

        let counts = Dictionary(outcomes.map { ($0, 1) }, uniquingKeysWith: +)
        let decisions = try await Self.decisions(given)
        let unseen = decisions.filter { $0.published != $0.seen }
        #expect(outcomes.count == Self.rounds)
        #expect((counts["conflict: changed_since_seen"] ?? 0) > Self.rounds / 100)
        #expect((counts["conflict: version_stale"] ?? 0) > Self.rounds / 100)
        #expect(decisions.count > Self.rounds / 10)
        #expect(unseen.map(\.description) == [])
        #expect(try await VerifyChanges(given.context).run().holds)
        #expect(try await VerifyChanges(given.context).audit().firstBreak == nil)
    }

    /// Looks at a proposal, lets something happen, decides on one field as it was seen.
    private static func round(_ given: Given, _ board: Board, _ random: inout SplitMix) async throws -> String
    {
        let listing = board.listings.randomElement(using: &random) ?? board.listings[0]
        let seen = try await board.proposal(on: listing, &random)
        guard let field = seen.pending.randomElement(using: &random) else { return "decided meanwhile" }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: try await given.edit(listing, object(field.path, value(field.path, &random)))
        case 1:
            _ = try await refusal {
                try await AmendProposal(given.context).amend(
                    seen.row.id, .set(object(field.path, value(field.path, &random))),
                    version: seen.row.version,
                    by: board.author)
            }
        default: break
        }
        let choices: [String: Choice] = [
            field.path: Bool.random(using: &random)
                ? Choice(.accept) : Choice(.amend, value: value(field.path, &random))
        ]
        return try await refusal {
            try await DecideProposal(given.context).run(
                seen.row.id, seen.decision(choices), by: board.moderator)
        }
    }

    private static func object(_ path: String, _ value: JSON) -> JSON {
        .object(JSONObject([JSONObject.Member(key: path, value: value)]))
    }

    /// One of a few values, so that a field may also come back to what it was.
    static func value(_ path: String, _ random: inout SplitMix) -> JSON {
        let number = Int.random(in: 0..<5, using: &random)
        return path.hasPrefix("capacity") ? .integer(number) : .string("value \(number)")
    }

    /// One decided field: the hash of what was seen, and that of what the revision before held.
    struct Decided: CustomStringConvertible {
        let description: String
        let seen: String?
        let published: String
    }

    /// What stood in each decided field just before the revision that the decision made.
    private static func decisions(_ given: Given) async throws -> [Decided] {
        let sql: SQL = """
            select p.listing || ' revision ' || d.revision, d.seen, r.fields
            from decisions d
            join proposals p on p.id = d.proposal
            join revisions r on r.listing = p.listing and r.number = d.revision - 1
            """
        return try await given.database.read { tx in
            try tx.all(sql, as: DecisionRecord.self).flatMap { row in
                let fields = try JSON(parsing: row.fields.text)
                return try JSON(parsing: row.seen.text).object?.members.map { member in
                    Decided(
                        description: "\(row.name) \(member.key)", seen: member.value.string,
                        published: FieldHash.of(fields[member.key]))
                } ?? []
            }
        }
    }

    private struct DecisionRecord: PostgresRow {
        let name: String
        let seen: JSONB
        let fields: JSONB

        init(_ columns: inout Columns) throws(DatabaseError) {
            name = try columns.next()
            seen = try columns.next()
            fields = try columns.next()
        }
    }

    /// The listings, each with a proposal that waits.
    struct Board: Sendable {
        let given: Given
        let listings: [ListingID]
        let author: Actor
        let moderator: Actor

        init(_ given: Given, listings count: Int) async throws {
            self.given = given
            var listings: [ListingID] = []
            for _ in 0..<count { listings.append(try await given.listing()) }
            self.listings = listings
            author = try await given.actor([Right(role: .provider)])
            moderator = try await given.moderator()
        }

        /// The oldest proposal that waits, or a new one.
        func proposal(on listing: ListingID, _ random: inout SplitMix) async throws -> LoadedProposal {
            var filter = ProposalFilter(limit: 1)
            (filter.listing, filter.state) = (listing.text, .submitted)
            if let waiting = try await FindProposals(given.context).run(filter, by: moderator).first {
                return waiting
            }
            var values = JSONObject()
            for path in UnseenOverwriteTests.paths {
                values[path] = UnseenOverwriteTests.value(path, &random)
            }
            values["legal.round"] = .string("\(UInt64.random(in: .min ... .max, using: &random))")
            return try await given.proposal(on: listing, set: .object(values), by: author)
        }
    }
}
