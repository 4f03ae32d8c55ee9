import Directory

/// One thing that somebody does in a random sequence; proposals are named by their number in the sequence.
enum ModelStep: Sendable {
    case submit(base: Int, patch: [String: Int?])
    case amend(Int, version: Int, patch: [String: Int?])
    case decide(Int, version: Int, seen: [String: Int?], choices: [String: ModelChoice])
    case withdraw(Int, version: Int)
    case requestChanges(Int, version: Int)
    case undo(Int)
    case edit(revision: Int, patch: [String: Int?])
    case revert(Int)
    case close
    case restore
}

/// What is chosen for one field.
enum ModelChoice: Sendable {
    case accept
    case reject
    case amend(Int)
}
