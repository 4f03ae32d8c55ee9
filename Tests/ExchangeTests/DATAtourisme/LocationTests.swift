import Directory
import Exchange
import Testing

struct LocationTests {
    @Test func `point and address are read from text`() throws {
        let record = try Specimen.record(Specimen.place())

        #expect(record.document.point == Point(latitude: 43.163, longitude: -1.236))
        #expect(record.json("location.accuracy") == "unknown")
        #expect(record.json("location.origin") == "import")
        #expect(
            record.json("location.address") == [
                "lines": ["19 place du Général de Gaulle"], "postcode": "64220",
                "commune": "Saint-Jean-Pied-de-Port", "insee": "64485", "country": "FR",
            ])
        #expect(record.findings.isEmpty)
    }

    @Test(
        arguments: [
            ("0", "0.0", "geo.zero"), ("0.001", "-0.002", "geo.zero"), ("north", "-1.2", "geo.invalid"),
            ("91", "-200", "geo.range"),
            ("", "-1.2", ""),
        ] as [(JSON, JSON, String)])
    func `a point that is none is dropped`(latitude: JSON, longitude: JSON, rule: String) throws {
        let record = try Specimen.record(Specimen.place(latitude, longitude))

        #expect(record.document.point == nil)
        #expect(record.json("location.origin") == nil)
        #expect(record.rules == (rule.isEmpty ? [] : [rule]))
    }

    @Test func `exchanged axes are put right only where that brings the point home`() throws {
        let swapped = try Specimen.record(Specimen.place("-1.236", "43.163"))
        let far = try Specimen.record(Specimen.place("48.85", "2.35"))

        #expect(swapped.document.point == Point(latitude: 43.163, longitude: -1.236))
        #expect(swapped.rules == ["geo.swapped"])
        #expect(far.document.point == Point(latitude: 48.85, longitude: 2.35))
        #expect(far.rules == ["geo.far_from_commune"])
        #expect(far.findings.first?.message.contains("km from Saint-Jean-Pied-de-Port") == true)
    }

    @Test func `a lost sign is put right, and a point in another commune told`() throws {
        let sign = try Specimen.record(Specimen.place("43.163", "1.236"))
        let near = try Specimen.record(Specimen.place("43.263", "-1.236"))

        #expect(sign.document.point == Point(latitude: 43.163, longitude: -1.236))
        #expect(sign.rules == ["geo.sign"])
        #expect(near.document.point == Point(latitude: 43.263, longitude: -1.236))
        #expect(near.rules == ["geo.outside_commune"])
    }

    @Test func `the commune's own point is known as no more than that`() throws {
        let commune = try #require(try Sample.communes.get().byINSEE("64485"))
        let centre = try #require(commune.centroid)

        let record = try Specimen.record(Specimen.place(.double(centre.latitude), .double(centre.longitude)))

        #expect(record.json("location.accuracy") == "commune")
        #expect(record.rules == ["geo.centroid"])
    }

    @Test func `a decimal comma is understood`() throws {
        #expect(try Specimen.record(Specimen.place("43,163", "-1,236")).document.point?.latitude == 43.163)
    }

    @Test func `the code of a former commune becomes that of today`() throws {
        let former = try #require(
            try Sample.file("db/territories/former-communes.csv").split(separator: 0x0A).dropFirst().first)
        let codes = String(decoding: former, as: UTF8.self).split(separator: ",").map(String.init)

        let record = try Specimen.record(Specimen.place(insee: .string(codes[0])))

        #expect(record.document.address?.insee == codes[1])
        #expect(record.rules.contains("insee.former"))
    }

    @Test func `an unknown code is found again by postcode and name, or left out`() throws {
        let found = try Specimen.record(Specimen.place(insee: "99999"))
        let lost = try Specimen.record(
            Specimen.place(
                insee: "ABCDE",
                more: [
                    "schema:address": [["schema:addressLocality": "Nowhere", "schema:postalCode": "6422"]]
                ]))

        #expect(found.document.address?.insee == "64485")
        #expect(found.rules == ["insee.unknown"])
        #expect(lost.document.address == Address(commune: "Nowhere"))
        #expect(lost.rules == ["postcode.invalid", "insee.missing"])
    }
}
