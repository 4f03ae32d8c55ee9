import Directory

extension MappingTarget {
    /// Whether the column is a part of where the establishment is.
    var isPlace: Bool {
        switch self {
        case .address, .addressLine, .addressNumber, .postcode, .commune, .insee, .country, .latitude,
            .longitude, .point, .bounds:
            true
        default: false
        }
    }
}

extension MappedRecord {
    /// Takes one part of address or point.
    mutating func readPlace(_ text: String, _ rule: ColumnRule) {
        switch rule.target {
        case .addressLine:
            let parts = rule.separators.isEmpty ? [text] : PartedText.split(text, rule.separators[0])
            for part in parts { addLine(part, rule) }
        case .addressNumber: place.number = draft.fitted(text, 20, at: "location.address")
        case .address: readAddress(text, rule)
        case .postcode: place.address.postcode = text
        case .commune:
            let name = draft.fitted(HTMLText.plain(text), 100, at: "location.address")
            place.address.commune = rule.isProperCase ? ProperCase.text(name) : name
        case .insee: place.insee = text
        case .country: if text.utf8.count == 2 { place.address.country = text.uppercased() }
        case .latitude: place.latitude = text
        case .longitude: place.longitude = text
        default: readPair(text)
        }
    }

    private mutating func addLine(_ text: String, _ rule: ColumnRule) {
        for line in HTMLText.plain(text).split(whereSeparator: \.isNewline) {
            var kept = draft.fitted(String(line), 200, at: "location.address")
            if rule.isProperCase { kept = ProperCase.text(kept) }
            guard kept.contains(where: { $0.isLetter || $0.isNumber }), !place.address.lines.contains(kept)
            else {
                continue
            }
            if place.address.lines.count < 6 {
                place.address.lines.append(kept)
            } else {
                draft.note("location.address", "address.long", .warning, "“\(kept)” is a seventh line")
            }
        }
    }

    /// `Rue de la Bruyère|||28400|NOGENT-LE-ROTROU|28280`: lines, postcode, commune, INSEE code.
    private mutating func readAddress(_ text: String, _ rule: ColumnRule) {
        let parts = PartedText.split(text, rule.parts).map(\.trimmed)
        guard parts.count >= 4 else {
            draft.note(
                "location.address", "parts.count", .warning, "“\(text.prefix(60))” is no whole address")
            return
        }
        for line in parts.dropLast(3) { addLine(line, rule) }
        let end = parts.suffix(3).map { $0.isEmpty ? nil : $0 }
        (place.address.postcode, place.address.commune, place.insee) = (end[0], end[1], end[2])
        if let name = end[1], rule.isProperCase { place.address.commune = ProperCase.text(name) }
    }

    /// The same as an object of Tourinsoft V3.
    mutating func readAddressObject(_ json: JSON) {
        for member in json.object?.members ?? [] {
            guard let text = member.value.labelText else { continue }
            switch FoldedText.name(member.key) {
            case "codepostal", "cp": place.address.postcode = text
            case "commune", "ville": place.address.commune = ProperCase.text(text)
            case "codeinsee", "insee", "codeinseedelacommune": place.insee = text
            case let name where name.hasPrefix("adresse") || name.hasPrefix("nomdupointdeservice"):
                if place.address.lines.count < 6 {
                    place.address.lines.append(draft.fitted(text, 200, at: "location.address"))
                }
            default: break
            }
        }
    }

    /// `48.50947, -3.33541`: latitude first, as maps show it.
    private mutating func readPair(_ text: String) {
        let parts = text.split { $0 == "," || $0 == ";" || $0.isWhitespace }
        guard parts.count == 2 else {
            draft.note("location.point", "geo.invalid", .warning, "“\(text.prefix(40))” is not a point")
            return
        }
        if place.latitude == nil { (place.latitude, place.longitude) = (String(parts[0]), String(parts[1])) }
    }

