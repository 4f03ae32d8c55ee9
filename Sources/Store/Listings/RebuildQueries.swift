package import FoundationEssentials
package import Postgres

/// Whether the rows that are made of listings wait to be made anew.
package enum RebuildQueries {
    /// Since when they wait; no row where they do not.
    package static let due = Query<One<Date>>(
        "rebuild_due", "select due_since from rebuild_state where due_since is not null")

    /// Lets them wait, where there are listings.
    package static let mark = Query<NoRow>(
        "rebuild_mark",
        "update rebuild_state set due_since = clock_timestamp() where exists (select from listings)")

    /// Lets them wait, where there are listings of these categories or in these communes.
    package static let markSome = Query<NoRow, [String], [String]>(
        "rebuild_mark_some",
        """
        update rebuild_state set due_since = clock_timestamp()
        where exists (select from listings where category = any ($1) or commune = any ($2))
        """)

    /// Notes that they were made anew; without effect where they have begun to wait since that time.
    package static let done = Query<NoRow, Date>(
        "rebuild_done", "update rebuild_state set due_since = null where due_since <= $1")

    /// How many listings there are, closed ones included.
    package static let count = Query<One<Int>>("rebuild_count", "select count(*) from listings")

    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [due, mark, markSome, done, count]
}
