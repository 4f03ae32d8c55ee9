package import Postgres

/// Where the published listings lie.
package struct ExtentRow: PostgresRow {
    /// The box around them in degrees, nil where none has a position.
    package let box: ListingSearch.Box?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        let (west, south): (Double?, Double?) = (try columns.next(), try columns.next())
        let (east, north): (Double?, Double?) = (try columns.next(), try columns.next())
        guard let west, let south, let east, let north else {
            box = nil
            return
        }
        box = ListingSearch.Box(west: west, south: south, east: east, north: north)
    }
}

/// Where the published listings lie.
package enum ExtentQueries {
    /// The box around all of them, a little larger for the rounding to 0.0001 degrees; reads the narrow table once.
    package static let whole = Query<ExtentRow>(
        "extent_whole",
        """
        select floor(degrees(e.west / 6378137) * 10000) / 10000,
            floor(degrees(2 * atan(exp(e.south / 6378137)) - pi() / 2) * 10000) / 10000,
            ceil(degrees(e.east / 6378137) * 10000) / 10000,
            ceil(degrees(2 * atan(exp(e.north / 6378137)) - pi() / 2) * 10000) / 10000
        from (
            select min(position[0]) as west, min(position[1]) as south,
                max(position[0]) as east, max(position[1]) as north
            from listing_search
        ) e
        """)
}

extension ExtentQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [whole]
}
