import Directory
import Postgres
import Store

/// Finds what is wrong with documents, published or not yet: the rules judge, the database tells what they ask.
///
/// A handful of statements serves any number of documents.
struct CheckDocuments {
    /// A document with the id of its listing, where it is one already.
    struct Subject: Sendable {
        let id: String?
        let document: Document
    }

    private let subjects: [Subject]
    private var checks: [ListingCheck]
    private var facts: [PointFacts]
    private var communesOfPostcode: [String: [Commune]] = [:]

    /// Looks up all that the rules ask about these documents.
    init(_ subjects: [Subject], in tx: borrowing some Transaction & ~Copyable) throws {
        self.subjects = subjects
        let seen = try Self.whereabouts(subjects.map(\.document), in: tx)
        checks = zip(subjects, seen).map { ListingCheck($0.document, commune: $1?.commune) }
        facts = seen.map { row in
            var facts = PointFacts()
            facts.areaMetres = row?.areaMetres
            return facts
        }
        try lookRound(in: tx)
        try lookBeside(in: tx)
        let postcodes = Set(checks.compactMap(\.doubtfulPostcode))
        let communes = try tx.all(QualityQueries.communesOfPostcodes, postcodes.sorted()).map(\.commune)
        for postcode in postcodes {
            communesOfPostcode[postcode] = communes.filter { $0.postcodes.contains(postcode) }
        }
    }

    /// What the rules find in each document, in their order.
    func findings(_ rules: Set<QualityRule>, today: CalendarDate) -> [[QualityFinding]] {
        checks.indices.map { index in
            let communes = checks[index].doubtfulPostcode.flatMap { communesOfPostcode[$0] } ?? []
            return checks[index].findings(facts[index], communes: communes, today: today)
                .filter { rules.contains($0.rule) }
        }
    }

    /// Whether a document's point does not lie in its commune.
    private func isOutside(_ index: Int) -> Bool {
        checks[index].point.isOutside(areaMetres: facts[index].areaMetres)
    }

    /// Where each document's point lies as seen from the commune of its address.
    private static func whereabouts(
        _ documents: [Document], in tx: borrowing some Transaction & ~Copyable
    ) throws -> [WhereaboutsRow?] {
        let asked = documents.indices.filter { documents[$0].address?.country == "FR" }
            .compactMap { index in documents[index].address?.insee.map { (index, $0) } }
        var rows: [WhereaboutsRow?] = documents.map { _ in nil }
        for row in try tx.all(
            AreaQueries.whereabouts, asked.map { Int32($0.0) }, asked.map(\.1),
            asked.map { documents[$0.0].point?.latitude }, asked.map { documents[$0.0].point?.longitude })
        {
            rows[row.number] = row
        }
        return rows
    }

    /// For points outside their commune: whether another sign brings them home, and what lies there.
    private mutating func lookRound(in tx: borrowing some Transaction & ~Copyable) throws {
        let outside = checks.indices.filter(isOutside)
        guard !outside.isEmpty else { return }
        try lookAcross(outside, in: tx)
        for row in try tx.all(
            AreaQueries.surroundings, outside.map { Int32($0) },
            outside.compactMap { checks[$0].point.point?.latitude },
            outside.compactMap { checks[$0].point.point?.longitude })
        {
            facts[row.number].surroundings = row.surroundings
        }
    }

    /// For points outside their commune: whether one with another sign lies in it.
    ///
    /// Where the area is not known, centre and reach tell, which are at hand.
    private mutating func lookAcross(
        _ outside: [Int], in tx: borrowing some Transaction & ~Copyable
    ) throws {
        var asked: [(index: Int, commune: String, point: Point)] = []
        for index in outside {
            guard let commune = checks[index].point.commune else { continue }
            for point in checks[index].point.mirrors {
                if facts[index].areaMetres != nil {
                    asked.append((index, commune.insee, point))
                } else if commune.mayHold(point) {
                    facts[index].mirrored = point
                }
            }
        }
        guard !asked.isEmpty else { return }
        for row in try tx.all(
            AreaQueries.whereabouts, asked.indices.map { Int32($0) }, asked.map(\.commune),
            asked.map(\.point.latitude), asked.map(\.point.longitude)) where row.areaMetres == 0
        {
            facts[asked[row.number].index].mirrored = asked[row.number].point
        }
    }

    /// For points within their commune, or of unknown commune: who else is there.
    private mutating func lookBeside(in tx: borrowing some Transaction & ~Copyable) throws {
        let asked = checks.indices.compactMap { index in
            isOutside(index) ? nil : checks[index].point.point.map { (index, $0) }
        }
        guard !asked.isEmpty else { return }
        for row in try tx.all(
            QualityQueries.neighbours, asked.map { Int32($0.0) }, asked.map { subjects[$0.0].id ?? "" },
            asked.map(\.1.latitude), asked.map(\.1.longitude))
        {
            let neighbour = Neighbour(line: row.line, contacts: Set(row.contacts))
            facts[row.number].neighbours.append(neighbour)
        }
    }
}
