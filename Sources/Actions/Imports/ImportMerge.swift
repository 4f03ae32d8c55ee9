import Directory
import Exchange
import Postgres
import Store

/// The three-way comparison of one record with what the source sent last and with what is published.
struct ImportMerge {
    /// A field that the source and somebody else have changed.
    struct Conflict {
        let path: FieldPath
        /// What the source sent last.
        let base: JSON?
        /// What it sends now.
        let theirs: JSON?
    }

    let record: SourceRecord
    let id: ListingID
    let head: Head?
    /// Whether the source had not sent the record before.
    let isNew: Bool
    var publication: Publication?
    /// What the source sends now, by path, with what it sent before where it says nothing now.
    let sent: JSONB
    /// What both have changed.
    let conflicts: [Conflict]
    /// What the source alone has changed since it sent the record last, or has come to agree on with what is published:
    /// what it proposed there before no longer holds.
    let settled: [FieldPath]
    /// Whether the listing is closed and stays so.
    let staysClosed: Bool
    /// The paths at which a record that joins a listing says something else than it.
    var differing: [FieldPath] = []
    /// What else is to be told.
    var notes: [Finding] = []
    /// The keys of other sources that come with the record.
    private(set) var keys: [ImportKeys.Key] = []

    /// A record that joins a listing which others have published: it fills what the listing lacks.
    ///
    /// The listing is published anew in any case, for its answer names the sources.
    init(_ record: SourceRecord, joining head: Head) {
        (self.record, self.head, id, isNew, staysClosed) = (record, head, head.id, true, false)
        // What stood there before is not the source's: where it says something else later, that is proposed.
        var brought = record.document
        for path in record.document.paths where head.document[path] == record.document[path] {
            brought[path] = nil
        }
        (sent, conflicts, settled) = (JSONB(brought.storedJSON), [], [])
        let after = head.document.filled(from: record.document)
        publication = Publication(id: head.id, before: head, after: after, cause: .import)
        differing = record.document.paths.filter { after[$0] != record.document[$0] }
    }

    /// Compares a record; `stored` is its document written out, `row` what is known of it, `head` its listing, `past`
    /// what is known of a new listing.
    init(
        _ record: SourceRecord, stored: JSONB?, row: SourceRecordRow?, head: Head?, past: Publication.Past?,
        newID: () -> ListingID
    ) throws {
        (self.record, self.head) = (record, head)
        isNew = row == nil
        guard let head else {
            id = newID()
            let first = Publication(
                id: id, before: nil, after: record.document, cause: .import, stored: stored, past: past)
            (publication, sent, conflicts, settled, staysClosed) = (first, first.stored, [], [], false)
            return
        }
        id = head.id
        let base = try row?.sent.json("listing_sources", record.key).object ?? JSONObject()
        let isBack = row?.removedAt != nil
        let restores = isBack && head.isClosed && row?.closedRevision == head.revision
        staysClosed = head.isClosed && !restores
        var after = head.document
        var (conflicts, settled): ([Conflict], [FieldPath]) = ([], [])
        var sent = record.document.storedJSON.object ?? JSONObject()
        let paths = Set(base.keys.compactMap { FieldPath($0) }).union(record.document.fields.keys)
        for path in paths.sorted() {
            let (last, theirs) = (base[path.description], record.document[path])
            if theirs == nil, record.isSilent(about: path) {
                // A column that a file does not have says nothing about its field.
                sent[path.description] = last
                continue
            }
            let text = last?.canonicalText
            guard text != theirs?.json.canonicalText else { continue }
            let ours = head.document[path]
            if ours == theirs {
                // It stood there already, so it is not the source's.
                if last == nil { sent[path.description] = nil } else { settled.append(path) }
                continue
            }
            if ours?.json.canonicalText == text {
                after[path] = theirs
                settled.append(path)
            } else {
                conflicts.append(Conflict(path: path, base: last, theirs: theirs?.json))
            }
        }
        self.sent = JSONB(.object(sent))
        (self.conflicts, self.settled) = staysClosed ? ([], []) : (conflicts, settled)
        publication =
            (isBack || after != head.document) && after.missing.isEmpty && !staysClosed
            ? Publication(id: head.id, before: head, after: after, cause: restores ? .restore : .import) : nil
    }

    /// Takes the keys of other sources that come with the record; the listing is published anew, for its answer names
    /// them.
    mutating func take(_ keys: inout ImportKeys) {
        guard !staysClosed else { return }
        let taken = keys.take(record, for: id)
        (self.keys, notes) = (taken.keys, notes + taken.findings)
        guard !taken.keys.isEmpty, publication == nil, let head else { return }
        publication = Publication(id: id, before: head, after: head.document, cause: .import)
    }

    /// How the record is dealt with.
    var kind: RecordOutcome.Kind {
        if !conflicts.isEmpty { return .conflicted }
        if publication == nil { return .unchanged }
        return head == nil ? .created : .updated
    }

    /// What is to be told of the comparison.
    var findings: [Finding] {
        if staysClosed {
            return notes + [
                finding(
                    "", "listing.closed",
                    "listing \(id) is closed: what the source sends is kept and not published")
            ]
        }
        return notes
            + conflicts.map { conflict in
                finding(
                    conflict.path.description, "import.conflict",
                    "the source and the office have both changed the field: proposed")
            }
    }

    private func finding(_ path: String, _ rule: String, _ message: String) -> Finding {
        Finding(
            record: record.key, listing: record.name, path: path, rule: rule, severity: .warning,
            message: message)
    }
}
