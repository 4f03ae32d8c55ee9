import Directory

extension MappingSuggestion {
    /// Labels by their folded name.
    static let names: [String: String] = {
        let groups: [(String, String)] = [
            (
                "name",
                "nom name title titre libelle raisonsociale enseigne nomoffre syndicobjectname nomcommercial"
            ),
            ("summary", "resume summary accroche shortdescription"),
            ("description", "description descriptif descriptioncommerciale presentation"),
            (
                "address.line",
                "adresse address adresse1 adresse2 adresse3 rue voie street ad1 ad2 ad3 ad1suite"
            ),
            ("address.postcode", "cp codepostal postcode postalcode zip zipcode code_postal"),
            ("address.commune", "commune ville city town localite municipality nomcommune"),
            ("address.insee", "insee codeinsee codecommune inseecode cog"),
            ("location.latitude", "lat latitude y gmaplatitude geolat"),
            ("location.longitude", "lon lng long longitude x gmaplongitude geolon"),
            ("location.point", "coordonnee geopoint point geolocalisation localisation coordinate geo"),
            ("contacts.phone", "tel telephone phone mobile portable telmob telephonefixe"),
            ("contacts.fax", "fax telecopie"),
            ("contacts.email", "mail email courriel emel mel adressemail"),
            ("contacts.link", "site siteweb web website url siteinternet facebook instagram lien"),
            ("payment.methods", "paiement modepaiement modedepaiement moyendepaiement payment"),
            ("opening.text", "ouverture horaire openinghour horairesdouverture periode opening"),
            ("classification", "classement etoile star categorieclassement"),
            ("labels", "label"), ("amenities", "equipement amenitie service prestation"),
            ("languages_spoken", "langue languesparlee language"),
            ("capacity.persons", "capacite capaciteaccueil persons couchage capacity"),
            ("capacity.rooms", "nombredechambre chambre room nbchambre"),
            ("capacity.pitches", "nombredemplacement emplacement pitche"),
            ("prices.min", "tarifmin prixmin pricemin tarifsmin"),
            ("prices.max", "tarifmax prixmax pricemax tarifsmax"),
            ("prices.label", "tarif prix price tarifsenclair"), ("media", "photo image picture visuel"),
            ("dates.from", "datedebut debut startdate start"), ("dates.to", "datefin fin enddate end"),
            ("legal.siret", "siret"), ("updated", "updated datemaj datemodification lastupdate"),
        ]
        var names: [String: String] = [:]
        for (target, words) in groups {
            for word in words.split(separator: " ") { names[FoldedText.name(String(word))] = target }
        }
        return names
    }()

    /// Beginnings of words that stand together in a label; the first line that fits counts.
    static let phrases: [(words: [String], target: String)] = [
        (["fax"], "contacts.fax"), (["mail"], "contacts.email"), (["courriel"], "contacts.email"),
        (["telephone"], "contacts.phone"), (["mobile"], "contacts.phone"),
        (["code", "postal"], "address.postcode"),
        (["insee"], "address.insee"), (["commune"], "address.commune"), (["adresse"], "address.line"),
        (["latitude"], "location.latitude"), (["longitude"], "location.longitude"),
        (["site"], "contacts.link"),
        (["url"], "contacts.link"), (["paiement"], "payment.methods"),
        (["langue", "parl"], "languages_spoken"),
        (["date", "classement"], "classification.delivered_on"),
        (["classement"], "classification"), (["etoile"], "classification"), (["label"], "labels"),
        (["equipement"], "amenities"), (["capacite"], "capacity.persons"), (["chambre"], "capacity.rooms"),
        (["emplacement"], "capacity.pitches"), (["horaire"], "opening.text"), (["ouverture"], "opening.text"),
        (["tarif"], "prices.label"), (["photo"], "media"), (["descripti"], "description"), (["nom"], "name"),
    ]

    /// Endings of the long names that systems give their fields (`DetailIDENTADRESSECP`).
    static let endings: [(end: String, target: String)] = [
        ("adressecp", "address.postcode"), ("adresseinsee", "address.insee"),
        ("adressecommune", "address.commune"),
        ("adr1", "address.line"), ("adr1suite", "address.line"), ("adr2", "address.line"),
        ("adr3", "address.line"),
        ("descriptioncommerciale", "description"), ("datemanifestation", "dates"), ("photo", "media"),
    ]

