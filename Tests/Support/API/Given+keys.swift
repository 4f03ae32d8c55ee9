import Actions
package import Directory
package import FoundationEssentials
import Store

/// Somebody who calls the API.
package struct Caller: Sendable {
    /// The account's opaque id.
    package let account: String
    /// The secret of the key.
    package let secret: String
    /// The id of the key.
    package let key: String
}

extension Given {
    /// Somebody with these rights, and a key with these scopes.
    package func caller(
        _ rights: [Right], scopes: Set<Scope>, boundTo territory: String? = nil, until end: Date? = nil
    ) async throws -> Caller {
        let email = "\(name("caller"))@example.org"
        let accounts = ManageAccounts(context)
        _ = try await accounts.create(email: email, name: "", by: .system)
        for right in rights { _ = try await accounts.grant(right, to: email, by: .system) }
        let key = try await accounts.createKey(
            name: email, account: email, scopes: scopes, territory: territory, expiresAt: end, by: .system)
        return Caller(account: key.account.id, secret: key.secret, key: key.id)
    }

    /// A provider of listings, with a key.
    package func providerKey(_ listings: ListingID...) async throws -> Caller {
        try await caller(
            listings.map { Right(role: .provider, listing: $0.text) }, scopes: [.read, .propose])
    }

    /// A moderator of a territory, with a key.
    package func moderatorKey(_ territory: String = "d-64") async throws -> Caller {
        try await caller([Right(role: .moderator, territory: territory)], scopes: [.read, .moderate])
    }
}
