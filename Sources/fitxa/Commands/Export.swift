import Actions
import ArgumentParser
import Directory
import Exchange
import Foundation

struct Export: HouseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the published listings in a format.",
        discussion: """
            At the end standard error tells what the format could not carry: each field with the number of listings \
            that lost something there. With --json it is one document, on standard output where --out names a file.

            The format fitxa is lossless: it holds private contacts and notes too, the times of the listing, and of each \
            source its key and what it sent last, so that it is known again where the listing goes. Earlier revisions \
            stay behind (history). Hand on what --public writes.
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "One of \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: String

    @Option(
        help: ArgumentHelp("The file to write; standard output unless said otherwise.", valueName: "path"))
    var out: String?

    @Flag(name: .customLong("public"), help: "Leave out what is private.") var isPublic = false

    @OptionGroup var filters: FilterOptions

    mutating func validate() throws {
        guard ExportFormat(rawValue: format) != nil else {
            let known = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("“\(format)” is not a format; expected one of \(known)")
        }
    }

    func run(in house: House) async throws {
        guard let format = ExportFormat(rawValue: format) else { return }
        let target = out ?? "-"
        let output = try ExportFile(target)
        let writer = ExportWriter(
            format, house.context.vocabularies, publicURL: house.configuration.publicURL,
            mappings: try Mappings(house).choice(nil))
        let search = try await filters.search(in: house)
        let bar = ProgressBar("listings", total: nil)
        var omitted: [String: Int] = [:]
        var count = 0
        let withSent = format == .fitxa && !isPublic
        _ = try await ExportListings(house.context).run(search, withSent: withSent) { found, done in
            let records = isPublic ? found.map(\.publicPart) : found
            try output.write(writer.bytes(of: records, first: count == 0))
            omitted.merge(writer.omitted(of: records), uniquingKeysWith: +)
            count += records.count
            bar.update(done + found.count)
        }
        try output.write(writer.end(count))
        bar.finish()
        try output.close()
        report(count, omitted.sorted { ($1.value, $0.key) < ($0.value, $1.key) })
    }

    private func report(_ count: Int, _ omitted: [(key: String, value: Int)]) {
        if common.json {
            let losses = omitted.map { JSONObject.Member(key: $0.key, value: .integer($0.value)) }
            let report: JSON = ["written": .integer(count), "omitted": .object(JSONObject(losses))]
            return out == nil ? Console.note(report.text) : Console.out(report)
        }
        Console.note("\(count) listings written" + (out.map { " to \($0)" } ?? ""))
        if !omitted.isEmpty { Console.note("\(format) could not carry:") }
        for (path, listings) in omitted {
            Console.note("  \(path) of \(listings) listing\(listings == 1 ? "" : "s")")
        }
    }
}

/// A file that takes its name only when it is complete.
final class ExportFile: Sendable {
    private let path: String
    private let handle: FileHandle

    init(_ path: String) throws {
        self.path = path
        guard path != "-" else {
            handle = .standardOutput
            return
        }
        guard FileManager.default.createFile(atPath: path + ".part", contents: nil),
            let handle = FileHandle(forWritingAtPath: path + ".part")
        else { throw Refusal("\(path) cannot be written") }
        self.handle = handle
    }

    func write(_ bytes: [UInt8]) throws {
        if !bytes.isEmpty { try handle.write(contentsOf: Data(bytes)) }
    }

    func close() throws {
        guard path != "-" else { return }
        try handle.close()
        _ = try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: path + ".part", toPath: path)
    }
}
