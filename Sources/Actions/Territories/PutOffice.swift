package import Directory
import Postgres
import Store

/// Makes a tourist office and hangs its communes below it; their listings are published anew in the same transaction, so
/// that whoever follows the feed learns where they belong.
package struct PutOffice: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Creates the office or takes more communes into it; gives its code.
    ///
    /// Refused: a code that does not start with `ot-`; no name; no communes; communes that do not exist or lie in several
    /// departments.
    package func run(
        code: String, name: String, email: String?, communes: [String], by actor: Actor
    ) async throws {
        guard actor.isAdministrator else {
            throw ActionError.forbidden(
                code: "not_an_administrator", "only an administrator may change offices")
        }
        guard code.hasPrefix("ot-"), (4...60).contains(code.utf8.count), SourceName.isValid(code) else {
            throw ActionError.invalid(
                "code", "code.invalid", "the code of an office is ot- and letters, digits or -")
        }
        guard PlainText.problem(in: name, limit: 255) == nil, !name.trimmed.isEmpty else {
            throw ActionError.invalid("name", "required", "an office needs a name of at most 255 bytes")
        }
        if let email, EmailAddress(email) == nil {
            throw ActionError.invalid("email", "email.invalid", "“\(email)” is not an e-mail address")
        }
        let context = context
        let stamp = Stamp(actor, at: context.now, comment: "the commune is looked after by \(code)")
        try await context.database.write { tx in
            let listings = try tx.all(TerritoryQueries.listings, communes).map(\.value)
            let heads = try tx.all(ListingQueries.lock, listings).map { try Head($0, context.vocabularies) }
            let before = try Placements(Set(communes), in: tx)
            let department = try Self.department(of: communes, in: tx)
            try tx.run(
                TerritoryQueries.put, [code], ["office"], [department], [name], [email], [""], [nil], [nil],
                [nil])
            try tx.run(TerritoryQueries.move, communes, code)
            let after = try Placements(Set(communes), in: tx)
            // One that was closed a moment ago stays so.
            let moved = heads.filter {
                !$0.isClosed && before.lineage($0.document) != after.lineage($0.document)
            }
            try PublishRevision.run(
                moved.map { Publication(id: $0.id, before: $0, after: $0.document, cause: .edit) },
                from: before, stamp, context.vocabularies, in: tx)
            let detail: JSON = ["communes": .array(communes.map(JSON.string))]
            try Audit.append("office.put", code, detail, stamp, in: tx)
        }
    }

    private static func department(of communes: [String], in tx: borrowing WriteTransaction) throws -> String
    {
        let rows = try tx.all(PublicationQueries.placements, communes)
        let unknown = Set(communes).subtracting(rows.map(\.commune))
        guard unknown.isEmpty else {
            throw ActionError.invalid(
                "communes", "commune.unknown",
                "there is no commune \(unknown.sorted().joined(separator: ", "))")
        }
        let departments = Set(rows.compactMap(\.department))
        guard departments.count == 1, let department = departments.first else {
            throw ActionError.invalid(
                "communes", "office.departments", "the communes of an office lie in one department")
        }
        return department
    }
}
