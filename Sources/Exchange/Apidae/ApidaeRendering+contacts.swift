import Directory

extension ApidaeRendering {
    /// The ways to reach one part of the establishment, with its pages on review platforms.
    func contacts(_ role: String) -> [JSON] {
        var means: [JSON] = []
        for case .contact(let contact) in document.elements(.contacts).map(\.value) {
            // Apidae keeps its list of people private: the public way to a manager stands with the establishment's.
            guard (contact.role == "booking") == (role == "booking"),
                let id = number(.contactKinds, contact.kind)
            else { continue }
            means.append(Self.means(id, contact.value))
        }
        guard role != "booking" else { return means }
        for case .reviewProfile(let profile) in document.elements(.reviewProfiles).map(\.value) {
            means.append(Self.means(number(.reviewPlatforms, profile.platform) ?? 205, profile.url.text))
        }
        return means
    }

    /// The booking desk of the house, and one for each sales channel.
    var reservation: JSON? {
        var desks: [JSON] = []
        let own = contacts("booking")
        if !own.isEmpty {
            desks.append(["type": Self.element("ReservationType", 475), "moyensCommunication": .array(own)])
        }
        for case .salesChannel(let channel) in document.elements(.salesChannels).map(\.value) {
            let entry = vocabularies[.salesPlatforms].entry(channel.platform)
            let isCentral = entry?.codes["apidae"]?.contains("473") ?? false
            desks.append([
                "nom": JSON(entry?.labels.best()),
                "type": Self.element("ReservationType", isCentral ? 473 : 475),
                "moyensCommunication": [Self.means(205, channel.url.text)],
            ])
        }
        return Self.list(desks).map { ["organismes": $0] }
    }

    private static func means(_ id: Int, _ text: String) -> JSON {
        ["type": element("MoyenCommunicationType", id), "coordonnees": ["fr": .string(text)]]
    }

    /// The number of an entry in Apidae's lists, that of the entry above it where it has none itself.
    func number(_ list: VocabularyName, _ code: String) -> Int? {
        vocabularies[list].lineage(code).lazy.compactMap { above in
            vocabularies[list].entry(above)?.codes["apidae"]?.first.flatMap { Int($0) }
        }.first
    }
}
