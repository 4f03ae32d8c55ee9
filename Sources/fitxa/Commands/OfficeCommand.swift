import Actions
import ArgumentParser
import Directory
import Store

struct OfficeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "office", abstract: "Tourist offices and the communes that they look after.",
        subcommands: [List.self, Create.self])

    struct List: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "List the offices.")
        @OptionGroup var common: CommonOptions

        func run(in house: House) async throws {
            try await TerritoryCommand.each(house, kind: "office") { row in
                answer(row.json) { Console.out("\(row.code)  \(row.name)  \(row.parent ?? "")") }
            }
        }
    }

    struct Create: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an office, or take more communes into one.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "Its code, starting with ot-.") var code: String
        @Option(help: "Its name.") var name: String
        @Option(help: "Its e-mail address.") var email: String?
        @Option(parsing: .upToNextOption, help: "INSEE codes of communes.") var communes: [String]

        func run(in house: House) async throws {
            let codes = communes.flatMap { $0.split { ", |".contains($0) }.map(String.init) }
            try await PutOffice(house.context).run(
                code: code, name: name, email: email, communes: codes, by: .system)
            answer(["code": .string(code), "communes": .integer(codes.count)]) {
                Console.out("\(code) looks after \(codes.count) communes")
            }
        }
    }
}

struct TerritoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "territory", abstract: "Regions, departments, offices and communes.",
        subcommands: [List.self, Show.self])

    /// Hands out territories page by page.
    fileprivate static func each(
        _ house: House, kind: String?, parent: String? = nil, name: String? = nil,
        _ take: (TerritoryRow) -> Void
    ) async throws {
        var after = ""
        while true {
            let page = try await ReadTerritories(house.context).page(
                after: after, kind: kind, parent: parent, name: name, limit: 1000)
            page.forEach(take)
            guard page.count == 1000, let last = page.last else { return }
            after = last.code
        }
    }

    struct List: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "List territories.")
        @OptionGroup var common: CommonOptions
        @Option(help: "Only region, department, office or commune.") var kind: String?
        @Option(help: "Only those right below this one.") var parent: String?
        @Option(help: "Only those whose name holds this.") var name: String?

        func validate() throws {
            guard kind.map(TerritoryRow.kinds.contains) ?? true else {
                throw ValidationError("--kind is one of \(TerritoryRow.kinds.joined(separator: ", "))")
            }
        }

        func run(in house: House) async throws {
            try await ReadTerritories(house.context).check(parent)
            try await TerritoryCommand.each(house, kind: kind, parent: parent, name: name) { row in
                answer(row.json) { Console.out("\(row.code)  \(row.kind)  \(row.name)  \(row.parent ?? "")") }
            }
        }
    }

    struct Show: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "Print one territory.")
        @OptionGroup var common: CommonOptions
        @Argument var code: String

        func run(in house: House) async throws {
            guard let row = try await ReadTerritories(house.context).known([code]).first else {
                throw ActionError.notFound("there is no territory \(code)")
            }
            Console.out(row.json)
        }
    }
}
