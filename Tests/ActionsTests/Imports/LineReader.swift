import Directory
import Exchange

/// Reads records of the form `{"key": …, "set": {path: value}}`, for tests.
struct LineReader: RecordReader {
    let vocabularies: Vocabularies
    var version = "line/1"

    func read(_ bytes: [UInt8], name: String) -> Reading {
        guard let json = try? JSON(parsing: bytes), let key = json["key"]?.string else { return .skipped }
        do throws(Invalid) {
            let touch = try Touch(set: json["set"], unset: nil, on: Document(), vocabularies)
            let document = touch.applied(to: Document())
            let silent = (json["silent"]?.elements ?? []).compactMap(\.string)
            let listing = ListingID(key).map { ListingRecord(id: $0, document: document) }
            return .record(
                SourceRecord(key: key, name: key, document: document, silent: silent, listing: listing))
        } catch {
            let findings = error.problems.map {
                Finding(
                    record: key, listing: "", path: $0.path, rule: $0.code, severity: .error,
                    message: $0.message)
            }
            return .rejected(key: key, findings: findings)
        }
    }
}
