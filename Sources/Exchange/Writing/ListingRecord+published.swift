package import Directory

extension ListingRecord {
    /// Reads the public answer back, for what is not made from its text; refused
    /// where it is none, with every problem.
    package init(published json: JSON, _ vocabularies: Vocabularies) throws {
        guard let id = json["id"]?.string.flatMap(ListingID.init) else {
            throw Invalid([FieldProblem("id", "id.invalid", "the stored answer has no id")])
        }
        let sources = (json["sources"]?.elements ?? []).map { source in
            SourceKey(source: source["source"]?.string ?? "", key: source["key"]?.string ?? "")
        }
        self.init(
            id: id, revision: json["revision"]?.integer ?? 1,
            document: try Document(contract: json, vocabularies),
            office: json["office"]?.string, territory: json["territory"]?.string, sources: sources,
            publishedAt: json["published_at"]?.string, contentChangedAt: json["content_changed_at"]?.string,
            assuredAt: json["assured_at"]?.string)
    }
}
