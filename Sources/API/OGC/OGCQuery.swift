import Directory

/// The parameters of the standard in the words of `/v1/listings`.
enum OGCQuery {
    /// The largest page; larger wishes are cut to it, as the standard has it.
    static let largest = 1000

    static func listings(_ query: QueryItems) throws(Problem) -> QueryItems {
        var items: [(name: String, value: String)] = []
        for (name, value) in query.items {
            switch name {
            case "f": continue
            case "limit": items.append((name, String(min(largest, try limit(value)))))
            case "bbox": items.append((name, try box(value)))
            case "datetime": items += try interval(value)
            default: items.append((name, value))
            }
        }
        if !items.contains(where: { $0.name == "limit" }) { items.append(("limit", "10")) }
        return QueryItems(items: items)
    }

    private static func limit(_ text: String) throws(Problem) -> Int {
        guard let number = QueryItems.digits(text), number >= 1 else {
            throw Problem.parameter(
                "limit", "parameter_invalid", "limit is a whole number from 1, not “\(text.prefix(40))”")
        }
        return number
    }

    /// Four numbers, or six of which the heights are left out.
    private static func box(_ text: String) throws(Problem) -> String {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 6 else { return text }
        _ = try ListingFilters.numbers(text, "bbox")
        return [parts[0], parts[1], parts[3], parts[4]].joined(separator: ",")
    }

    /// An instant or an interval (`2026-01-01T00:00:00Z/..`) of the last change.
    private static func interval(_ text: String) throws(Problem) -> [(name: String, value: String)] {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(parts.count), !text.isEmpty else {
            throw Problem.parameter("datetime", "parameter_invalid", "datetime is a time or start/end")
        }
        let ends = parts.count == 1 ? [parts[0], parts[0]] : parts
        for end in ends where !end.isEmpty && end != ".." { _ = try ListingFilters.time(end, "datetime") }
        var items: [(name: String, value: String)] = []
        if !ends[0].isEmpty, ends[0] != ".." { items.append(("changed_since", ends[0])) }
        if !ends[1].isEmpty, ends[1] != ".." { items.append(("changed_until", ends[1])) }
        return items
    }
}
