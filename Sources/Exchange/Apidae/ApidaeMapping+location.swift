import Directory

extension ApidaeMapping {
    /// Reads address and point.
    mutating func readLocation() {
        guard let place = object["localisation"] else { return }
        let commune = place["adresse"].flatMap { readAddress($0) }
        if let geo = place["geolocalisation"] {
            readPoint(geo, commune)
            noteRest(of: geo, "localisation.geolocalisation", but: ["geoJson", "valide"])
        }
        readElements(place["environnements"], "localisation.environnements")
        noteRest(of: place, "localisation", but: ["adresse", "geolocalisation", "environnements"])
    }

    private mutating func readAddress(_ json: JSON) -> Commune? {
        let town = json["commune"]
        var address = Address(country: country(json))
        let venue = block["nomLieu"]?.apidaeText
        let lines = [venue] + ["nomDuLieu", "adresse1", "adresse2", "adresse3"].map { json[$0]?.apidaeText }
        for line in lines.compactMap({ $0 }).flatMap({ $0.split(whereSeparator: \.isNewline) }) {
            let kept = draft.fitted(String(line), 200, at: "location.address")
            if !kept.isEmpty, !address.lines.contains(kept), address.lines.count < 6 {
                address.lines.append(kept)
            }
        }
        address.commune = town?["nom"]?.apidaeText.map { draft.fitted($0, 100, at: "location.address") }
        let postcode = json["codePostal"]?.apidaeText ?? town?["codePostal"]?.apidaeText
        var commune: Commune?
        if address.country == "FR" {
            address.postcode = draft.postcode(postcode)
            commune = draft.commune(town?["code"]?.apidaeText, &address, communes)
        } else {
            address.postcode = postcode.map { draft.fitted($0, 12, at: "location.address") }
        }
        noteRest(of: json, "localisation.adresse", but: Self.addressMembers)
        if address != Address(country: address.country) { draft.set(.address, nil, .address(address)) }
        return commune
    }

    private static let addressMembers: Set<String> = [
        "nomDuLieu", "adresse1", "adresse2", "adresse3", "codePostal", "commune", "etat",
    ]

    private mutating func country(_ json: JSON) -> String {
        guard let land = json["commune"]?["pays"], let id = land.reference else { return "FR" }
        if let code = ApidaeCountry.code(id) { return code }
        let name = land["libelleFr"]?.apidaeText ?? "\(id)"
        draft.note(
            "location.address", "country.unknown", .warning,
            "the country “\(name.prefix(40))” is not known here")
        return "FR"
    }

    private mutating func readPoint(_ geo: JSON, _ commune: Commune?) {
        guard let shape = geo["geoJson"], let pair = shape["coordinates"]?.array, pair.count >= 2 else {
            return
        }
        guard let longitude = pair[0].scalarText, let latitude = pair[1].scalarText else {
            draft.note("location.point", "geo.invalid", .warning, "the coordinates are no point")
            return
        }
        draft.setPoint(latitude, longitude, near: commune)
        if geo["valide"]?.bool == false {
            draft.note(
                "location.point", "geo.unconfirmed", .info, "nobody at the source has confirmed the place")
        }
    }
}

/// The countries of Apidae's list `Pays` that border on France, and France.
enum ApidaeCountry {
    private static let codes = [
        532: "FR", 342: "CH", 222: "IT", 524: "ES", 376: "BE", 250: "LU", 414: "DE", 271: "MC", 523: "AD",
        312: "GB",
    ]

    /// The ISO code of an element.
    static func code(_ id: Int) -> String? { codes[id] }

    /// The element of an ISO code.
    static func id(_ code: String) -> Int? { codes.first { $0.value == code }?.key }
}
