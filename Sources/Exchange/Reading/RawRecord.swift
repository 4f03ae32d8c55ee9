/// The bytes of one record before anybody has read them.
package struct RawRecord: Sendable, Hashable {
    /// The name of the file or the line that held it.
    package let name: String
    /// The bytes.
    package let bytes: [UInt8]

    /// A record of these parts.
    package init(name: String, bytes: [UInt8]) {
        (self.name, self.bytes) = (name, bytes)
    }
}
