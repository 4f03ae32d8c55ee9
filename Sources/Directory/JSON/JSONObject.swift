/// The members of a JSON object, in order; a name stands once.
package struct JSONObject: Sendable {
    /// One member of an object.
    package struct Member: Sendable {
        /// The name of the member.
        package var key: String
        /// The value of the member.
        package var value: JSON

        /// A member of that name and value.
        package init(key: String, value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// The members in order.
    package private(set) var members: [Member]

    /// An object of these members; the caller promises that no name stands twice.
    package init(_ members: [Member] = []) {
        self.members = members
    }

    /// The value of that name; setting nil removes the member.
    package subscript(_ key: String) -> JSON? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Adds a member at the end without looking whether the name stands already.
    package mutating func append(_ key: String, _ value: JSON) {
        members.append(Member(key: key, value: value))
    }

    /// The names in order.
    package var keys: [String] { members.map(\.key) }

    /// Whether there is no member.
    package var isEmpty: Bool { members.isEmpty }
}

extension JSONObject: Hashable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.count == right.members.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(members.count)
        var sum = 0
        for member in members { sum ^= member.key.hashValue }
        hasher.combine(sum)
    }
}
