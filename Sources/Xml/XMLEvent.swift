/// What an XML text says next.
package enum XMLEvent: Sendable, Hashable {
    /// An element begins; its local name, and its attributes in order.
    case start(name: String, attributes: [XMLAttribute])
    /// Characters of the element that is open, with entities and CDATA sections resolved.
    case text(String)
    /// The element that began last ends.
    case end
}

/// One attribute of an element.
package struct XMLAttribute: Sendable, Hashable {
    /// The name as written, with its prefix where it has one (`xml:lang`).
    package let name: String
    /// The value.
    package let value: String

    /// An attribute of that name and value.
    package init(name: String, value: String) {
        (self.name, self.value) = (name, value)
    }
}
