package import Directory

/// Reads the files under `db/vocabularies`.
package enum VocabularyCSV {
    private static let systems = ["datatourisme", "apidae", "tif", "tourinsoft", "schema_org", "osm"]
    private static let common = ["code", "parent", "deprecated_on", "replaced_by"]

    /// Reads one list; every problem is told by file, row and column (`payment_means.csv:7:parent`).
    ///
    /// Refused: rows of another length than the header, codes that stand twice or hold anything but lower-case
    /// letters, digits and `_ - .`, a parent or a replacement that is not in the list, a date that is none, a row
    /// without a French label.
    package static func parse(_ bytes: [UInt8], name: VocabularyName) throws(Invalid) -> Vocabulary {
        let file = "\(name.rawValue).csv"
        let table = try CSVTable(bytes, file: file, required: common + ["label_fr", "label_en"])
        let codes = Set(table.rows.map { $0["code"] })
        var problems: [FieldProblem] = []
        var seen: Set<String> = []
        var entries: [VocabularyEntry] = []
        for row in table.rows {
            func fail(_ column: String, _ code: String, _ message: String) {
                problems.append(FieldProblem("\(file):\(row.line):\(column)", code, message))
            }
            if !isCode(row["code"]) { fail("code", "code.invalid", "“\(row["code"])” cannot be a code") }
            if !seen.insert(row["code"]).inserted {
                fail("code", "code.twice", "“\(row["code"])” stands twice")
            }
            for column in ["parent", "replaced_by"] where !row[column].isEmpty && !codes.contains(row[column])
            {
                fail(column, "code.unknown", "“\(row[column])” is not in this list")
            }
            if !row["deprecated_on"].isEmpty, CalendarDate(row["deprecated_on"]) == nil {
                fail("deprecated_on", "date.invalid", "“\(row["deprecated_on"])” is not a date YYYY-MM-DD")
            }
            if row["label_fr"].isEmpty { fail("label_fr", "required", "a French label is needed") }
            entries.append(entry(row, table.columns))
        }
        guard problems.isEmpty else { throw Invalid(problems) }
        return Vocabulary(entries)
    }

    private static func entry(_ row: CSVTable.Row, _ columns: [String]) -> VocabularyEntry {
        var labels: [LanguageCode: String] = [:]
        var codes: [String: [String]] = [:]
        var attributes: [String: String] = [:]
        for column in columns where !row[column].isEmpty && !common.contains(column) {
            if column.hasPrefix("label_"), let language = LanguageCode(String(column.dropFirst(6))) {
                labels[language] = row[column]
            } else if systems.contains(column) {
                // A `-` among several codes stays: the codes of a classification stand in the order of its values.
                if row[column] != "-" {
                    codes[column] = row[column].split(separator: "|").map { String($0).trimmed }
                }
            } else if row[column] != "-" {
                attributes[column] = row[column]
            }
        }
        return VocabularyEntry(
            code: row["code"], parent: row["parent"].isEmpty ? nil : row["parent"],
            labels: Translations(labels),
            codes: codes, deprecatedOn: CalendarDate(row["deprecated_on"]),
            replacedBy: row["replaced_by"].isEmpty ? nil : row["replaced_by"], attributes: attributes)
    }

    private static func isCode(_ text: String) -> Bool {
        (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "_-.".utf8.contains(byte)
            }
    }
}
