import Directory

/// What the readers of all formats look things up in.
struct ReadingTools: Sendable {
    let vocabularies: Vocabularies
    var communes: CommuneIndex
    let contactHosts: HostIndex
    let salesHosts: HostIndex
    let reviewHosts: HostIndex

    init(vocabularies: Vocabularies, communes: CommuneIndex) {
        self.vocabularies = vocabularies
        self.communes = communes
        contactHosts = HostIndex(vocabularies[.contactKinds])
        salesHosts = HostIndex(vocabularies[.salesPlatforms])
        reviewHosts = HostIndex(vocabularies[.reviewPlatforms])
    }
}
