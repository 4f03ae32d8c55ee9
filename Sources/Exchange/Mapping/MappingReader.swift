package import Directory

/// Makes listings of the records of tables and JSON, by the mapping that fits each.
///
/// A value that is not valid is dropped with a finding and never costs the record; a record is rejected only
/// where no mapping fits or where it has no key, no name or no category.
package struct MappingReader: RecordReader {
    package let version: String
    private let mappings: MappingChoice
    private var tools: ReadingTools
    private let tables: [String: [CodeTable?]]
    private let categories: [String: [CodeTable]]

    /// A reader that knows these mappings, vocabularies and communes.
    package init(_ mappings: MappingChoice, vocabularies: Vocabularies, communes: CommuneIndex) {
        self.mappings = mappings
        tools = ReadingTools(vocabularies: vocabularies, communes: communes)
        let known = mappings.all
        let prints = known.map(\.fingerprint).sorted().joined(separator: " ")
        version = "mapping/7 \(vocabularies.fingerprint) \(ElementKey.digest(prints))"
        tables = Dictionary(
            known.map { mapping in
                let tables = mapping.rules.map { rule in
                    rule.target.vocabulary.map {
                        CodeTable(vocabularies[$0], values: rule.values, system: mapping.system)
                    }
                }
                return (mapping.name, tables)
            }
        ) { first, _ in first }
        categories = Dictionary(
            known.map { mapping in
                let tables = mapping.category.compactMap { way -> CodeTable? in
                    guard case .column(_, _, _, let values, _) = way else { return nil }
                    return CodeTable(vocabularies[.categories], values: values, system: mapping.system)
                }
                return (mapping.name, tables)
            }
        ) { first, _ in first }
    }

    func with(_ communes: CommuneIndex) -> MappingReader {
        var reader = self
        reader.tools.communes = communes
        return reader
    }

    package func read(_ bytes: [UInt8], name: String) -> Reading {
        let json: JSON
        do throws(JSONSyntaxError) {
            json = try JSON(parsing: bytes)
        } catch {
            return rejected(name, "", "json.invalid", error.description)
        }
        guard let mapping = mappings.mapping(of: json) else {
            return rejected(name, "", "mapping.none", "no mapping fits the columns of the record")
        }
        let cells = MappedCells(json, mapping)
        guard
            let base = mapping.key.text({ cells.text($0).flatMap { mapping.empty.contains($0) ? nil : $0 } })
        else {
            let columns = mapping.key.columns.joined(separator: ", ")
            return rejected(name, "", "key.missing", "the record has nothing in \(columns)")
        }
        let key = cells.occurrence == 0 ? base : "\(base)-\(cells.occurrence + 1)"
        var record = MappedRecord(cells, key: key, mapping: mapping, tools: tools)
        record.draft.name = cells.name(mapping)
        guard let category = category(cells, mapping) else {
            return rejected(
                key, record.draft.name, "category.unknown", "nothing in the record tells its category")
        }
        record.draft.set(.category, nil, .code(category.code))
        if category.isFamily {
            record.draft.note(
                "category", "category.general", .info, "only the family \(category.code) is certain")
        }
        record.read(tables[mapping.name] ?? [])
        guard record.draft.document.missing.isEmpty else {
            return rejected(key, record.draft.name, "name.missing", "the record has no name")
        }
        return .record(record.finished)
    }

    package func copy(of listing: ListingRecord) -> Document? {
        var rows = CSVRecords("", mappings)
        var copy: Document?
        let table = CSVWriter.header + CSVWriter.row(listing)
        // Without the mapping of our own table nothing can be read back.
        try? rows.push(Array(table.utf8)) { raw in
            if case .record(let record) = read(raw.bytes, name: raw.name) { copy = record.document }
        }
        return copy
    }

    /// The category by the first way that gives one; of several values the one of the highest rank.
    private func category(_ cells: MappedCells, _ mapping: Mapping) -> (code: String, isFamily: Bool)? {
        let vocabulary = tools.vocabularies[.categories]
        func found(_ code: String) -> (String, Bool)? {
            vocabulary.entry(code).map { ($0.code, $0.parent == nil) }
        }
        var table = 0
        for way in mapping.category {
            guard case .column(let column, let separators, let prefix, _, let conditions) = way else {
                if case .fixed(let code) = way { return found(code) }
                continue
            }
            let codes = categories[mapping.name]?[table]
            table += 1
            guard conditions.allSatisfy(cells.meets) else { continue }
            var texts: [String] = cells.values(column).compactMap(\.labelText)
            for separator in separators { texts = texts.flatMap { PartedText.split($0, separator) } }
            if let prefix { texts = texts.map { String($0.prefix(prefix)) } }
            for text in texts {
                if case .code(let code)? = codes?.meaning(text.trimmed) { return found(code) }
            }
        }
        return nil
    }

    private func rejected(_ key: String, _ listing: String, _ rule: String, _ message: String) -> Reading {
        let path = rule.hasPrefix("category") ? "category" : rule.hasPrefix("name") ? "name" : ""
        let finding = Finding(
            record: key, listing: listing, path: path, rule: rule, severity: .error, message: message)
        return .rejected(key: key, findings: [finding])
    }
}

extension MappedCells {
    /// Whether one of the words stands in the column.
    fileprivate func meets(_ condition: MappingCategory.Condition) -> Bool {
        values(condition.column).compactMap(\.labelText).contains {
            !condition.words.isDisjoint(with: FoldedText.words($0))
        }
    }

    /// What the record is called, for people.
    fileprivate func name(_ mapping: Mapping) -> String {
        let rules = mapping.rules.filter { $0.target == .text(.name) }
        return rules.lazy.compactMap { self.text($0.column) }.first ?? ""
    }
}

extension MappedRecord {
    /// The record as the import takes it.
    fileprivate var finished: SourceRecord {
        let record = draft.record(updatedOn: updatedOn)
        return SourceRecord(
            key: record.key, name: draft.document.translations(.name).best() ?? draft.name,
            document: record.document, findings: record.findings, updatedOn: updatedOn,
            silent: mapping.silent,
            listing: listing)
    }

    /// The listing of which a row of our own table is a copy.
    private var listing: ListingRecord? {
        guard mapping.isOwn, let id = ListingID(draft.key) else { return nil }
        let revision = cells.text("revision").flatMap { Int($0.trimmed) } ?? 0
        return ListingRecord(
            id: id, revision: revision, document: draft.document,
            contentChangedAt: cells.text("content_changed_at").flatMap { $0.isEmpty ? nil : $0 })
    }
}
