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
        address.postcode = draft.postcode(json.firstText("schema:postalCode"))
        let commune = draft.commune(city?.firstText("insee"), &address, reader.tools.communes)
        guard address != Address() else { return nil }
        draft.set(.address, nil, .address(address))
        return commune
    }

    private mutating func readPoint(_ geo: JSON, _ commune: Commune?) {
        guard let latitude = geo.firstText("schema:latitude"),
            let longitude = geo.firstText("schema:longitude")
        else { return }
        draft.setPoint(latitude, longitude, near: commune)
    }
}
