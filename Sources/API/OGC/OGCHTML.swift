import Directory

/// Writes the resources of the OGC API as pages for people: the same content, links that lead to pages.
struct OGCHTML {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    /// The page of a resource.
    func page(_ json: JSON) -> String {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Fitxa – \(escaped(path))</title>
        <style>body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
        dt{font-weight:600}dd{margin:0 0 .4rem 1.2rem}table{border-collapse:collapse;width:100%}
        th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left}</style></head>
        <body><nav>\(trail)</nav>
        <h1>\(escaped(path))</h1>
        \(json["features"]?.array.map { table($0) + navigation(json) } ?? block(json))
        </body></html>
        """
    }

    /// The way from the landing page to here.
    private var trail: String {
        var address = ""
        return path.split(separator: "/").map { part in
            address += "/\(part)"
            return "<a href=\"\(escaped(address))?f=html\">\(escaped(String(part)))</a>"
        }
        .joined(separator: " / ")
    }

    private func table(_ features: [JSON]) -> String {
        let rows = features.map { feature in
            let properties = feature["properties"]
            let id = feature["id"]?.string ?? ""
            let name = ["name_fr", "name_en"].lazy.compactMap { properties?[$0]?.string }.first ?? id
            let pair = feature["geometry"]?["coordinates"]?.array ?? []
            let cells = [
                "<a href=\"\(escaped("\(path)/\(id)"))?f=html\">\(escaped(name))</a>",
                escaped(properties?["category"]?.string ?? ""), escaped(properties?["commune"]?.string ?? ""),
                pair.count == 2 ? "\(pair[1].text), \(pair[0].text)" : "",
            ]
            return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
        }
        let head = ["Name", "Category", "Commune", "Latitude, longitude"].map { "<th>\($0)</th>" }.joined()
        return
            "<table><thead><tr>\(head)</tr></thead><tbody>\n\(rows.joined(separator: "\n"))\n</tbody></table>"
    }

    private func navigation(_ json: JSON) -> String {
        let links = (json["links"]?.elements ?? []).compactMap { link -> String? in
            guard let words = Self.words[link["rel"]?.string ?? ""], let href = link["href"]?.string else {
                return nil
            }
            return "<a rel=\"\(link["rel"]?.string ?? "")\" href=\"\(escaped(href))\">\(words)</a>"
        }
        return "<p>\(links.joined(separator: " · "))</p>"
    }

    private static let words = ["next": "Next page", "self": "GeoJSON", "first": "First page"]

    private func block(_ json: JSON) -> String {
        switch json {
        case .object(let object):
            if let href = object["href"]?.string {
                let words = [object["rel"]?.string, object["type"]?.string].compactMap(\.self)
                return "<a href=\"\(escaped(href))\">\(escaped(href))</a> "
                    + "(\(escaped(words.joined(separator: ", "))))"
            }
            let members = object.members.map { "<dt>\(escaped($0.key))</dt><dd>\(block($0.value))</dd>" }
            return "<dl>\(members.joined(separator: "\n"))</dl>"
        case .array(let elements):
            return "<ul>\(elements.map { "<li>\(block($0))</li>" }.joined(separator: "\n"))</ul>"
        case .string(let text) where text.hasPrefix("https://") || text.hasPrefix("http://"):
            return "<a href=\"\(escaped(text))\">\(escaped(text))</a>"
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
