/// Judges the point of a listing: whether it can be the place, and whether it is as exact as it claims.
package struct PointCheck: Sendable {
    /// The point.
    package let point: Point?
    /// The commune of the listing's address, where the official list has it.
    package let commune: Commune?
    private let accuracy: String
    private let establishment: Neighbour

    /// A check of the document's point.
    package init(_ document: Document, commune: Commune?) {
        point = document.point
        self.commune = commune
        accuracy = document[FieldPath(.accuracy)]?.json.string ?? "unknown"
        establishment = Neighbour(document)
    }

    /// A check of a point that an import reads, of which nobody says how exact it is.
    package init(_ point: Point, commune: Commune?) {
        (self.point, self.commune) = (point, commune)
        accuracy = "unknown"
        establishment = Neighbour(line: nil, contacts: [])
    }

    /// The point with the other sign of the longitude, and of the latitude.
    package var mirrors: [Point] {
        guard let point else { return [] }
        return [
            Point(latitude: point.latitude, longitude: -point.longitude),
            Point(latitude: -point.latitude, longitude: point.longitude),
        ].compactMap { $0 }.filter { $0 != point }
    }

    /// Whether the point does not lie in its commune; unknown areas are judged by the distance from its own point.
    package func isOutside(areaMetres: Double?) -> Bool {
        guard let point, !isZero, let commune else { return false }
        if let areaMetres { return areaMetres > Self.blurMetres }
        return !commune.mayHold(point)
    }

    /// What is wrong with the point; of what says where it lies the first that fits.
    package func findings(_ facts: PointFacts) -> [QualityFinding] {
        guard let point else { return [missing] }
        guard !isZero else { return [zero] }
        guard isOutside(areaMetres: facts.areaMetres) else { return accuracyFindings(point, facts) }
        return [exchanged(point) ?? mirrored(facts) ?? astray(point, facts)].compactMap { $0 }
    }

    /// The areas are drawn to some 70 m; a gate across the lane is not worth a finding.
    private static let blurMetres = 200.0
    private static let farMetres = 30_000.0
    /// So many establishments at one point mean that it is nobody's own.
    private static let crowd = 3
}

extension PointCheck {
    private var isZero: Bool {
        guard let point else { return false }
        return abs(point.latitude) < 0.1 && abs(point.longitude) < 0.1 || point.latitude == 0
    }

    private var zero: QualityFinding {
        let message = "the point is 0/0 or near: nobody knows the place"
        return QualityFinding(.zero, FieldPath(.point), message, correction: communeCentre)
    }

    private var missing: QualityFinding {
        QualityFinding(.missing, FieldPath(.point), "there is no point", correction: communeCentre)
    }

    /// The commune's own point, which says that it is no more than that.
    private var communeCentre: Touch? {
        guard let centre = commune?.centroid else { return nil }
        return Touch([
            FieldPath(.point): .point(centre), FieldPath(.accuracy): .code("commune"),
            FieldPath(.origin): .code("geocoder"),
        ])
    }

    private func exchanged(_ point: Point) -> QualityFinding? {
        guard let commune, let swapped = Point(latitude: point.longitude, longitude: point.latitude),
            commune.distance(to: swapped).map({ $0 <= Self.farMetres }) ?? false
        else { return nil }
        let message = "latitude and longitude are exchanged: \(point.text) is meant as \(swapped.text)"
        return QualityFinding(
            .swapped, FieldPath(.point), message, correction: Touch([FieldPath(.point): .point(swapped)]))
    }

    private func mirrored(_ facts: PointFacts) -> QualityFinding? {
        guard let commune, let mirrored = facts.mirrored else { return nil }
        let message = "with the other sign \(mirrored.text) lies in \(commune.label)"
        return QualityFinding(
            .sign, FieldPath(.point), message, correction: Touch([FieldPath(.point): .point(mirrored)]))
    }

    private func astray(_ point: Point, _ facts: PointFacts) -> QualityFinding? {
        guard let commune else { return nil }
        let metres = commune.distance(to: point) ?? facts.areaMetres ?? 0
        var message = "the point lies \(Self.kilometres(metres)) km from \(commune.label)"
        guard facts.surroundings?.isInhabited ?? true else {
            return QualityFinding(.sea, FieldPath(.point), message + ", in no commune: in the sea or abroad")
        }
        if let name = facts.surroundings?.name, let code = facts.surroundings?.commune {
            message += ", at \(name) (\(code))"
        }
        let department = facts.surroundings?.department
        let rule: QualityRule =
            if metres > Self.farMetres {
                .far
            } else if let department, department != commune.department {
                .outsideDepartment
            } else {
                .outsideCommune
            }
        return QualityFinding(rule, FieldPath(.point), message)
    }

    private func accuracyFindings(_ point: Point, _ facts: PointFacts) -> [QualityFinding] {
        guard accuracy != "commune" else { return [] }
        let asCommune = Touch([FieldPath(.accuracy): .code("commune")])
        var findings: [QualityFinding] = []
        if let commune, commune.distance(to: point).map({ $0 < 15 }) ?? false {
            let message = "the point is the centre of \(commune.label): its accuracy is “commune”"
            findings.append(
                QualityFinding(.centroid, FieldPath(.accuracy), message, correction: asCommune))
        }
        let decimals = point.decimals
        if decimals < (accuracy == "building" ? 4 : 3) {
            let message =
                "\(point.text) has \(decimals) decimal\(decimals == 1 ? "" : "s"), too few for the accuracy “\(accuracy)”"
            let isCoarse = decimals <= 2 && commune != nil
            findings.append(
                QualityFinding(
                    .fewDecimals, FieldPath(.point), message, correction: isCoarse ? asCommune : nil))
        }
        let others = establishment.count(of: facts.neighbours)
        if others >= Self.crowd {
            let message = "\(others) other establishments have the point \(point.text)"
            findings.append(QualityFinding(.shared, FieldPath(.point), message))
        }
        return findings
    }

    private static func kilometres(_ metres: Double) -> String {
        metres < 10_000 ? "\((metres / 100).rounded() / 10)" : "\(Int((metres / 1_000).rounded()))"
    }
}

extension Commune {
    /// The name with the code, as messages show it.
    package var label: String { "\(name) (\(insee))" }
}

extension Point {
    /// Latitude and longitude as people write them.
    package var text: String { "\(latitude), \(longitude)" }

    /// How many decimals the finer one of the two numbers needs.
    package var decimals: Int { max(Self.decimals(latitude), Self.decimals(longitude)) }

    private static func decimals(_ degrees: Double) -> Int {
        var (millionths, count) = (Int((abs(degrees) * 1e6).rounded()), 6)
        while count > 0, millionths % 10 == 0 { (millionths, count) = (millionths / 10, count - 1) }
        return count
    }
}
