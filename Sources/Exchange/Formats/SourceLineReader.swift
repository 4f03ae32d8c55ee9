package import Directory

/// Reads what a sync job sends of its own records: touch lists, or listings in the shape of the contract.
///
/// An object that has `set` or `unset` is a touch list and has nothing beside them; any other one is a listing, each
/// of whose members replaces all that the source sent for it. What is absent stays as it was, what is null is emptied.
/// `{"removed": true}` says that the source has the record no longer.
package struct SourceLineReader: RecordReader {
    package let version: String

    /// A reader for these vocabularies.
    package init(vocabularies: Vocabularies) {
        version = "source/2 \(vocabularies.fingerprint)"
    }

    /// Reads a line, whose key stands in it.
    package func read(_ bytes: [UInt8], name: String) -> Reading {
        guard !bytes.isEmpty else {
            return Self.rejected(name, "", "line.long", "the line is longer than a record may be")
        }
        let json: JSON
        do throws(JSONSyntaxError) {
            json = try JSON(parsing: bytes)
        } catch {
            return Self.rejected(name, "", "json.invalid", error.description)
        }
        guard json.object != nil else {
            return Self.rejected(name, "", "type.object", "expected an object, not \(json.kind)")
        }
        guard let key = json["key"]?.string else {
            return Self.rejected(name, "key", "key.missing", "the record needs its key, a text")
        }
        guard Self.isKey(key) else {
            return Self.rejected(
                name, "key", "key.invalid", "a key has 1 to 200 bytes and no control character")
        }
        return Self.read(json, key: key)
    }

    /// Reads a record whose key is known.
    package static func read(_ json: JSON, key: String) -> Reading {
        guard let object = json.object else {
            return rejected(key, "", "type.object", "expected an object, not \(json.kind)")
        }
        if let named = json["key"], named != .string(key) {
            return rejected(key, "key", "key.other", "the body names another key than the address")
        }
        if let removed = json["removed"] {
            guard let isRemoved = removed.bool else {
                return rejected(key, "removed", "type.boolean", "expected true or false, not \(removed.kind)")
            }
            guard !isRemoved else { return removal(object, key) }
        }
        let members = object.members.filter { $0.key != "key" && $0.key != "removed" }
        guard json["set"] != nil || json["unset"] != nil else { return listing(members, key) }
        if let unknown = members.first(where: { $0.key != "set" && $0.key != "unset" }) {
            return rejected(
                key, unknown.key, "member.unknown", "a touch list has set and unset and nothing beside them")
        }
        return .partial(PartialRecord(key: key, set: json["set"], unset: json["unset"]))
    }

    /// Whether the text may be the key of a record: 1 to 200 bytes without control characters.
    package static func isKey(_ text: String) -> Bool {
        (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    private static func removal(_ object: JSONObject, _ key: String) -> Reading {
        if let unknown = object.keys.first(where: { $0 != "key" && $0 != "removed" }) {
            return rejected(key, unknown, "member.unknown", "a record that is gone says nothing else")
        }
        return .removed(key: key)
    }

    private static func listing(_ members: [JSONObject.Member], _ key: String) -> Reading {
        let named = members.filter { !Document.written.contains($0.key) }
        guard !named.isEmpty else { return rejected(key, "", "required", "the record names no field") }
        return .partial(PartialRecord(key: key, set: .object(JSONObject(named)), unset: nil))
    }

    private static func rejected(_ record: String, _ path: String, _ rule: String, _ message: String)
        -> Reading
    {
        let finding = Finding(
            record: record, listing: "", path: path, rule: rule, severity: .error, message: message)
        return .rejected(key: record, findings: [finding])
    }
}
