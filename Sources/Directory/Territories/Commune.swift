/// One commune of the official list.
package struct Commune: Sendable, Hashable {
    /// The INSEE code.
    package let insee: String
    /// The official name.
    package let name: String
    /// The code of the department's territory, such as `d-64`.
    package let department: String
    /// The postcodes that it has.
    package let postcodes: [String]
    /// A point inside or near, where the list has one.
    package let centroid: Point?
    /// How many metres from that point land of the commune may lie.
    package let reach: Double

    /// A commune of these parts; where nobody knows how large it is, land may lie 30 km from its point.
    package init(
        insee: String, name: String, department: String, postcodes: [String], centroid: Point?,
        reach: Double? = nil
    ) {
        (self.insee, self.name, self.department) = (insee, name, department)
        (self.postcodes, self.centroid) = (postcodes, centroid)
        self.reach = reach ?? 30_000
    }

    /// The metres from the commune's point, nil where the list has none.
    package func distance(to point: Point) -> Double? {
        centroid.map { point.distance(to: $0) }
    }

    /// Whether the point can lie in the commune, as far as its distance tells.
    package func mayHold(_ point: Point) -> Bool {
        distance(to: point).map { $0 <= reach } ?? true
    }
}
