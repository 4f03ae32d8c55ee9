package import Directory
import Postgres
package import Store

/// Reads what imports were run and what each did.
package struct ReadImports: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Runs below a number, newest first, of one source where asked for.
    package func page(below: Int? = nil, source: String? = nil, limit: Int) async throws -> [ImportRunRow] {
        try await context.database.fetch(ImportRunQueries.page, below ?? .max, source, limit)
    }

    /// One run.
    package func one(_ id: Int) async throws -> ImportRunRow {
        guard let run = try await context.database.fetch(ImportRunQueries.byID, id).first else {
            throw ActionError.notFound("there is no import \(id)")
        }
        return run
    }

    /// What a run did with records after a key, in the order of keys; of one outcome where asked for.
    package func records(
        of run: Int, after key: String = "", outcome: String? = nil, limit: Int
    ) async throws -> [ImportRecordRow] {
        try await context.database.fetch(ImportRunQueries.records, run, key, outcome, limit)
    }

    /// How many records a run has dealt with so far in which way, and what a rollback made of how many.
    package func tally(of run: Int) async throws -> (done: JSON, undone: JSON) {
        func object(_ rows: [TallyRow]) -> JSON {
            .object(JSONObject(rows.map { JSONObject.Member(key: $0.name, value: .integer($0.count)) }))
        }
        return (
            object(try await context.database.fetch(ImportRunQueries.tally, run)),
            object(try await context.database.fetch(ImportRunQueries.undoneTally, run))
        )
    }
}

extension ImportRunRow {
    /// The run for an operator.
    package func json() throws -> JSON {
        let findings = try findings.json("import_runs", String(id))
        return [
            "id": .integer(id), "source": .string(source), "format": .string(format), "path": .string(path),
            "actor": .string(actor), "complete": .bool(isComplete),
            "started_at": .string(Timestamp.text(startedAt)),
            "finished_at": JSON(finishedAt.map(Timestamp.text)),
            "counts": try counts.json("import_runs", String(id)),
            "findings": findings, "cut_off": .bool(findings[ImportFeed.End.cutRule] != nil),
            "rolled_back_at": JSON(rolledBackAt.map(Timestamp.text)), "rolled_back_by": JSON(rolledBackBy),
        ]
    }
}

extension ImportRecordRow {
    /// The record for an operator.
    package var json: JSON {
        [
            "key": .string(key), "listing": .string(listing), "outcome": .string(outcome),
            "revision": JSON(revision), "proposals": .array(proposals.map(JSON.string)),
            "undone": JSON(undone),
        ]
    }
}
