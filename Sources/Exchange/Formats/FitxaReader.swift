package import Directory

/// Reads lines of the lossless format; the key of a record is the id of its listing.
package struct FitxaReader: RecordReader {
    private let vocabularies: Vocabularies
    package let version: String

    /// A reader with these vocabularies.
    package init(vocabularies: Vocabularies) {
        self.vocabularies = vocabularies
        version = "\(FitxaLine.format) sources \(vocabularies.fingerprint)"
    }

    package func read(_ bytes: [UInt8], name: String) -> Reading {
        do throws(Invalid) {
            let record = try FitxaLine.read(bytes, vocabularies)
            let label = record.document.translations(.name).best() ?? ""
            guard record.status == .published else {
                return .rejected(
                    key: record.id.text,
                    findings: [
                        Finding(
                            record: record.id.text, listing: label, path: "status", rule: "listing.closed",
                            severity: .info, message: "a closed listing is not taken in")
                    ])
            }
            guard record.document.missing.isEmpty else {
                return Self.rejected(record.id.text, label, record.document.missing)
            }
            return .record(
                SourceRecord(key: record.id.text, name: label, document: record.document, listing: record))
        } catch {
            return Self.rejected(name, "", error.problems)
        }
    }

    package func copy(of listing: ListingRecord) -> Document? {
        listing.isPublic ? listing.document.publicPart : listing.document
    }

    private static func rejected(_ key: String, _ listing: String, _ problems: [FieldProblem]) -> Reading {
        .rejected(key: key, findings: problems.map { Finding(record: key, listing: listing, $0) })
    }
}
