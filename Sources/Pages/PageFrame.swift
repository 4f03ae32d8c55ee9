import Directory

/// What every page shows around its content.
struct PageFrame {
    /// One language that the page can be read in.
    struct Translation {
        let code: String
        let name: String
        let path: String
        let href: String
        let isCurrent: Bool
    }

    let language: String
    let words: Words
    let home: String
    let stylesheet: String
    let translations: [Translation]
    let canonical: String?

    /// The frame of a page; `isLasting` where search engines shall know its address.
    init(_ request: PageRequest, _ pages: Pages, isLasting: Bool) {
        language = request.language.rawValue
        words = Words.of(request.language)
        home = "/?lang=\(language)"
        stylesheet = "/assets/style.css?v=\(pages.templates.version)"
        translations = [(LanguageCode.french, "Français"), (.english, "English")].map { code, name in
            let path = request.address([("lang", code.rawValue)])
            return Translation(
                code: code.rawValue, name: name, path: path, href: pages.publicURL + path,
                isCurrent: code == request.language)
        }
        canonical = isLasting ? "\(pages.publicURL)\(request.path)?lang=\(language)" : nil
    }
}
