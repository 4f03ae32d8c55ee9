import Archive
import Directory
import Exchange
import FoundationEssentials
import Testing

struct MappingProbe {
    static let files: [(String, @Sendable (String, MappingChoice) -> any RecordSplitter)] = [
        ("tourinsoft-pdl/campings-loire-atlantique.csv", { MappedFile.csv($0, $1) }),
        ("tourinsoft-pdl/fetes-manifestations-rpdl.csv", { MappedFile.csv($0, $1) }),
        ("tourinsoft-bretagne/fma-a.csv", { MappedFile.csv($0, $1) }),
        ("atout-france/hebergements-classes-2017.csv", { MappedFile.csv($0, $1) }),
        ("atout-france/hebergements_classes-a.csv", { MappedFile.csv($0, $1) }),
        ("apidae-grandlyon/sittourisme-2015.geojson", { MappedFile.geojson($0, $1) }),
        ("southtyrol/museums.json", { MappedFile.json($0, $1) }),
        ("sit-samples/geotrek/tourinsoftContent.json", { MappedFile.tourinsoft($0, $1) }),
        ("sit-samples/geotrek/tourinsoftContentV3.json", { MappedFile.tourinsoft($0, $1) }),
        ("sit-samples/geotrek/tourinsoftEvent.json", { MappedFile.tourinsoft($0, $1) }),
    ]
    @Test func probe() throws {
        let root = ProcessInfo.processInfo.environment["FITXA_REAL_DATA"] ?? "/tmp/data"
        let vocabularies = try Sample.vocabularies.get()
        var keys: [String: Set<String>] = [:]
        for (file, make) in Self.files {
            let archive = try ArchiveReader(path: "\(root)/\(file)")
            _ = try archive.next()
            let bytes = try archive.contents()
            let start = Date()
            let read = try MappedFile(bytes, name: file, make)
            let seconds = Date().timeIntervalSince(start)
            var out = "\(file): \(read.records.count) / \(read.rejected.count) keys \(Set(read.records.map(\.key)).count) \(seconds) s\n"
            keys[file] = Set(read.records.map(\.key))
            for (rule, count) in read.rules.sorted(by: { $0.key < $1.key }) { out += "   \(rule): \(count)\n" }
            var examples: [String: [String]] = [:]
            for finding in read.records.flatMap(\.findings) + read.rejected {
                let key = finding.rule
                if examples[key, default: []].count < 14, !(examples[key, default: []].contains { $0.hasPrefix(finding.path + "|" + finding.message) }) {
                    examples[key, default: []].append(finding.path + "|" + finding.message + "|" + finding.record)
                }
            }
            var fields: [String: Int] = [:]
            for record in read.records {
                for f in Set(record.document.fields.keys.map(\.field)) { fields[f.rawValue, default: 0] += 1 }
                let stored = record.document.storedJSON
                do { if try Document(stored: stored, vocabularies) != record.document { out += "DIFFERENT \(record.key)\n" } }
                catch { out += "INVALID \(record.key) \(error.problems)\n" }
            }
            out += "   \(fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "))\n"
            for (rule, list) in examples.sorted(by: { $0.key < $1.key }) { for l in list { out += "      \(rule) :: \(l)\n" } }
            for record in read.records.prefix(2) { out += record.document.storedJSON.text + "\n" }
            try out.write(toFile: "/tmp/dev-mapping/probe-\(file.split(separator: "/").last ?? "x").txt", atomically: true, encoding: .utf8)
        }
        let a = keys["atout-france/hebergements-classes-2017.csv"] ?? [], b = keys["atout-france/hebergements_classes-a.csv"] ?? []
        try "common \(a.intersection(b).count)".write(toFile: "/tmp/dev-mapping/common.txt", atomically: true, encoding: .utf8)
    }
}