    /// The point of a GeoJSON geometry; of another shape nobody can say which point is meant.
    mutating func readGeometry(_ json: JSON) {
        guard json["type"]?.string == "Point", let pair = json["coordinates"]?.array, pair.count >= 2,
            let longitude = pair[0].double, let latitude = pair[1].double
        else {
            let shape = json["type"]?.string ?? json.kind
            draft.note("location.point", "geo.no_point", .warning, "\(shape.prefix(40)) is not a point")
            return
        }
        (place.latitude, place.longitude) = ("\(latitude)", "\(longitude)")
    }

    /// The middle of what a way or a relation of OpenStreetMap covers, by its edges or its geometry.
    mutating func readBounds(_ json: JSON) {
        let edges = ["minlat", "maxlat", "minlon", "maxlon"].compactMap { json[$0]?.double }
        let positions = json["coordinates"]?.positions ?? []
        let latitudes = positions.map(\.latitude) + edges.prefix(2)
        let longitudes = positions.map(\.longitude) + edges.dropFirst(2)
        guard !positions.isEmpty || edges.count == 4, let south = latitudes.min(),
            let north = latitudes.max(), let west = longitudes.min(), let east = longitudes.max()
        else {
            return draft.note("location.point", "geo.invalid", .warning, "the bounds lack an edge")
        }
        place.latitude = "\((south + north) / 2)"
        place.longitude = "\((west + east) / 2)"
    }

    mutating func finishPlace() {
        var address = place.address
        if let number = place.number, let street = address.lines.first {
            address.lines[0] = "\(number) \(street)"
        }
        let isFrench = address.country == "FR"
        if isFrench { address.postcode = draft.postcode(address.postcode) }
        var commune: Commune?
        if isFrench, place.insee != nil || address.postcode != nil || address.commune != nil {
            commune = findCommune(&address)
        }
        let isEmpty = address == Address(country: address.country)
        if !isEmpty { draft.set(.address, nil, .address(address)) }
        if let latitude = place.latitude, let longitude = place.longitude {
            draft.setPoint(latitude, longitude, near: commune)
        }
    }

    /// The commune by its code, or by postcode and name, also where a district's number follows the name.
    private mutating func findCommune(_ address: inout Address) -> Commune? {
        let written = address.commune
        if place.insee == nil, let postcode = address.postcode, let name = written,
            tools.communes.by(postcode: postcode, name: name) == nil
        {
            let words = name.split(separator: " ")
            if let cut = words.firstIndex(where: { $0.first?.isNumber ?? false }), cut > 0 {
                let bare = words[..<cut].joined(separator: " ")
                let number = words[cut].prefix(while: \.isNumber)
                let names = ["\(bare) \(number)\(number == "1" ? "er" : "e") arrondissement", bare]
                let found = names.first { tools.communes.by(postcode: postcode, name: $0) != nil }
                address.commune = found ?? written
            }
        }
        if place.insee == nil, let only = onlyCommune(address) { return assumed(only, &address) }
        let commune = draft.commune(place.insee, &address, tools.communes)
        address.commune = written
        // Names in capitals are written as the official list has them.
        if let commune, let written, FoldedText.words(commune.name) == FoldedText.words(written) {
            address.commune = commune.name
        }
        return commune
    }

    /// The only commune of the postcode, where the name is not that of a commune of today.
    private func onlyCommune(_ address: Address) -> Commune? {
        guard let postcode = address.postcode else { return nil }
        let known = address.commune.flatMap { tools.communes.by(postcode: postcode, name: $0) }
        let communes = tools.communes.by(postcode: postcode)
        return known == nil && communes.count == 1 ? communes[0] : nil
    }

    private mutating func assumed(_ commune: Commune, _ address: inout Address) -> Commune {
        let name = address.commune ?? ""
        let message =
            "“\(name.prefix(60))” is taken as \(commune.name) (\(commune.insee)), alone at its postcode"
        draft.note("location.address", "insee.assumed", .info, message)
        address.insee = commune.insee
        return commune
    }
}

extension JSON {
    /// The positions of a geometry of GeoJSON, however deep they lie.
    fileprivate var positions: [(longitude: Double, latitude: Double)] {
        guard let parts = array, let first = parts.first else { return [] }
        guard let longitude = first.double else { return parts.flatMap(\.positions) }
        return parts.count < 2 ? [] : parts[1].double.map { [(longitude, $0)] } ?? []
    }
}
