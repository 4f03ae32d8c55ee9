import Directory

extension MappedRecord {
    /// Reads pictures: `url|caption|credit`, several behind `#`, or an object with such members in it.
    mutating func readMedia(_ cell: JSON, _ rule: ColumnRule) {
        if cell.object != nil {
            let texts = Self.flat(cell)
            guard let url = Self.first(texts, ["url"]) else { return }
            addMedia(
                url, Self.first(texts, ["titre", "title", "description", "legende"]),
                Self.first(texts, ["credit", "copyright"]), rule,
                licence: Self.first(texts, ["licencecreativecommon", "licence"]),
                expires: Self.first(texts, ["datedefindutilisation"]))
            return
        }
        guard let text = cell.scalarText else { return }
        for item in PartedText.split(text, rule.list == "," ? "#" : rule.list) {
            let parts = PartedText.split(item, rule.parts == "||" ? "|" : rule.parts).map(\.trimmed)
            guard let url = parts.first, !url.isEmpty else { continue }
            addMedia(url, parts.count > 1 ? parts[1] : nil, parts.count > 2 ? parts[2] : nil, rule)
        }
    }

    private mutating func addMedia(
        _ locator: String, _ caption: String?, _ credit: String?, _ rule: ColumnRule, licence: String? = nil,
        expires: String? = nil
    ) {
        guard let url = WebAddress(locator.withoutSpaces), !url.tail.isEmpty, !url.tail.hasSuffix("/") else {
            draft.note(
                "media", "url.invalid", .warning, "“\(locator.prefix(120))” is no address of a picture")
            return
        }
        let shown = caption.map { draft.fitted(HTMLText.plain($0), 1_000, at: "media") } ?? ""
        let named = credit.map { draft.fitted(HTMLText.plain($0), 500, at: "media") } ?? ""
        var media = Media(
            url: url, credit: named.isEmpty ? nil : named,
            licence: licence.map { draft.fitted($0, 200, at: "media") },
            caption: shown.isEmpty ? nil : Translations([rule.language: shown]),
            expiresOn: expires.flatMap { DateText.day($0) })
        // The same picture in another language only brings another caption.
        for case .media(let standing) in draft.values(.media) where standing.url == url {
            guard let path = draft.path(.media, .media(standing)) else { return }
            let captions = (standing.caption?.texts ?? [:]).merging(media.caption?.texts ?? [:]) { first, _ in
                first
            }
            media = standing
            media.caption = captions.isEmpty ? nil : Translations(captions)
            return draft.set(.media, path.key, .media(media))
        }
        draft.add(.media, .media(media), first: draft.values(.media).isEmpty)
    }

    /// The scalars of an object and of the objects in it, by folded name; the outer ones first.
    private static func flat(_ json: JSON) -> [(name: String, text: String)] {
        var texts: [(String, String)] = []
        var inner: [(String, String)] = []
        for member in json.object?.members ?? [] {
            if let text = member.value.scalarText {
                texts.append((FoldedText.name(member.key), text))
            } else if member.value.object != nil {
                inner += flat(member.value)
            }
        }
        return texts + inner
    }

    private static func first(_ texts: [(name: String, text: String)], _ names: [String]) -> String? {
        names.lazy.compactMap { name in texts.first { $0.name == name }?.text }.first
    }
}

extension RecordDraft {
    /// Where a value stands.
    func path(_ field: Field, _ value: FieldValue) -> FieldPath? {
        document.fields.first { $0.key.field == field && $0.value == value }?.key
    }
}
