import Directory
import Testing

struct AddressCheckTests {
    private static let here = PointCheckTests.commune
    private static let there = Commune(
        insee: "64102", name: "Bayonne", department: "d-64", postcodes: ["64100"],
        centroid: Point(latitude: 43.493, longitude: -1.475), reach: 5_000)
    private static let home = Point(latitude: 43.164, longitude: -1.237)
    private static let away = Point(latitude: 43.49, longitude: -1.47)

    /// What is found in an address with the INSEE code of Saint-Jean-Pied-de-Port, the communes of its postcode known.
    private func found(
        _ postcode: String?, _ name: String?, at point: Point? = nil, country: String = "FR"
    ) -> [String] {
        let address = Address(postcode: postcode, commune: name, insee: "64485", country: country)
        guard let check = AddressCheck(address, commune: Self.here), let doubt = check.doubtfulPostcode else {
            return []
        }
        let communes = [Self.here, Self.there].filter { $0.postcodes.contains(doubt) }
        return check.findings(communes, point: point).map { finding in
            let correction = finding.json(nil)["correction"]?["location.address"]
            let proposed =
                correction.map { ["\($0["insee"]?.text ?? "")", "\($0["postcode"]?.text ?? "")"] } ?? []
            return ([finding.rule.code] + proposed).joined(separator: " ")
        }
    }

    @Test func `an address that agrees is well, however its name is written`() {
        #expect(found("64220", "Saint-Jean-Pied-de-Port") == [])
        #expect(found("64220", "ST JEAN PIED DE PORT CEDEX") == [])
        #expect(found(nil, nil) == [])
        #expect(found("64100", "Bayonne", country: "ES") == [])
    }

    @Test(arguments: [
        ("75105", "Paris 5e Arrondissement", "75005", "Paris"),
        ("13201", "Marseille 1er Arrondissement", "13001", "Marseille"),
        ("69383", "Lyon 3e Arrondissement", "69003", "LYON"),
    ])
    func `the name of a city fits its arrondissements`(
        insee: String, official: String, postcode: String, name: String
    ) {
        let commune = Commune(
            insee: insee, name: official, department: "d-75", postcodes: [postcode], centroid: nil)
        func check(_ name: String) -> AddressCheck? {
            AddressCheck(Address(postcode: postcode, commune: name, insee: insee), commune: commune)
        }

        #expect(check(name)?.doubtfulPostcode == nil)
        #expect(check("Par")?.doubtfulPostcode == postcode)
    }

    @Test func `postcodes of large receivers and names of hamlets are no finding`() {
        #expect(found("64221", "Saint-Jean-Pied-de-Port") == [])
        #expect(found("64220", "Ugange") == [])
    }

    @Test func `the postcode of another commune is told, and put right where name and point agree`() {
        #expect(found("64100", "Saint-Jean-Pied-de-Port") == ["address.postcode_mismatch"])
        #expect(
            found("64100", "Saint-Jean-Pied-de-Port", at: Self.home) == [
                #"address.postcode_mismatch "64485" "64220""#
            ])
        #expect(found("64100", "Saint-Jean-Pied-de-Port", at: Self.away) == ["address.postcode_mismatch"])
        #expect(found("64100", nil, at: Self.home) == ["address.postcode_mismatch"])
    }

    @Test
    func `postcode and name of another commune are told, and the code put right where the point agrees`() {
        #expect(found("64100", "Bayonne") == ["address.commune_mismatch"])
        #expect(found("64100", "Bayonne", at: Self.home) == ["address.commune_mismatch"])
        #expect(found("64100", "Bayonne", at: Self.away) == [#"address.commune_mismatch "64102" "64100""#])
    }
}
