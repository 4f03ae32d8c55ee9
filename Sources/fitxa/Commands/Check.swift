import Actions
import ArgumentParser
import Directory

struct Check: HouseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what looks wrong in what is published.",
        discussion: """
            Nothing that is published is changed. --json prints one finding a line: listing, path, rule, severity, message and, where it \
            is certain, the correction. Of the rules on where a point lies the first that fits is told.

            \(QualityRule.every.map { "\($0.code): \($0.sentence) (\($0.severity.rawValue))" }
                .joined(separator: "\n"))
            """)

    @OptionGroup var common: CommonOptions

    @Option(
        help: ArgumentHelp(
            "Only listings of this territory: r-75, d-64, ot-… or an INSEE code.", valueName: "code"))
    var territory: String?

    @Option(
        name: .customLong("rule"),
        help: ArgumentHelp(
            "Only these rules; * stands for anything: 'geo.*'. May be repeated.", valueName: "code"))
    var patterns: [String] = []

    @Flag(help: "Lay the certain corrections before the moderators as proposals, each once.")
    var propose = false

    @OptionGroup var acting: ActorOption

    /// The rules that are asked for.
    private var rules: [QualityRule] {
        guard !patterns.isEmpty else { return QualityRule.every }
        let wanted = Set(patterns.flatMap(QualityRule.matching))
        return QualityRule.every.filter(wanted.contains)
    }

    func validate() throws {
        for pattern in patterns where QualityRule.matching(pattern).isEmpty {
            let known = QualityRule.every.map(\.code).joined(separator: ", ")
            throw ValidationError("“\(pattern)” is not a rule; expected one of \(known)")
        }
    }

    func run(in house: House) async throws {
        var tally = FindingTally(examples: 5)
        var correctable: [ListingID] = []
        let actor = try await acting.actor(in: house)
        let bar = ProgressBar("listings", total: nil)
        defer { bar.finish() }
        let count = try await CheckListings(house.context).run(territory: territory, rules: rules) {
            reports in
            for report in reports {
                if report.findings.contains(where: { $0.correction != nil }) {
                    correctable.append(report.listing)
                }
                for finding in report.findings {
                    tally.add(finding, report.listing)
                    if common.json { Console.out(finding.json(report.listing)) }
                }
            }
        } progress: {
            bar.update($0)
        }
        bar.finish()
        if !common.json { tally.tell(listings: count) }
        guard propose else { return }
        let made = try await ProposeCorrections(house.context).run(correctable, rules: rules, by: actor)
        Console.note("\(made) proposals wait for the moderators; what was proposed before is left alone")
    }
}

/// Counts findings by rule and keeps the first of each, for people.
private struct FindingTally {
    private let examples: Int
    private var counts: [QualityRule: (findings: Int, corrections: Int, first: [String])] = [:]

    init(examples: Int) {
        self.examples = examples
    }

    mutating func add(_ finding: QualityFinding, _ listing: ListingID) {
        var count = counts[finding.rule] ?? (0, 0, [])
        count.findings += 1
        if finding.correction != nil { count.corrections += 1 }
        if count.first.count < examples { count.first.append("\(listing)  \(finding.message)") }
        counts[finding.rule] = count
    }

    func tell(listings: Int) {
        let met = QualityRule.every.compactMap { rule in counts[rule].map { (rule, $0) } }
        for (rule, count) in met {
            Console.out("\(rule.code): \(rule.sentence)")
            for line in count.first { Console.out("  \(line)") }
            let more = count.findings - count.first.count
            if more > 0 { Console.out("  … and \(more) more (--json prints all)") }
        }
        if !met.isEmpty {
            Console.out("")
            let rows = met.map { rule, count in
                [rule.code, rule.severity.rawValue, "\(count.findings)", "\(count.corrections)"]
            }
            Table.write(["rule", "severity", "findings", "corrections"], rows)
        }
        let total = met.reduce(0) { $0 + $1.1.findings }
        Console.out("\(listings) listings checked, \(total) findings")
    }
}
