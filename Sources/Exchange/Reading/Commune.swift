package import Directory

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

    /// A commune of these parts.
    package init(insee: String, name: String, department: String, postcodes: [String], centroid: Point?) {
        (self.insee, self.name, self.department) = (insee, name, department)
        (self.postcodes, self.centroid) = (postcodes, centroid)
    }
}
