import Directory
import Store

/// What a search looks at in one listing.
struct SearchEntry {
    /// Prefixed codes, as the column `tags` explains them.
    let tags: [String]
    /// The names in all languages.
    let names: String
    /// The summaries in all languages.
    let summaries: String
    /// The descriptions in all languages.
    let descriptions: String
    /// The commune, and what the category is called.
    let place: String

    init(_ document: Document, place row: PlacementRow?, _ vocabularies: Vocabularies) {
        func texts(_ field: Field) -> String {
            document.translations(field).texts.sorted { $0.key < $1.key }.map(\.value).joined(separator: " ")
        }
        names = texts(.name)
        summaries = texts(.summary)
        descriptions = texts(.description)
        let category = document.category ?? ""
        let labels = vocabularies[.categories].entry(category)?.labels
        let words = [
            row?.name ?? document.address?.commune, labels?.best(.french), labels?.best(.english),
        ]
        place = words.compactMap(\.self).joined(separator: " ")
        tags = Self.tags(document, category, vocabularies)
    }

    private static func tags(
        _ document: Document, _ category: String, _ vocabularies: Vocabularies
    ) -> [String] {
        var tags = Set(vocabularies[.categories].lineage(category).map { "c:\($0)" })
        tags.insert("c:\(category)")
        for (path, value) in document.fields {
            switch value {
            case .paymentMethod(let method):
                tags.insert("p:\(method.means)")
                if let solution = method.solution { tags.insert("s:\(solution)") }
            case .salesChannel(let channel): tags.insert("b:\(channel.platform)")
            case .text where path.field == .name: tags.insert("g:\(path.key ?? "")")
            case .flag where path.field == .amenities: tags.insert("a:\(path.key ?? "")")
            case .flag where path.field == .accessibility: tags.insert("a:\(path.key ?? "")")
            case .flag where path.field == .labels: tags.insert("l:\(path.key ?? "")")
            default: break
            }
        }
        return tags.sorted()
    }
}
