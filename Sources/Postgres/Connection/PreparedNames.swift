/// The statements that one connection has prepared.
///
/// Queries keep the names that they were declared with. Composed statements are named here by their text,
/// and the least recently used of them make room for new ones.
struct PreparedNames {
    /// What to do before a statement can be executed.
    struct Step {
        let name: String
        let mustPrepare: Bool
        /// A statement to deallocate, to make room.
        let evicted: String?
    }

    /// What makes two statements the same: `select $1` is another one for each type of its value.
    private struct Text: Hashable {
        let sql: String
        let types: [UInt32]

        init(_ statement: Statement) {
            sql = statement.sql
            types = statement.types
        }
    }

    private struct Composed {
        let name: String
        var lastUse: Int
    }

    private static let composedLimit = 64
    private var named: [String: Text] = [:]
    private var composed: [Text: Composed] = [:]
    private var uses = 0

    /// Finds or makes the name for a statement, and takes it as prepared from now on.
    mutating func step(for statement: Statement) throws(DatabaseError) -> Step {
        guard let name = statement.name else { return composedStep(for: Text(statement)) }
        guard let known = named[name] else {
            named[name] = Text(statement)
            return Step(name: name, mustPrepare: true, evicted: nil)
        }
        guard known == Text(statement) else {
            throw DatabaseError(.decoding, "two different queries have this name", query: name)
        }
        return Step(name: name, mustPrepare: false, evicted: nil)
    }

    /// Forgets a statement that could not be prepared, or that the server does not know any more.
    mutating func forget(_ statement: Statement) {
        if let name = statement.name {
            named[name] = nil
        } else {
            composed[Text(statement)] = nil
        }
    }

    private mutating func composedStep(for text: Text) -> Step {
        uses += 1
        if let known = composed[text] {
            composed[text]?.lastUse = uses
            return Step(name: known.name, mustPrepare: false, evicted: nil)
        }
        var evicted: String?
        if composed.count >= Self.composedLimit,
            let oldest = composed.min(by: { $0.value.lastUse < $1.value.lastUse })
        {
            composed[oldest.key] = nil
            evicted = oldest.value.name
        }
        // A dash cannot be part of the name of a query, which is snake_case.
        let name = "composed-\(uses)"
        composed[text] = Composed(name: name, lastUse: uses)
        return Step(name: name, mustPrepare: true, evicted: evicted)
    }
}
