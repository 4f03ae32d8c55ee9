import Directory

/// What the readers of all formats look things up in.
struct ReadingTools: Sendable {
    let vocabularies: Vocabularies
    var communes: CommuneIndex
}
