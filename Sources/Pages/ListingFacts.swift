import Directory

/// What a listing is called and says of itself, in one language.
struct ListingFacts {
    private let document: Document
    private let language: LanguageCode
    private let vocabularies: Vocabularies

    init(_ document: Document, _ language: LanguageCode, _ vocabularies: Vocabularies) {
        (self.document, self.language, self.vocabularies) = (document, language, vocabularies)
    }

    var name: String { document.translations(.name).best(language) ?? "" }

    /// What it is and where: “Hotel · Bayonne”.
    var kind: String {
        let category = document.category.flatMap { vocabularies[.categories].entry($0) }
        return [category?.labels.best(language), document.address?.commune].compactMap(\.self)
            .joined(separator: " · ")
    }

    var summary: [String] { paragraphs(.summary) }

    /// The description without what the summary has said already.
    var description: [String] {
        let said = Set(summary)
        return paragraphs(.description).filter { !said.contains($0) }
    }

    /// A sentence or two for those who list the page.
    var about: String? {
        teaser ?? (kind.isEmpty ? nil : kind)
    }

    /// At most four pictures, of those that a browser shows beside a page of https.
    var images: [ListingView.Image] {
        let media = document.elements(.media).compactMap { element -> Media? in
            guard case .media(let media) = element.value, media.url.text.hasPrefix("https://") else {
                return nil
            }
            return media
        }
        return media.prefix(4).map { media in
            let credit = [media.credit.map { $0.contains("©") ? $0 : "© \($0)" }, media.licence].compactMap(
                \.self)
            return ListingView.Image(
                url: media.url.text, caption: media.caption?.best(language) ?? name,
                legend: credit.isEmpty ? nil : credit.joined(separator: ", "))
        }
    }

    /// The beginning of the summary, else of the description, cut between words.
    var teaser: String? {
        guard let text = (summary + description).first else { return nil }
        guard text.count > 240 else { return text }
        return text.prefix(240).split(separator: " ").dropLast().joined(separator: " ") + " …"
    }

    private func paragraphs(_ field: Field) -> [String] {
        (document.translations(field).best(language) ?? "").split(separator: "\n")
            .map { $0.trimmingPrefix { $0.isWhitespace } }.filter { !$0.isEmpty }.map { String($0) }
    }
}
