package import Postgres
package import Testing

/// Databases for tests: real ones, on a server of the run's own.
package enum TestDatabase {
    @TaskLocal private static var bound: Place?

    private struct Place: Sendable {
        let database: Database
        let configuration: DatabaseConfiguration
    }

    /// The database of the suite or test that carries the trait `.database` or `.emptyDatabase`.
    package static var current: Database { place.database }

    /// How to reach ``current``, for programs that connect on their own.
    package static var configuration: DatabaseConfiguration { place.configuration }

    /// Whether the suite or test has a database already.
    static var isBound: Bool { bound != nil }

    private static var place: Place {
        guard let bound else { preconditionFailure("add the trait .database to the suite or to the test") }
        return bound
    }

    /// Runs a body with a database of its own as ``current``.
    static func bind(migrated: Bool, _ body: () async throws -> Void) async throws {
        let configuration = try await TestCluster.shared.makeDatabase(migrated: migrated)
        let database = Database(configuration)
        let place = Place(database: database, configuration: configuration)
        let result: Result<Void, any Error>
        do {
            result = .success(try await $bound.withValue(place, operation: body))
        } catch {
            result = .failure(error)
        }
        await database.close()
        try await TestCluster.shared.drop(configuration)
        try result.get()
    }
}

/// Runs a body with a database of its own: with the schema and the vocabularies, or with nothing in it.
package func withDatabase(
    migrated: Bool = true, _ body: (Database) async throws -> Void
) async throws {
    try await TestDatabase.bind(migrated: migrated) {
        try await body(TestDatabase.current)
    }
}

/// Gives a suite, or each case of a test, a database of its own.
package struct DatabaseTrait: SuiteTrait, TestTrait, TestScoping {
    let migrated: Bool

    @concurrent package func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        // A test within a suite that has a seat needs no second one: waiting for it could last for ever.
        guard !TestDatabase.isBound else {
            return try await TestDatabase.bind(migrated: migrated) { try await function() }
        }
        try await DatabaseSeats.shared.withSeat {
            try await TestDatabase.bind(migrated: migrated) { try await function() }
        }
    }
}

extension Trait where Self == DatabaseTrait {
    /// A database with the schema and the vocabularies.
    package static var database: DatabaseTrait { DatabaseTrait(migrated: true) }

    /// A database with nothing in it.
    package static var emptyDatabase: DatabaseTrait { DatabaseTrait(migrated: false) }
}
