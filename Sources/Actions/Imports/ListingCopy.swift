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
        let known = Dictionary(
            try rows.map { ($0.listing, try $0.document(vocabularies)) },
            uniquingKeysWith: { first, _ in first })
        var copies: [String: ListingCopy] = [:]
        for listing in copied {
            guard let head = heads[listing.id.text] else { continue }
            let isNewest = head.revision == listing.revision
            let base = isNewest ? head.document : known[listing.id.text]
            copies[listing.id.text] = ListingCopy(
                base: base ?? head.document, isCertain: base != nil,
                tell: { reader.copy(of: ListingRecord(id: listing.id, document: $0)) })
        }
        return copies
    }

    /// What was changed in the copy since it was made.
    func changes(_ record: SourceRecord) -> [Change] {
        guard let told = tell(base) else { return [] }
        let paths = record.document.differences(from: told).filter {
            record.document[$0] != nil || !record.isSilent(about: $0)
        }
        var changes = paths.map { path in
            Change(path: place(of: told[path], at: path), told: path, value: record.document[path])
        }
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
