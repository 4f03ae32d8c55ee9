package import Directory
import Postgres
import Store

/// Makes a tourist office and hangs its communes below it.
///
/// Their listings are published anew in the same transaction, so that whoever follows the feed learns where they belong;
/// their content, and its date, stay.
package struct PutOffice: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Creates the office or takes more communes into it; gives its code.
    ///
    /// Refused: a code that does not start with `ot-`; no name; no communes; communes that do not exist or lie in another
    /// department than the office.
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
            throw ActionError.invalid("name", "required", "an office needs a name of at most 255 characters")
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
            try Self.put(code, name, email, communes, in: tx)
            let after = try Placements(Set(communes), in: tx)
            // One that was closed a moment ago stays so.
            let moved = heads.filter {
                !$0.isClosed && before.lineage($0.document) != after.lineage($0.document)
            }
            try PublishRevision.run(
                moved.map { Publication(id: $0.id, before: $0, after: $0.document, cause: .edit) },
                from: before, stamp, context.vocabularies, in: tx)
            // Now nobody publishes until the commit: who has read where the communes lay finds that they have moved, and
            // a listing that has come into one of them meanwhile is there to be seen.
            try tx.run(ChangeQueries.moved)
            let late = try tx.all(TerritoryQueries.listings, communes).map(\.value)
            guard Set(late).isSubset(of: listings) else {
                throw DatabaseError.raced("a listing has come into the communes meanwhile")
            }
            let detail: JSON = ["communes": .array(communes.map(JSON.string))]
            try Audit.append("office.put", code, detail, stamp, in: tx)
        }
    }

    /// Refuses communes that do not exist or lie outside of the office's department, which for a new one is that of the
    /// first, and hangs the others below it.
    private static func put(
        _ code: String, _ name: String, _ email: String?, _ communes: [String],
        in tx: borrowing WriteTransaction
    ) throws {
        let rows = try tx.all(PublicationQueries.placements, communes)
        let unknown = Set(communes).subtracting(rows.map(\.commune))
        guard unknown.isEmpty else {
            throw ActionError.invalid(
                "communes", "commune.unknown",
                "there is no commune \(unknown.sorted().joined(separator: ", "))")
        }
        let rule = "the communes of an office lie in one department"
        guard let first = rows.first(where: { $0.commune == communes.first })?.department else {
            throw ActionError.invalid("communes", "office.departments", "\(rule): none is named that has one")
        }
        try tx.run(
            TerritoryQueries.put, [code], ["office"], [first], [name], [email], [""], [nil], [nil], [nil])
        let department = try tx.one(TerritoryQueries.byCodes, [code]).parent ?? first
        let outside = rows.filter { $0.department != department }.sorted { $0.commune < $1.commune }
            .map { "\($0.commune) in \($0.department ?? "none")" }
        guard outside.isEmpty else {
            throw ActionError.invalid(
                "communes", "office.departments",
                "\(rule): \(code) lies in \(department), \(outside.joined(separator: ", "))")
        }
        try tx.run(TerritoryQueries.move, communes, code)
    }
}
