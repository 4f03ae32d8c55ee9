import Actions
import ArgumentParser
import Directory

extension ListingCommand {
    struct Create: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publish a new listing.",
            discussion: """
                Refused where there may be a listing of the place already: the refusal shows each with its score. Name \
                those that it is not, and it is created.
                """)
        @OptionGroup var common: CommonOptions
        @OptionGroup var touch: TouchOptions
        @Option(
            name: .customLong("not-duplicate-of"), parsing: .upToNextOption,
            help: ArgumentHelp("Listings that it resembles and is not.", valueName: "id"))
        var others: [String] = []
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let id = try await CreateListing(house.context).run(
                try touch.draft(), duplicates: .refuse(except: Set(others)),
                by: try await acting.actor(in: house))
            answer(["id": .string(id.text), "revision": 1]) { Console.out(id.text) }
        }
    }

    struct Edit: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "Change a published listing directly.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String
        @OptionGroup var touch: TouchOptions
        @Option(help: "Refuse unless this is the newest revision.") var ifRevision: Int?
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let edit = try await EditListing(house.context).run(
                id, try touch.draft(), ifRevision: ifRevision, by: try await acting.actor(in: house))
            answer(["id": .string(id), "revision": .integer(edit.revision), "changed": .bool(edit.changed)]) {
                Console.out(edit.changed ? "revision \(edit.revision)" : "nothing differs")
            }
        }
    }

    struct Revert: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back what one revision changed, where nobody has changed it since.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String
        @Argument(help: "The revision to take back.") var revision: Int
        @Option(help: "What to say about it.") var comment: String?
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let revert = try await RevertListing(house.context).run(
                id, revision: revision, comment: comment, ifRevision: nil,
                by: try await acting.actor(in: house))
            let skipped = revert.skipped.map(\.description)
            let json: JSON = [
                "id": .string(id), "revision": .integer(revert.revision),
                "skipped": .array(skipped.map(JSON.string)),
            ]
            answer(json) {
                Console.out("revision \(revert.revision)")
                for path in skipped { Console.out("left as it is, changed since: \(path)") }
            }
        }
    }

    struct Close: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "End a listing.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String
        @Option(help: "A code of the vocabulary closing_reasons.") var reason: String
        @Option(help: "What to say about it.") var comment: String?
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let revision = try await CloseListing(house.context).close(
                id, reason: reason, comment: comment, by: try await acting.actor(in: house))
            answer(["id": .string(id), "revision": .integer(revision)]) {
                Console.out("closed at revision \(revision)")
            }
        }
    }

    struct Restore: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "Publish a closed listing again.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String
        @Option(help: "What to say about it.") var comment: String?
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let revision = try await CloseListing(house.context).restore(
                id, comment: comment, by: try await acting.actor(in: house))
            answer(["id": .string(id), "revision": .integer(revision)]) {
                Console.out("published at revision \(revision)")
            }
        }
    }

    struct Merge: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close a listing in favour of another one.",
            discussion: """
                The one that stays takes what it lacks, and changes nothing that it has. Records of sources follow, so \
                that the next import updates it; providers keep their rights; readers are told where to go. \
                `fitxa listing restore` takes it back.
                """)
        @OptionGroup var common: CommonOptions
        @Argument var id: String
        @Option(help: "The listing that stays.") var into: String
        @Option(help: "What to say about it.") var comment: String?
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let revision = try await CloseListing(house.context).merge(
                id, into: into, comment: comment, by: try await acting.actor(in: house))
            answer(["id": .string(id), "revision": .integer(revision), "merged_into": .string(into)]) {
                Console.out("merged into \(into) at revision \(revision)")
            }
        }
    }

    struct Confirm: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "Note that a listing is still correct.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let at = try await ConfirmListing(house.context).run(id, by: try await acting.actor(in: house)).at
            answer(["id": .string(id), "assured_at": .string(Timestamp.text(at))]) {
                Console.out("assured at \(Timestamp.text(at))")
            }
        }
    }
}
