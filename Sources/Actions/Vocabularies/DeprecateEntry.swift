package import Directory
import Postgres
import Store

/// Marks an entry of a controlled list as no longer offered; listings that hold it keep it.
package struct DeprecateEntry: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// Deprecates the entry from that day on, in favour of another one.
    package func run(
        _ list: VocabularyName, _ code: String, from day: CalendarDate, replacedBy: String?, by actor: Actor
    ) async throws {
        guard actor.isAdministrator else {
            throw ActionError.forbidden(
                code: "not_an_administrator", "only an administrator may change vocabularies")
        }
        guard context.vocabularies[list].entry(code) != nil else {
            throw ActionError.notFound("the vocabulary \(list.rawValue) has no entry “\(code)”")
        }
        if let replacedBy, context.vocabularies[list].entry(replacedBy) == nil || replacedBy == code {
            throw ActionError.invalid(
                "replaced_by", "code.unknown", "“\(replacedBy)” is not another entry of \(list.rawValue)")
        }
        let stamp = Stamp(actor, at: context.now)
        try await context.database.write { tx in
            let entries = try tx.all(VocabularyQueries.all).filter { $0.name == list }.map { try $0.entry() }
            let vocabulary = Vocabulary(entries)
            var next = replacedBy
            var passed: Set<String> = []
            while let other = next, passed.insert(other).inserted {
                next = vocabulary.entry(other)?.replacedBy
                guard next != code else {
                    throw ActionError.invalid(
                        "replaced_by", "code.cycle", "“\(other)” is itself replaced by “\(code)”")
                }
            }
            try tx.run(VocabularyQueries.deprecate, list.rawValue, code, day.description, replacedBy)
            try Audit.append("vocabulary.deprecate", "\(list.rawValue) \(code)", [:], stamp, in: tx)
        }
    }
}
