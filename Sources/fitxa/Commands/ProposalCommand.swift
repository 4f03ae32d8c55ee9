import Actions
import ArgumentParser
import Directory
import Store

struct ProposalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proposal", abstract: "Look at proposals and decide them.",
        subcommands: [
            List.self, Show.self, Submit.self, Decide.self, RequestChanges.self, Withdraw.self, Undo.self,
        ])

    struct List: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "List proposals, oldest first.")
        @OptionGroup var common: CommonOptions
        @Option(help: "Only this state.") var state: String?
        @Option(help: "Only this listing.") var listing: String?
        @Option(help: "Only this territory and below.") var territory: String?
        @Option(help: "At most so many.") var limit = Limit(50)
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            var filter = ProposalFilter(limit: limit.count)
            if let state {
                guard let known = ProposalState(rawValue: state) else {
                    throw ValidationError("“\(state)” is not a state; see `fitxa proposal list --help`")
                }
                filter.state = known
            }
            try await ReadTerritories(house.context).check(territory)
            (filter.listing, filter.territory) = (listing, territory)
            for proposal in try await FindProposals(house.context).run(
                filter, by: try await acting.actor(in: house))
            {
                answer(proposal.json) { Console.out(proposal.line) }
            }
        }
    }

    struct Show: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Print one proposal: each field with the value seen, the published and the proposed one.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let proposal = try await FindProposals(house.context).one(
                id, by: try await acting.actor(in: house))
            answer(proposal.json) { proposal.write() }
        }
    }

    struct Submit: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "Propose a change of a listing.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "The listing.") var listing: String
        @OptionGroup var touch: TouchOptions
        @Option(help: "The revision that the change was written on.") var base: Int
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let submission = try await SubmitProposal(house.context).run(
                listing, try touch.draft(), base: base, by: try await acting.actor(in: house))
            answer(submission.proposal?.json ?? ["outcome": "no_difference"]) {
                Console.out(submission.proposal?.line ?? "nothing differs")
            }
        }
    }

    struct Decide: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide fields of a proposal.",
            discussion:
                "Decides on what is published at this moment; --version refuses if the proposal has moved.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String
        @Option(parsing: .singleValue, help: "Accept this field.") var accept: [String] = []
        @Option(parsing: .singleValue, help: "Refuse this field.") var reject: [String] = []
        @Flag(help: "Accept every field that waits and has no conflict.") var acceptAll = false
        @Flag(help: "Refuse every field that waits.") var rejectAll = false
        @Option(
            parsing: .singleValue,
            help: ArgumentHelp("Publish another value in its place.", valueName: "path=value"))
        var amend: [String] = []
        @Option(help: "Why, in words.") var reason: String?
        @Option(help: "Why, a code of the vocabulary rejection_reasons.") var reasonCode: String?
        @Option(help: "The version that was seen.") var version: Int?
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let actor = try await acting.actor(in: house)
            let proposal = try await FindProposals(house.context).one(id, by: actor)
            var choices: [String: Choice] = [:]
            for field in proposal.pending {
                if rejectAll { choices[field.path] = Choice(.reject, reasonCode: reasonCode, reason: reason) }
                if acceptAll, field.comparison(in: proposal) != .conflict {
                    choices[field.path] = Choice(.accept)
                }
            }
            for path in accept { choices[path] = Choice(.accept) }
            for path in reject { choices[path] = Choice(.reject, reasonCode: reasonCode, reason: reason) }
            for pair in amend {
                guard let mark = pair.firstIndex(of: "=") else {
                    throw ValidationError("--amend takes path=value")
                }
                let text = String(pair[pair.index(after: mark)...])
                choices[String(pair[..<mark])] = Choice(
                    .amend, value: (try? JSON(parsing: text)) ?? .string(text))
            }
            guard !choices.isEmpty else { throw ValidationError("name a field: --accept, --reject, --amend") }
            let seen = proposal.seen.object?.members.map { ($0.key, $0.value.string ?? "") } ?? []
            let decided = try await DecideProposal(house.context).run(
                id,
                Decision(
                    version: version ?? proposal.row.version, seen: Dictionary(uniqueKeysWithValues: seen),
                    choices: choices),
                by: actor)
            answer(decided.proposal.json) {
                Console.out(decided.proposal.line + (decided.revision.map { ", revision \($0)" } ?? ""))
            }
        }
    }

    struct RequestChanges: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "Send a proposal back to its author.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String
        @Option(help: "What to change.") var comment: String
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let proposal = try await AmendProposal(house.context).requestChanges(
                id, comment: comment, version: nil, by: try await acting.actor(in: house))
            answer(proposal.json) { Console.out(proposal.line) }
        }
    }

    struct Withdraw: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "Take a proposal back, as its author.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let proposal = try await AmendProposal(house.context).withdraw(
                id, version: nil, by: try await acting.actor(in: house))
            answer(proposal.json) { Console.out(proposal.line) }
        }
    }

    struct Undo: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back the newest decision, within 15 minutes.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            let proposal = try await UndoDecision(house.context).run(
                id, by: try await acting.actor(in: house))
            answer(proposal.json) { Console.out(proposal.line) }
        }
    }
}

extension LoadedProposal {
    /// One line for people.
    fileprivate var line: String {
        let conflicts = pending.count { $0.comparison(in: self) == .conflict }
        let words = conflicts == 0 ? "" : ", \(conflicts) in conflict"
        return
            "\(row.id)  \(row.state)  v\(row.version)  \(row.listing ?? "(new)")  \(fields.count) fields\(words)"
    }

    /// All of it for people.
    fileprivate func write() {
        Console.out(line)
        if !sources.isEmpty { Console.out("  from  \(sources.joined(separator: ", "))") }
        for field in fields {
            let status =
                field.status == .pending ? field.comparison(in: self).rawValue : field.status.rawValue
            Console.out("  \(field.path)  [\(status)]")
            Console.out("    seen       \(field.base?.text ?? "(empty)")")
            Console.out("    published  \(field.current(in: self)?.text ?? "(empty)")")
            Console.out("    proposed   \(field.proposed?.text ?? "(empty)")")
        }
        for twin in candidates ?? [] { Console.out("  perhaps  \(twin.line)") }
    }
}
