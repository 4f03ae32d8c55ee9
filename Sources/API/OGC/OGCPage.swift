import Directory
import HTTPTypes
import NIOCore

/// One resource of the OGC API, as JSON or as a plain HTML page of the same content.
struct OGCPage {
    private let call: Call
    private let path: String

    init(_ call: Call, _ path: String) {
        self.call = call
        self.path = path
    }

    /// A link to an address below the public one.
    func link(_ relation: String, _ path: String, _ type: String) -> JSON {
        [
            "rel": .string(relation), "type": .string(type),
            "href": .string(call.api.configuration.publicURL + path),
        ]
    }

    /// The answer in the form that `f` or `Accept` asks for.
    func answer(_ json: JSON, type: String = MediaType.json) throws -> Answer {
        let asked = try call.query.one("f")
        guard asked == nil || asked == "json" || asked == "html" else {
            throw Problem.parameter("f", "parameter_invalid", "f is json or html")
        }
        let chosen = try MediaRange.choose(
            [type, MediaType.json, MediaType.html], accept: call.header(.accept))
        guard asked == "html" || (asked == nil && chosen == MediaType.html) else {
            return Answer(.ok, ByteBuffer(bytes: json.bytes), type: type).tagged(for: call)
        }
        return Answer(.ok, ByteBuffer(string: html(json)), type: MediaType.html).tagged(for: call)
    }

    private func html(_ json: JSON) -> String {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Fitxa – \(escaped(path))</title>
        <style>body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
        dt{font-weight:600}dd{margin:0 0 .4rem 1.2rem}</style></head>
        <body><h1>\(escaped(path))</h1>
        \(block(json))
        </body></html>
        """
    }

    private func block(_ json: JSON) -> String {
        switch json {
        case .object(let object):
            if let href = object["href"]?.string {
                let words = [object["rel"]?.string, object["type"]?.string].compactMap(\.self)
                return
                    "<a href=\"\(escaped(href))\">\(escaped(href))</a> (\(escaped(words.joined(separator: ", "))))"
            }
            let members = object.members.map { "<dt>\(escaped($0.key))</dt><dd>\(block($0.value))</dd>" }
            return "<dl>\(members.joined(separator: "\n"))</dl>"
        case .array(let elements):
            return "<ul>\(elements.map { "<li>\(block($0))</li>" }.joined(separator: "\n"))</ul>"
        case .string(let text): return escaped(text)
        case .null: return "–"
        default: return escaped(json.text)
        }
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
