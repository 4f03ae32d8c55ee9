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
            Restore.self, Merge.self, Duplicates.self, Confirm.self,
        ])

    struct List: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "List published listings, one a line.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var filters: FilterOptions
        @Option(help: "At most so many.") var limit = Limit(50)

        func run(in house: House) async throws {
            let search = try await filters.search(in: house)
            _ = try await ExportListings(house.context).run(search, atMost: limit.count) { records, _ in
                for record in records {
                    answer(ContractJSON.render(record)) {
                        let name = record.document.translations(.name).best() ?? ""
                        let commune = record.document.address?.commune ?? ""
                        Console.out("\(record.id)  \(record.document.category ?? "")  \(name)  \(commune)")
                    }
                }
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
        static let configuration = CommandConfiguration(
            abstract: "List the revisions of a listing, newest first.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String

        func run(in house: House) async throws {
            var below: Int?
            repeat {
                let page = try await ReadRevisions(house.context).page(
                    id, below: below, limit: 200, by: .system)
                for revision in page { write(revision) }
                below = page.count == 200 ? page.last?.row.number : nil
            } while below != nil
        }

        private func write(_ revision: VisibleRevision) {
            let row = revision.row
            let json: JSON = [
                "number": .integer(row.number), "at": .string(Timestamp.text(row.at)),
                "cause": .string(row.cause),
                "actor": .string(row.actor), "via": .string(row.via), "proposal": JSON(row.proposal),
                "comment": JSON(row.comment), "status": .string(row.status),
                "changed": .array(row.changed.map(JSON.string)),
            ]
            answer(json) {
                let fields = row.changed.joined(separator: ", ")
                Console.out("\(row.number)  \(Timestamp.text(row.at))  \(row.cause)  \(row.actor)  \(fields)")
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
            let revisions = ReadRevisions(house.context)
            let newest =
                try await revisions.page(id, below: nil, limit: 1, by: .system).first?.row.number ?? 1
            let (second, first) = (to ?? newest, from ?? max(1, (to ?? newest) - 1))
            for change in try await revisions.difference(id, from: first, to: second, by: .system) {
                let json: JSON = [
                    "path": .string(change.path.description), "from": change.from ?? .null,
                    "to": change.to ?? .null,
                ]
                answer(json) {
                    Console.out(change.path.description)
                    Console.out("  - \(change.from?.text ?? "(empty)")")
                    Console.out("  + \(change.to?.text ?? "(empty)")")
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

    @Option(
        help: ArgumentHelp(
            "A JSON file with {\"set\": {…}, \"unset\": […]}; - for standard input.", valueName: "file"))
    var file: String?

    @Option(help: "What to say about it.") var comment: String?

    /// The touch list.
    func draft() throws -> Draft {
        var members = JSONObject()
        var paths = unset.map(JSON.string)
        if let file {
            let data =
                file == "-"
                ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(filePath: file))
            guard let json = try? JSON(parsing: Array(data)), let object = json.object,
                object.keys.allSatisfy(["set", "unset", "comment"].contains)
            else { throw Refusal("\(file) is no touch list: {\"set\": {…}, \"unset\": […]}") }
            for member in json["set"]?.object?.members ?? [] { members[member.key] = member.value }
            paths += json["unset"]?.elements ?? []
        }
        for pair in set {
            guard let mark = pair.firstIndex(of: "=") else {
                throw ValidationError("--set takes path=value, not “\(pair)”")
            }
            let text = String(pair[pair.index(after: mark)...])
            members[String(pair[..<mark])] = (try? JSON(parsing: text)) ?? .string(text)
        }
        return Draft(set: .object(members), unset: .array(paths), comment: comment)
    }
}
