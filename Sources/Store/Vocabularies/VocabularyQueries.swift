package import Directory
package import Postgres

/// One entry of one controlled list.
package struct VocabularyRow: PostgresRow {
    let list: String
    let code: String
    let parent: String?
    let labels: JSONB
    let codes: JSONB
    let deprecatedOn: String?
    let replacedBy: String?
    let attributes: JSONB

    package init(_ columns: inout Columns) throws(DatabaseError) {
        list = try columns.next()
        code = try columns.next()
        parent = try columns.next()
        labels = try columns.next()
        codes = try columns.next()
        deprecatedOn = try columns.next()
        replacedBy = try columns.next()
        attributes = try columns.next()
    }

    /// The name of the list, nil where this version knows none of that name.
    package var name: VocabularyName? { VocabularyName(rawValue: list) }

    /// The entry.
    package func entry() throws(CorruptRow) -> VocabularyEntry {
        let key = "\(list) \(code)"
        var texts: [LanguageCode: String] = [:]
        for member in try labels.json("vocabularies", key).object?.members ?? [] {
            if let language = LanguageCode(member.key) { texts[language] = member.value.string }
        }
        var foreign: [String: [String]] = [:]
        for member in try codes.json("vocabularies", key).object?.members ?? [] {
            foreign[member.key] = member.value.elements.compactMap(\.string)
        }
        var columns: [String: String] = [:]
        for member in try attributes.json("vocabularies", key).object?.members ?? [] {
            columns[member.key] = member.value.string
        }
        return VocabularyEntry(
            code: code, parent: parent, labels: Translations(texts), codes: foreign,
            deprecatedOn: deprecatedOn.flatMap { CalendarDate($0) }, replacedBy: replacedBy,
            attributes: columns)
    }
}

/// Reading and writing the controlled lists.
package enum VocabularyQueries {
    /// Every entry of every list in order.
    package static let all = Query<VocabularyRow>(
        "vocabularies_all",
        """
        select list, code, parent, labels, codes, deprecated_on::text, replaced_by, attributes
        from vocabularies
        order by list, position
        """)

    /// Inserts or replaces the entries of one list; parameters: list, codes, parents, labels, foreign
    /// codes, deprecation days (ISO text), replacements, attributes.
    ///
    /// Nothing is deleted: listings may hold any code.
    package static let put = Query<
        NoRow, String, [String], [String?], [JSONB], [JSONB], [String?], [String?], [JSONB]
    >(
        "vocabularies_put",
        """
        insert into vocabularies (list, code, parent, position, labels, codes, deprecated_on, replaced_by, attributes)
        select $1, n.code, n.parent, n.position, n.labels, n.codes, n.deprecated_on::date, n.replaced_by, n.attributes
        from unnest($2, $3, $4, $5, $6, $7, $8) with ordinality
            as n (code, parent, labels, codes, deprecated_on, replaced_by, attributes, position)
        on conflict (list, code) do update
        set parent = excluded.parent, position = excluded.position, labels = excluded.labels,
            codes = excluded.codes, deprecated_on = coalesce(vocabularies.deprecated_on, excluded.deprecated_on),
            replaced_by = coalesce(vocabularies.replaced_by, excluded.replaced_by),
            attributes = excluded.attributes
        """)

    /// Marks an entry as no longer offered; parameters: list, code, day (ISO text), replacement.
    package static let deprecate = Query<NoRow, String, String, String, String?>(
        "vocabulary_deprecate",
        """
        update vocabularies set deprecated_on = $3::text::date, replaced_by = $4 where list = $1 and code = $2
        """)

    /// The SHA-256 of a loaded file.
    package static let loadedFile = Query<One<Bytea>, String>(
        "loaded_file", "select sha256 from loaded_files where name = $1")

    /// Lets the transaction wait for locks, and its statements take, as long as it must.
    package static let waitForever = Query<PairRow>(
        "loading_wait_forever",
        "select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)")

    /// Holds off others that load reference data until the transaction ends.
    package static let lockLoading = Query<NoRow>(
        "loading_lock", "select from (select pg_advisory_xact_lock(hashtext('reference data'))) lock")

    /// Notes which version of a file was loaded.
    package static let noteFile = Query<NoRow, String, Bytea>(
        "loaded_file_note",
        """
        insert into loaded_files (name, sha256) values ($1, $2)
        on conflict (name) do update set sha256 = excluded.sha256, loaded_at = now()
        """)
}

extension VocabularyQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        all, put, deprecate, loadedFile, waitForever, lockLoading, noteFile,
    ]
}
