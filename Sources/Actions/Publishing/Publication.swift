package import Directory
package import FoundationEssentials
package import Postgres
import Store

/// Why a revision came to be.
package enum Cause: String, Sendable {
    case create
    case edit
    case proposal
    case `import`
    case revert
    case undo
    case close
    case restore
    case merge
}

/// One listing that is to be published anew.
package struct Publication: Sendable {
    /// The listing.
    package let id: ListingID
    /// What stood before, locked; nil for a new listing.
    package let before: Head?
    /// What it is to say.
    package let after: Document
    /// Why.
    package let cause: Cause
    /// Why it is closed, nil where it is not.
    package let closing: Closing?
    /// The paths at which it differs from what stood before.
    package let changed: [FieldPath]
    /// The document as revision and head store it.
    package let stored: JSONB
    /// What happened to a new listing elsewhere, before it came here.
    package let past: Past?

    /// Why and in whose favour a listing is closed.
    package struct Closing: Sendable {
        /// The code in `closing_reasons`.
        package let reason: String
        /// The listing that takes its place.
        package let mergedInto: ListingID?

        /// A closing for that reason.
        package init(reason: String, mergedInto: ListingID? = nil) {
            (self.reason, self.mergedInto) = (reason, mergedInto)
        }
    }

    /// When things happened to a listing before it came here.
    package struct Past: Sendable {
        /// When it was first published.
        package let publishedAt: Date?
        /// When its content last changed.
        package let contentChangedAt: Date?
        /// When somebody last said that all is still correct.
        package let assuredAt: Date?
    }

    /// A publication of these parts; `stored` where the document has been written out already.
    package init(
        id: ListingID, before: Head?, after: Document, cause: Cause, closing: Closing? = nil,
        stored: JSONB? = nil, past: Past? = nil
    ) {
        (self.id, self.before, self.after) = (id, before, after)
        (self.cause, self.closing, self.past) = (cause, closing, before == nil ? past : nil)
        changed = after.differences(from: before?.document ?? Document())
        self.stored = stored ?? JSONB(after.storedJSON)
    }

    /// The number of the revision.
    package var revision: Int { (before?.revision ?? 0) + 1 }

    /// When the content last changed, where it is published at that time: not where only its office or its sources do.
    func contentChangedAt(_ now: Date) -> Date {
        guard let before, !before.isClosed, closing == nil, changed.isEmpty else {
            return past?.contentChangedAt ?? now
        }
        return before.contentChangedAt
    }
}

/// Who publishes, when, by what way and with what words.
package struct Stamp: Sendable {
    /// The account.
    package let actor: String
    /// The way.
    package let via: Via
    /// The time.
    package let at: Date
    /// What they say.
    package let comment: String?
    /// The proposal behind it.
    package let proposal: String?
    /// The import run behind it.
    package let run: Int?

    /// A stamp of these parts.
    package init(
        actor: String, via: Via, at: Date, comment: String? = nil, proposal: String? = nil, run: Int? = nil
    ) {
        (self.actor, self.via, self.at) = (actor, via, at)
        (self.comment, self.proposal, self.run) = (comment, proposal, run)
    }

    /// A stamp of that actor at that time.
    package init(_ actor: Actor, at: Date, comment: String? = nil, proposal: String? = nil) {
        self.init(actor: actor.account, via: actor.via, at: at, comment: comment, proposal: proposal)
    }
}
