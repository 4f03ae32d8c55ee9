/// Judges a whole document by every rule: its point, its address, and what it says on its own.
package struct ListingCheck: Sendable {
    /// The check of the point.
    package let point: PointCheck
    private let document: Document
    private let address: AddressCheck?

    /// A check of the document, whose address lies in that commune.
    package init(_ document: Document, commune: Commune?) {
        self.document = document
        point = PointCheck(document, commune: commune)
        address = AddressCheck(document.address, commune: commune)
    }

    /// The postcode whose communes the judgement needs; nil where the address agrees in itself.
    package var doubtfulPostcode: String? { address?.doubtfulPostcode }

    /// What is wrong as of that day, told what is known of the point and which communes have the doubtful postcode.
    ///
    /// Where the INSEE code is proved wrong, the point is not held against it.
    package func findings(
        _ facts: PointFacts, communes: [Commune], today: CalendarDate
    ) -> [QualityFinding] {
        let place = doubtfulPostcode.map { _ in address?.findings(communes, point: point.point) ?? [] } ?? []
        let isElsewhere = place.contains { $0.rule == .communeName && $0.correction != nil }
        let points = point.findings(facts).filter { !isElsewhere || !Self.astray.contains($0.rule) }
        return points + place + DocumentCheck(document, today: today).findings
    }

    private static let astray: Set<QualityRule> = [.far, .outsideDepartment, .outsideCommune]
}
