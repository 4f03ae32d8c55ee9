import Testing

/// The lists under `db/vocabularies`.
@Suite struct VocabularyTests {
    private static let tables: [CSVTable] = Tree.paths(under: "db/vocabularies").filter {
        $0.hasSuffix(".csv")
    }
    .map { CSVTable($0, Tree.text($0)) }

    private func table(_ name: String) throws -> CSVTable {
        try #require(Self.tables.first { $0.path == "db/vocabularies/\(name).csv" })
    }

    private func codes(_ name: String) throws -> Set<String> {
        Set(try table(name).rows.compactMap { $0["code"] })
    }

    @Test func `every list has its columns, unique codes, labels and a total crosswalk`() {
        #expect(Self.tables.count == 16)
        #expect(Self.tables.flatMap(VocabularyRules.findings) == [])
        #expect(Self.tables.filter { $0.rows.isEmpty }.map(\.path) == [])
    }

    @Test(arguments: ["sales_platforms", "review_platforms", "contact_kinds"])
    func `a host belongs to one entry`(name: String) throws {
        #expect(VocabularyRules.hostFindings(in: try table(name)) == [])
    }

    @Test func `a social page is never a sales channel`() throws {
        func hosts(_ name: String) throws -> [String] {
            try table(name).rows.flatMap { ($0["hosts"] ?? "").split(separator: "|").map(String.init) }
        }
        let (social, sales) = (try hosts("contact_kinds"), try hosts("sales_platforms"))

        #expect(!social.isEmpty && !sales.isEmpty)
        #expect(sales.filter { host in social.contains { $0 == host || host.hasSuffix("." + $0) } } == [])
    }

    @Test(arguments: ["sales_platforms", "classifications"])
    func `families are categories`(name: String) throws {
        let categories = try codes("categories")

        #expect(
            VocabularyRules.referenceFindings(in: try table(name), column: "families", to: categories) == [])
    }

    @Test(arguments: [
        ("apidae", "apidae-ids"), ("tif", "tourinfrance-codes"), ("datatourisme", "datatourisme-terms"),
    ])
    func `codes of other systems exist there`(column: String, list: String) {
        let known = Set(
            Tree.text("Tests/Fixtures/reference/\(list).txt").split(separator: "\n").map(String.init))

        #expect(known.count > 500)
        let findings = Self.tables.flatMap {
            VocabularyRules.foreignFindings(in: $0, column: column, known: known)
        }
        #expect(findings == [])
    }

    @Test func `every category has a rank and no two claim a class at the same rank`() throws {
        var claims: [String: String] = [:]
        for row in try table("categories").rows {
            let rank = try #require(row["rank"].flatMap { Int($0) })
            for code in (row["datatourisme"] ?? "").split(separator: "|") where code != "-" {
                let rival = claims.updateValue(row["code"] ?? "", forKey: "\(code)@\(rank)")
                #expect(rival == nil, "\(code) at \(rank): \(rival ?? "") and \(row["code"] ?? "")")
            }
        }
    }

    @Test func `a cell of a classification has one code per value`() throws {
        for row in try table("classifications").rows {
            let count = (row["values"] ?? "").split(separator: "|").count
            for column in ["datatourisme", "apidae", "tif"] where row[column] != "-" {
                let codes = (row[column] ?? "").split(separator: "|").count
                #expect(codes == count, "\(row["code"] ?? ""): \(column)")
            }
        }
    }

    @Test func `kinds come from their closed lists`() throws {
        let platforms = Set(try table("sales_platforms").rows.compactMap { $0["kind"] })
        let amenities = Set(try table("amenities").rows.compactMap { $0["kind"] })

        let allowed: Set = ["ota", "engine", "label", "ticketing", "table", "institutional", "direct"]
        #expect(platforms.isSubset(of: allowed))
        #expect(amenities == ["amenity", "capacity", "service"])
    }

    @Test func `a broken list is found`() {
        let header = (VocabularyRules.columns + ["hosts", "id_pattern", "families"]).joined(separator: ",")
        let text = """
            \(header)
            a,,A,A,,,-,-,-,-,-,-,,,x.org,path:1,hotel
            a,b,,A,,,,x||y,-,-,-,-,soon,a,www.x.org,path:0,motel
            c,,C,C,,,-,9,-,-,-,-,,a,,regex:x,
            short,,C
            """
        let table = CSVTable("list.csv", text)
        let messages = VocabularyRules.findings(in: table).map(\.description)

        #expect(
            messages == [
                "list.csv:5: the number of cells differs from the header",
                "list.csv:3: a: the code stands twice", "list.csv:3: a: parent names no entry",
                "list.csv:3: a: replaced_by names the entry itself", "list.csv:3: a: label_fr is empty",
                "list.csv:3: a: datatourisme is neither mapped nor `-`",
                "list.csv:3: a: apidae is neither mapped nor `-`",
                "list.csv:3: a: deprecated_on is not a day", "list.csv:3: a: id_pattern path:0 is no rule",
                "list.csv:4: c: replaced but not deprecated", "list.csv:4: c: id_pattern regex:x is no rule",
                "list.csv:5: short: label_en is empty",
            ] + VocabularyRules.crosswalks.map { "list.csv:5: short: \($0) is neither mapped nor `-`" })
        #expect(VocabularyRules.hostFindings(in: table).map(\.message) == ["a: www.x.org belongs to a"])
        let foreign = VocabularyRules.foreignFindings(in: table, column: "apidae", known: ["1"]).map(
            \.message)
        #expect(
            foreign == [
                "a: apidae does not know x", "a: apidae does not know y", "c: apidae does not know 9",
            ])
        let families = VocabularyRules.referenceFindings(in: table, column: "families", to: ["hotel"])
        #expect(families.map(\.message) == ["a: motel is no category"])
    }
}
