import Directory
import Exchange
import Testing

/// Objects of Apidae with the point of a test visible in them.
enum ApidaeSpecimen {
    /// A hotel with these further members.
    static func object(_ members: JSON = [:]) -> JSON {
        var object = JSONObject([
            .init(key: "type", value: "HOTELLERIE"), .init(key: "id", value: 4711),
            .init(key: "state", value: "PUBLISHED"),
            .init(key: "nom", value: ["libelleFr": "Hôtel des Pyrénées"]),
            .init(key: "informationsHotellerie", value: ["hotellerieType": ["id": 2734]]),
        ])
        for member in members.object?.members ?? [] { object[member.key] = member.value }
        return .object(object)
    }

    /// What the reader makes of the bytes.
    static func reading(_ text: String, name: String = "a.json#1") throws -> Reading {
        try ApidaeFiles.reader().read(Array(text.utf8), name: name)
    }

    /// The listing that the reader makes of the hotel with these members.
    static func record(_ members: JSON = [:]) throws -> SourceRecord {
        let reading = try reading(object(members).text)
        guard case .record(let record) = reading else {
            Issue.record("no listing: \(reading)")
            return SourceRecord(key: "", name: "", document: Document())
        }
        let stored = try JSON(parsing: record.document.storedJSON.bytes)
        #expect(try Document(stored: stored, try Sample.vocabularies.get()) == record.document)
        return record
    }

    /// One way of communication.
    static func means(_ type: Int, _ text: String) -> JSON {
        ["type": ["id": .integer(type)], "coordonnees": ["fr": .string(text)]]
    }

    /// An element of a list by its number alone, as the daily export has it.
    static func element(_ id: Int) -> JSON { ["id": .integer(id)] }
}
