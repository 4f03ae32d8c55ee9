import Actions
import Archive
import Directory
import Exchange
import Foundation
import Yams

/// The mapping files: the ready-made ones under `db/mappings`, or one that is named.
struct Mappings {
    private let folder: String
    private let vocabularies: Vocabularies

    init(_ house: House) {
        folder = "\(house.configuration.dbFolder)/mappings"
        vocabularies = house.context.vocabularies
    }

    /// The named mapping, or all ready-made ones.
    func choice(_ file: String?) throws -> MappingChoice {
        if let file { return .named(try read(file)) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return .ready(
            try names.filter { $0.hasSuffix(".yaml") }.sorted().map { try read("\(folder)/\($0)") })
    }

    private func read(_ file: String) throws -> Mapping {
        let text: String
        do {
            text = try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            throw Refusal("\(file) cannot be read")
        }
        do {
            guard let node = try Yams.compose(yaml: text) else { throw Refusal("\(file) is empty") }
            do throws(Invalid) {
                return try Mapping(json: Self.json(node), vocabularies)
            } catch {
                throw Invalid(
                    error.problems.map { problem in
                        let line = Self.line(of: problem.path[...], in: node).map { ":\($0)" } ?? ""
                        return FieldProblem("\(file)\(line): \(problem.path)", problem.code, problem.message)
                    })
            }
        } catch let error as YamlError {
            throw Refusal("\(file) is not YAML: \(error)")
        }
    }

    /// The line of what a path names, as far as it can be followed; names may hold what parts them.
    private static func line(of path: Substring, in node: Node) -> Int? {
        for (key, value) in node.mapping ?? [:] {
            guard let name = key.string, path.hasPrefix(name) else { continue }
            let rest = path.dropFirst(name.count)
            if rest.isEmpty { return key.mark?.line }
            if rest.first == "/" { return line(of: rest.dropFirst(), in: value) ?? key.mark?.line }
        }
        return nil
    }

    private static func json(_ node: Node) -> JSON {
        switch node {
        case .mapping(let mapping):
            .object(
                JSONObject(
                    mapping.map { JSONObject.Member(key: $0.key.string ?? "", value: json($0.value)) }))
        case .sequence(let sequence): .array(sequence.map(json))
        case .scalar(let scalar): value(scalar, node)
        default: .null
        }
    }

    /// A quoted scalar is a text; a plain one may be a number, a truth value or nothing.
    private static func value(_ scalar: Node.Scalar, _ node: Node) -> JSON {
        guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
        if node.null != nil { return .null }
        if let flag = node.bool, ["true", "false"].contains(scalar.string) { return .bool(flag) }
        if let number = Int(scalar.string), String(number) == scalar.string { return .integer(number) }
        return .string(scalar.string)
    }

    /// A first mapping for a table or for features, from the header and the first rows.
    static func suggestion(for path: String) throws -> String {
        let reader = try ArchiveReader(path: path)
        guard let entry = try reader.next() else { throw Refusal("\(path) holds no file") }
        let name = String(entry.name.split(separator: "/").last?.split(separator: ".").first ?? "mine")
        let bytes = try reader.contents()
        if bytes.first(where: { ![0x20, 0x0A, 0x0D, 0x09, 0xEF, 0xBB, 0xBF].contains($0) }) == 0x7B {
            return try suggestion(for: try JSON(parsing: bytes), name: name)
        }
        let rows = try CSVParser.rows(of: bytes)
        guard let header = rows.first else { throw Refusal("\(entry.name) is empty") }
        return MappingSuggestion(
            name: name, header: header.cells, rows: rows.dropFirst().prefix(200).map(\.cells)
        ).yaml
    }

    private static func suggestion(for json: JSON, name: String) throws -> String {
        let features = (json["features"]?.array ?? []).prefix(200).map {
            $0["properties"]?.object ?? JSONObject()
        }
        guard !features.isEmpty else {
            throw Refusal(
                "a mapping is proposed for tables and GeoJSON; for other JSON copy one of db/mappings")
        }
        var header: [String] = []
        for key in features.flatMap(\.keys) where !header.contains(key) { header.append(key) }
        let rows = features.map { feature in
            header.map { key in feature[key].map { $0.string ?? ($0.isNull ? "" : $0.text) } ?? "" }
        }
        return MappingSuggestion(name: name, format: .geojson, header: header, rows: rows).yaml
    }
}
