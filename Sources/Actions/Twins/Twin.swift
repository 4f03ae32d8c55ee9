package import Directory

/// A published listing that may be the same place as another one, or a further offer of its establishment.
package struct Twin: Sendable {
    /// What is published of it.
    package let head: Head
    /// What speaks for and against it.
    package let likeness: Likeness

    /// The candidate as people see it: the listing, its name, the score and its parts.
    package var json: JSON {
        var object = JSONObject()
        object.append("listing", .string(head.id.text))
        object.append("name", JSON(head.document.translations(.name).best()))
        object.append("category", JSON(head.document.category))
        for (name, value) in likeness.members { object.append(name, value) }
        return .object(object)
    }

    /// Whether it may be the same place.
    var isDuplicate: Bool { likeness.verdict == .same || likeness.verdict == .perhaps }
}

/// What to do where a listing that is to be created may exist already.
package enum DuplicateGuard: Sendable {
    /// Refuse, unless all that it may be are among these listings.
    case refuse(except: Set<String>)
    /// Create it: a person has looked.
    case off
}
