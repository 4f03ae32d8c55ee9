import Directory
import Exchange
import Testing

struct CommuneIndexTests {
    private func index() throws -> CommuneIndex {
        try CommuneIndex(
            communes: Array(
                """
                insee,name,department,postcodes,lat,lon
                64485,Saint-Jean-Pied-de-Port,d-64,64220,43.163,-1.236
                64477,Saint-Étienne-de-Baïgorry,d-64,64430,43.175,-1.346
                41055,Valloire-sur-Cisse,d-41,41150|41190,,
                27701,Val-de-Reuil,d-27,27100,49.27,1.21
                27702,Val de Reuil,d-27,27100,49.27,1.21

                """.utf8), former: Array("insee,now\n41002,41055\n41003,99999\n".utf8))
    }

    @Test func `a commune is found by its code of today and by its former one`() throws {
        let communes = try index()

        #expect(communes.byINSEE("64485")?.name == "Saint-Jean-Pied-de-Port")
        #expect(communes.byINSEE("64485")?.centroid == Point(latitude: 43.163, longitude: -1.236))
        #expect(communes.byINSEE("41055")?.centroid == nil)
        #expect(communes.byINSEE("41002") == nil)
        #expect(communes.resolve(former: "41002")?.insee == "41055")
        #expect(communes.resolve(former: "41003") == nil)
        #expect(communes.resolve(former: "64485") == nil)
    }

    @Test(arguments: [
        ("64220", "SAINT JEAN PIED DE PORT"), ("64220", "St-Jean-Pied-de-Port"),
        ("64220", "St Jean pied de port cedex"), ("64430", "Saint Etienne de Baigorry"),
        ("64430", "ST ETIENNE DE BAI\u{308}GORRY"), ("41190", "valloire s/ cisse"),
    ])
    func `a name is found in its postcode however it is spelt`(postcode: String, name: String) throws {
        #expect(try index().by(postcode: postcode, name: name) != nil)
    }

    @Test func `a name that is not there or stands for two communes is not guessed`() throws {
        let communes = try index()

        #expect(communes.by(postcode: "64220", name: "Saint-Étienne-de-Baïgorry") == nil)
        #expect(communes.by(postcode: "00000", name: "Saint-Jean-Pied-de-Port") == nil)
        #expect(communes.by(postcode: "27100", name: "Val de Reuil") == nil)
    }

    @Test func `a row without code is told with its line`() throws {
        let error = #expect(throws: Invalid.self) {
            try CommuneIndex(
                communes: Array("insee,name,department\n64485,A,d-64\n6448,B,d-64\n".utf8),
                former: Array("insee,now\n".utf8))
        }

        #expect(error?.problems.map(\.path) == ["communes.csv:3"])
    }
}
