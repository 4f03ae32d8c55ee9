/// The public, lasting name of a listing: `fx-` and eight characters of base 32 (40 random bits).
package struct ListingID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The name, such as `fx-7k2m9qd4`.
    package let text: String

    /// Reads a name; nil where it cannot be one.
    package init?(_ text: String) {
        guard text.utf8.count == 11, text.hasPrefix("fx-"), Base32.isValid(text.dropFirst(3)) else {
            return nil
        }
        self.text = text
    }

    /// A new name from so many random bits.
    package init(random bits: UInt64) {
        text = "fx-" + Base32.text(bits, length: 8)
    }

    package var description: String { text }

    package static func < (left: ListingID, right: ListingID) -> Bool { left.text < right.text }
}
