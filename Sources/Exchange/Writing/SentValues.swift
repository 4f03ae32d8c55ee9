import Directory

/// What a source sent last for a listing, as a line of the lossless format tells it: only where it differs from what the
/// listing says, `null` where the source sent nothing.
enum SentValues {
    /// The differences of what was sent, by path, from what the listing says.
    static func differences(_ sent: JSON, from said: JSON) -> JSON {
        let (theirs, ours) = (values(sent), values(said))
        let paths = Set(theirs.keys).union(ours.keys).filter {
            theirs[$0]?.canonicalText != ours[$0]?.canonicalText
        }
        return .object(
            JSONObject(paths.sorted().map { JSONObject.Member(key: $0, value: theirs[$0] ?? .null) }))
    }

    /// What was sent, by path, put together again; nil where the line does not tell.
    static func read(
        _ json: JSON?, upon document: Document, _ vocabularies: Vocabularies
    ) throws(Invalid) -> JSON? {
        guard let json, !json.isNull else { return nil }
        guard let differences = json.object else {
            throw Invalid([FieldProblem("", "type.object", "expected an object, not \(json.kind)")])
        }
        // What differs must be something that a source can have sent; the rest is the document, which has been read.
        let told = differences.members.filter { !$0.value.isNull }
        _ = try Document(stored: .object(JSONObject(told)), vocabularies)
        var sent = values(document.storedJSON)
        for member in differences.members { sent.removeValue(forKey: member.key) }
        for member in told { sent[member.key] = member.value }
        return .object(
            JSONObject(
                sent.sorted { $0.key < $1.key }.map { JSONObject.Member(key: $0.key, value: $0.value) }))
    }

    private static func values(_ json: JSON) -> [String: JSON] {
        Dictionary((json.object?.members ?? []).map { ($0.key, $0.value) }) { first, _ in first }
    }
}
