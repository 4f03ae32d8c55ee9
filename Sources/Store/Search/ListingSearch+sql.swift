package import Postgres
import Directory
import FoundationEssentials

extension ListingSearch {
    /// The statement: the narrow table finds and sorts, the document table is touched for the page only.
    package var sql: SQL {
        """
        select h.id, h.mark::text, h.metres, d.etag, d.document
        from (\(found)) h
        join listing_documents d on d.id = h.id
        order by \(outerOrdering)
        """
    }

    /// The statement without documents, for looking further than a page reaches.
    package var reachSQL: SQL {
        "select h.id, h.mark::text, h.metres from (\(found)) h order by \(outerOrdering)"
    }

    private var found: SQL {
        """
        select s.id, \(sortValue) as mark, \(metres) as metres
        from listing_search s
        where \(conditions.joined(separator: " and "))
        order by \(ordering)
        limit \(limit)
        """
    }

    /// The statement for how many listings fit, whatever the page.
    package var countSQL: SQL {
        var whole = self
        whole.after = nil
        return "select count(*) from listing_search s where \(whole.conditions.joined(separator: " and "))"
    }

    private var metres: SQL {
        guard let near else { return "null::float8" }
        return "metres(s.position, \(near.place.latitude), \(near.place.longitude))"
    }

    private var sortValue: SQL {
        switch order {
        case .id: "s.id"
        case .name: "s.name"
        case .changed, .changedNewest: "extract(epoch from s.changed_at)"
        case .distance: metres
        case .relevance: relevance
        }
    }

    /// The Web Mercator distance: what the index yields in order, and nearly the order of the true one.
    private var distance: SQL {
        guard let near else { return "0::float8" }
        return "(s.position <-> mercator(\(near.place.latitude), \(near.place.longitude)))"
    }

    private var relevance: SQL {
        guard let words else { return "0::float8" }
        if forgiving { return "round((without_accents(\(words)) <<-> s.name)::numeric, 6)::float8" }
        return "round(-ts_rank(s.words, \(query(words)))::numeric, 6)::float8"
    }

    /// The words as a query; a statement of its own, so that it is made once and not for each row.
    private func query(_ words: String) -> SQL {
        "(select websearch_to_tsquery('fitxa_french', \(Self.joined(words))))"
    }

    /// The words without the hyphens that join nothing: that of `Camping - Paradis` would exclude the second word.
    private static func joined(_ words: String) -> String {
        var before: Character = " "
        return String(
            words.map { letter in
                before = letter == "-" && !before.isLetter && !before.isNumber ? " " : letter
                return before
            })
    }

    private var ordering: SQL {
        switch order {
        case .id: "s.id"
        case .name: "s.name, s.id"
        case .changed: "s.changed_at, s.id"
        case .changedNewest: "s.changed_at desc, s.id desc"
        case .distance: distance + ", s.id"
        case .relevance: "mark, s.id"
        }
    }

    private var outerOrdering: SQL {
        switch order {
        case .id: "h.id"
        case .changedNewest: "h.mark desc, h.id desc"
        case .distance: "h.metres, h.id"
        default: "h.mark, h.id"
        }
    }

    private func within(_ box: Box, _ west: Double, _ east: Double) -> SQL {
        "s.position <@ box(mercator(\(box.south), \(west)), mercator(\(box.north), \(east)))"
    }

    private var conditions: [SQL] {
        var conditions: [SQL] = ["true"]
        for group in tags {
            conditions.append(group.count == 1 ? "s.tags @> \(group)" : "s.tags && \(group)")
        }
        if let box {
            let (west, east) = (box.west, box.east)
            conditions.append(
                west <= east
                    ? within(box, west, east) : "(\(within(box, west, 180)) or \(within(box, -180, east)))")
        }
        if let near { conditions.append(contentsOf: nearby(near.place, near.radius)) }
        if let words {
            conditions.append(
                forgiving ? "s.id in (select similar_names(\(words)))" : "s.words @@ \(query(words))")
        }
        if let language {
            let name = "name.\(language.rawValue)"
            conditions.append(
                "exists (select from listings l where l.id = s.id and jsonb_exists(l.fields, \(name)))")
        }
        if let changedSince { conditions.append("s.changed_at >= \(changedSince)") }
        if let changedUntil { conditions.append("s.changed_at <= \(changedUntil)") }
        if let openOn { conditions.append(contentsOf: open(on: openOn)) }
        if let openAt { conditions.append(open(at: openAt)) }
        if let after { conditions.append(beyond(after)) }
        return conditions
    }

    private func nearby(_ place: Point, _ radius: Double) -> [SQL] {
        // A degree of latitude is 111,195 m; the box is a little larger than the circle at every latitude.
        let height = radius / 111_000
        let poleward = min(89, abs(place.latitude) + height)
        let width = min(180, height / max(0.01, ListingSearch.cosine(poleward)))
        let south = place.latitude - height
        let north = place.latitude + height
        return [
            """
            s.position <@ box(mercator(\(south), \(place.longitude - width)),
                mercator(\(north), \(place.longitude + width)))
            """,
            "metres(s.position, \(place.latitude), \(place.longitude)) <= \(radius)",
        ]
    }

    private func beyond(_ mark: Mark) -> SQL {
        switch order {
        case .id: "s.id > \(mark.id)"
        case .name: "(s.name, s.id) > (\(mark.value), \(mark.id))"
        case .changed: "(s.changed_at, s.id) > (to_timestamp(\(mark.value)::text::float8), \(mark.id))"
        case .changedNewest: "(s.changed_at, s.id) < (to_timestamp(\(mark.value)::text::float8), \(mark.id))"
        case .distance: "(\(metres), s.id) > (\(mark.value)::text::float8, \(mark.id))"
        case .relevance: "(\(relevance), s.id) > (\(mark.value)::text::float8, \(mark.id))"
        }
    }

    /// Of how many of these distances, the first in their order, the listings can have none before them that was not fetched.
    ///
    /// The index yields neighbours by their distance on the Web Mercator map, which stretches the true one by 1 over
    /// the cosine of the latitude: what it yields later may be nearer by as much as that differs within the circle.
    package func certain(among metres: [Double?]) -> Int {
        guard order == .distance, let near, let farthest = metres.last ?? nil else { return metres.count }
        let (latitude, reach) = (abs(near.place.latitude), farthest / 111_000)
        let (low, high) = (max(0, latitude - reach), min(89, latitude + reach))
        let bound = farthest * (Self.cosine(high) / Self.cosine(low) - 1e-5)
        return metres.prefix { ($0 ?? 0) < bound }.count
    }

    /// The cosine of an angle in degrees, good to a thousandth: the box only has to be large enough.
    static func cosine(_ degrees: Double) -> Double {
        let x = degrees * Double.pi / 180
        let square = x * x
        return 1 - square / 2 + square * square / 24 - square * square * square / 720
            + square * square * square * square / 40_320
    }
}
