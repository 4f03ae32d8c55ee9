import Directory

extension RecordDraft {
    /// The five digits of a French postcode.
    mutating func postcode(_ text: String?) -> String? {
        guard let text else { return nil }
        let digits = text.filter { !$0.isWhitespace }
        guard digits.utf8.count == 5, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            note("location.address", "postcode.invalid", .warning, "“\(text.prefix(40))” is not a postcode")
            return nil
        }
        return digits
    }

    /// The commune of a code, else of the address's postcode and name; sets the address's code.
    mutating func commune(_ text: String?, _ address: inout Address, _ communes: CommuneIndex) -> Commune? {
        let code = text.flatMap { Address.insee($0) }
        if let code, let commune = communes.byINSEE(code) {
            address.insee = code
            return commune
        }
        if let code, let commune = communes.resolve(former: code) {
            address.insee = commune.insee
            let message = "\(code) is today part of \(commune.name) (\(commune.insee))"
            note("location.address", "insee.former", .info, message)
            return commune
        }
        let found = address.postcode.flatMap { postcode in
            address.commune.flatMap { communes.by(postcode: postcode, name: $0) }
        }
        if text != nil || found == nil {
            let message = text.map { "“\($0.prefix(20))” is no commune's code" } ?? "there is no INSEE code"
            note("location.address", text == nil ? "insee.missing" : "insee.unknown", .warning, message)
        }
        address.insee = found?.insee
        return found
    }

    /// Sets the point, with its axes exchanged where only then it lies near its commune.
    mutating func setPoint(_ latitudeText: String, _ longitudeText: String, near commune: Commune?) {
        guard let latitude = Self.degrees(latitudeText), let longitude = Self.degrees(longitudeText) else {
            let message = "“\(latitudeText.prefix(20))”, “\(longitudeText.prefix(20))” is not a point"
            note("location.point", "geo.invalid", .warning, message)
            return
        }
        guard latitude != 0 || longitude != 0 else {
            note("location.point", "geo.zero", .warning, "0/0 means that nobody knows the place")
            return
        }
        guard let point = placed(latitude, longitude, commune) else {
            note("location.point", "geo.range", .warning, "\(latitude), \(longitude) is not on the earth")
            return
        }
        set(.point, nil, .point(point))
        set(.accuracy, nil, .code("unknown"))
        set(.origin, nil, .code("import"))
    }

    private mutating func placed(_ latitude: Double, _ longitude: Double, _ commune: Commune?) -> Point? {
        let point = Point(latitude: latitude, longitude: longitude)
        guard let commune, let centroid = commune.centroid else { return point }
        let distance = point.map { $0.distance(to: centroid) } ?? .infinity
        guard distance > Self.farMetres else { return point }
        if let swapped = Point(latitude: longitude, longitude: latitude),
            swapped.distance(to: centroid) <= Self.farMetres
        {
            let message = "latitude and longitude were exchanged: \(latitude), \(longitude)"
            note("location.point", "geo.swapped", .warning, message)
            return swapped
        }
        if point != nil {
            let message = "the point lies \(Int(distance / 1_000)) km from \(commune.name) (\(commune.insee))"
            note("location.point", "geo.far", .warning, message)
        }
        return point
    }

    private static let farMetres = 30_000.0

    private static func degrees(_ text: String) -> Double? {
        let number = Double(text) ?? Double(text.replacing(",", with: "."))
        return number.flatMap { $0.isFinite ? $0 : nil }
    }
}
