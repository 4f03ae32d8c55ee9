import Crypto
package import Directory
import Postgres
import Store

/// Finds out who bears a key.
package struct Authenticate: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// The actor that the secret stands for, with the scopes and the territory of the key; nil where no key
    /// in force has that secret.
    package func run(secret: String) async throws -> Actor? {
        let digest = Bytea(Array(SHA256.hash(data: Array(secret.utf8))))
        guard let key = try await context.database.fetch(AccountQueries.key, digest).first else { return nil }
        let grants = try await context.database.fetch(AccountQueries.grants, key.account)
        return Actor(
            account: key.account, via: .api, scopes: Set(key.scopes.compactMap { Scope($0) }),
            boundTo: key.territory, rights: grants.compactMap { Right($0) })
    }
}

extension Right {
    /// The right that a row holds; nil for a role that this version does not know.
    init?(_ row: GrantRow) {
        guard let role = Role(rawValue: row.role) else { return nil }
        let groups = row.fieldGroups.map { Set($0.compactMap { FieldGroup(rawValue: $0) }) }
        self.init(role: role, territory: row.territory, listing: row.listing, groups: groups)
    }
}
