import Directory

extension DATAtourismeMapping {
    /// Reads address and point of the first place that the object is located at.
    mutating func readLocation() {
        let places = object.values("isLocatedAt")
        guard let place = places.first else { return }
        if places.count > 1 { noteUnmapped("isLocatedAt[2…]") }
        let addresses = place.values("schema:address")
        let commune = addresses.first.flatMap { readAddress($0) }
        if let geo = place.values("schema:geo").first { readPoint(geo, commune) }
        for name in ["altInsee", "textOpeningHoursSpecification", "hasSpatialLocation"] {
            if place[name].map({ !$0.isVoid }) ?? false { noteUnmapped("isLocatedAt.\(name)") }
        }
    }

    private mutating func readAddress(_ json: JSON) -> Commune? {
        var address = Address()
        for text in json.plainTexts("schema:streetAddress") {
            for line in text.split(whereSeparator: \.isNewline) {
                let kept = draft.fitted(String(line), 200, at: "location.address")
                if !kept.isEmpty, !address.lines.contains(kept), address.lines.count < 6 {
                    address.lines.append(kept)
                }
            }
        }
        let city = json.values("hasAddressCity").first
        address.commune =
            json.firstText("schema:addressLocality")
            ?? Translations(translations(city?["rdfs:label"], at: "location.address", limit: 100)).best()
        address.commune = address.commune.map { draft.fitted($0, 100, at: "location.address") }
        address.postcode = readPostcode(json.firstText("schema:postalCode"))
        let commune = readCommune(city?.firstText("insee"), &address)
        guard address != Address() else { return nil }
        draft.set(.address, nil, .address(address))
        return commune
    }

    private mutating func readPostcode(_ text: String?) -> String? {
        guard let text else { return nil }
        let digits = text.filter { !$0.isWhitespace }
        guard digits.utf8.count == 5, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            draft.note(
                "location.address", "postcode.invalid", .warning, "“\(text.prefix(40))” is not a postcode")
            return nil
        }
        return digits
    }

    private mutating func readCommune(_ text: String?, _ address: inout Address) -> Commune? {
        let code = text.flatMap { Address.insee($0) }
        if let code, let commune = reader.communes.byINSEE(code) {
            address.insee = code
            return commune
        }
        if let code, let commune = reader.communes.resolve(former: code) {
            address.insee = commune.insee
            let message = "\(code) is today part of \(commune.name) (\(commune.insee))"
            draft.note("location.address", "insee.former", .info, message)
            return commune
        }
        let found = address.postcode.flatMap { postcode in
            address.commune.flatMap { reader.communes.by(postcode: postcode, name: $0) }
        }
        if text != nil || found == nil {
            let message = text.map { "“\($0.prefix(20))” is no commune's code" } ?? "there is no INSEE code"
            draft.note("location.address", text == nil ? "insee.missing" : "insee.unknown", .warning, message)
        }
        address.insee = found?.insee
        return found
    }

    private mutating func readPoint(_ geo: JSON, _ commune: Commune?) {
        guard let latitudeText = geo.firstText("schema:latitude"),
            let longitudeText = geo.firstText("schema:longitude")
        else { return }
        guard let latitude = Self.degrees(latitudeText), let longitude = Self.degrees(longitudeText) else {
            let message = "“\(latitudeText.prefix(20))”, “\(longitudeText.prefix(20))” is not a point"
            draft.note("location.point", "geo.invalid", .warning, message)
            return
        }
        guard latitude != 0 || longitude != 0 else {
            draft.note("location.point", "geo.zero", .warning, "0/0 means that nobody knows the place")
            return
        }
        guard let point = placed(latitude, longitude, commune) else {
            draft.note(
                "location.point", "geo.range", .warning, "\(latitude), \(longitude) is not on the earth")
            return
        }
        draft.set(.point, nil, .point(point))
        draft.set(.accuracy, nil, .code("unknown"))
        draft.set(.origin, nil, .code("import"))
    }

    /// The point, with its axes exchanged where only then it lies near its commune.
    private mutating func placed(_ latitude: Double, _ longitude: Double, _ commune: Commune?) -> Point? {
        let point = Point(latitude: latitude, longitude: longitude)
        guard let commune, let centroid = commune.centroid else { return point }
        let distance = point.map { $0.distance(to: centroid) } ?? .infinity
        guard distance > Self.farMetres else { return point }
        if let swapped = Point(latitude: longitude, longitude: latitude),
            swapped.distance(to: centroid) <= Self.farMetres
        {
            let message = "latitude and longitude were exchanged: \(latitude), \(longitude)"
            draft.note("location.point", "geo.swapped", .warning, message)
            return swapped
        }
        if point != nil {
            let message = "the point lies \(Int(distance / 1_000)) km from \(commune.name) (\(commune.insee))"
            draft.note("location.point", "geo.far", .warning, message)
        }
        return point
    }

    private static let farMetres = 30_000.0

    private static func degrees(_ text: String) -> Double? {
        let number = Double(text) ?? Double(text.replacing(",", with: "."))
        return number.flatMap { $0.isFinite ? $0 : nil }
    }
}
