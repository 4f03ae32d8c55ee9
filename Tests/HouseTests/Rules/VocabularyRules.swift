/// What holds for every list under `db/vocabularies`.
enum VocabularyRules {
    static let columns = [
        "code", "parent", "label_fr", "label_en", "label_eu", "label_es", "datatourisme", "apidae", "tif",
        "tourinsoft",
        "schema_org", "osm", "deprecated_on", "replaced_by",
    ]
    static let crosswalks = Array(columns[6..<12])

    /// Header, codes, labels, life cycle and totality of the crosswalks of one list.
    static func findings(in table: CSVTable) -> [Finding] {
        var findings = table.ragged.map {
            Finding(table.path, $0, "the number of cells differs from the header")
        }
        if Array(table.columns.prefix(columns.count)) != columns {
            findings.append(Finding(table.path, 1, "the columns are not those of every list, in their order"))
        }
        let codes = Set(table.rows.compactMap { $0["code"] })
        var seen: Set<String> = []
        for (index, row) in table.rows.enumerated() {
            for message in complaints(about: row, codes, isNew: seen.insert(row["code"] ?? "").inserted) {
                findings.append(Finding(table.path, index + 2, "\(row["code"] ?? "?"): \(message)"))
            }
        }
        return findings
    }

    private static func complaints(about row: [String: String], _ codes: Set<String>, isNew: Bool) -> [String]
    {
        func cell(_ name: String) -> String { row[name] ?? "" }
        var complaints: [String] = []
        if !isCode(cell("code")) { complaints.append("not a code") }
        if !isNew { complaints.append("the code stands twice") }
        for reference in ["parent", "replaced_by"] where !cell(reference).isEmpty {
            if !codes.contains(cell(reference)) { complaints.append("\(reference) names no entry") }
            if cell(reference) == cell("code") { complaints.append("\(reference) names the entry itself") }
        }
        for label in ["label_fr", "label_en"] where cell(label).isEmpty {
            complaints.append("\(label) is empty")
        }
        for column in crosswalks where !isCrosswalk(cell(column)) {
            complaints.append("\(column) is neither mapped nor `-`")
        }
        let day = cell("deprecated_on")
        if !day.isEmpty, !isDay(day) { complaints.append("deprecated_on is not a day") }
        if day.isEmpty, !cell("replaced_by").isEmpty { complaints.append("replaced but not deprecated") }
        for rule in cell("id_pattern").split(separator: "|") where !isPattern(rule) {
            complaints.append("id_pattern \(rule) is no rule")
        }
        return complaints
    }

    /// Hosts that two entries claim, or that lie within another entry's host.
    static func hostFindings(in table: CSVTable) -> [Finding] {
        var owners: [(host: String, code: String)] = []
        var findings: [Finding] = []
        for (index, row) in table.rows.enumerated() {
            for host in (row["hosts"] ?? "").split(separator: "|").map(String.init) {
                let code = row["code"] ?? ""
                if host != host.lowercased() || !host.contains(".") || host.split(separator: "/").count > 2 {
                    findings.append(Finding(table.path, index + 2, "\(code): \(host) is not a host"))
                }
                let rival = owners.first { owner in
                    owner.host == host || owner.host.hasSuffix("." + host) || host.hasSuffix("." + owner.host)
                }
                if let rival {
                    findings.append(
                        Finding(table.path, index + 2, "\(code): \(host) belongs to \(rival.code)"))
                }
                owners.append((host, code))
            }
        }
        return findings
    }

    /// Codes of a column that another list does not have (`families` and the categories).
    static func referenceFindings(in table: CSVTable, column: String, to codes: Set<String>) -> [Finding] {
        table.rows.enumerated().flatMap { index, row in
            (row[column] ?? "").split(separator: "|").filter { !codes.contains(String($0)) }
                .map { Finding(table.path, index + 2, "\(row["code"] ?? "?"): \($0) is no category") }
        }
    }

    /// Codes of a foreign system that its own reference list does not have.
    static func foreignFindings(in table: CSVTable, column: String, known: Set<String>) -> [Finding] {
        table.rows.enumerated().flatMap { index, row in
            (row[column] ?? "").split(separator: "|").filter { code in
                guard code != "-", !apidaeTypes.contains(String(code)) else { return false }
                let parts = code.split(separator: ":")
                let isTyped = column == "apidae" && parts.count == 2 && apidaeTypes.contains(String(parts[0]))
                return !known.contains(isTyped ? String(parts[1]) : String(code))
            }
            .map { Finding(table.path, index + 2, "\(row["code"] ?? "?"): \(column) does not know \($0)") }
        }
    }

    private static func isCode(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    private static func isCrosswalk(_ text: String) -> Bool {
        text == "-"
            || !text.isEmpty && !text.split(separator: "|", omittingEmptySubsequences: false).contains("")
    }

    private static func isDay(_ text: String) -> Bool {
        text.utf8.count == 10 && text.split(separator: "-").map(\.count) == [4, 2, 2]
    }

    private static func isPattern(_ rule: Substring) -> Bool {
        let parts = rule.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return false }
        return parts[0] == "path"
            ? Int(parts[1]).map { $0 > 0 } == true
            : ["query", "digits", "after", "number"].contains(parts[0])
    }

    private static let apidaeTypes: Set<String> = [
        "ACTIVITE", "COMMERCE_ET_SERVICE", "DEGUSTATION", "DOMAINE_SKIABLE", "EQUIPEMENT",
        "FETE_ET_MANIFESTATION",
        "HEBERGEMENT_COLLECTIF", "HEBERGEMENT_LOCATIF", "HOTELLERIE", "HOTELLERIE_PLEIN_AIR",
        "PATRIMOINE_CULTUREL",
        "PATRIMOINE_NATUREL", "RESTAURATION", "SEJOUR_PACKAGE", "STRUCTURE", "TERRITOIRE",
    ]
}
