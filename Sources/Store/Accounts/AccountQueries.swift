package import FoundationEssentials
package import Postgres

/// Somebody who acts.
package struct AccountRow: PostgresRow {
    /// The opaque id.
    package let id: String
    /// The e-mail address, or a name for a machine.
    package let email: String
    /// The name.
    package let name: String
    /// When the account was disabled.
    package let disabledAt: Date?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        id = try columns.next()
        email = try columns.next()
        name = try columns.next()
        disabledAt = try columns.next()
    }
}

/// A right.
package struct GrantRow: PostgresRow {
    /// The number of the grant.
    package let id: Int
    /// `provider`, `moderator`, `supervisor` or `administrator`.
    package let role: String
    /// The territory that it covers with all below it.
    package let territory: String?
    /// The listing that it covers.
    package let listing: String?
    /// The groups of fields that it covers, nil for all.
    package let fieldGroups: [String]?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        id = try columns.next()
        role = try columns.next()
        territory = try columns.next()
        listing = try columns.next()
        fieldGroups = try columns.next()
    }
}

/// A key that is in force, with its account.
package struct KeyRow: PostgresRow {
    /// The id of the key.
    package let id: String
    /// The account that it acts for.
    package let account: String
    /// What it may do.
    package let scopes: [String]
    /// The territory that it is bound to.
    package let territory: String?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        id = try columns.next()
        account = try columns.next()
        scopes = try columns.next()
        territory = try columns.next()
    }
}

/// A key as administrators list it.
package struct KeyListRow: PostgresRow {
    /// The id of the key.
    package let id: String
    /// Its name.
    package let name: String
    /// The account's e-mail address.
    package let account: String
    /// What it may do.
    package let scopes: [String]
    /// The territory that it is bound to.
    package let territory: String?
    /// When it ends.
    package let expiresAt: Date?
    /// When it was revoked.
    package let revokedAt: Date?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        id = try columns.next()
        name = try columns.next()
        account = try columns.next()
        scopes = try columns.next()
        territory = try columns.next()
        expiresAt = try columns.next()
        revokedAt = try columns.next()
    }
}

/// Accounts, their rights and their keys.
package enum AccountQueries {
    /// An account by its e-mail address or id.
    package static let find = Query<AccountRow, String>(
        "account_find", "select id, email, name, disabled_at from accounts where email = lower($1) or id = $1"
    )

    /// All accounts by e-mail address.
    package static let all = Query<AccountRow>(
        "accounts_all", "select id, email, name, disabled_at from accounts order by email")

    /// Inserts an account; parameters: id, e-mail address, name.
    ///
    /// Nothing happens where the address has one.
    package static let insert = Query<NoRow, String, String, String>(
        "account_insert",
        "insert into accounts (id, email, name) values ($1, lower($2), $3) on conflict (email) do nothing")

    /// Ends an account.
    package static let disable = Query<NoRow, String>(
        "account_disable", "update accounts set disabled_at = now() where id = $1 and disabled_at is null")

    /// The rights of an account that are in force.
    package static let grants = Query<GrantRow, String>(
        "grants_of_account",
        """
        select id, role, territory, listing, field_groups
        from grants
        where account = $1 and starts_at <= now() and (ends_at is null or ends_at > now())
        order by id
        """)

    /// Gives a right; parameters: account, role, territory, listing, field groups, end.
    package static let addGrant = Query<One<Int>, String, String, String?, String?, [String]?, Date?>(
        "grant_add",
        """
        insert into grants (account, role, territory, listing, field_groups, ends_at)
        values ($1, $2, $3, $4, $5, $6)
        returning id
        """)

    /// Ends a right.
    package static let endGrant = Query<NoRow, Int>(
        "grant_end",
        "update grants set ends_at = now() where id = $1 and (ends_at is null or ends_at > now())")

    /// A key in force by the SHA-256 of its secret; served by the unique index on it.
    package static let key = Query<KeyRow, Bytea>(
        "key_by_secret",
        """
        select k.id, k.account, k.scopes, k.territory
        from api_keys k
        join accounts a on a.id = k.account
        where k.secret_sha256 = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
            and a.disabled_at is null
        """)

    /// Inserts a key; parameters: id, account, name, SHA-256 of the secret, scopes, territory, end.
    package static let insertKey = Query<NoRow, String, String, String, Bytea, [String], String?, Date?>(
        "key_insert",
        """
        insert into api_keys (id, account, name, secret_sha256, scopes, territory, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        """)

    /// All keys.
    package static let keys = Query<KeyListRow>(
        "keys_all",
        """
        select k.id, k.name, a.email, k.scopes, k.territory, k.expires_at, k.revoked_at
        from api_keys k
        join accounts a on a.id = k.account
        order by k.created_at, k.id
        """)

    /// Ends a key.
    package static let revokeKey = Query<NoRow, String>(
        "key_revoke", "update api_keys set revoked_at = now() where id = $1 and revoked_at is null")

    /// The codes of a territory and of all above it.
    package static let lineage = Query<One<[String]>, String>(
        "territory_lineage", "select lineage from territories where code = $1")
}

extension AccountQueries {
    /// The open proposals of an account, locked.
    package static let openProposals = Query<One<String>, String>(
        "proposals_open_of_account",
        """
        select id from proposals
        where author = $1 and state in ('submitted', 'changes_requested')
        order by submitted_at, id
        for update
        """)
}

extension AccountQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        find, all, insert, disable, grants, addGrant, endGrant, key, insertKey, keys, revokeKey,
        lineage, openProposals,
    ]
}
