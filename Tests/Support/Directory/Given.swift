package import Actions
package import Directory
package import Postgres
import Store

/// What a test starts from: a context on its database, and people and listings made by the actions themselves.
///
/// Defaults are valid, so that only the point of the test is to be seen in it.
package struct Given: Sendable {
    /// The database, the controlled lists and a clock that the test moves.
    package let context: Context
    /// The clock of the context.
    package let clock: TestClock

    /// A start on that database, which has its vocabularies.
    package init(_ database: Database, clock: TestClock = TestClock()) async throws {
        self.clock = clock
        context = Context(
            database: database, vocabularies: try await LoadReferenceData.vocabularies(of: database),
            clock: { clock.now })
    }

    /// A start on the database of the suite or test that carries the trait `.database`.
    package init() async throws {
        try await self.init(TestDatabase.current)
    }

    /// The database.
    package var database: Database { context.database }

    /// A new name that nobody else has.
    package func name(_ prefix: String) -> String {
        "\(prefix)-\(Base32.text(UInt64.random(in: .min ... .max), length: 10))"
    }
}

extension Given {
    /// Somebody with an account and these rights.
    package func actor(_ rights: [Right], scopes: Set<Scope>? = nil, boundTo: String? = nil) async throws
        -> Actor
    {
        let email = "\(name("somebody"))@example.org"
        let account = try await ManageAccounts(context).create(email: email, name: "", by: .system)
            .account
        for right in rights { _ = try await ManageAccounts(context).grant(right, to: email, by: .system) }
        return Actor(account: account.id, via: .api, scopes: scopes, boundTo: boundTo, rights: rights)
    }

    /// A moderator of a territory: the department of the listings below unless said otherwise.
    package func moderator(of territory: String = "d-64", groups: Set<FieldGroup>? = nil) async throws
        -> Actor
    {
        try await actor([Right(role: .moderator, territory: territory, groups: groups)])
    }

    /// The provider of listings.
    package func provider(of listings: ListingID...) async throws -> Actor {
        try await actor(listings.map { Right(role: .provider, listing: $0.text) })
    }

    /// Somebody without any right.
    package func stranger() async throws -> Actor {
        try await actor([])
    }

    /// A new office above these communes, each of which should be in no other test's office.
    package func office(_ communes: String...) async throws -> String {
        let code = name("ot")
        try await PutOffice(context).run(
            code: code, name: "Office", email: nil, communes: communes, by: .system)
        return code
    }
}
