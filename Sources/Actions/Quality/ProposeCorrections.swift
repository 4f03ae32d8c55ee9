package import Directory
import FoundationEssentials
import Postgres
import Store

/// Lays the certain corrections of findings before the moderator, as proposals of the account `check`; nothing is
/// published by it.
///
/// What was proposed once is not proposed again, whatever became of it: a moderator who said no has said no.
package struct ProposeCorrections: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Checks these listings again under their locks and makes a proposal for each that one of the rules would
    /// correct; gives how many it made.
    ///
    /// Refused: somebody who is not an administrator.
    package func run(_ listings: [ListingID], rules: [QualityRule], by actor: Actor) async throws -> Int {
        guard actor.isAdministrator else {
            throw ActionError.forbidden(
                code: "not_an_administrator", "only an administrator may have corrections proposed")
        }
        var count = 0
        for start in stride(from: 0, to: listings.count, by: 500) {
            let batch = listings[start..<min(start + 500, listings.count)].map(\.text)
            let (context, stamp) = (context, Stamp(actor, at: context.now))
            count += try await context.database.write { tx in
                try Self.propose(batch, Set(rules), stamp, context, in: tx)
            }
        }
        return count
    }

    private static let author = "check"

    private static func propose(
        _ ids: [String], _ rules: Set<QualityRule>, _ stamp: Stamp, _ context: Context,
        in tx: borrowing WriteTransaction
    ) throws -> Int {
        let heads = try tx.all(ListingQueries.lock, ids).map { try Head($0, context.vocabularies) }
            .filter { !$0.isClosed }
        let subjects = heads.map { CheckDocuments.Subject(id: $0.id.text, document: $0.document) }
        let findings = try CheckDocuments(subjects, in: tx).findings(rules, today: context.today)
        var known: [String: Set<String>] = [:]
        for row in try tx.all(QualityQueries.proposed, author, ids) {
            known[row.listing, default: []].insert(try row.fingerprint())
        }
        var count = 0
        for (head, findings) in zip(heads, findings) {
            let corrections = findings.filter { $0.correction != nil }
            let fields = Self.fields(corrections, head).filter { field in
                !(known[head.id.text]?.contains(field.fingerprint) ?? false)
            }
            guard !fields.isEmpty else { continue }
            let said = Stamp(
                actor: stamp.actor, via: stamp.via, at: stamp.at,
                comment: corrections.map { "\($0.rule.code): \($0.message)" }.joined(separator: "\n"))
            let header = ProposalHeader(
                id: context.newID("pr"), kind: .edit, origin: "staff", listing: head.id.text,
                commune: head.document.address?.insee, baseRevision: head.revision,
                risk: fields.map { Risk.of($0.path.field) }.max() ?? 0, author: author)
            try header.insert(fields.map { ($0.path.description, $0.base, $0.proposed) }, said, in: tx)
            count += 1
        }
        return count
    }

    private struct ChangedField {
        let path: FieldPath
        let base: JSON?
        let proposed: JSON?

        var fingerprint: String { "\(path) \(proposed?.canonicalText ?? "")" }
    }

    /// The fields that the corrections would change, in order, each once.
    private static func fields(_ corrections: [QualityFinding], _ head: Head) -> [ChangedField] {
        var after = head.document
        for correction in corrections.compactMap(\.correction) { after = correction.applied(to: after) }
        return after.differences(from: head.document).map { path in
            ChangedField(path: path, base: head.document[path]?.json, proposed: after[path]?.json)
        }
    }
}
