import Actions
import Directory
import Postgres
import Store
import Support

/// A listing in the database to which the steps of a sequence are done through the actions.
struct ModelledListing {
    let given: Given
    let people: People
    let id: ListingID
    private var proposals: [String] = []

    /// Those who act; they may be the same in all sequences.
    struct People: Sendable {
        let author: Actor
        let moderator: Actor

        init(_ given: Given) async throws {
            author = try await given.actor([Right(role: .provider)])
            moderator = try await given.actor([Right(role: .moderator)])
        }
    }

    init(_ given: Given, _ people: People) async throws {
        (self.given, self.people) = (given, people)
        id = try await CreateListing(given.context).run(
            .set(["category": "hotel", "name.fr": "0"]), duplicates: .off, by: .system)
    }

    /// Does the step, and tells how it ends.
    mutating func apply(_ step: ModelStep) async throws -> String {
        switch step {
        case .submit(let base, let patch): try await submit(base, patch)
        case .amend(let number, let version, let patch):
            try await refusal {
                try await AmendProposal(given.context).amend(
                    proposals[number], Self.draft(patch), version: version, by: people.author)
            }
        case .decide(let number, let version, let seen, let choices):
            try await refusal {
                try await DecideProposal(given.context).run(
                    proposals[number],
                    Decision(
                        version: version, seen: seen.mapValues { FieldHash.of($0.map(Self.json)) },
                        choices: choices.mapValues(Self.choice)),
                    by: people.moderator)
            }
        case .withdraw(let number, let version):
            try await refusal {
                try await AmendProposal(given.context).withdraw(
                    proposals[number], version: version, by: people.author)
            }
        case .requestChanges(let number, let version):
            try await refusal {
                try await AmendProposal(given.context).requestChanges(
                    proposals[number], remark: nil, version: version, by: people.moderator)
            }
        case .undo(let number):
            try await refusal {
                try await UndoDecision(given.context).run(proposals[number], by: people.moderator)
            }
        default: try await change(step)
        }
    }

    private func change(_ step: ModelStep) async throws -> String {
        try await refusal {
            switch step {
            case .edit(let revision, let patch):
                _ = try await EditListing(given.context).run(
                    id.text, Self.draft(patch), ifRevision: revision, by: people.moderator)
            case .revert(let number):
                _ = try await RevertListing(given.context).run(
                    id.text, revision: number, comment: nil, ifRevision: nil, by: people.moderator)
            case .close:
                _ = try await CloseListing(given.context).close(
                    id.text, reason: "ceased", comment: nil, by: people.moderator)
            default:
                _ = try await CloseListing(given.context).restore(id.text, comment: nil, by: people.moderator)
            }
        }
    }

    private mutating func submit(_ base: Int, _ patch: [String: Int?]) async throws -> String {
        var proposal: String?
        let outcome = try await refusal {
            proposal = try await SubmitProposal(given.context).run(
                id.text, Self.draft(patch), base: base, by: people.author
            ).proposal?.row.id
        }
        guard outcome == "done" else { return outcome }
        guard let proposal else { return "no difference" }
        proposals.append(proposal)
        return outcome
    }

    /// The whole state in the database, in the lines of ``ProposalModel/text``.
    func state() async throws -> [String] {
        let sql: SQL = """
            select 'listing', l.revision || ' ' || l.status || ' ' || array_to_string(array[
                fields ->> 'description.fr', fields ->> 'name.en', fields ->> 'name.fr', fields ->> 'summary.fr'
                ], ' ', '-')
            from listings l
            where l.id = \(id.text)
            union all
            select p.id, p.state || ' ' || p.version || ' ' || (
                select string_agg(concat_ws(' ', f.path, f.status, coalesce(f.base #>> '{}', '-'),
                    coalesce(f.proposed #>> '{}', '-')), ', ' order by f.path collate "C")
                from proposal_fields f
                where f.proposal = p.id)
            from proposals p
            where p.id = any (\(proposals))
            """
        let numbers = Dictionary(proposals.enumerated().map { ($1, $0) }) { first, _ in first }
        return try await given.database.fetch(sql, as: PairRow.self)
            .sorted { numbers[$0.first] ?? -1 < numbers[$1.first] ?? -1 }
            .map { "\(numbers[$0.first].map(String.init) ?? $0.first) \($0.second)" }
    }

    private static func json(_ value: Int) -> JSON { .string(String(value)) }

    private static func draft(_ patch: [String: Int?]) -> Draft {
        var object = JSONObject()
        for (path, value) in patch { object.append(path, value.map(json) ?? .null) }
        return .set(.object(object))
    }

    private static func choice(_ choice: ModelChoice) -> Choice {
        switch choice {
        case .accept: Choice(.accept)
        case .reject: Choice(.reject, reasonCode: "other")
        case .amend(let value): Choice(.amend, value: json(value))
        }
    }
}
