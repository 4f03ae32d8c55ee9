import Actions
import ArgumentParser
import Directory
import Exchange
import Foundation
import Store

struct ListingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "listing", abstract: "Look at listings and change them.",
        subcommands: [
            List.self, Show.self, History.self, Diff.self, Create.self, Edit.self, Revert.self, Close.self,
            Restore.self, Merge.self, Confirm.self,
        ])

    struct List: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "List published listings, one a line.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var filters: FilterOptions
        @Option(help: "At most so many.") var limit = 50

        func run(in house: House) async throws {
            var left = limit
            let search = try filters.search(house.context.vocabularies)
            _ = try await ExportListings(house.context).run(search) { records, _ in
                for record in records.prefix(max(0, left)) {
                    answer(ContractJSON.render(record)) {
                        let name = record.document.translations(.name).best() ?? ""
                        let commune = record.document.address?.commune ?? ""
                        Console.out("\(record.id)  \(record.document.category ?? "")  \(name)  \(commune)")
                    }
                }
                left -= records.count
            }
        }
    }

    struct Show: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print one listing as JSON, private parts included.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String

        func run(in house: House) async throws {
            guard let record = try await ExportListings(house.context).records([id]).first else {
                throw ActionError.notFound("there is no listing \(id)")
            }
            Console.out(ContractJSON.render(record, withPrivate: true))
        }
    }

    struct History: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "List the revisions of a listing, newest first.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String

        func run(in house: House) async throws {
            for revision in try await ReadRevisions(house.context).all(id) {
                answer(revision.json) {
                    let fields = revision.row.changed.joined(separator: ", ")
                    let row = revision.row
                    Console.out("\(row.number)  \(Timestamp.text(row.at))  \(row.cause)  \(row.actor)  \(fields)")
                }
            }
        }
    }

    struct Diff: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "Compare two revisions of a listing.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String
        @Option(help: "The older revision; the one before the newest unless said otherwise.") var from: Int?
        @Option(help: "The newer revision; the newest unless said otherwise.") var to: Int?

        func run(in house: House) async throws {
            for change in try await ReadRevisions(house.context).diff(id, from: from, to: to, by: .system) {
                answer(change) {
                    Console.out(change["path"]?.string ?? "")
                    Console.out("  - \(change["from"]?.text ?? "")")
                    Console.out("  + \(change["to"]?.text ?? "")")
                }
            }
        }
    }
}

/// A touch list given at the command line.
struct TouchOptions: ParsableArguments {
    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("Set a field; the value is JSON, or else taken as text.", valueName: "path=value"))
    var set: [String] = []

    @Option(
        name: .customLong("unset"), parsing: .singleValue,
        help: ArgumentHelp("Empty a field.", valueName: "path"))
    var unset: [String] = []

    @Option(help: ArgumentHelp("A JSON file with {\"set\": {…}, \"unset\": […]}; - for standard input.", valueName: "file"))
    var file: String?

    @Option(help: "What to say about it.") var comment: String?

    /// The touch list.
    func draft() throws -> Draft {
        var members = JSONObject()
        var paths = unset.map(JSON.string)
        if let file {
            let data = file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(filePath: file))
            let json = try JSON(parsing: Array(data))
            for member in json["set"]?.object?.members ?? [] { members[member.key] = member.value }
            paths += json["unset"]?.elements ?? []
        }
        for pair in set {
            guard let mark = pair.firstIndex(of: "=") else { throw Refusal("--set takes path=value, not “\(pair)”") }
            let text = String(pair[pair.index(after: mark)...])
            members[String(pair[..<mark])] = (try? JSON(parsing: text)) ?? .string(text)
        }
        return Draft(set: .object(members), unset: .array(paths), comment: comment)
    }
}
