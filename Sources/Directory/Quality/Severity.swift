/// How bad a finding is.
package enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The record is not taken.
    case error
    /// A value is wrong, or was dropped or repaired: somebody should look.
    case warning
    /// Worth knowing, nothing is lost that has a place.
    case info
}
