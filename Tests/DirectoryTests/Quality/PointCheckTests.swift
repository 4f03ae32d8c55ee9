import Directory
import Testing

/// The rules on points, told what a database would tell.
struct PointCheckTests {
    static let commune = Commune(
        insee: "64485", name: "Saint-Jean-Pied-de-Port", department: "d-64", postcodes: ["64220"],
        centroid: Point(latitude: 43.163, longitude: -1.236), reach: 3_000)

    /// What is found at that point, and what is proposed.
    private func found(
        _ latitude: Double, _ longitude: Double, accuracy: String? = nil, commune: Commune? = commune,
        _ facts: (inout PointFacts) -> Void = { _ in }
    ) throws -> [String] {
        var document = Document()
        document[FieldPath(.point)] = .point(try #require(Point(latitude: latitude, longitude: longitude)))
        document[FieldPath(.accuracy)] = accuracy.map { .code($0) }
        let check = PointCheck(document, commune: commune)
        var known = PointFacts(check)
        facts(&known)
        return check.findings(known).map { finding in
            let json = finding.json(nil)
            let proposed = json["correction"]?.object?.members.map { "\($0.key)=\($0.value.text)" } ?? []
            return ([finding.rule.code] + proposed).joined(separator: " ")
        }
    }

    @Test func `a point in its commune is well`() throws {
        #expect(try found(43.164123, -1.2371) == [])
        #expect(try found(43.164123, -1.2371, commune: nil) == [])
    }

    @Test func `where nobody knows the place, the commune's centre is proposed as no more than that`() throws
    {
        let centre =
            #"location.point={"lat":43.163,"lon":-1.236} location.accuracy="commune" location.origin="geocoder""#

        #expect(PointCheck(Document(), commune: nil).findings(PointFacts()).map(\.rule) == [.missing])
        for (latitude, longitude) in [(0.0001, -0.05), (0, 1.2), (0.0, 0.0)] {
            #expect(try found(latitude, longitude) == ["geo.zero \(centre)"])
        }
        #expect(try found(0.0001, -0.05, commune: nil) == ["geo.zero"])
    }

    @Test func `exchanged axes and a lost sign are put right where that brings the point home`() throws {
        #expect(try found(-1.2, 43.2) == [#"geo.swapped location.point={"lat":43.2,"lon":-1.2}"#])
        #expect(try found(43.164123, 1.2371) == [#"geo.sign location.point={"lat":43.164123,"lon":-1.2371}"#])
        #expect(try found(-1.2, 48.2) == ["geo.far_from_commune"])
        #expect(try found(43.164123, 1.4) == ["geo.far_from_commune"])
        #expect(try found(43.164123, 1.2371) { $0.mirrored = nil } == ["geo.far_from_commune"])
    }

    @Test func `of what says where the point lies the surest is told`() throws {
        func surroundings(_ department: String, _ isInhabited: Bool = true) -> Surroundings {
            Surroundings(commune: "64024", name: "Anglet", department: department, isInhabited: isInhabited)
        }

        #expect(try found(43.2, -1.236123) == ["geo.outside_commune"])
        #expect(
            try found(43.2, -1.236123) { $0.surroundings = surroundings("d-64") } == [
                "geo.outside_commune"
            ])
        #expect(
            try found(43.2, -1.236123) { $0.surroundings = surroundings("d-40") } == [
                "geo.outside_department"
            ])
        #expect(
            try found(43.6, -1.236123) { $0.surroundings = surroundings("d-40") } == [
                "geo.far_from_commune"
            ])
        #expect(try found(43.6, -2.236123) { $0.surroundings = surroundings("d-64", false) } == ["geo.sea"])
    }

    @Test func `the area counts where it is known, the reach where it is not`() throws {
        #expect(try found(43.2, -1.236123) { $0.areaMetres = 0 } == [])
        #expect(try found(43.2, -1.236123) { $0.areaMetres = 150 } == [])
        #expect(try found(43.164123, -1.2371) { $0.areaMetres = 250 } == ["geo.outside_commune"])
    }

    @Test func `the centre of the commune must say that it is no more`() throws {
        #expect(try found(43.163, -1.236) == [#"geo.centroid location.accuracy="commune""#])
        #expect(try found(43.163, -1.236, accuracy: "commune") == [])
        #expect(try found(43.1632, -1.236) == [])
    }

    @Test(
        arguments: [
            (43.17, -1.24, nil, #"geo.few_decimals location.accuracy="commune""#),
            (43.171, -1.24, nil, nil), (43.17, -1.241, nil, nil), (43.171, -1.24, "street", nil),
            (43.171, -1.24, "building", "geo.few_decimals"), (43.1711, -1.24, "building", nil),
            (43.2, -1.2, "commune", nil),
        ] as [(Double, Double, String?, String?)])
    func `decimals must carry the accuracy that is claimed`(
        latitude: Double, longitude: Double, accuracy: String?, rule: String?
    ) throws {
        let found = try found(latitude, longitude, accuracy: accuracy) { $0.areaMetres = 0 }

        #expect(found == [rule].compactMap(\.self))
    }

    @Test func `three other establishments at one point are too many, of one establishment any number`()
        throws
    {
        func neighbours(_ streets: [String?], contact: String? = nil) -> [Neighbour] {
            streets.map { Neighbour(line: $0, contacts: Set([contact].compactMap(\.self))) }
        }
        let strangers = neighbours(["1 rue du Pont", "2 rue du Pont", nil])
        let rooms = neighbours([
            "1 rue du Pont", "1, Rue du Pont", "Château - 1 rue du pont", "12 rue du Port",
        ])
        let events = neighbours([nil, "3 rue du Lac", nil, "Mairie"], contact: "+33559000000")

        #expect(try found(43.1641, -1.2371) { $0.neighbours = strangers } == ["geo.shared"])
        #expect(try found(43.1641, -1.2371, accuracy: "commune") { $0.neighbours = strangers } == [])
        #expect(try found(43.1641, -1.2371) { $0.neighbours = Array(strangers.dropLast()) } == [])
        #expect(try found(43.1641, -1.2371) { $0.neighbours = rooms } == [])
        #expect(try found(43.1641, -1.2371) { $0.neighbours = events } == [])
    }
}
