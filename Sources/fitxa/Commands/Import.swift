import Actions
import ArgumentParser
import Directory
import Exchange
import Foundation

struct Import: HouseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take in the listings of another system.",
        discussion: """
            PATH is a file, a folder, a .zip, .tar or .gz, or - for standard input. What others wrote is never \
            overwritten: where source and people disagree, a proposal waits for the moderator. Run it again after \
            an interruption: it goes on where it was.
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "One of \(ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: String

    @Argument(help: ArgumentHelp("Files, folders or archives.", valueName: "path"))
    var paths: [String]

    @Option(
        help: ArgumentHelp("The name of the source; the format's unless said otherwise.", valueName: "name"))
    var source: String?

    @Flag(help: "Work everything out and keep nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("Write one finding a line (NDJSON) to this file.", valueName: "file"))
    var report: String?

    @Option(
        help: ArgumentHelp(
            "A mapping from columns to fields (YAML); else the ready-made one that fits.", valueName: "file"))
    var mapping: String?

    @Flag(help: "Only print a mapping for the first file, made from its header, to be corrected by a person.")
    var suggestMapping = false

    @OptionGroup var acting: ActorOption

    mutating func validate() throws {
        guard ImportFormat(rawValue: format) != nil else {
            let known = ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("“\(format)” is not a format; expected one of \(known)")
        }
        guard !paths.isEmpty else { throw ValidationError("a path is needed") }
        if let source, !SourceName.isValid(source) {
            throw ValidationError("a source's name has 1 to 60 letters, digits, -, _ or .")
        }
    }

    func run(in house: House) async throws {
        guard let format = ImportFormat(rawValue: format) else { return }
        if suggestMapping { return Console.out(try Mappings.suggestion(for: paths[0])) }
        let started = Date()
        let log = try FindingLog(report)
        let mappings = try Mappings(house.configuration).choice(mapping)
        let feed = RecordFeed(paths, format: format, mappings: mappings)
        let reader = format.reader(
            house.context.vocabularies, try await LoadReferenceData.communes(of: house.database), mappings)
        let options = ImportOptions(
            source: source ?? format.rawValue, format: format.rawValue, path: paths.joined(separator: " "),
            dryRun: dryRun)
        let actor = try await acting.actor(in: house)
        let bar = ProgressBar("records", total: nil)
        let counts: ImportCounts
        do {
            counts = try await ImportRecords(house.context).run(
                options, by: actor, reader: reader, next: feed.next, findings: log.write
            ) { bar.update($0.total) }
        } catch {
            bar.finish()
            throw error
        }
        bar.finish()
        try log.write(feed.findings)
        try log.close()
        summarize(counts, log, seconds: Date().timeIntervalSince(started))
    }

    private func summarize(_ counts: ImportCounts, _ log: FindingLog, seconds: Double) {
        let rounded = (seconds * 100).rounded() / 100
        if common.json {
            var object = counts.json.object ?? JSONObject()
            object.append("seconds", .double(rounded))
            object.append("dry_run", .bool(dryRun))
            object.append("findings", log.json)
            Console.out(.object(object))
            return
        }
        let words = [
            "created \(counts.created)", "updated \(counts.updated)", "unchanged \(counts.unchanged)",
            "conflicted \(counts.conflicted)", "rejected \(counts.rejected)", "removed \(counts.removed)",
        ]
        let rate = seconds > 0 ? Int(Double(counts.total) / seconds) : 0
        Console.out(
            words.joined(separator: "  ") + "  in \(rounded) s (\(rate)/s)" + (dryRun ? "  (dry run)" : ""))
        for (rule, count) in log.rules { Console.out("  \(count) × \(rule)") }
        if report == nil, log.total > 0 { Console.out("  --report FILE writes each finding") }
    }
}
