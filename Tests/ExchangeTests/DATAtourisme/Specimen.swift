import Directory
import Exchange
import Testing

/// Objects of DATAtourisme with the point of a test visible in them.
enum Specimen {
    /// A hotel in Saint-Jean-Pied-de-Port with these further members.
    static func object(_ members: JSON = [:]) -> JSON {
        let hotel: JSON = [
            "@id": "https://data.datatourisme.gouv.fr/15/0049d959-34e3-3385-a34d-1354ececdbdc",
            "@type": ["PointOfInterest", "Accommodation", "schema:Hotel", "Hotel"],
            "rdfs:label": ["fr": ["Hôtel des Pyrénées"]],
        ]
        var object = hotel.object ?? JSONObject()
        for member in members.object?.members ?? [] { object[member.key] = member.value }
        return .object(object)
    }

    /// The members of a place at that point and commune.
    static func place(
        _ latitude: JSON = "43.163", _ longitude: JSON = "-1.236", insee: JSON = "64485", more: JSON = [:]
    ) -> JSON {
        let address: JSON = [
            "schema:streetAddress": ["19 place du Général de Gaulle"], "schema:postalCode": "64220",
            "schema:addressLocality": "Saint-Jean-Pied-de-Port", "hasAddressCity": [["insee": insee]],
        ]
        var place = JSONObject()
        place["schema:address"] = [address]
        place["schema:geo"] = ["schema:latitude": latitude, "schema:longitude": longitude]
        for member in more.object?.members ?? [] { place[member.key] = member.value }
        return ["isLocatedAt": [.object(place)]]
    }

    static func reader() throws -> DATAtourismeReader {
        DATAtourismeReader(vocabularies: try Sample.vocabularies.get(), communes: try Sample.communes.get())
    }

    /// What the reader makes of the hotel with these members; it must become a listing.
    static func record(_ members: JSON = [:]) throws -> SourceRecord {
        try listing(object(members))
    }

    /// What the reader makes of the object; it must become a listing that can be stored and read again.
    static func listing(_ object: JSON) throws -> SourceRecord {
        guard case .record(let record) = try reader().read(object.bytes, name: "objects/1/a.json") else {
            throw NoRecord()
        }
        let vocabularies = try Sample.vocabularies.get()
        #expect(try Document(stored: record.document.storedJSON, vocabularies) == record.document)
        return record
    }

    struct NoRecord: Error {}
}

extension SourceRecord {
    /// The rules of the findings that are no mere remark on properties without a place.
    var rules: [String] { findings.map(\.rule).filter { $0 != "unmapped" } }

    /// The properties that were found to have no place.
    var unmapped: [String] { findings.filter { $0.rule == "unmapped" }.map(\.path) }

    /// The value at a path, as the contract shows it.
    func json(_ path: String) -> JSON? {
        FieldPath(path).flatMap { document[$0]?.json }
    }
}
