import Actions
import ArgumentParser
import Directory
import Exchange
import Store

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in the listings of another system; look at imports, take one back.",
        usage: """
            fitxa import <format> <path> ... [<options>]
            fitxa import list | show <run> | rollback <run>
            """,
        discussion: """
            PATH is a file, a folder, a .zip, .tar or .gz, or - for standard input. What others wrote is never \
            overwritten: where source and people disagree, a proposal waits for the moderator. Run it again after \
            an interruption: it goes on where it was.

            With --complete the feed is all that the source has: records that it lacks are marked, and listings for \
            which no other record stands are closed, but never more than 10 percent of the source's records at once \
            (--close-at-most). A record that comes back restores its listing.

            What `fitxa export` has written is known by the ids of its listings. The format fitxa keeps ids, times and the \
            keys of sources; a key that another listing holds stays there (the finding source.taken). Of csv and geojson \
            only what was changed in them since their revision counts: it is published where nobody else has changed it, \
            else proposed.

            A feed without any record is taken for what it says, with a warning (the finding feed.empty); with --complete \
            it closes nothing. A feed that ends before its content does, or that cannot be read any further, is taken in \
            up to that place: the counts are printed, then the reason (the finding feed.cut), and nothing is closed.

            FORMAT is one of \(ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")). The options: \
            --source NAME, --dry-run, --complete, --close-at-most PERCENT, --report FILE, --mapping FILE, \
            --suggest-mapping, --as EMAIL, --json, --config FILE; `fitxa help import run` explains each.
            """,
        subcommands: [Run.self, List.self, Show.self, Rollback.self], defaultSubcommand: Run.self)

    struct List: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "List the imports, newest first.")
        @OptionGroup var common: CommonOptions
        @Option(help: "Only those of this source.") var source: String?
        @Option(help: "At most so many.") var limit = Limit(20)

        func run(in house: House) async throws {
            for run in try await ReadImports(house.context).page(source: source, limit: limit.count) {
                let json = try run.json()
                answer(json) {
                    let cut = json["cut_off"] == true ? "cut off" : ""
                    let state = run.finishedAt == nil ? "unfinished" : cut
                    let end = run.rolledBackAt == nil ? state : "rolled back"
                    let words = [
                        String(run.id), Timestamp.text(run.startedAt), run.source, run.format,
                        ImportCommand.words(json["counts"] ?? .null), end,
                    ]
                    Console.out(words.filter { !$0.isEmpty }.joined(separator: "  "))
                }
            }
        }
    }

    struct Show: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print an import and what it did with each record.",
            discussion: "Records that it left unchanged or rejected are counted and not listed.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "The number of the import.") var run: Int
        @Option(help: "Only records that were created, updated, conflicted or removed.") var outcome: String?
        @Option(help: "List at most so many records.") var limit = Limit(50)
        @Option(help: "List records after this key.") var after = ""

        func validate() throws {
            let known = ["created", "updated", "conflicted", "removed"]
            guard outcome.map(known.contains) ?? true else {
                throw ValidationError("--outcome is one of \(known.joined(separator: ", "))")
            }
        }

        func run(in house: House) async throws {
            let imports = ReadImports(house.context)
            var object = try await imports.one(run).json().object ?? JSONObject()
            let tally = try await imports.tally(of: run)
            let rows = try await imports.records(
                of: run, after: after, outcome: outcome, limit: limit.count + 1)
            let page = rows.prefix(limit.count)
            object.append("done", tally.done)
            object.append("undone", tally.undone)
            object.append("records", .array(page.map(\.json)))
            object.append("next", JSON(rows.count > limit.count ? page.last?.key : nil))
            answer(.object(object)) { write(object, Array(page), hasMore: rows.count > limit.count) }
        }

        private func write(_ object: JSONObject, _ page: [ImportRecordRow], hasMore: Bool) {
            let names = [
                "source", "format", "path", "actor", "complete", "started_at", "finished_at", "counts",
                "findings", "cut_off", "done", "rolled_back_at", "rolled_back_by", "undone",
            ]
            for name in names {
                let value = object[name] ?? .null
                let words = value.object == nil ? value.string ?? value.text : ImportCommand.words(value)
                Console.out("\(name): \(words)")
            }
            guard !page.isEmpty else { return }
            Table.write(
                ["key", "listing", "outcome", "revision", "proposals", "undone"],
                page.map { row in
                    [
                        row.key, row.listing, row.outcome, row.revision.map(String.init) ?? "",
                        row.proposals.joined(separator: " "), row.undone ?? "",
                    ]
                })
            if hasMore, let last = page.last { Console.out("more: --after \(last.key)") }
        }
    }

    struct Rollback: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back what an import did, where nobody has changed it since.",
            discussion: """
                Fields go back to what they were, listings that it created are closed, those that it closed are \
                published again, its conflicts no longer wait. What somebody has touched since stays and is listed. \
                Run it again after an interruption; a second time it finds nothing to do.
                """)
        @OptionGroup var common: CommonOptions
        @Argument(help: "The number of the import.") var run: Int
        @Flag(help: "Work everything out and keep nothing.") var dryRun = false
        @OptionGroup var acting: ActorOption

        func run(in house: House) async throws {
            var kept: [RolledBack] = []
            let counts = try await RollBackImport(house.context).run(
                run, dryRun: dryRun, by: try await acting.actor(in: house)
            ) { outcomes in kept += outcomes.filter { $0.extent != .takenBack } }
            let json: JSON = [
                "run": .integer(run), "dry_run": .bool(dryRun),
                "taken_back": .integer(counts[.takenBack] ?? 0), "partly": .integer(counts[.partly] ?? 0),
                "skipped": .integer(counts[.skipped] ?? 0), "kept": .array(kept.map(\.json)),
            ]
            answer(json) {
                for record in kept {
                    let paths = record.left.map(\.description).joined(separator: ", ")
                    let words = [
                        record.key, record.listing, record.extent.rawValue, record.reason ?? "", paths,
                    ]
                    Console.out(words.filter { !$0.isEmpty }.joined(separator: "  "))
                }
                let extents = RolledBack.Extent.allCases.map { "\($0.rawValue) \(counts[$0] ?? 0)" }
                let end = counts.isEmpty ? "  (nothing to take back)" : dryRun ? "  (dry run)" : ""
                Console.out(extents.joined(separator: "  ") + end)
            }
        }
    }

    /// The members of an object in words, without those that are nothing.
    private static func words(_ json: JSON) -> String {
        (json.object?.members ?? []).filter { $0.value != 0 }.map { "\($0.key) \($0.value.text)" }
            .joined(separator: ", ")
    }
}
