import Actions
import ArgumentParser
import Directory
import Exchange
import Foundation

extension ImportCommand {
    struct Run: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in the listings of another system: what `fitxa import FORMAT PATH…` does.")

        @OptionGroup var common: CommonOptions

        @Argument(help: "One of \(ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
        var format: String

        @Argument(help: ArgumentHelp("Files, folders or archives.", valueName: "path"))
        var paths: [String]

        @Option(
            help: ArgumentHelp(
                "The name of the source; else that of the mapping, else the format's.", valueName: "name"))
        var source: String?

        @Flag(help: "Work everything out and keep nothing.")
        var dryRun = false

        @Flag(help: "The feed is all that the source has: close the listings whose records it lacks.")
        var complete = false

        @Option(
            help: ArgumentHelp(
                """
                With --complete: how many of the source's records may be closed at once, 10 unless said otherwise; \
                also closes where records of the feed could not be told apart.
                """, valueName: "percent"))
        var closeAtMost: Double?

        @Option(help: ArgumentHelp("Write one finding a line (NDJSON) to this file.", valueName: "file"))
        var report: String?

        @Option(
            help: ArgumentHelp(
                "A mapping from columns to fields (YAML); else the ready-made one that fits.",
                valueName: "file"))
        var mapping: String?

        @Flag(
            help:
                "Only print a mapping for the first file, made from its header, to be corrected by a person.")
        var suggestMapping = false

        @OptionGroup var acting: ActorOption

        mutating func validate() throws {
            guard let known = ImportFormat(rawValue: format) else {
                let known = ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("“\(format)” is not a format; expected one of \(known)")
            }
            if mapping != nil, !known.isMapped {
                let mapped = ImportFormat.allCases.filter(\.isMapped).map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--mapping goes with \(mapped); \(format) needs none")
            }
            guard !paths.isEmpty else { throw ValidationError("a path is needed") }
            if let source, !SourceName.isValid(source) {
                throw ValidationError("a source's name has 1 to 60 letters, digits, -, _ or .")
            }
            if let closeAtMost {
                guard complete else { throw ValidationError("--close-at-most goes with --complete") }
                guard (0...100).contains(closeAtMost) else {
                    throw ValidationError("--close-at-most is a number from 0 to 100")
                }
            }
        }

        func run(in house: House) async throws {
            guard let format = ImportFormat(rawValue: format) else { return }
            if suggestMapping { return Console.out(try Mappings.suggestion(for: paths[0])) }
            let started = Date()
            let log = try FindingLog(report)
            let mappings =
                format.isMapped ? try Mappings(house).choice(mapping) : .ready([])
            let feed = RecordFeed(paths, format: format, mappings: mappings)
            let vocabularies = house.context.vocabularies
            let reader = DeferredReader(
                version: format.reader(vocabularies, CommuneIndex([]), mappings).version
            ) { [database = house.database] in
                format.reader(
                    vocabularies, try await LoadReferenceData.communes(of: database), mappings)
            }
            let options = ImportOptions(
                source: try source ?? feed.mappedSource() ?? format.rawValue, format: format.rawValue,
                path: paths.joined(separator: " "),
                dryRun: dryRun, isComplete: complete, closeAtMost: closeAtMost)
            let actor = try await acting.actor(in: house)
            let bar = ProgressBar("records", total: nil)
            let result: ImportResult
            do {
                result = try await ImportRecords(house.context).run(
                    options, by: actor, reader: reader, feed: ImportFeed(next: feed.next) { feed.end },
                    outcomes: { try log.write($0.flatMap(\.findings)) }
                ) { bar.update($0.total, share: feed.share) }
            } catch {
                bar.finish()
                throw error
            }
            bar.finish()
            try log.write(result.findings)
            try log.close()
            if result.cut == nil || result.counts.total > 0 {
                summarize(result, log, seconds: Date().timeIntervalSince(started))
            }
            if let cut = result.cut { throw cut }
            if let emptiness = feed.emptiness { Console.note("warning: \(emptiness)") }
            if let vanished = result.vanished, vanished.hold != nil {
                Console.note(refusal(vanished))
                throw ExitCode(ExitStatus.refused.rawValue)
            }
        }

        private func summarize(_ result: ImportResult, _ log: FindingLog, seconds: Double) {
            let (counts, rounded) = (result.counts, (seconds * 100).rounded() / 100)
            if common.json {
                var object = counts.json.object ?? JSONObject()
                object.append("run", JSON(result.run))
                object.append("seconds", .double(rounded))
                object.append("dry_run", .bool(dryRun))
                object.append("findings", log.json)
                if let vanished = result.vanished { object.append("vanished", vanished.json) }
                Console.out(.object(object))
                return
            }
            let words = [
                "created \(counts.created)", "updated \(counts.updated)", "unchanged \(counts.unchanged)",
                "conflicted \(counts.conflicted)", "rejected \(counts.rejected)", "removed \(counts.removed)",
            ]
            let rate = seconds > 0 ? Int(Double(counts.total) / seconds) : 0
            let end = result.run.map { "  (run \($0))" } ?? "  (dry run)"
            Console.out(words.joined(separator: "  ") + "  in \(rounded) s (\(rate)/s)" + end)
            for (rule, count) in log.rules { Console.out("  \(count) × \(rule)") }
            if report == nil, log.total > 0 { Console.out("  --report FILE writes each finding") }
        }

        private func refusal(_ vanished: Vanished) -> String {
            let share = (vanished.share * 10).rounded(.up) / 10
            let numbers = """
                nothing was closed: the feed lacks \(vanished.missing) of the source's \(vanished.live) records, \
                which would close \(vanished.closing) listings (\(share) %)
                """
            let way = "--close-at-most \(Int(share.rounded(.up))) closes them; all else is taken in"
            switch vanished.hold {
            case .share:
                return "\(numbers), more than \(closeAtMost ?? ImportOptions.usualShare) %; \(way)"
            case .empty: return "\(numbers), but it has no record at all; \(way)"
            default: return "\(numbers), but records of the feed could not be told apart; \(way)"
            }
        }
    }
}
