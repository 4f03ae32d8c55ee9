import Directory
import Exchange
import Postgres
import Store

extension ImportMerge {
    /// A copy of a listing, in which somebody may have changed something: only that counts.
    ///
    /// What the listing still says as it did when the copy was made is published; what others have changed since, or what
    /// is not known of that time, is proposed.
    init(_ record: SourceRecord, _ copy: ListingCopy, row: SourceRecordRow?, head: Head) {
        (self.record, self.head, id, isNew) = (record, head, head.id, row == nil)
        sent = JSONB(record.document.storedJSON)
        staysClosed = head.isClosed
        var after = head.document
        var (conflicts, settled): ([Conflict], [FieldPath]) = ([], [])
        for change in head.isClosed ? [] : copy.changes(record) {
            let (path, ours) = (change.path, head.document[change.path])
            if copy.agrees(head.document, change, record) {
                settled.append(path)
            } else if ours == nil ? copy.base[path] == nil : copy.isCertain && ours == copy.base[path] {
                after[path] = change.value
                settled.append(path)
            } else {
                conflicts.append(
                    Conflict(path: path, base: copy.base[path]?.json, theirs: change.value?.json))
            }
        }
        (self.conflicts, self.settled) = (conflicts, settled)
        publication =
            after != head.document && after.missing.isEmpty
            ? Publication(id: head.id, before: head, after: after, cause: .import) : nil
    }
}