    /// Targets that one column only can be.
    static let single: Set<String> = [
        "name", "summary", "address.postcode", "address.commune", "address.insee", "location.latitude",
        "location.longitude", "location.point", "prices.min", "prices.max", "dates.from", "dates.to",
        "updated", "capacity.persons", "capacity.rooms", "capacity.pitches",
    ]

    static let keys: Set<String> = [
        "id", "identifiant", "identifier", "syndicobjectid", "key", "code", "uuid", "ref",
    ]
    static let categories: Set<String> = [
        "type", "categorie", "category", "typologie", "typedeloffre", "typologieetablissement",
        "objecttypename",
    ]

    /// What a kind of establishment may be called.
    static let kindWords: [(word: String, code: String)] = [
        ("hotel", "hotel"), ("camping", "camping"), ("gite", "meuble_gite"), ("meuble", "meuble_gite"),
        ("chambre", "chambre_hotes"), ("chambres", "chambre_hotes"), ("residence", "residence_tourisme"),
        ("restaurant", "restaurant"), ("bar", "bar"), ("brasserie", "brasserie"), ("musee", "musee"),
        ("museum", "musee"),
        ("monument", "monument"), ("chateau", "monument"), ("marche", "evenement_commercial"),
        ("concert", "evenement_culturel"), ("spectacle", "evenement_culturel"),
        ("festival", "evenement_culturel"),
        ("golf", "golf"), ("cinema", "cinema"), ("village", "village_vacances"),
        ("auberge", "auberge_jeunesse"),
    ]

    /// By what most cells look like.
    static func byShape(_ cells: [String]) -> String? {
        guard !cells.isEmpty else { return nil }
        func most(_ test: (String) -> Bool) -> Bool { cells.count(where: test) * 10 >= cells.count * 8 }
        if most({ EmailAddress($0) != nil && !$0.contains("/") }) { return "contacts.email" }
        if most({ PhoneNumber($0) != nil }) { return "contacts.phone" }
        if most({ $0.hasPrefix("http") || $0.hasPrefix("www.") }) {
            let isPicture = most { text in
                [".jpg", ".jpeg", ".png"].contains { text.lowercased().hasSuffix($0) }
            }
            return isPicture ? "media" : "contacts.link"
        }
        if most({ Siret.isValid($0.filter { $0 != " " }) }) { return "legal.siret" }
        if most(isPoint) { return "location.point" }
        return nil
    }

    /// The target for cells that hold rows of parts, as Tourinsoft writes them (`01/04/2026||30/09/2026||…`).
    static func parted(_ target: String, _ cells: [String]) -> String {
        guard !cells.isEmpty, cells.count(where: { $0.contains("||") }) * 10 >= cells.count * 8 else {
            return target
        }
        switch target {
        case "opening.text": return "opening"
        case "prices.label": return "prices"
        case "contacts.email", "contacts.phone", "contacts.link":
            let parts = cells.map { $0.ranges(of: "||").count + 1 }
            return parts.allSatisfy { $0 == 5 } ? "contacts.booking_centre" : "contacts.person"
        default: return target
        }
    }

    /// Whether the cells hold days in the form of Tourinsoft with single bars (`01/04/2026|30/09/2026|…`).
    static func isBarred(_ target: String, _ cells: [String]) -> Bool {
        guard ["dates", "opening"].contains(target), !cells.isEmpty else { return false }
        let barred = cells.count { cell in
            let signs = Array(cell.utf8.prefix(12))
            return signs.count > 11 && signs[10] == 0x7C && signs[11] != 0x7C
        }
        return barred * 10 >= cells.count * 8
    }

    /// What separates several values where a fifth of the cells hold several.
    static func separator(_ target: String, _ cells: [String]) -> String? {
        let candidates: [String] =
            switch target {
            case "payment.methods", "amenities", "labels", "languages_spoken": ["#", ";", ",", "|"]
            case "contacts.phone", "contacts.email", "contacts.link", "media": ["#", ";"]
            default: []
            }
        return candidates.first { candidate in
            cells.count { $0.contains(candidate) } * 5 >= max(cells.count, 1)
        }
    }

    private static func isPoint(_ text: String) -> Bool {
        let parts = text.split(separator: ",").map { String($0).trimmed }
        guard parts.count == 2, parts.allSatisfy({ $0.contains(".") }), let latitude = Double(parts[0]),
            let longitude = Double(parts[1])
        else { return false }
        return Point(latitude: latitude, longitude: longitude) != nil
    }
}
