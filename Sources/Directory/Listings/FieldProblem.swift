/// One thing that is wrong with one field, told so that the person can mend it.
package struct FieldProblem: Error, Sendable, Hashable {
    /// The field path, with the member inside the value after a further `/` (`opening/summer/to`).
    package let path: String
    /// The rule that is broken, stable for programs (`phone.invalid`, `code.unknown`).
    package let code: String
    /// The sentence for people, in English.
    package let message: String

    /// A problem at that path.
    package init(_ path: String, _ code: String, _ message: String) {
        self.path = path
        self.code = code
        self.message = message
    }
}

/// Everything that is wrong with what was sent, all problems together.
package struct Invalid: Error, Sendable {
    /// The problems, at least one.
    package let problems: [FieldProblem]

    /// These problems.
    package init(_ problems: [FieldProblem]) {
        self.problems = problems
    }
}
