import Actions
import Directory
import Support
import Testing

/// The checks with what only the database knows: areas, neighbours, other communes.
///
/// Each test owns its database.
struct CheckListingsTests {
    /// What is found in a hotel of Saint-Jean-Pied-de-Port with these values, published nowhere.
    private func found(_ values: JSON, _ given: Given) async throws -> [String] {
        let touch = try Touch(
            set: Given.hotel(values), unset: nil, on: Document(), given.context.vocabularies)
        let findings = try await CheckListings(given.context).findings(
            in: touch.applied(to: Document()), of: nil)
        return findings.map(\.rule.code)
    }

    private static func point(_ latitude: Double, _ longitude: Double) -> JSON {
        ["location.point": ["lat": .double(latitude), "lon": .double(longitude)]]
    }

    @Test(
        .database,
        arguments: [
            (43.1631, -1.2361, []), (43.1631, 1.2361, ["geo.sign"]), (-1.2361, 43.1631, ["geo.swapped"]),
            // Across the river lies Ispoure, 2 km off; Salies lies 38 km off; Came, and Peyrehorade in the Landes.
            (43.1781, -1.2201, ["geo.outside_commune"]), (43.4741, -0.9241, ["geo.far_from_commune"]),
            // Before Biarritz, and Roncesvalles in Spain.
            (43.4901, -1.6301, ["geo.sea"]), (43.0091, -1.3191, ["geo.sea"]),
        ] as [(Double, Double, [String])])
    func `the areas of communes say where a point lies`(
        latitude: Double, longitude: Double, rules: [String]
    ) async throws {
        let given = try await Given()

        #expect(try await found(Self.point(latitude, longitude), given) == rules)
    }

    @Test(.database) func `a point beyond the border of the department is told as that`() async throws {
        let given = try await Given()
        let bayonne: JSON = ["lines": ["1 rue Thiers"], "postcode": "64100", "insee": "64102"]
        func values(_ latitude: Double, _ longitude: Double) -> JSON {
            [
                "location.address": bayonne,
                "location.point": ["lat": .double(latitude), "lon": .double(longitude)],
            ]
        }

        #expect(try await found(values(43.4931, -1.4751), given) == [])
        #expect(try await found(values(43.5331, -1.4501), given) == ["geo.outside_department"])
    }

    @Test(.database) func `where no area is known, the nearest communes stand for it`() async throws {
        let given = try await Given()
        let tours: JSON = ["lines": ["1 rue Nationale"], "postcode": "37000", "insee": "37261"]
        func values(_ latitude: Double, _ longitude: Double) -> JSON {
            [
                "location.address": tours,
                "location.point": ["lat": .double(latitude), "lon": .double(longitude)],
            ]
        }

        // Tours; Montlouis; Blois; the middle of the Bay of Biscay.
        #expect(try await found(values(47.3941, 0.6851), given) == [])
        #expect(try await found(values(47.3891, 0.8331), given) == ["geo.outside_commune"])
        #expect(try await found(values(47.5861, 1.3351), given) == ["geo.far_from_commune"])
        #expect(try await found(values(45.5001, -4.5001), given) == ["geo.sea"])
    }

    @Test(.database) func `many at one point are found, but not those of one house`() async throws {
        let given = try await Given()
        func values(_ number: Int, phone: String) -> JSON {
            [
                "location.address": [
                    "lines": [.string("\(number) rue de la Citadelle")], "postcode": "64220",
                    "insee": "64485",
                ],
                "contacts/phone": ["kind": "phone", "value": .string(phone)], "contacts/owner": nil,
            ]
        }
        for number in 1...3 {
            _ = try await given.listing(values(number, phone: "+3355937010\(number)"))
            #expect(
                try await found(values(9, phone: "+33559370109"), given) == (number < 3 ? [] : ["geo.shared"])
            )
        }

        #expect(try await found(values(2, phone: "+33559370109"), given) == [])
        #expect(try await found(values(9, phone: "+33559370102"), given) == [])
    }

    @Test(.database) func `the postcode of other communes decides whether the code is wrong`() async throws {
        let given = try await Given()
        func rules(_ postcode: JSON, _ name: JSON, _ latitude: Double, _ longitude: Double) async throws
            -> [String]
        {
            try await found(
                [
                    "location.address": ["postcode": postcode, "commune": name, "insee": "64485"],
                    "location.point": ["lat": .double(latitude), "lon": .double(longitude)],
                ], given)
        }

        #expect(
            try await rules("64100", "Saint-Jean-Pied-de-Port", 43.1631, -1.2361) == [
                "address.postcode_mismatch"
            ])
        #expect(try await rules("64100", "Bayonne", 43.4931, -1.4751) == ["address.commune_mismatch"])
        #expect(try await rules("64221", "Saint-Jean-Pied-de-Port", 43.1631, -1.2361) == [])
    }

    @Test(.database) func `what is published is walked, closed listings and other territories are not`()
        async throws
    {
        let given = try await Given()
        let swapped = try await given.listing(Self.point(-1.2361, 43.1631))
        let closed = try await given.listing(Self.point(-1.2361, 43.1631))
        let landes = try await given.listing([
            "location.point": nil, "location.address": ["postcode": "40100", "insee": "40088"],
        ])
        _ = try await CloseListing(given.context).close(
            closed.text, reason: "ceased", comment: nil, by: .system)
        func walk(_ territory: String?, _ pattern: String) async throws -> (count: Int, found: [String]) {
            var found: [String] = []
            let count = try await CheckListings(given.context).run(
                territory: territory, rules: QualityRule.matching(pattern)
            ) { reports in
                for report in reports { found += report.findings.map { "\(report.listing) \($0.rule.code)" } }
            }
            return (count, found.sorted())
        }

        let all = try await walk(nil, "geo.*")
        #expect(all.count == 2)
        #expect(all.found == ["\(swapped) geo.swapped", "\(landes) geo.missing"].sorted())
        #expect(try await walk("d-64", "*").found == ["\(swapped) geo.swapped"])
        #expect(try await walk("r-75", "geo.m*").found == ["\(landes) geo.missing"])
        #expect(try await walk("40088", "geo.s*").found == [])
        #expect(try await refusal { try await walk("d-00", "*") } == "not found")
    }
}
