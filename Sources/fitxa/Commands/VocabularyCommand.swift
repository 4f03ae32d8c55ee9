import Actions
import ArgumentParser
import Directory

struct VocabularyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vocabulary", abstract: "The controlled lists.",
        subcommands: [List.self, Show.self, Deprecate.self])

    struct List: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "List the vocabularies.")
        @OptionGroup var common: CommonOptions

        func run(in house: House) async throws {
            for name in VocabularyName.allCases {
                let count = house.context.vocabularies[name].entries.count
                answer(["name": .string(name.rawValue), "entries": .integer(count)]) {
                    Console.out("\(name.rawValue)  \(count)")
                }
            }
        }
    }

    struct Show: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "Print the entries of a vocabulary.")
        @OptionGroup var common: CommonOptions
        @Argument var name: String

        func run(in house: House) async throws {
            let list = try VocabularyCommand.name(name)
            for entry in house.context.vocabularies[list].entries {
                answer(entry.json) {
                    let end = entry.deprecatedOn.map { "  (until \($0))" } ?? ""
                    Console.out("\(entry.code)  \(entry.labels.best() ?? "")\(end)")
                }
            }
        }
    }

    struct Deprecate: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Offer an entry no longer; listings that hold it keep it.")
        @OptionGroup var common: CommonOptions
        @Argument var name: String
        @Argument var code: String
        @Option(help: "The day from which it is no longer offered.") var on: String
        @Option(help: "The entry to use in its place.") var replacedBy: String?

        func run(in house: House) async throws {
            guard let day = CalendarDate(on) else {
                throw ValidationError("“\(on)” is not a date YYYY-MM-DD")
            }
            try await DeprecateEntry(house.context).run(
                try VocabularyCommand.name(name), code, from: day, replacedBy: replacedBy, by: .system)
            answer(["name": .string(name), "code": .string(code), "deprecated_on": .string(on)]) {
                Console.out("\(name) \(code) is deprecated from \(on)")
            }
        }
    }

    private static func name(_ text: String) throws -> VocabularyName {
        guard let name = VocabularyName(rawValue: text) else {
            let known = VocabularyName.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("“\(text)” is not a vocabulary; expected one of \(known)")
        }
        return name
    }
}
