/// What a place can be recognised by, whoever tells of it.
package struct Identity: Sendable {
    /// The category and the families above it.
    package let categories: [String]
    /// The place on the map.
    package let point: Point?
    /// Whether the point stands for the whole commune.
    package let isApproximate: Bool
    /// The INSEE code of the commune.
    package let commune: String?
    /// Telephone numbers in E.164.
    package let phones: Set<String>
    /// Host and path of its websites and of its pages on sales platforms.
    package let websites: Set<String>
    /// The number in the SIRENE register.
    package let siret: String?
    /// The days of an event.
    package let dates: [EventDate]
    let names: [LanguageCode: PlaceName]

    /// What the document can be recognised by.
    package init(_ document: Document, _ vocabularies: Vocabularies) {
        categories = vocabularies[.categories].lineage(document.category ?? "")
        point = document.point
        isApproximate = document.fields[FieldPath(.accuracy)] == .code("commune")
        commune = document.address?.insee
        let words = Set(FoldedText.words(document.address?.commune ?? ""))
        names = document.translations(.name).texts.mapValues { PlaceName($0, commune: words) }
        var (phones, websites, dates) = (Set<String>(), Set<String>(), [EventDate]())
        for value in document.fields.values {
            switch value {
            case .contact(let contact) where ["phone", "mobile"].contains(contact.kind):
                phones.insert(contact.value)
            case .contact(let contact) where contact.kind == "website":
                if let key = Self.key(contact.value, vocabularies) { websites.insert(key) }
            case .salesChannel(let channel):
                if let key = Self.key(channel.url.text, vocabularies) { websites.insert(key) }
            case .eventDate(let date): dates.append(date)
            default: break
            }
        }
        (self.phones, self.websites, self.dates) = (phones, websites, dates)
        if case .text(let number) = document.fields[FieldPath(.legal, "siret")] {
            siret = number
        } else {
            siret = nil
        }
    }

    /// The name that people see.
    var name: PlaceName? {
        names[.french] ?? names.min { $0.key < $1.key }?.value
    }

    /// Whether the name is that of a place to eat and not of one to sleep: `Restaurant de la Mère Hamard`.
    var namesTable: Bool {
        guard let words = name.map({ Set($0.words) }) else { return false }
        return !words.isDisjoint(with: Self.tables) && words.isDisjoint(with: Self.inns)
    }

    /// How much the names are alike: those of one language where there are such, else the best of all.
    func nameLikeness(to other: Identity) -> Double {
        let isOneCommune = commune == nil || other.commune == nil || commune == other.commune
        let common = names.keys.filter { other.names[$0] != nil }.sorted()
        if let language = common.first(where: { $0 == .french }) ?? common.first,
            let mine = names[language], let theirs = other.names[language]
        {
            return mine.likeness(to: theirs, isOneCommune: isOneCommune)
        }
        return names.values.flatMap { mine in
            other.names.values.map { mine.likeness(to: $0, isOneCommune: isOneCommune) }
        }.max() ?? 0
    }

    /// The keys by which an index finds it: `p:` telephone, `w:` website, `s:` SIRET, `n:` name within the commune.
    package var keys: [String] {
        var keys = phones.map { "p:\($0)" } + websites.map { "w:\($0)" }
        if let siret { keys.append("s:\(siret)") }
        if let commune {
            keys += Set(names.values.map { "n:\(commune):\($0.telling.joined())" })
        }
        return keys.sorted()
    }

    /// The metres within which another point may be this place.
    package var radius: Double { TwinRules.radius(categories) }

    /// The words that a name nearby must resemble.
    package var nameText: String { name?.telling.joined(separator: " ") ?? "" }

    /// Host and path without what does not tell places apart: `www.`, a start page, what tracks the reader.
    static func key(_ address: String, _ vocabularies: Vocabularies) -> String? {
        guard let url = WebAddress(address) else { return nil }
        var host = url.host
        for prefix in ["www.", "m.", "fr."] where host.hasPrefix(prefix) {
            host = String(host.dropFirst(prefix.count))
        }
        var segments = url.pathSegments.map { $0.lowercased() }
        if let last = segments.last, startPages.contains(String(last.prefix { $0 != "." })) {
            segments.removeLast()
        }
        let query = url.tail.drop { $0 != "?" }.dropFirst().prefix { $0 != "#" }
        let parameters = query.split(separator: "&").filter { pair in
            !tracking.contains { pair.hasPrefix($0) }
        }
        let path = segments.map { "/\($0)" }.joined()
        if path.isEmpty, parameters.isEmpty, vocabularies[.salesPlatforms].entry(host: url.host) != nil {
            // The front page of a platform is everybody's.
            return nil
        }
        let rest = parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&")
        return String((host + path + rest).prefix(300))
    }

    private static let tables: Set<String> = [
        "restaurant", "bistro", "bistrot", "table", "brasserie", "cafe",
    ]
    private static let inns: Set<String> = ["hotel", "hotels", "hostel"]
    private static let startPages: Set<String> = ["index", "accueil", "home", "default", "fr"]
    private static let tracking = ["utm_", "fbclid", "gclid", "lang=", "mois=", "aid="]
}
