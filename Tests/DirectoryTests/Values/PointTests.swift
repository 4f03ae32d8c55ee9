import Directory
import Testing

@Suite struct PointTests {
    @Test(arguments: [
        (#"{"lat": 43.163, "lon": -1.236}"#, #"{"lat": 43.163, "lon": -1.236}"#),
        (#"{"lat": 90, "lon": 180}"#, #"{"lat": 90, "lon": 180}"#),
        (#"{"lat": -90, "lon": -180}"#, #"{"lat": -90, "lon": -180}"#),
        (#"{"lat": 0, "lon": 2.5}"#, #"{"lat": 0, "lon": 2.5}"#),
        (#"{"lat": 43.12345678, "lon": -1.98765432}"#, #"{"lat": 43.123457, "lon": -1.987654}"#),
    ])
    func `a point is kept to six decimals`(written: String, kept: String) throws {
        #expect(try Outcome("location.point", text: written).json?.text == kept.replacing(" ", with: ""))
    }

    @Test(arguments: [
        (#"{"lat": 0, "lon": 0}"#, ["location.point geo.zero"]),
        (#"{"lat": 0.0000001, "lon": -0.0000001}"#, ["location.point geo.zero"]),
        (#"{"lat": 90.1, "lon": 1}"#, ["location.point/lat number.range"]),
        (#"{"lat": 1, "lon": -180.5}"#, ["location.point/lon number.range"]),
        (
            #"{"lat": 91, "lon": 181}"#,
            ["location.point/lat number.range", "location.point/lon number.range"]
        ),
        (#"{"lat": "43.163", "lon": -1.236}"#, ["location.point/lat number.range"]),
        (#"{"lat": 43.163}"#, ["location.point/lon required"]),
        (#"{"lat": null, "lon": null}"#, ["location.point/lat required", "location.point/lon required"]),
        (
            #"[]"#,
            ["location.point type.object", "location.point/lat required", "location.point/lon required"]
        ),
        (#"{"lat": 43, "lon": 1, "alt": 12}"#, ["location.point/alt member.unknown"]),
    ])
    func `a point that cannot be is refused with every reason`(written: String, problems: [String]) throws {
        #expect(try Outcome("location.point", text: written).problems == problems)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 90.000001])
    func `a latitude out of range makes no point`(latitude: Double) {
        #expect(Point(latitude: latitude, longitude: 0) == nil)
        #expect(Point(latitude: 0, longitude: latitude * 2) == nil)
    }

    @Test(arguments: [
        // Saint-Jean-Pied-de-Port to Bayonne, one degree of a meridian, the poles, nowhere at all.
        (43.163, -1.236, 43.4929, -1.4748, 41_450.0), (0.0, 0.0, 1.0, 0.0, 111_195.0),
        (90.0, 0.0, -90.0, 0.0, 20_015_114.0), (43.0, 1.0, 43.0, 1.0, 0.0),
        (0.0, 179.5, 0.0, -179.5, 111_195.0),
    ])
    func `distances are those of the sphere`(
        lat1: Double, lon1: Double, lat2: Double, lon2: Double, metres: Double
    ) throws {
        let start = try #require(Point(latitude: lat1, longitude: lon1))
        let end = try #require(Point(latitude: lat2, longitude: lon2))

        #expect(abs(start.distance(to: end) - metres) <= max(1, metres * 0.002))
        #expect(start.distance(to: end) == end.distance(to: start))
    }
}
