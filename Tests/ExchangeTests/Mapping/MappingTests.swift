import Directory
import Exchange
import Testing

struct MappingTests {
    @Test func `every mapping that comes with Fitxa is sound`() throws {
        let names = try ReadyMappings.names()
        #expect(names.count >= 10)

        for name in names {
            let mapping = try Mapping(json: try ReadyMappings.json(name), try Sample.vocabularies.get())
            #expect("\(mapping.name).yaml" == name)
        }
    }

    @Test func `all that is wrong with a mapping is told together`() throws {
        let json: JSON = [
            "name": "x", "format": "xlsx", "colums": [:], "category": [["split": ","]],
            "columns": ["A": "name.fr", "B": "nothing", "C": ["to": "phone", "splitt": ";"]],
        ]

        let error = try #require(throws: Invalid.self) {
            _ = try Mapping(json: json, try Sample.vocabularies.get())
        }

        let paths = Set(error.problems.map(\.path))
        #expect(paths == ["format", "colums", "category/0", "columns/B", "columns/C", "key"])
    }

    @Test func `a count or a code that no list has is no target`() throws {
        let error = try #require(throws: Invalid.self) {
            _ = try MappedRow.mapping([
                "A": "capacity.romms", "B": "capacity.rooms", "C": ["capacity.beds", "capacity.persons"],
                "D": "payment.gold", "E": "payment.cash", "F": "amenities.wify", "G": "accessibility.x",
                "H": "labels.x", "I": "amenities.wifi",
            ])
        }

        #expect(
            error.problems.map { "\($0.path) \($0.code)" } == [
                "columns/A path.unknown", "columns/C path.unknown", "columns/D code.unknown",
                "columns/F code.unknown", "columns/G code.unknown", "columns/H code.unknown",
            ])
        #expect(
            error.problems.first?.message
                == "no count is called “romms”; expected one of covers, persons, pitches, rooms, units")
    }

    @Test func `a mapping needs a column for the name`() throws {
        let json: JSON = [
            "name": "x", "format": "csv", "key": "id", "category": ["hotel"],
            "columns": ["A": "contacts.phone"],
        ]

        let error = try #require(throws: Invalid.self) {
            _ = try Mapping(json: json, try Sample.vocabularies.get())
        }

        #expect(error.problems.map(\.path) == ["columns"])
    }

    @Test func `a mapping fits a table with exactly its columns`() throws {
        let mapping = try MappedRow.mapping(["Tél": "contacts.phone"])

        #expect(mapping.fits(["Id", "Nom", "Tél"]))
        #expect(mapping.fits(["Tél", "Id", "Nom"]))
        #expect(!mapping.fits(["Id", "Nom"]))
        #expect(!mapping.fits(["Id", "Nom", "Tél", "Fax"]))
    }

    @Test func `an open mapping fits a table that has its key`() throws {
        let mapping = try MappedRow.mapping([:], more: ["open": true])

        #expect(mapping.fits(["ID", "whatever"]))
        #expect(!mapping.fits(["Nom"]))
    }

    @Test func `the version of a reader changes with the mapping`() throws {
        func version(_ columns: JSON) throws -> String {
            MappingReader(
                .named(try MappedRow.mapping(columns)), vocabularies: try Sample.vocabularies.get(),
                communes: try Sample.communes.get()
            ).version
        }

        let summary = try version(["A": "summary"])
        #expect(try version(["A": "summary"]) == summary)
        #expect(try version(["A": "description"]) != summary)
    }
}
