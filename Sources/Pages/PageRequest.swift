import Directory
import Foundation
import HTTPTypes
import Hummingbird

/// What a browser asks for.
struct PageRequest: Sendable {
    /// The path without the query.
    let path: String
    /// The id in the path, empty where it has none.
    let id: String
    /// The parameters of the query in their order; of several with one name the first counts.
    let parameters: [(name: String, value: String)]
    /// The language of the page: what the address says, else what the browser prefers, else French.
    let language: LanguageCode
    /// The tags that the browser has.
    let knownTags: String

    init(_ request: Request, id: String) {
        (path, self.id) = (request.uri.path, id)
        parameters = Self.parameters(request.uri.query ?? "")
        knownTags = request.headers[.ifNoneMatch] ?? ""
        let named = parameters.first { $0.name == "lang" }.flatMap { LanguageCode($0.value) }
        language = named.map(Self.spoken) ?? Self.preferred(request.headers[.acceptLanguage] ?? "")
    }

    /// The value of a parameter, nil where it is absent or blank.
    subscript(name: String) -> String? {
        let value = parameters.first { $0.name == name }?.value ?? ""
        return value.contains { !$0.isWhitespace } ? value : nil
    }

    /// The address of the same page with other parameters; those that are nil are left out.
    func address(_ changes: [(name: String, value: String?)]) -> String {
        let kept = parameters.filter { old in !changes.contains { $0.name == old.name } }
        let new = kept + changes.compactMap { name, value in value.map { (name, $0) } }
        let query = new.filter { !$0.1.isEmpty }.map {
            "\(PercentCoding.encode($0.0))=\(PercentCoding.encode($0.1))"
        }
        return query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
    }

    /// The pages speak two languages.
    private static func spoken(_ language: LanguageCode) -> LanguageCode {
        language == .english ? .english : .french
    }

    /// The first language of `Accept-Language` that the pages speak; weights follow the order in all browsers.
    private static func preferred(_ header: String) -> LanguageCode {
        for part in header.split(separator: ",") {
            let code = part.drop { $0 == " " }.prefix(2).lowercased()
            if code == "fr" { return .french }
            if code == "en" { return .english }
        }
        return .french
    }

    private static func parameters(_ query: String) -> [(name: String, value: String)] {
        query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (plain(parts[0]), parts.count > 1 ? plain(parts[1]) : "")
        }
    }

    /// A part of a form's query: a plus is a space; what is not escaped rightly stands for itself.
    private static func plain(_ part: Substring) -> String {
        let text = String(part).replacing("+", with: " ")
        return text.removingPercentEncoding ?? text
    }
}
