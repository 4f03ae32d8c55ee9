import Actions
import Directory
import FoundationEssentials
import Store

/// What the query of `/v1/listings` asks for.
struct ListingFilters: Sendable {
    /// The search, the place of the page included.
    private(set) var search: ListingSearch
    /// The query without what does not change the answer's order and content: cursors belong to it.
    let key: String

    private let query: QueryItems
    private let mayCrossAntimeridian: Bool
    private let vocabularies: Vocabularies

    /// Reads and checks every parameter of a request.
    init(_ call: Call) async throws {
        try await self.init(call.query, call.context)
    }

    /// Reads and checks every parameter; territories are looked up.
    ///
    /// Where it may cross the antimeridian, a box whose first edge lies east of its last goes around.
    init(_ query: QueryItems, _ context: Context, mayCrossAntimeridian: Bool = false) async throws {
        self.query = query
        self.mayCrossAntimeridian = mayCrossAntimeridian
        vocabularies = context.vocabularies
        search = ListingSearch(limit: try query.limit())
        let kept = query.items.filter { !["cursor", "limit", "fields", "lang"].contains($0.name) }
        key = kept.map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "&")
        try addCodes()
        try await addTerritories(context)
        try addPlace()
        search.words = try words()
        search.openOn = try day("open_on")
        search.openAt = try query.one("open_at").map { text throws(Problem) in
            text == "now" ? context.now : try Self.time(text, "open_at")
        }
        search.changedSince = try query.one("changed_since").map { text throws(Problem) in
            try Self.time(text, "changed_since")
        }
        search.changedUntil = try query.one("changed_until").map { text throws(Problem) in
            try Self.time(text, "changed_until")
        }
        search.order = try order()
        if let cursor = try query.one("cursor") { try resume(cursor) }
    }

    /// The cursor of the page after this one.
    func cursor(_ mark: ListingSearch.Mark, isForgiving: Bool) -> String {
        Cursor([search.order.rawValue, isForgiving ? "1" : "0", mark.id, mark.value]).text(for: key)
    }

    private mutating func resume(_ text: String) throws(Problem) {
        let parts = try Cursor(text, for: key, count: 4).parts
        guard parts[0] == search.order.rawValue, ListingID(parts[2]) != nil else { throw Cursor.invalid }
        let isNumber = search.order != .id && search.order != .name
        if isNumber, Double(parts[3]).map(\.isFinite) != true { throw Cursor.invalid }
        search.forgiving = parts[1] == "1"
        search.after = ListingSearch.Mark(value: parts[3], id: parts[2])
    }

    // MARK: - Parameters

    private static let lists: [(parameter: String, lists: [VocabularyName], tag: String)] = [
        ("category", [.categories], "c"), ("payment", [.paymentMeans], "p"),
        ("solution", [.paymentSolutions], "s"), ("platform", [.salesPlatforms], "b"),
        ("amenity", [.amenities, .accessibility], "a"), ("label", [.labels], "l"),
    ]

    private mutating func addCodes() throws(Problem) {
        for (parameter, names, tag) in Self.lists {
            guard let codes = try query.several(parameter) else { continue }
            for code in codes where !names.contains(where: { vocabularies[$0].entry(code) != nil }) {
                throw Self.unknown(parameter, code, names[0].rawValue)
            }
            search.tags.append(codes.map { "\(tag):\($0)" })
        }
    }

    private mutating func addTerritories(_ context: Context) async throws {
        for parameter in ["commune", "territory", "office"] {
            guard let codes = try query.several(parameter) else { continue }
            let known = try await ReadTerritories(context).known(codes)
            for code in codes {
                guard let row = known.first(where: { $0.code == code }),
                    parameter == "territory" || row.kind == parameter
                else { throw Self.unknown(parameter, code, "territories") }
            }
            search.tags.append(codes.map { "t:\($0)" })
        }
    }

    private mutating func addPlace() throws(Problem) {
        if let text = try query.one("bbox") {
            let edges = try Self.numbers(text, "bbox")
            guard edges.count == 4, abs(edges[0]) <= 180, abs(edges[2]) <= 180, abs(edges[1]) <= 90,
                abs(edges[3]) <= 90, edges[0] <= edges[2] || mayCrossAntimeridian, edges[1] <= edges[3]
            else {
                throw Problem.parameter(
                    "bbox", "parameter_invalid", "bbox is minLon,minLat,maxLon,maxLat in degrees, least first"
                )
            }
            search.box = ListingSearch.Box(west: edges[0], south: edges[1], east: edges[2], north: edges[3])
        }
        let radius = try query.one("radius").map { text throws(Problem) in try Self.radius(text) }
        guard let text = try query.one("near") else {
            guard radius == nil else {
                throw Problem.parameter("radius", "parameter_invalid", "radius needs near=lat,lon")
            }
            return
        }
        let numbers = try Self.numbers(text, "near")
        guard numbers.count == 2, let place = Point(latitude: numbers[0], longitude: numbers[1]) else {
            throw Problem.parameter("near", "parameter_invalid", "near is lat,lon in degrees")
        }
        search.near = (place, radius ?? 10_000)
    }

    private func words() throws(Problem) -> String? {
        guard let text = try query.one("q") else { return nil }
        guard (1...200).contains(text.utf8.count), text.contains(where: { !$0.isWhitespace }) else {
            throw Problem.parameter("q", "parameter_invalid", "q has 1 to 200 bytes")
        }
        return text
    }

    private func day(_ name: String) throws(Problem) -> CalendarDate? {
        guard let text = try query.one(name) else { return nil }
        guard let day = CalendarDate(text), (1900...2200).contains(day.year) else {
            throw Problem.parameter(name, "parameter_invalid", "\(name) is a day such as 2026-08-15")
        }
        return day
    }

    private func order() throws(Problem) -> ListingSearch.Order {
        guard let text = try query.one("sort") else {
            if search.near != nil { return .distance }
            return search.words == nil ? .id : .relevance
        }
        guard let order = ListingSearch.Order(rawValue: text) else {
            let list = ListingSearch.Order.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.parameter("sort", "parameter_invalid", "sort is one of \(list)")
        }
        if order == .distance, search.near == nil {
            throw Problem.parameter("sort", "parameter_invalid", "sort=distance needs near=lat,lon")
        }
        if order == .relevance, search.words == nil {
            throw Problem.parameter("sort", "parameter_invalid", "sort=relevance needs q")
        }
        return order
    }

    private static func radius(_ text: String) throws(Problem) -> Double {
        guard let radius = QueryItems.decimal(text), radius > 0, radius <= 200_000 else {
            throw Problem.parameter(
                "radius", "parameter_invalid",
                "radius is above 0 and up to 200000 metres, not “\(text.prefix(40))”")
        }
        return radius
    }

    /// Numbers between commas; refused where one of them is none.
    static func numbers(_ text: String, _ name: String) throws(Problem) -> [Double] {
        var numbers: [Double] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let number = QueryItems.decimal(part) else {
                throw Problem.parameter(
                    name, "parameter_invalid",
                    "\(name) has decimal numbers between its commas, and “\(part.prefix(40))” is none")
            }
            numbers.append(number)
        }
        return numbers
    }
}

extension ListingFilters {
    /// A code that a list does not have.
    static func unknown(_ parameter: String, _ code: String, _ list: String) -> Problem {
        Problem.parameter(parameter, "code_unknown", "“\(code.prefix(60))” is not in the list \(list)")
            .with("value", .string(String(code.prefix(60)))).with("vocabulary", .string(list))
    }

    /// A moment in a parameter.
    static func time(_ text: String, _ name: String) throws(Problem) -> Date {
        guard let date = Timestamp.date(text), abs(date.timeIntervalSince1970) < 7_000_000_000 else {
            throw Problem.parameter(
                name, "parameter_invalid", "\(name) is a time such as 2026-11-01T08:30:00Z")
        }
        return date
    }
}
