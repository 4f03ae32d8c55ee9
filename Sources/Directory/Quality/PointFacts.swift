/// What is known of the place of a point beside the listing itself; nothing is known of it at first.
package struct PointFacts: Sendable, Hashable {
    /// The metres from the area of the listing's own commune, 0 within; nil where its area is not known.
    package var areaMetres: Double?
    /// The point with another sign that lies in the commune, looked for where the point itself does not.
    package var mirrored: Point?
    /// What lies round the point, looked for where it is not in its commune.
    package var surroundings: Surroundings?
    /// Others at the very same point.
    package var neighbours: [Neighbour] = []

    /// Nothing.
    package init() {}

    /// What the distances from the points of communes alone tell.
    package init(_ check: PointCheck) {
        mirrored = check.mirrors.first { check.commune?.mayHold($0) ?? false }
    }
}

/// What lies round a point.
package struct Surroundings: Sendable, Hashable {
    /// The commune in whose area the point lies, or whose own point is nearest.
    package let commune: String?
    /// Its name.
    package let name: String?
    /// The department in whose area the point lies, or that of the nearest commune.
    package let department: String?
    /// Whether the point lies in a known area, or within the reach of a commune.
    package let isInhabited: Bool

    /// Surroundings of these parts.
    package init(commune: String?, name: String?, department: String?, isInhabited: Bool) {
        (self.commune, self.name) = (commune, name)
        (self.department, self.isInhabited) = (department, isInhabited)
    }
}

/// Another listing at the very same point.
package struct Neighbour: Sendable, Hashable {
    /// The words of its street between spaces, so that 2 rue … is not found in 12 rue …; nil where it has none.
    private let street: String?
    /// Its telephones, addresses of mail and web sites.
    private let contacts: Set<String>

    /// A neighbour with that first line of its address and those contacts.
    package init(line: String?, contacts: Set<String>) {
        let words = " " + FoldedText.words(line ?? "").joined(separator: " ") + " "
        street = words.utf8.count < 6 ? nil : words
        self.contacts = contacts
    }

    /// What a document says of its establishment.
    package init(_ document: Document) {
        var contacts: Set<String> = []
        for case .contact(let contact) in document.fields.values { contacts.insert(contact.value) }
        self.init(line: document.address?.lines.first, contacts: contacts)
    }

    /// Whether both seem to be one establishment: the same contact, or the same street.
    package func isSame(as other: Neighbour) -> Bool {
        guard contacts.isDisjoint(with: other.contacts) else { return true }
        guard let street, let theirs = other.street else { return false }
        return street.contains(theirs) || theirs.contains(street)
    }

    /// How many establishments these are, without the ones that are the same as this.
    package func count(of others: [Neighbour]) -> Int {
        var groups: [[Neighbour]] = [[self]]
        for other in others {
            let index = groups.firstIndex { $0.contains { $0.isSame(as: other) } }
            if let index { groups[index].append(other) } else { groups.append([other]) }
        }
        return groups.count - 1
    }
}
