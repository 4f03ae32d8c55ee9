import Directory

/// The schemas of the document, written as JSON Schema 2020-12.
enum Schemas {
    /// All schemas by name.
    static var all: JSONObject {
        var object = JSONObject()
        for text in [listing, values, proposal, source, feed, common] {
            for member in (try? JSON(parsing: text))?.object?.members ?? [] {
                object.append(member.key, member.value)
            }
        }
        return object
    }

    /// The texts, for a test that each one is JSON.
    static var texts: [String] { [listing, values, proposal, source, feed, common] }
}
