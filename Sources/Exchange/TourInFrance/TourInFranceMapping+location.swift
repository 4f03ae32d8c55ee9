import Directory

extension TourInFranceMapping {
    /// Reads the establishment's address and its point.
    mutating func readPlaces() {
        let contact = establishment ?? node.all(at: "Contacts", "DetailContact").first
        let addresses = contact?.all(at: "Adresses", "DetailAdresse") ?? []
        if addresses.count > 1 { noteUnmapped("Contacts.DetailAdresse[2…]") }
        let points = node.all("Geolocalisations").flatMap { $0.descendants("DetailPoint") }
        let point = points.first { $0["type"] == "08.02.05.11" } ?? points.first
        if points.count > 1 { noteUnmapped("Geolocalisations.DetailPoint[2…]") }
        let commune = addresses.first.flatMap { readAddress($0) } ?? self.commune(of: point)
        readPoint(point, near: commune)
        for name in ["Environnements", "Acces", "Cartes", "Altitude"]
        where node.all("Geolocalisations").contains(where: { !$0.descendants(name).allSatisfy(\.isVoid) }) {
            noteUnmapped("Geolocalisations.\(name)")
        }
    }

    private mutating func readAddress(_ node: XMLNode) -> Commune? {
        var address = Address()
        for line in node.children where line.name.hasPrefix("Adr") {
            guard let value = line.value.map(HTMLText.plain) else { continue }
            for part in value.split(whereSeparator: \.isNewline) {
                let kept = draft.fitted(String(part), 200, at: "location.address")
                if !kept.isEmpty, !address.lines.contains(kept), address.lines.count < 6 {
                    address.lines.append(kept)
                }
            }
        }
        let commune = node.all("Commune").first
        address.commune = commune?.value.map { draft.fitted($0, 100, at: "location.address") }
        let country = node.all("Pays").first?.attribute("code")?.uppercased()
        if let country, country.utf8.count == 2 { address.country = country }
        if address.country == "FR" {
            address.postcode = draft.postcode(node.value("CodePostal"))
        } else {
            address.postcode = node.value("CodePostal").map { String($0.prefix(12)) }
        }
        let code = commune?.attribute("code")
        guard address != Address() || code != nil else { return nil }
        let known =
            address.country == "FR" ? draft.commune(code, &address, reader.tools.communes) : nil
        draft.set(.address, nil, .address(address))
        return known
    }

    private func commune(of point: XMLNode?) -> Commune? {
        point?.all("Commune").first?.attribute("code").flatMap { reader.tools.communes.byINSEE($0) }
    }

    private mutating func readPoint(_ point: XMLNode?, near commune: Commune?) {
        let places = point?.all(at: "Coordonnees", "DetailCoordonnees") ?? []
        // Lambert metres are no degrees.
        let place = places.first { $0["type"] == "08.02.02.03" } ?? places.first { $0["type"] == nil }
        if place == nil, !places.isEmpty { noteUnmapped("Geolocalisations.Coordonnees") }
        guard let latitude = place?.value("Latitude"), let longitude = place?.value("Longitude") else {
            return
        }
        draft.setPoint(latitude, longitude, near: commune)
    }
}
