/// A place on the earth in WGS 84 decimal degrees, kept to six decimals (about 11 cm).
package struct Point: Hashable, Sendable {
    /// Degrees north, -90 to 90.
    package let latitude: Double
    /// Degrees east, -180 to 180.
    package let longitude: Double

    /// The point, nil outside the ranges.
    package init?(latitude: Double, longitude: Double) {
        guard (-90.0...90).contains(latitude), (-180.0...180).contains(longitude) else { return nil }
        self.latitude = (latitude * 1e6).rounded() / 1e6
        self.longitude = (longitude * 1e6).rounded() / 1e6
    }

    /// The metres to another point on a sphere of 6,371,008.8 m.
    package func distance(to other: Point) -> Double {
        let radians = Double.pi / 180
        let dLat = (other.latitude - latitude) * radians
        let dLon = (other.longitude - longitude) * radians
        let sine = Trigonometry.sin(dLat / 2)
        let cosine = Trigonometry.cos(latitude * radians) * Trigonometry.cos(other.latitude * radians)
        let half = Trigonometry.sin(dLon / 2)
        let chord = sine * sine + cosine * half * half
        return 2 * 6_371_008.8 * Trigonometry.asin(min(1, chord.squareRoot()))
    }

    init(_ json: JSON, at path: String, _ vocabularies: Vocabularies) throws(Invalid) {
        var reader = ValueReader(json, at: path, vocabularies)
        let latitude = reader.required("lat", reader.number("lat", in: -90...90))
        let longitude = reader.required("lon", reader.number("lon", in: -180...180))
        if vocabularies.refusesZero, let latitude, let longitude,
            Point(latitude: latitude, longitude: longitude)?.isZero == true
        {
            reader.fail("", "geo.zero", "0/0 lies in the Gulf of Guinea: the place is unknown, not zero")
        }
        try reader.finish()
        guard let latitude, let longitude, let point = Point(latitude: latitude, longitude: longitude) else {
            throw Invalid([FieldProblem(path, "geo.range", "the point is out of range")])
        }
        self = point
    }

    private var isZero: Bool { latitude == 0 && longitude == 0 }

    /// `{"lat": …, "lon": …}`.
    package var json: JSON {
        ["lat": .double(latitude), "lon": .double(longitude)]
    }
}
