import Crypto
package import Directory
package import FoundationEssentials
import Postgres
package import Store

/// What a new key is.
package struct NewKey: Sendable {
    /// The id of the key.
    package let id: String
    /// The secret, shown this once.
    package let secret: String
    /// The account.
    package let account: AccountRow
}

/// Accounts, their rights and their keys, by an administrator.
package struct ManageAccounts: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Creates an account, or takes the one that has the address, and gives it these rights: all of it or nothing.
    ///
    /// An account without an address, for a machine, is made with its key.
    package func create(
        email: String, name: String, rights: [Right] = [], by actor: Actor
    ) async throws -> (account: AccountRow, isNew: Bool) {
        try check(actor)
        guard EmailAddress(email) != nil else {
            throw ActionError.invalid("email", "email.invalid", "“\(email)” is not an e-mail address")
        }
        let (id, stamp) = (context.newID("ac"), Stamp(actor, at: context.now))
        return try await context.database.write { tx in
            let isNew = try tx.run(AccountQueries.insert, id, email, name.isEmpty ? email : name) == 1
            if isNew { try Audit.append("account.create", id, [:], stamp, in: tx) }
            let account = try tx.one(AccountQueries.find, email)
            for right in rights { _ = try Self.add(right, to: account, until: nil, stamp, in: tx) }
            return (account, isNew)
        }
    }

    /// Gives a right over a territory, a listing, or everywhere.
    package func grant(_ right: Right, to email: String, until end: Date? = nil, by actor: Actor) async throws
        -> Int
    {
        try check(actor)
        let stamp = Stamp(actor, at: context.now)
        return try await context.database.write { tx in
            let account = try Self.account(email, in: tx)
            return try Self.add(right, to: account, until: end, stamp, in: tx)
        }
    }

    /// Ends a right at once.
    package func endGrant(_ id: Int, by actor: Actor) async throws {
        try check(actor)
        let stamp = Stamp(actor, at: context.now)
        try await context.database.write { tx in
            guard try tx.run(AccountQueries.endGrant, id) == 1 else {
                throw ActionError.notFound("there is no grant \(id) in force")
            }
            try Audit.append("grant.end", String(id), [:], stamp, in: tx)
        }
    }

    /// Disables an account: its keys end, its open proposals end as superseded.
    package func disable(_ email: String, by actor: Actor) async throws {
        try check(actor)
        let stamp = Stamp(actor, at: context.now)
        try await context.database.write { tx in
            let account = try Self.account(email, in: tx)
            try tx.run(AccountQueries.disable, account.id)
            let open = try tx.all(AccountQueries.openProposals, account.id).map(\.value)
            for id in open { try EndProposals.end(id, as: .superseded, stamp, in: tx) }
            try Audit.append("account.disable", account.id, [:], stamp, in: tx)
            try EndProposals.audit(open, as: .superseded, stamp, in: tx)
        }
    }

    /// Makes a key for an account; without one, an account of that name is made with the rights that the scopes need.
    package func createKey(
        name: String, account email: String?, scopes: Set<Scope>, territory: String?, expiresAt: Date?,
        by actor: Actor
    ) async throws -> NewKey {
        try check(actor)
        guard email != nil || EmailAddress(name) != nil || SourceName.isValid(name) else {
            throw ActionError.invalid(
                "name", "name.invalid", "without an account a key is named as one: letters, digits, -, _ or ."
            )
        }
        guard !scopes.isEmpty else { throw ActionError.invalid("scope", "required", "a key needs a scope") }
        let secret = "fxk_" + (0..<4).map { _ in Base32.text(context.random(), length: 12) }.joined()
        let (id, accountID, stamp) = (
            context.newID("key"), context.newID("ac"), Stamp(actor, at: context.now)
        )
        let digest = Bytea(Array(SHA256.hash(data: Array(secret.utf8))))
        let created = email == nil
        return try await context.database.write { tx in
            let address = email ?? name
            if created { try tx.run(AccountQueries.insert, accountID, address, name) }
            let account = try Self.account(address, in: tx)
            if let territory, try tx.first(AccountQueries.lineage, territory) == nil {
                throw ActionError.invalid(
                    "territory", "territory.unknown", "there is no territory \(territory)")
            }
            if account.id == accountID {
                for role in Self.roles(for: scopes) {
                    _ = try Self.add(
                        Right(role: role, territory: territory), to: account, until: nil, stamp, in: tx)
                }
            }
            try tx.run(
                AccountQueries.insertKey, id, account.id, name, digest, scopes.map(\.description).sorted(),
                territory,
                expiresAt)
            try Audit.append("key.create", id, ["account": .string(account.id)], stamp, in: tx)
            return NewKey(id: id, secret: secret, account: account)
        }
    }

    /// Ends a key at once.
    package func revokeKey(_ id: String, by actor: Actor) async throws {
        try check(actor)
        let stamp = Stamp(actor, at: context.now)
        try await context.database.write { tx in
            guard try tx.run(AccountQueries.revokeKey, id) == 1 else {
                throw ActionError.notFound("there is no key \(id) in force")
            }
            try Audit.append("key.revoke", id, [:], stamp, in: tx)
        }
    }

    private func check(_ actor: Actor) throws(ActionError) {
        guard actor.isAdministrator else {
            throw .forbidden(code: "not_an_administrator", "only an administrator may change accounts")
        }
    }

    private static func account(_ email: String, in tx: borrowing WriteTransaction) throws -> AccountRow {
        guard let account = try tx.first(AccountQueries.find, email) else {
            throw ActionError.notFound("there is no account \(email.prefix(80))")
        }
        return account
    }

    private static func add(
        _ right: Right, to account: AccountRow, until end: Date?, _ stamp: Stamp,
        in tx: borrowing WriteTransaction
    ) throws -> Int {
        if let territory = right.territory, try tx.first(AccountQueries.lineage, territory) == nil {
            throw ActionError.invalid("territory", "territory.unknown", "there is no territory \(territory)")
        }
        if let listing = right.listing, try tx.first(ListingQueries.byID, listing) == nil {
            throw ActionError.invalid("listing", "listing.unknown", "there is no listing \(listing)")
        }
        let id = try tx.one(
            AccountQueries.addGrant, account.id, right.role.rawValue, right.territory, right.listing,
            right.groups.map { $0.map(\.rawValue).sorted() }, end)
        let detail: JSON = ["account": .string(account.id), "role": .string(right.role.rawValue)]
        try Audit.append("grant.add", String(id.value), detail, stamp, in: tx)
        return id.value
    }

    private static func roles(for scopes: Set<Scope>) -> [Role] {
        if scopes.contains(.admin) { return [.administrator] }
        if scopes.contains(.moderate) { return [.moderator] }
        return scopes.contains(.propose) ? [.provider] : []
    }
}
