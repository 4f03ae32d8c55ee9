/// What an account may be.
package enum Role: String, CaseIterable, Sendable, Comparable {
    case provider
    case moderator
    case supervisor
    case administrator

    package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int { Role.allCases.firstIndex(of: self) ?? 0 }
}

/// What a key lets its bearer do with the rights of its account.
package enum Scope: Hashable, Sendable, CustomStringConvertible {
    case read
    case feed
    case propose
    case moderate
    case write(source: String)
    case admin

    /// Reads `read`, `feed`, `propose`, `moderate`, `write:<source>` or `admin`; nil for anything else.
    package init?(_ text: String) {
        switch text {
        case "read": self = .read
        case "feed": self = .feed
        case "propose": self = .propose
        case "moderate": self = .moderate
        case "admin": self = .admin
        default:
            guard text.hasPrefix("write:"), text.count > 6, SourceName.isValid(text.dropFirst(6)) else {
                return nil
            }
            self = .write(source: String(text.dropFirst(6)))
        }
    }

    package var description: String {
        switch self {
        case .read: "read"
        case .feed: "feed"
        case .propose: "propose"
        case .moderate: "moderate"
        case .write(let source): "write:\(source)"
        case .admin: "admin"
        }
    }
}

/// Names of sources of listings.
package enum SourceName {
    /// Whether the text is 1 to 60 letters, digits, `-`, `_` or `.`.
    package static func isValid(_ text: some StringProtocol) -> Bool {
        (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "-_.".utf8.contains(byte)
                }
            }
    }
}

/// The way by which somebody acts.
package enum Via: String, Sendable {
    case api
    case cli
    case web
    case job
}

/// A right: a role over a territory and what lies below, over one listing, or everywhere.
package struct Right: Sendable, Hashable {
    /// The role.
    package let role: Role
    /// The territory, nil together with `listing` for everywhere.
    package let territory: String?
    /// The listing.
    package let listing: String?
    /// The groups of fields, nil for all that the role has to do with.
    package let groups: Set<FieldGroup>?

    /// A right of these parts.
    package init(role: Role, territory: String? = nil, listing: String? = nil, groups: Set<FieldGroup>? = nil)
    {
        (self.role, self.territory, self.listing, self.groups) = (role, territory, listing, groups)
    }

    /// Whether the right covers fields of that group; the notes of the office are not a provider's unless named.
    package func covers(_ group: FieldGroup) -> Bool {
        groups?.contains(group) ?? (role > .provider || group != .office)
    }

    /// Whether the right reaches a listing of that id in those territories.
    package func reaches(_ place: Reach) -> Bool {
        if let listing { return listing == place.listing }
        if let territory { return place.territories.contains(territory) }
        return true
    }
}

/// Where a listing or proposal lies, as rights see it.
package struct Reach: Sendable, Hashable {
    /// The listing.
    package let listing: String?
    /// The commune and all territories above it.
    package let territories: [String]

    /// A listing in these territories.
    package init(listing: String?, territories: [String]) {
        (self.listing, self.territories) = (listing, territories)
    }
}

/// Somebody who acts, with what they may do at this moment.
package struct Actor: Sendable {
    /// The account's opaque id.
    package let account: String
    /// The way by which they act.
    package let via: Via
    /// The scopes of the key, nil where no key narrows the rights.
    package let scopes: Set<Scope>?
    /// The territory that the key is bound to.
    package let boundTo: String?
    /// The rights of the account.
    package let rights: [Right]

    /// An actor with these rights.
    package init(
        account: String, via: Via, scopes: Set<Scope>? = nil, boundTo: String? = nil, rights: [Right]
    ) {
        (self.account, self.via, self.scopes, self.boundTo, self.rights) = (
            account, via, scopes, boundTo, rights
        )
    }

    /// The operator at the command line, who may do everything.
    package static let system = Actor(account: "system", via: .cli, rights: [Right(role: .administrator)])

    /// Whether the key, where there is one, holds that scope.
    package func has(_ scope: Scope) -> Bool {
        guard let scopes else { return true }
        return scopes.contains(scope) || scopes.contains(.admin)
    }

    /// Whether they hold that role or a higher one there, for fields of that group.
    package func may(_ role: Role, at place: Reach, group: FieldGroup? = nil) -> Bool {
        guard has(role == .provider ? .propose : .moderate) else { return false }
        guard isBound(to: place) else { return false }
        return rights.contains { right in
            right.role >= role && right.reaches(place)
                && (group.map { right.covers($0) } ?? true)
        }
    }

    /// Whether the key, where there is one for a territory only, reaches the place.
    package func isBound(to place: Reach) -> Bool { boundTo.map(place.territories.contains) ?? true }

    /// Whether they may administer everything.
    package var isAdministrator: Bool {
        has(.admin) && boundTo == nil
            && rights.contains { $0.role == .administrator && $0.territory == nil && $0.listing == nil }
    }
}
