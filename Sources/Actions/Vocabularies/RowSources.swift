import Directory
import Postgres
import Store

/// What the rows of listings take from reference data: where it changes, rows wait to be made anew, and only then.
enum RowSources {
    /// What rows take from the entries of a list, by code: of a category what it is called and what it belongs to, of a
    /// sales platform its hosts (their front pages tell no place apart).
    static func contents(
        of list: VocabularyName, in tx: borrowing WriteTransaction
    ) throws -> [String: [String?]] {
        guard [.categories, .salesPlatforms].contains(list) else { return [:] }
        let rows = try tx.all(VocabularyQueries.all).filter { $0.name == list }
        let vocabulary = Vocabulary(try rows.map { try $0.entry() })
        let contents = vocabulary.entries.map { entry -> (String, [String?]) in
            guard list == .categories else { return (entry.code, [entry.attributes["hosts"]]) }
            let labels = [entry.labels.best(.french), entry.labels.best(.english)]
            return (entry.code, labels + vocabulary.lineage(entry.code))
        }
        return Dictionary(contents) { first, _ in first }
    }

    /// Lets rows wait where a listing holds what differs now from these contents.
    static func compare(
        _ list: VocabularyName, with before: [String: [String?]], in tx: borrowing WriteTransaction
    ) throws {
        let after = try contents(of: list, in: tx)
        let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        guard !changed.isEmpty else { return }
        if list == .categories {
            try tx.run(RebuildQueries.markSome, changed.sorted(), [])
        } else {
            try tx.run(RebuildQueries.mark)
        }
    }
}
