package import FoundationEssentials
package import Postgres

/// What the database says of itself.
package enum InspectionQueries {
    /// The version of the server as a number.
    package static let version = Query<One<Int>>(
        "inspect_version", "select current_setting('server_version_num')::bigint")

    /// The extensions that are there.
    package static let extensions = Query<One<String>>(
        "inspect_extensions",
        "select extname::text from pg_extension where extname <> 'plpgsql' order by extname")

    /// The time of the server.
    package static let now = Query<One<Date>>("inspect_now", "select clock_timestamp()")
}

extension InspectionQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [version, extensions, now]
}
