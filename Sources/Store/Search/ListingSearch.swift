package import Directory
package import FoundationEssentials
package import Postgres

/// What somebody searches for among the published listings, and how far the reader has come.
package struct ListingSearch: Sendable {
    /// The order of the answer.
    package enum Order: String, Sendable, CaseIterable {
        case id
        case name
        case changed = "content_changed_at"
        case changedNewest = "-content_changed_at"
        case distance
        case relevance
    }

    /// A box in degrees.
    package struct Box: Sendable, Hashable {
        /// The western edge.
        package let west: Double
        /// The southern edge.
        package let south: Double
        /// The eastern edge.
        package let east: Double
        /// The northern edge.
        package let north: Double

        /// A box of these edges.
        package init(west: Double, south: Double, east: Double, north: Double) {
            (self.west, self.south, self.east, self.north) = (west, south, east, north)
        }
    }

    /// Where the page before ended.
    package struct Mark: Sendable, Hashable {
        /// The last value that the answer was sorted by, as text.
        package let value: String
        /// The last id.
        package let id: String

        /// A mark after that value and id.
        package init(value: String, id: String) {
            (self.value, self.id) = (value, id)
        }
    }

    /// Only within the box.
    package var box: Box?
    /// Only within so many metres.
    package var near: (place: Point, radius: Double)?
    /// Only with all of these tags, alternatives within one group (`[["c:hotel", "c:camping"], ["p:card"]]`).
    package var tags: [[String]] = []
    /// Only with these words.
    package var words: String?
    /// Only with a name in that language.
    package var language: LanguageCode?
    /// Whether words may be misspelt.
    package var forgiving = false
    /// Only open on that day, ISO text.
    package var openOn: CalendarDate?
    /// Only open at that moment.
    package var openAt: Date?
    /// Only changed at or after that time.
    package var changedSince: Date?
    /// Only changed at or before that time.
    package var changedUntil: Date?
    /// The order.
    package var order: Order = .id
    /// Where to go on.
    package var after: Mark?
    /// How many.
    package var limit: Int

    /// A search with that limit and no condition.
    package init(limit: Int) {
        self.limit = limit
    }
}

/// One hit: the ready-made answer and what it was sorted by.
package struct HitRow: PostgresRow {
    /// The listing.
    package let id: String
    /// The value that the answer is sorted by, as text.
    package let mark: String
    /// The metres to the place asked for.
    package let metres: Double?
    /// The entity tag of the public answer, without quotes.
    package let etag: String
    /// The public answer as JSON.
    package let document: TextBytes

    package init(_ columns: inout Columns) throws(DatabaseError) {
        let reach = try ReachRow(&columns)
        (id, mark, metres) = (reach.id, reach.mark, reach.metres)
        etag = try columns.next()
        document = try columns.nextBytes()
    }

    /// The hit of what was found and its document.
    package init(_ reach: ReachRow, _ row: DocumentRow) {
        (id, mark, metres) = (reach.id, reach.mark, reach.metres)
        (etag, document) = (row.etag, row.document)
    }
}

/// A listing that was found, without its document.
package struct ReachRow: PostgresRow {
    /// The listing.
    package let id: String
    /// The value that the answer is sorted by, as text.
    package let mark: String
    /// The metres to the place asked for.
    package let metres: Double?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        id = try columns.next()
        mark = try columns.next()
        metres = try columns.next()
    }
}
