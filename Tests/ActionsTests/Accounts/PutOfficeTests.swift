import Actions
import Directory
import Postgres
import Store
import Support
import Testing

@Suite(.database)
struct PutOfficeTests {
    private func put(_ given: Given, _ code: String, _ communes: [String], email: String? = nil) async throws
        -> String
    {
        try await refusal {
            try await PutOffice(given.context).run(
                code: code, name: "Office", email: email, communes: communes, by: .system)
        }
    }

    @Test func `the listings of the communes follow into the office`() async throws {
        let given = try await Given()
        let id = try await given.listing(["location.address": ["insee": "64122"]])
        let changed = Timestamp.text(given.context.now)
        given.clock.advance(by: 60)

        let office = try await given.office("64122")

        let rows = try await given.rows(id)
        #expect(rows.json["office"]?.string == office)
        #expect(rows.json["territory"]?.string == "d-64")
        #expect(rows.json["content_changed_at"]?.string == changed)
        #expect(Set(["t:64122", "t:\(office)", "t:d-64", "t:r-75"]).isSubset(of: rows.tags))
        #expect(rows.changes == ["upsert 1", "upsert 2"])
        let moved = try await given.territories(id)
        #expect(!moved.before.contains(office) && moved.after.contains(office))
        #expect(try await given.audit(office) == ["office.put"])
        #expect(try await put(given, office, ["64122"]) == "done")
        #expect(try await given.rows(id).revision == 2)
        #expect(try await VerifyChanges(given.context).run().holds)
    }

    @Test func `a moderator of the office decides in its communes and nowhere else`() async throws {
        let given = try await Given()
        let office = try await given.office("64024")
        let (inside, outside) = (
            try await given.listing(["location.address": ["insee": "64024"]]), try await given.listing()
        )
        let moderator = try await given.moderator(of: office)

        #expect(try await refusal { try await given.edit(inside, ["name.fr": "X"], by: moderator) } == "done")
        #expect(
            try await refusal { try await given.edit(outside, ["name.fr": "X"], by: moderator) }
                == "not found")
    }

    @Test func `an office takes more communes and keeps those it has`() async throws {
        let given = try await Given()
        let office = try await given.office("64065")

        #expect(try await put(given, office, ["64317"], email: "office@example.org") == "done")

        for commune in ["64065", "64317"] {
            let id = try await given.listing(["location.address": ["insee": .string(commune)]])
            #expect(try await given.rows(id).json["office"]?.string == office)
        }
    }

    @Test func `an office takes no communes of another department, and keeps what it has`() async throws {
        let given = try await Given()
        let office = try await given.office("64130")
        let id = try await given.listing(["location.address": ["insee": "33063", "postcode": "33000"]])
        var message: String?

        do {
            try await PutOffice(given.context).run(
                code: office, name: "Other", email: nil, communes: ["64130", "33063"], by: .system)
        } catch ActionError.invalid(let problems) {
            message = problems.first?.message
        }

        #expect(
            message
                == "the communes of an office lie in one department: \(office) lies in d-64, 33063 in d-33")
        #expect(try await put(given, office, ["33063"]) == "invalid: communes office.departments")
        #expect(try await ReadTerritories(given.context).known([office]).first?.name == "Office")
        #expect(try await given.rows(id).json["territory"]?.string == "d-33")
    }

    @Test(.database, arguments: [true, false])
    func `a listing that comes into a commune beside its office belongs to it`(comesFirst: Bool)
        async throws
    {
        let given = try await Given()
        let (commune, office): (JSON, String) = (["insee": "64122"], given.name("ot"))
        _ = try await given.listing(["location.address": commune])
        let (locked, lock) = AsyncStream.makeStream(of: Void.self)
        let (waiting, wait) = AsyncStream.makeStream(of: Void.self)
        let create: @Sendable () async throws -> Void = {
            _ = try await given.listing(["location.address": commune])
        }
        let put: @Sendable () async throws -> Void = {
            try await PutOffice(given.context).run(
                code: office, name: "Office", email: nil, communes: ["64122"], by: .system)
        }

        // Both have read what there is, and wait to tell it.
        async let holder: Void = given.database.write { tx in
            defer { wait.finish() }
            try tx.run("update feed_head set position = position")
            lock.finish()
            try tx.waitForLockWaiters(1)
            wait.finish()
            try tx.waitForLockWaiters(2)
        }
        for await _ in locked {}
        async let first: Void = comesFirst ? create() : put()
        for await _ in waiting {}
        async let second: Void = comesFirst ? put() : create()
        _ = try await (holder, first, second)

        let listings = try await given.database.fetch(TerritoryQueries.listings, ["64122"])
        #expect(listings.count == 2)
        for id in listings.compactMap({ ListingID($0.value) }) {
            let rows = try await given.rows(id)
            #expect(rows.json["office"]?.string == office)
            #expect(rows.tags.contains("t:\(office)"))
            #expect(try await given.territories(id).after.contains(office))
        }
        #expect(try await VerifyChanges(given.context).run().holds)
    }

    @Test func `what is no office is refused`() async throws {
        let given = try await Given()
        let moderator = try await given.moderator()

        #expect(try await put(given, "office", ["64483"]) == "invalid: code code.invalid")
        #expect(try await put(given, "ot-x x", ["64483"]) == "invalid: code code.invalid")
        #expect(try await put(given, "ot-x", ["64483"], email: "nobody") == "invalid: email email.invalid")
        for name in [" ", String(repeating: "é", count: 256)] {
            #expect(
                try await refusal {
                    try await PutOffice(given.context).run(
                        code: "ot-x", name: name, email: nil, communes: ["64483"], by: .system)
                } == "invalid: name required")
        }
        #expect(try await put(given, "ot-x", ["99999"]) == "invalid: communes commune.unknown")
        #expect(try await put(given, "ot-x", ["64483", "40088"]) == "invalid: communes office.departments")
        #expect(try await put(given, "ot-x", []) == "invalid: communes office.departments")
        #expect(
            try await refusal {
                try await PutOffice(given.context).run(
                    code: "ot-x", name: "", email: nil, communes: ["64483"], by: moderator)
            } == "forbidden: not_an_administrator")
    }
}
