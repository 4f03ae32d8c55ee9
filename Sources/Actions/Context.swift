package import Directory
package import FoundationEssentials
package import Postgres

/// What every action needs: the database, the controlled lists, the time and chance.
package struct Context: Sendable {
    /// The database.
    package let database: Database
    /// The controlled lists as they were at the start.
    package let vocabularies: Vocabularies
    /// Tells the time.
    package let clock: @Sendable () -> Date
    /// Gives 64 random bits.
    package let random: @Sendable () -> UInt64
    /// What remembers the answer of the action, where it is to be remembered.
    var keeper: AnswerKeeper?

    /// A context of these parts; the clock of the machine and the system's randomness unless said otherwise.
    package init(
        database: Database, vocabularies: Vocabularies, clock: @escaping @Sendable () -> Date = { Date() },
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) {
        self.database = database
        self.vocabularies = vocabularies
        self.clock = clock
        self.random = random
    }

    /// The present time, cut to microseconds as PostgreSQL keeps it.
    package var now: Date {
        Date(timeIntervalSince1970: (clock().timeIntervalSince1970 * 1e6).rounded(.down) / 1e6)
    }

    /// The present day in UTC.
    package var today: CalendarDate {
        CalendarDate(daysSince1970: Int((now.timeIntervalSince1970 / 86_400).rounded(.down)))
    }

    /// A new opaque id with that prefix (60 random bits).
    func newID(_ prefix: String) -> String {
        "\(prefix)-\(Base32.text(random(), length: 12))"
    }
}
