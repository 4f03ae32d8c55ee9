package import Directory
import Postgres
package import Store

/// Lists accounts, rights and keys for an operator.
package struct ListAccounts: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// All accounts by e-mail address.
    package func accounts() async throws -> [AccountRow] {
        try await context.database.fetch(AccountQueries.all)
    }

    /// The rights of an account that are in force.
    package func grants(of email: String) async throws -> [GrantRow] {
        guard let account = try await context.database.fetch(AccountQueries.find, email).first else {
            throw ActionError.notFound("there is no account \(email.prefix(80))")
        }
        return try await context.database.fetch(AccountQueries.grants, account.id)
    }

    /// All keys, without their secrets.
    package func keys() async throws -> [KeyListRow] {
        try await context.database.fetch(AccountQueries.keys)
    }
}

extension AccountRow {
    /// The account for an operator.
    package var json: JSON {
        [
            "id": .string(id), "email": .string(email), "name": .string(name),
            "disabled_at": JSON(disabledAt.map(Timestamp.text)),
        ]
    }
}

extension GrantRow {
    /// The right of the account with that e-mail address, for an operator.
    package func json(of email: String) -> JSON {
        [
            "id": .integer(id), "account": .string(email), "role": .string(role),
            "territory": JSON(territory), "listing": JSON(listing),
            "field_groups": fieldGroups.map { .array($0.map(JSON.string)) } ?? .null,
        ]
    }
}

extension KeyListRow {
    /// The key for an operator.
    package var json: JSON {
        [
            "id": .string(id), "name": .string(name), "account": .string(account),
            "scopes": .array(scopes.map(JSON.string)), "territory": JSON(territory),
            "expires_at": JSON(expiresAt.map(Timestamp.text)),
            "revoked_at": JSON(revokedAt.map(Timestamp.text)),
        ]
    }
}
