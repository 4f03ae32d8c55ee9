import Directory
import Postgres
import Store

/// The chain of who did what.
enum Audit {
    /// Appends entries; the head of the chain stays locked until the commit, so this is the last step.
    static func append(
        _ actions: [String], _ subjects: [String], _ details: [JSONB], _ stamp: Stamp,
        in tx: borrowing WriteTransaction
    ) throws {
        try tx.send(
            AuditQueries.append, stamp.at, stamp.actor, stamp.via.rawValue, actions, subjects, details)
    }

    /// Appends one entry.
    static func append(
        _ action: String, _ subject: String, _ detail: JSON = [:], _ stamp: Stamp,
        in tx: borrowing WriteTransaction
    ) throws {
        try append([action], [subject], [JSONB(detail)], stamp, in: tx)
    }
}
