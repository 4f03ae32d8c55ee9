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
    ///
    /// Postcode and name that are those of another commune are noted.
    mutating func commune(_ text: String?, _ address: inout Address, _ communes: CommuneIndex) -> Commune? {
        let found = find(text, &address, communes)
        if let check = AddressCheck(address, commune: found), let postcode = check.doubtfulPostcode {
            check.findings(communes.by(postcode: postcode), point: nil).forEach { note($0) }
        }
        return found
    }

    private mutating func find(
        _ text: String?, _ address: inout Address, _ communes: CommuneIndex
    ) -> Commune? {
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

    /// Sets the point; exchanged axes and a lost sign are put right where the commune leaves no doubt.
    ///
    /// Its accuracy is unknown unless it is the commune's own point.
    mutating func setPoint(_ latitudeText: String, _ longitudeText: String, near commune: Commune?) {
        guard let latitude = Self.degrees(latitudeText), let longitude = Self.degrees(longitudeText) else {
            let message = "“\(latitudeText.prefix(20))”, “\(longitudeText.prefix(20))” is not a point"
            note("location.point", "geo.invalid", .warning, message)
            return
        }
        guard let point = Point(latitude: latitude, longitude: longitude) else {
            note("location.point", "geo.range", .warning, "\(latitude), \(longitude) is not on the earth")
            return
        }
        let check = PointCheck(point, commune: commune)
        let findings = check.findings(PointFacts(check))
        findings.forEach { note($0) }
        let said = Touch([
            FieldPath(.point): .point(point), FieldPath(.accuracy): .code("unknown"),
            FieldPath(.origin): .code("import"),
        ])
        place(said, findings)
    }

    private static func degrees(_ text: String) -> Double? {
        let number = Double(text) ?? Double(text.replacing(",", with: "."))
        return number.flatMap { $0.isFinite ? $0 : nil }
    }
}
