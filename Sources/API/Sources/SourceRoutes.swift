import Actions
import Directory
import Exchange
import HTTPTypes
import NIOCore

/// A sync job's own records.
enum SourceRoutes {
    static func put(_ call: Call) async throws -> Answer {
        let (source, dryRun) = (try source(call), try call.query.flag("dry_run") ?? false)
        let key = try call.part("key")
        let outcome: RecordOutcome
        do {
            outcome = try await WriteSourceRecord(call.context).put(
                try call.object(), bytes: call.bytes, key: key, to: source,
                dryRun: dryRun, by: try call.account())
        } catch let error as ActionError {
            guard case .invalid = error else { throw error }
            throw Problem(error, body: call.body).with("outcome", "rejected").with("key", .string(key))
        }
        let answer = Answer(
            outcome.kind == .created && !dryRun ? .created : .ok, json: shown(outcome, dryRun))
        guard let listing = outcome.listing, answer.status == .created else { return answer }
        return answer.with(.location, "/v1/listings/\(listing)")
    }

    static func remove(_ call: Call) async throws -> Answer {
        let (source, dryRun) = (try source(call), try call.query.flag("dry_run") ?? false)
        let outcome = try await WriteSourceRecord(call.context).remove(
            key: try call.part("key"), of: source, dryRun: dryRun, by: try call.account())
        return Answer(json: shown(outcome, dryRun))
    }

    /// Takes in a body of lines; the answer is spooled, so that neither the lines nor the outcomes are held in memory.
    static func takeIn(_ call: Call) async throws -> Answer {
        let type = try MediaRange.choose([MediaType.json, MediaType.lines], accept: call.header(.accept))
        let (source, actor) = (try source(call), try call.account())
        let dryRun = try call.query.flag("dry_run") ?? false
        guard let body = call.stream else {
            throw Problem(.badRequest, "body_invalid", "the body must be lines of JSON")
        }
        guard let seat = call.api.imports.take() else {
            throw Problem(.serviceUnavailable, "imports_busy", "other imports are at work: try again")
                .with(header: .retryAfter, "10")
        }
        defer { withExtendedLifetime(seat) {} }
        let lines = SourceLines(body, limit: call.api.configuration.maxImportBytes)
        let spool = try OutcomeSpool(isLines: type == MediaType.lines)
        let result = try await ImportRecords(call.context).run(
            ImportOptions(source: source, format: "source", path: "POST \(call.path)", dryRun: dryRun),
            by: actor,
            reader: DeferredReader(SourceLineReader(vocabularies: call.context.vocabularies)),
            feed: ImportFeed(next: lines.next),
            outcomes: { outcomes in
                for outcome in outcomes { try spool.add(line(outcome, dryRun)) }
            })
        if let cut = result.cut { throw cut }
        try spool.end([
            "run": JSON(result.run), "dry_run": .bool(dryRun), "counts": result.counts.json,
        ])
        return Answer(.ok, .pieces { try spool.piece() }, type: type)
    }

    private static func source(_ call: Call) throws(Problem) -> String {
        let source = try call.part("source")
        guard SourceName.isValid(source) else {
            throw Problem(.notFound, "not_found", "“\(source.prefix(60))” cannot be the name of a source")
        }
        return source
    }

    /// The outcome; a dry run names no listing that it would have made.
    private static func shown(_ outcome: RecordOutcome, _ dryRun: Bool) -> JSON {
        var outcome = outcome
        if dryRun, outcome.kind == .created { outcome.listing = nil }
        if dryRun { (outcome.revision, outcome.proposals) = (nil, []) }
        var object = outcome.json.object ?? JSONObject()
        object.append("dry_run", .bool(dryRun))
        return .object(object)
    }

    private static func line(_ outcome: RecordOutcome, _ dryRun: Bool) -> JSON {
        var object = shown(outcome, dryRun).object ?? JSONObject()
        object["dry_run"] = nil
        let number = Int(outcome.name.drop { !$0.isNumber })
        return .object(JSONObject([JSONObject.Member(key: "line", value: JSON(number))] + object.members))
    }
}
