import Directory
import Exchange
import Foundation

/// Counts findings by rule and writes them to a file, one a line.
final class FindingLog {
    private let file: FileHandle?
    private var counts: [String: Int] = [:]
    private(set) var total = 0

    /// A log that writes to that file, or only counts where there is none.
    init(_ path: String?) throws {
        guard let path else {
            file = nil
            return
        }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw Refusal("\(path) cannot be written") }
        self.file = file
    }

    /// Takes findings in.
    func write(_ findings: [Finding]) throws {
        guard !findings.isEmpty else { return }
        total += findings.count
        var lines: [UInt8] = []
        for finding in findings {
            counts[finding.rule, default: 0] += 1
            if file != nil { lines += finding.json.bytes + [0x0A] }
        }
        try file?.write(contentsOf: Data(lines))
    }

    /// Ends the file.
    func close() throws {
        try file?.close()
    }

    /// The rules by how often they were met, most often first.
    var rules: [(String, Int)] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    /// The counts by rule.
    var json: JSON {
        .object(JSONObject(rules.map { JSONObject.Member(key: $0.0, value: .integer($0.1)) }))
    }
}
