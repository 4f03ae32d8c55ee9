import Actions
import ArgumentParser
import Directory
import Store

struct ChangesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes", abstract: "The change feed.", subcommands: [Tail.self, Verify.self])

    struct Tail: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "Print changes, one a line.")
        @OptionGroup var common: CommonOptions
        @Option(help: "The cursor to go on from; the beginning unless said otherwise.") var after: String?
        @Flag(help: "Wait for more.") var follow = false
        @Option(help: "Only changes of this territory.") var territory: String?

        func run(in house: House) async throws {
            guard var cursor = FeedCursor(after ?? "0") else {
                throw ValidationError("“\(after ?? "")” is not a cursor")
            }
            try await ReadTerritories(house.context).check(territory)
            let changes = ReadChanges(house.context, FeedWatch(house.context))
            while true {
                let page = try await changes.run(
                    after: cursor, limit: 1000, territory: territory, wait: follow ? .seconds(30) : .zero)
                let parts = changes.parts(of: page)
                while let rows = try await parts.next() {
                    for row in rows { try write(row) }
                }
                cursor = page.next
                if !page.hasMore, !follow { break }
            }
            if !common.json { Console.note("next: \(cursor.text)") }
        }

        private func write(_ change: ChangeRow) throws {
            let entry = try JSON(parsing: Array(change.entry) + [UInt8(ascii: "}")])
            guard case .object(var object) = entry else { return }
            if let document = change.document { object.append("listing", try JSON(parsing: Array(document))) }
            answer(.object(object)) {
                let fields = entry["changed"]?.elements.compactMap(\.string).joined(separator: ", ") ?? ""
                let (op, id) = (entry["op"]?.string ?? "", entry["id"]?.string ?? "")
                Console.out(
                    "\(change.position)  \(op)  \(id)  r\(entry["revision"]?.integer ?? 0)  \(fields)")
            }
        }
    }

    struct Verify: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare the feed with the revisions; exit with 1 if they differ.")
        @OptionGroup var common: CommonOptions

        func run(in house: House) async throws {
            let verification = try await VerifyChanges(house.context).run()
            let json: JSON = [
                "holds": .bool(verification.holds), "gaps": .integer(verification.gaps),
                "strays": .array(verification.strays.map(JSON.string)),
            ]
            answer(json) {
                Console.out(verification.holds ? "feed and revisions agree" : "feed and revisions differ")
                if verification.gaps > 0 { Console.out("\(verification.gaps) positions are missing") }
                for id in verification.strays { Console.out("not its newest revision: \(id)") }
            }
            if !verification.holds { throw ExitCode(1) }
        }
    }
}

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The chain of who did what.", subcommands: [Verify.self])

    struct Verify: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Walk the chain; exit with 1 at the first break.")
        @OptionGroup var common: CommonOptions

        func run(in house: House) async throws {
            let audit = try await VerifyChanges(house.context).audit()
            answer(["entries": .integer(audit.entries), "first_break": JSON(audit.firstBreak)]) {
                Console.out(
                    audit.firstBreak.map { "the chain breaks at entry \($0)" }
                        ?? "\(audit.entries) entries hold")
            }
            if audit.firstBreak != nil { throw ExitCode(1) }
        }
    }
}

struct Rebuild: HouseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make search and document rows anew from the revisions.",
        discussion: "`fitxa migrate` does it where a new version needs it.")
    @OptionGroup var common: CommonOptions

    func run(in house: House) async throws {
        let count = try await RebuildRows(house.context).withBar()
        answer(["rebuilt": .integer(count)]) { Console.out("\(count) listings rebuilt") }
    }
}
