import Actions
import ArgumentParser
import Directory
import Exchange
import Foundation

struct Export: HouseCommand {
    static let configuration = CommandConfiguration(abstract: "Write the published listings in a format.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "One of \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: String

    @Option(
        help: ArgumentHelp("The file to write; standard output unless said otherwise.", valueName: "path"))
    var out: String?

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
            format, house.context.vocabularies, publicURL: house.configuration.publicURL)
        let search = try await filters.search(in: house)
        let bar = ProgressBar("listings", total: nil)
        let count = try await ExportListings(house.context).run(search) { records, done in
            try output.write(writer.bytes(of: records, first: done == 0))
            bar.update(done + records.count)
        }
        try output.write(writer.end(count))
        bar.finish()
        try output.close()
        Console.note("\(count) listings written" + (out.map { " to \($0)" } ?? ""))
        for line in format.omissions { Console.note("  \(line)") }
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
