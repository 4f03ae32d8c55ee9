package import Directory

/// The communes by INSEE code, former INSEE code, and postcode with name.
package struct CommuneIndex: Sendable {
    private let communes: [String: Commune]
    private let former: [String: String]
    private let byPostcode: [String: [String]]

    /// An index of these communes and of the codes that went up in others.
    package init(_ communes: [Commune], former: [String: String] = [:]) {
        self.communes = Dictionary(communes.map { ($0.insee, $0) }) { first, _ in first }
        self.former = former
        var byPostcode: [String: [String]] = [:]
        for commune in communes {
            for postcode in commune.postcodes { byPostcode[postcode, default: []].append(commune.insee) }
        }
        self.byPostcode = byPostcode
    }

    /// Reads `communes.csv` and `former-communes.csv`; every problem is told with its row.
    package init(communes: [UInt8], former: [UInt8]) throws(Invalid) {
        var problems: [FieldProblem] = []
        var list: [Commune] = []
        for row in Self.table(communes, "communes.csv", ["insee", "name", "department"], &problems) {
            guard let insee = Address.insee(row["insee"]), !row["name"].isEmpty else {
                let place = "communes.csv:\(row.line)"
                problems.append(FieldProblem(place, "insee.invalid", "a row needs an INSEE code and a name"))
                continue
            }
            let latitude = Double(row["lat"])
            let longitude = Double(row["lon"])
            let centroid = latitude.flatMap { lat in
                longitude.flatMap { Point(latitude: lat, longitude: $0) }
            }
            let postcodes = row["postcodes"].split(separator: "|").map(String.init)
            list.append(
                Commune(
                    insee: insee, name: row["name"], department: row["department"], postcodes: postcodes,
                    centroid: centroid, reach: Double(row["reach"])))
        }
        var codes: [String: String] = [:]
        for row in Self.table(former, "former-communes.csv", ["insee", "now"], &problems) {
            codes[row["insee"]] = row["now"]
        }
        guard problems.isEmpty else { throw Invalid(problems) }
        self.init(list, former: codes)
    }

    /// The commune that has this code today.
    package func byINSEE(_ code: String) -> Commune? {
        communes[code]
    }

    /// The commune in which the one of this code went up, nil for codes of today and for unknown ones.
    package func resolve(former code: String) -> Commune? {
        former[code].flatMap { communes[$0] }
    }

    /// The commune of that postcode and name; nil where there is none or more than one.
    package func by(postcode: String, name: String) -> Commune? {
        let wanted = CommuneName.normalised(name)
        let found = (byPostcode[postcode] ?? []).filter { code in
            communes[code].map { CommuneName.normalised($0.name) == wanted } ?? false
        }
        return found.count == 1 ? communes[found[0]] : nil
    }

    /// All communes that have that postcode, in the order of their codes.
    package func by(postcode: String) -> [Commune] {
        (byPostcode[postcode] ?? []).sorted().compactMap { communes[$0] }
    }

    private static func table(
        _ bytes: [UInt8], _ file: String, _ columns: [String], _ problems: inout [FieldProblem]
    ) -> [CSVTable.Row] {
        do throws(Invalid) {
            return try CSVTable(bytes, file: file, required: columns).rows
        } catch {
            problems.append(contentsOf: error.problems)
            return []
        }
    }
}
