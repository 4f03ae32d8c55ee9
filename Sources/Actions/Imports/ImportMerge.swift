import Directory
import Exchange
import Postgres
import Store

/// The three-way comparison of one record with what the source sent last and with what is published.
struct ImportMerge {
    let record: SourceRecord
    let id: ListingID
    let head: Head?
    let publication: Publication?
    /// What the source sends now, by path.
    var sent: JSON { head == nil ? publication?.stored ?? .null : record.document.storedJSON }
    /// The paths that both have changed: what the source sent last, what it sends now.
    let conflicts: [(path: FieldPath, base: JSON?, theirs: JSON?)]
    /// The paths at which a record that joins a listing says something else than it.
    var differing: [FieldPath] = []

    /// A record that joins a listing which others have published: it fills what the listing lacks.
    ///
    /// The listing is published anew in any case, for its answer names the sources.
    init(_ record: SourceRecord, joining head: Head) {
        (self.record, self.head, id, conflicts) = (record, head, head.id, [])
        let after = head.document.filled(from: record.document)
        publication = Publication(id: head.id, before: head, after: after, cause: .import)
        differing = record.document.paths.filter { after[$0] != record.document[$0] }
    }

    init(_ record: SourceRecord, sent: JSONB?, head: Head?, newID: () -> ListingID) throws {
        self.record = record
        self.head = head
        guard let head else {
            id = newID()
            publication = Publication(id: id, before: nil, after: record.document, cause: .import)
            conflicts = []
            return
        }
        id = head.id
        let base = try sent?.json("listing_sources", record.key).object ?? JSONObject()
        var after = head.document
        var conflicts: [(path: FieldPath, base: JSON?, theirs: JSON?)] = []
        let paths = Set(base.keys.compactMap { FieldPath($0) }).union(record.document.fields.keys)
        for path in paths.sorted() {
            let (last, theirs) = (base[path.description], record.document[path])
            let sent = last?.canonicalText
            guard sent != theirs?.json.canonicalText else { continue }
            // A column that a file does not have says nothing about its field.
            if theirs == nil, record.isSilent(about: path) { continue }
            let ours = head.document[path]
            if ours == theirs { continue }
            if ours?.json.canonicalText == sent {
                after[path] = theirs
            } else {
                conflicts.append((path, last, theirs?.json))
            }
        }
        self.conflicts = head.isClosed ? [] : conflicts
        let complete = after.missing.isEmpty && !head.isClosed
        publication =
            complete && after != head.document
            ? Publication(id: head.id, before: head, after: after, cause: .import) : nil
    }

    var conflictFindings: [Finding] {
        conflicts.map { conflict in
            Finding(
                record: record.key, listing: record.name, path: conflict.path.description,
                rule: "import.conflict",
                severity: .warning, message: "the source and the office have both changed the field: proposed"
            )
        }
    }

    var closedFindings: [Finding] {
        guard let head, head.isClosed else { return [] }
        return [
            Finding(
                record: record.key, listing: record.name, path: "", rule: "listing.closed",
                severity: .warning,
                message: "listing \(head.id) is closed: what the source sends is kept and not published")
        ]
    }
}
