package import Directory
import Exchange
import Postgres
import Store

/// Takes in or ends one record of a source, by the same comparison as an import, without a run of its own.
///
/// Refused, in this order: no right to write to the source; a listing out of the key's reach; a key, path or value that
/// is wrong. A record of a listing that others have changed too is laid before the moderator, field by field.
package struct WriteSourceRecord: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Takes the record in: a touch list, or a listing in the shape of the contract; `bytes` is the body as it came.
    package func put(
        _ json: JSON, bytes: [UInt8], key: String, to source: String, dryRun: Bool, by actor: Actor
    ) async throws -> RecordOutcome {
        try actor.check(source: source)
        try Self.check(key)
        var batch = ImportBatch()
        let digest = ImportBatches.digest(bytes, reader.version)
        let reading = SourceLineReader.read(json, key: key)
        batch.add(reading, ImportBatch.content(reading, digest), digest, "")
        return try Self.accepted(try await write(batch, source, dryRun, actor), key, source)
    }

    /// Ends the record; its listing is closed where no other record stands for it.
    package func remove(
        key: String, of source: String, dryRun: Bool, by actor: Actor
    ) async throws -> RecordOutcome {
        try actor.check(source: source)
        try Self.check(key)
        let entry = ImportBatch.Entry(name: "", key: key, content: .removed)
        let outcomes = try await write(ImportBatch(entries: [entry]), source, dryRun, actor)
        let outcome = try Self.accepted(outcomes, key, source)
        guard outcome.listing != nil else { throw Self.unknown(key, source) }
        return outcome
    }

    private func write(
        _ batch: ImportBatch, _ source: String, _ dryRun: Bool, _ actor: Actor
    ) async throws -> [RecordOutcome] {
        let options = ImportOptions(source: source, format: "source", path: "-", dryRun: dryRun)
        let writer = ImportWriter(
            context: context, options: options, actor: actor, run: nil, reader: DeferredReader(reader))
        return try await writer.write(batch)
    }

    private var reader: SourceLineReader { SourceLineReader(vocabularies: context.vocabularies) }

    private static func check(_ key: String) throws(ActionError) {
        guard SourceLineReader.isKey(key) else {
            throw .invalid("key", "key.invalid", "a key has 1 to 200 bytes and no control character")
        }
    }

    /// The one outcome; a rejected record is a refusal.
    private static func accepted(
        _ outcomes: [RecordOutcome], _ key: String, _ source: String
    ) throws(ActionError) -> RecordOutcome {
        guard let outcome = outcomes.first else { throw unknown(key, source) }
        guard outcome.kind == .rejected else { return outcome }
        let rules = outcome.findings.map(\.rule)
        if rules.contains(ImportReach.oldPlace) { throw unknown(key, source) }
        if rules.contains(ImportReach.newPlace) {
            throw .forbidden(code: "territory_not_allowed", outcome.findings.first?.message ?? "")
        }
        throw .invalid(outcome.findings.map { FieldProblem($0.path, $0.rule, $0.message) })
    }

    private static func unknown(_ key: String, _ source: String) -> ActionError {
        .notFound("the source \(source) has no record \(key.prefix(80)) within your reach")
    }
}
