import Directory

extension TourInFranceRendering {
    /// The establishment with its address, the booking desk and the manager, each with its ways to be reached.
    var contacts: [XMLNode] {
        [("establishment", "Etab/Lieu/Structure"), ("booking", "Réservation"), ("manager", "Gestionnaire")]
            .compactMap { contact($0.0, $0.1) }
    }

    private func contact(_ role: String, _ label: String) -> XMLNode? {
        let means = means(role)
        let address = role == "establishment" ? address : []
        guard !means.isEmpty || !address.isEmpty else { return nil }
        var nodes: [XMLNode] = []
        if role == "establishment", let name = document.translations(.name).best() {
            nodes.append(XMLNode("RaisonSociale", text: name))
        }
        var detail = address
        if !means.isEmpty {
            let person = XMLNode(
                "DetailPersonne", ["type": "04.04.05", "libelle": "Moyens de communication"],
                [XMLNode("MoyensCommunications", [:], means)])
            detail.append(XMLNode("Personnes", [:], [person]))
        }
        nodes.append(XMLNode("Adresses", [:], [XMLNode("DetailAdresse", [:], detail)]))
        let type = role == "manager" ? "04.03.17" : role == "booking" ? "04.03.33" : "04.03.13"
        return XMLNode("DetailContact", ["type": type, "libelle": label], nodes)
    }

    private var address: [XMLNode] {
        guard let address = document.address else { return [] }
        // Three lines is what the norm has; more are put together so that nobody misses one.
        var lines = address.lines
        if lines.count > 3 { lines = Array(lines[..<2]) + [lines[2...].joined(separator: ", ")] }
        var nodes = lines.enumerated().map { XMLNode("Adr\($0.offset + 1)", text: $0.element) }
        if let postcode = address.postcode { nodes.append(XMLNode("CodePostal", text: postcode)) }
        if address.commune != nil || address.insee != nil {
            nodes.append(
                XMLNode(
                    "Commune", address.insee.map { ["code": $0] } ?? [:],
                    address.commune.map { [.text($0)] } ?? []))
        }
        nodes.append(XMLNode("Pays", ["code": address.country]))
        return nodes
    }

    private func means(_ role: String) -> [XMLNode] {
        var nodes: [XMLNode] = []
        for case .contact(let contact) in document.elements(.contacts).map(\.value) where contact.role == role
        {
            guard let code = code(.contactKinds, contact.kind) else { continue }
            nodes.append(means(code, contact.value))
        }
        guard role == "booking" else { return nodes }
        for case .salesChannel(let channel) in document.elements(.salesChannels).map(\.value) {
            nodes.append(means("04.02.05", channel.url.text))
        }
        return nodes
    }

    private func means(_ type: String, _ value: String) -> XMLNode {
        let label = Self.meansLabels[type] ?? "Site web (URL)"
        return XMLNode(
            "DetailMoyenCom", ["type": type, "libelle": label], [XMLNode("Coord", text: value)])
    }

    /// How the establishment's own page is booked.
    var reservations: [XMLNode] {
        var modes: [String] = []
        for case .salesChannel(let channel) in document.elements(.salesChannels).map(\.value) {
            if let mode = channel.mode, !modes.contains(mode) { modes.append(mode) }
        }
        return modes.compactMap { mode in
            guard let entry = vocabularies[.bookingModes].entry(mode), let code = entry.codes["tif"]?.first
            else { return nil }
            return XMLNode("DetailModeReservation", ["type": code, "libelle": label(entry)])
        }
    }

    private static let meansLabels = [
        "04.02.01": "Téléphone", "04.02.02": "Télécopieur /fax", "04.02.04": "Mél",
        "04.02.05": "Site web (URL)",
    ]
}
