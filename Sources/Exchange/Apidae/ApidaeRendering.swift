import Directory

/// One listing on its way into the terms of Apidae; the parts are written in the extensions.
struct ApidaeRendering {
    let document: Document
    let vocabularies: Vocabularies
    /// The type of the object.
    let type: String
    private let categoryID: Int?

    init(_ document: Document, _ vocabularies: Vocabularies) {
        (self.document, self.vocabularies) = (document, vocabularies)
        let entry = document.category.flatMap { vocabularies[.categories].entry($0) }
        let parts = (entry?.codes["apidae"]?.first ?? "EQUIPEMENT").split(separator: ":")
        type = parts.first.map(String.init) ?? ""
        categoryID = parts.count > 1 ? Int(parts[1]) : nil
    }

    /// The members of the object that say what the listing says.
    var members: [JSONObject.Member] {
        var object = JSONObject()
        func add(_ name: String, _ json: JSON?) {
            if let json { object.append(name, json) }
        }
        add("nom", Self.libelle(document.translations(.name)))
        add("informations", Self.object([("moyensCommunication", Self.list(contacts("establishment")))]))
        let texts: [(String, JSON?)] = [
            ("descriptifCourt", Self.libelle(document.translations(.summary))),
            ("descriptifDetaille", Self.libelle(document.translations(.description))),
            ("typologiesPromoSitra", Self.list(labels(promoted: true))),
        ]
        add("presentation", Self.object(texts))
        add("localisation", location)
        add(ApidaeType.block(type), block)
        add("prestations", services)
        add("ouverture", opening)
        add("descriptionTarif", prices)
        add("reservation", reservation)
        add("illustrations", Self.list(media(.image)))
        add("multimedias", Self.list(media(.other)))
        return object.members
    }

    private var block: JSON? {
        var object = JSONObject()
        if let id = categoryID, let place = ApidaeType.place(type, id) {
            let element = Self.element(place.list, id)
            object.append(place.property, place.isList ? .array([element]) : element)
        } else if document.category == "route" {
            object.append("itineraire", .object(JSONObject()))
        }
        if let capacity { object.append("capacite", capacity) }
        let ratings = ratings
        if let official = ratings.official { object.append(official.property, official.element) }
        if let day = ratings.day { object.append("dateClassement", .string(day.description)) }
        let labels = ratings.others + labels(promoted: false)
        if !labels.isEmpty { object.append("labels", .array(labels)) }
        return object.isEmpty ? nil : .object(object)
    }

    private var location: JSON? {
        var address: [(String, JSON?)] = []
        if let value = document.address {
            var lines = value.lines
            if lines.count == 4 { address.append(("nomDuLieu", .string(lines.removeFirst()))) }
            // Three lines is what Apidae has; more than four are put together so that nobody misses one.
            if lines.count > 3 { lines = Array(lines[..<2]) + [lines[2...].joined(separator: ", ")] }
            for (index, line) in lines.enumerated() { address.append(("adresse\(index + 1)", .string(line))) }
            address.append(("codePostal", JSON(value.postcode).isNull ? nil : JSON(value.postcode)))
            let country = ApidaeCountry.id(value.country).map { Self.element("Pays", $0) }
            let town = Self.object([
                ("code", value.insee.map(JSON.string)), ("nom", value.commune.map(JSON.string)),
                ("pays", country),
            ])
            address.append(("commune", town))
        }
        var geo: JSON?
        if let point = document.point {
            let isSure = document.fields[FieldPath(.accuracy)] == .code("building")
            let shape: JSON = [
                "type": "Point", "coordinates": .array([.double(point.longitude), .double(point.latitude)]),
            ]
            geo = isSure ? ["valide": true, "geoJson": shape] : ["geoJson": shape]
        }
        return Self.object([("adresse", Self.object(address)), ("geolocalisation", geo)])
    }

    /// An element of one of Apidae's lists.
    static func element(_ list: String?, _ id: Int, _ label: Translations? = nil) -> JSON {
        var object = JSONObject()
        if let list { object.append("elementReferenceType", .string(list)) }
        object.append("id", .integer(id))
        if let text = label?.best() { object.append("libelleFr", .string(text)) }
        return .object(object)
    }

    /// Texts in the languages that Apidae has, nil where there is none.
    static func libelle(_ texts: Translations?) -> JSON? {
        object(
            ApidaeLanguage.endings.map { ending, code in
                ("libelle\(ending)", LanguageCode(code).flatMap { texts?.texts[$0] }.map(JSON.string))
            })
    }

    /// The members that say something, nil where none does.
    static func object(_ members: [(String, JSON?)]) -> JSON? {
        let kept = members.compactMap { name, json in json.map { JSONObject.Member(key: name, value: $0) } }
        return kept.isEmpty ? nil : .object(JSONObject(kept))
    }

    /// A list, nil where it is empty.
    static func list(_ elements: [JSON]) -> JSON? { elements.isEmpty ? nil : .array(elements) }
}
