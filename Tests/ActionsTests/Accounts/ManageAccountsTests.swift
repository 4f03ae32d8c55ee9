import Actions
import Directory
import Postgres
import Store
import Support
import Testing

@Suite(.database)
struct ManageAccountsTests {
    @Test func `an address has one account, however it is written`() async throws {
        let given = try await Given()
        let email = "\(given.name("anna"))@example.org"
        let action = ManageAccounts(given.context)

        let first = try await action.create(email: email, name: "Anna", by: .system)
        let second = try await action.create(email: email.uppercased(), name: "", by: .system)

        #expect(first.isNew && !second.isNew)
        #expect(first.account.id == second.account.id)
        #expect(second.account.name == "Anna")
        #expect(try await given.audit(first.account.id) == ["account.create"])
    }

    @Test func `a right holds until it is ended`() async throws {
        let given = try await Given()
        let actor = try await given.moderator()
        let account = try #require(try await given.database.fetch(AccountQueries.find, actor.account).first)
        let action = ManageAccounts(given.context)

        let more = try await action.grant(
            Right(role: .provider, territory: "d-40", groups: [.texts, .media]), to: account.email,
            by: .system)
        let both = try await given.database.fetch(AccountQueries.grants, account.id)
        try await action.endGrant(more, by: .system)

        #expect(both.map(\.role) == ["moderator", "provider"])
        #expect(both.last?.fieldGroups == ["media", "texts"])
        #expect(
            try await given.database.fetch(AccountQueries.grants, account.id).map(\.role) == ["moderator"])
        #expect(try await refusal { try await action.endGrant(more, by: .system) } == "not found")
        #expect(try await given.audit(String(more)) == ["grant.add", "grant.end"])
    }

    @Test func `the secret of a key is shown once and stored as its hash`() async throws {
        let given = try await Given()
        let name = given.name("sync")

        let key = try await ManageAccounts(given.context).createKey(
            name: name, account: nil, scopes: [.read, .moderate], territory: "d-64", expiresAt: nil,
            by: .system)

        let digest = try await self.digest(key, given)
        let found = try #require(try await given.database.fetch(AccountQueries.key, digest).first)
        #expect((found.id, found.account, found.territory) == (key.id, key.account.id, "d-64"))
        #expect(found.scopes == ["moderate", "read"])
        let grants = try await given.database.fetch(AccountQueries.grants, key.account.id)
        #expect(grants.map { "\($0.role) \($0.territory ?? "")" } == ["moderator d-64"])
        let stored: SQL = "select count(*) from api_keys k where k::text like \("%\(key.secret)%")"
        #expect(try await given.database.fetch(stored, as: One<Int>.self).map(\.value) == [0])
    }

    @Test func `a revoked key and the key of a disabled account open nothing`() async throws {
        let given = try await Given()
        let action = ManageAccounts(given.context)
        var opens: [Int] = []
        for disable in [false, true] {
            let key = try await action.createKey(
                name: given.name("key"), account: nil, scopes: [.read], territory: nil, expiresAt: nil,
                by: .system)
            let digest = try await self.digest(key, given)
            opens.append(try await given.database.fetch(AccountQueries.key, digest).count)
            if disable {
                try await action.disable(key.account.email, by: .system)
            } else {
                try await action.revokeKey(key.id, by: .system)
                #expect(try await refusal { try await action.revokeKey(key.id, by: .system) } == "not found")
            }
            opens.append(try await given.database.fetch(AccountQueries.key, digest).count)
        }

        #expect(opens == [1, 0, 1, 0])
    }

    @Test func `a disabled account takes its open proposals with it`() async throws {
        let scene = try await DecisionScene()
        let account = try #require(
            try await scene.given.database.fetch(AccountQueries.find, scene.provider.account).first)

        try await ManageAccounts(scene.given.context).disable(account.email, by: .system)

        let proposal = try await scene.reload()
        #expect(proposal.state == .superseded)
        #expect(proposal.fields.map(\.status) == [.superseded, .superseded, .superseded])
        #expect(try await scene.given.audit(account.id).last == "account.disable")
        #expect(try await scene.given.audit(proposal.row.id).last == "proposal.superseded")
    }

    @Test func `only an administrator of everything may change accounts`() async throws {
        let given = try await Given()
        let action = ManageAccounts(given.context)
        let local = try await given.actor([Right(role: .administrator, territory: "d-64")])
        let bound = Actor(account: "x", via: .api, boundTo: "d-64", rights: [Right(role: .administrator)])
        let key = Actor(account: "x", via: .api, scopes: [.moderate], rights: [Right(role: .administrator)])
        let refused = "forbidden: not_an_administrator"

        for actor in [local, bound, key] {
            #expect(
                try await refusal { try await action.create(email: "a@b.org", name: "", by: actor) }
                    == refused)
            #expect(
                try await refusal { try await action.grant(Right(role: .provider), to: "system", by: actor) }
                    == refused)
            #expect(try await refusal { try await action.endGrant(1, by: actor) } == refused)
            #expect(try await refusal { try await action.disable("system", by: actor) } == refused)
            #expect(try await refusal { try await action.revokeKey("key-1", by: actor) } == refused)
            #expect(
                try await refusal {
                    try await action.createKey(
                        name: "k", account: nil, scopes: [.read], territory: nil, expiresAt: nil, by: actor)
                } == refused)
        }
    }

    @Test func `what cannot be granted is refused`() async throws {
        let given = try await Given()
        let action = ManageAccounts(given.context)
        func grant(_ right: Right, to email: String = "system") async throws -> String {
            try await refusal { try await action.grant(right, to: email, by: .system) }
        }

        #expect(try await grant(Right(role: .provider), to: "nobody@example.org") == "not found")
        #expect(
            try await grant(Right(role: .moderator, territory: "d-99"))
                == "invalid: territory territory.unknown")
        #expect(
            try await grant(Right(role: .provider, listing: "fx-00000000"))
                == "invalid: listing listing.unknown")
        for email in ["not an address", "bad"] {
            #expect(
                try await refusal { try await action.create(email: email, name: "", by: .system) }
                    == "invalid: email email.invalid")
        }
        #expect(
            try await refusal {
                try await action.createKey(
                    name: "k", account: nil, scopes: [], territory: nil, expiresAt: nil, by: .system)
            } == "invalid: scope required")
        #expect(
            try await refusal {
                try await action.createKey(
                    name: given.name("k"), account: nil, scopes: [.read], territory: "d-99", expiresAt: nil,
                    by: .system)
            } == "invalid: territory territory.unknown")
    }

    private func digest(_ key: NewKey, _ given: Given) async throws -> Bytea {
        let sql: SQL = "select sha256(\(Bytea(Array(key.secret.utf8))))"
        return try #require(try await given.database.fetch(sql, as: One<Bytea>.self).first).value
    }

    @Test func `an account is made with its rights or not at all`() async throws {
        let given = try await Given()
        let (action, email) = (ManageAccounts(given.context), "\(given.name("anna"))@example.org")
        let rights = [Right(role: .moderator, territory: "d-64"), Right(role: .moderator, territory: "d-99")]

        #expect(
            try await refusal {
                try await action.create(email: email, name: "", rights: rights, by: .system)
            } == "invalid: territory territory.unknown")
        #expect(try await given.database.fetch(AccountQueries.find, email).isEmpty)
        let account = try await action.create(email: email, name: "", rights: [rights[0]], by: .system)
            .account
        #expect(
            try await given.database.fetch(AccountQueries.grants, account.id).map(\.territory) == ["d-64"])
    }

    @Test(arguments: ["", " ", "a b"])
    func `a key of its own account has a name that an account can have`(name: String) async throws {
        let given = try await Given()
        #expect(
            try await refusal {
                try await ManageAccounts(given.context).createKey(
                    name: name, account: nil, scopes: [.read], territory: nil, expiresAt: nil, by: .system)
            } == "invalid: name name.invalid")
    }
}
