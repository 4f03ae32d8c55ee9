import Directory

/// What somebody says about a step that they take.
enum CommentText {
    /// Refuses a comment that cannot be kept.
    static func check(_ comment: String?) throws(ActionError) {
        guard let comment, let problem = PlainText.problem(in: comment, limit: 4_000) else { return }
        throw .invalid("comment", problem.code, problem.message)
    }
}
