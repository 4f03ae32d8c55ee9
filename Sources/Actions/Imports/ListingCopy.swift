import Directory
import Exchange
import Postgres
import Store

/// A listing as a format that does not carry all of it has told it: beside what the copy says now it shows what somebody
/// has changed in the copy, and nothing else.
struct ListingCopy {
    /// One field that somebody has changed in the copy.
    struct Change {
        /// The field of the listing.
        let path: FieldPath
        /// The path under which the copy tells it: keys that a format does not carry are made anew.
        let told: FieldPath
        /// What the copy says now.
        let value: FieldValue?
    }

    /// What the listing said when the copy was made.
    let base: Document
    /// Whether that is known; else it is taken for what the listing says today.
    let isCertain: Bool
    private let tell: (Document) -> Document?

    private init(base: Document, isCertain: Bool, tell: @escaping (Document) -> Document?) {
        (self.base, self.isCertain, self.tell) = (base, isCertain, tell)
    }

    /// The copies that records are, by key, of those listings that are here; none where the reader's format is not one.
    static func of(
        _ records: [SourceRecord], _ heads: [String: Head], _ reader: any RecordReader,
        _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws -> [String: ListingCopy] {
        let copied = records.compactMap(\.listing).filter { heads[$0.id.text] != nil }
        guard let first = copied.first, reader.copy(of: first) != nil else { return [:] }
        let older = copied.filter { heads[$0.id.text]?.revision != $0.revision && $0.revision > 0 }
        let rows = try tx.all(
            RevisionQueries.several, older.map(\.id.text), older.map { Int32(clamping: $0.revision) })
        let known = Dictionary(rows.map { ($0.listing, $0) }) { first, _ in first }
        var copies: [String: ListingCopy] = [:]
        for listing in copied {
            guard let head = heads[listing.id.text] else { continue }
            let base = try head.document(of: listing, known[listing.id.text], vocabularies)
            copies[listing.id.text] = ListingCopy(
                base: base ?? head.document, isCertain: base != nil
            ) { document in
                var copy = listing
                copy.document = document
                return reader.copy(of: copy)
            }
        }
        return copies
    }

    /// What was changed in the copy since it was made; where that time is not known, nothing is taken for emptied.
    func changes(_ record: SourceRecord) -> [Change] {
        guard let told = tell(base) else { return [] }
        let paths = record.document.differences(from: told).filter {
            record.document[$0] != nil || (isCertain && !record.isSilent(about: $0))
        }
        var changes = paths.map { path in
            Change(path: place(of: told[path], at: path), told: path, value: record.document[path])
        }
        guard told != base else { return changes }
        // A cell with another telephone number is that contact with another value, not one that goes and one that comes.
        for (index, change) in changes.enumerated() {
            guard base[change.path] == nil, case .contact(let contact)? = change.value,
                let old = changes.firstIndex(where: {
                    $0.value == nil && base.holds(contact.kind, at: $0.path)
                }),
                case .contact(var new)? = base[changes[old].path]
            else { continue }
            new.value = contact.value
            changes[index] = Change(path: changes[old].path, told: change.told, value: .contact(new))
            changes[old] = changes[index]
        }
        return changes.reduce(into: []) { list, change in
            if !list.contains(where: { $0.path == change.path }) { list.append(change) }
        }
    }

    /// Whether a document says already what the copy says there.
    func agrees(_ document: Document, _ change: Change, _ record: SourceRecord) -> Bool {
        document[change.path] == change.value || tell(document)?[change.told] == record.document[change.told]
    }

    /// The path at which the listing has an element that the copy tells under a key of its own.
    private func place(of value: FieldValue?, at path: FieldPath) -> FieldPath {
        guard let value, base[path] == nil, let name = value.identity else { return path }
        return base.paths.first { other in
            other.field == path.field && base[other]?.identity == name && base[other]?.isPublic == true
        } ?? path
    }
}

extension Head {
    /// What the listing said when a copy of it was made; nil where that revision is not here, or is another one of the
    /// same number: a database that has gone its own way from the one of the copy tells other times.
    fileprivate func document(
        of copy: ListingRecord, _ row: RevisionRow?, _ vocabularies: Vocabularies
    ) throws -> Document? {
        if copy.revision == revision {
            let isSame = copy.contentChangedAt.map { $0 == Timestamp.text(contentChangedAt) } ?? true
            return isSame ? document : nil
        }
        // The first revision may be dated by where the listing came from, and one that changes nothing has an older date.
        guard let row else { return nil }
        let isDated = row.number > 1 && !row.changed.isEmpty && copy.contentChangedAt != nil
        guard !isDated || copy.contentChangedAt == Timestamp.text(row.at) else { return nil }
        return try row.document(vocabularies)
    }
}

extension Document {
    /// Whether a contact of that kind stands there.
    fileprivate func holds(_ kind: String, at path: FieldPath) -> Bool {
        guard case .contact(let contact)? = self[path] else { return false }
        return contact.kind == kind
    }
}

extension FieldValue {
    /// What an element of a list is told from the others by, whatever its key; nil for what has no such thing.
    fileprivate var identity: String? {
        switch self {
        case .contact(let contact): contact.value
        case .salesChannel(let channel): channel.url.text
        case .reviewProfile(let profile): profile.url.text
        case .media(let medium): medium.url.text
        default: nil
        }
    }
}
