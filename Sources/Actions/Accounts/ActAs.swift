package import Directory
import Postgres
import Store

/// Lets an operator act with the rights of an account.
package struct ActAs: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// The account's rights that are in force; refused where there is no such account or it is disabled.
    package func run(_ email: String, via: Via) async throws -> Actor {
        guard let account = try await context.database.fetch(AccountQueries.find, email).first else {
            throw ActionError.notFound("there is no account \(email.prefix(80))")
        }
        guard account.disabledAt == nil else {
            throw ActionError.forbidden(code: "account_disabled", "the account \(email) is disabled")
        }
        let grants = try await context.database.fetch(AccountQueries.grants, account.id)
        return Actor(account: account.id, via: via, rights: grants.compactMap { Right($0) })
    }
}
