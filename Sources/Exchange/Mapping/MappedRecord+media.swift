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
        let (told, maker) = Self.credited(caption.map(HTMLText.plain) ?? "", rule.credits)
        let shown = draft.fitted(told, 1_000, at: "media")
        let named = draft.fitted(credit.map(HTMLText.plain) ?? maker, 500, at: "media")
        if let path = pictures[locator] { return add(shown, named, rule.language, to: path) }
        guard let url = WebAddress(locator.withoutSpaces), !url.tail.isEmpty, !url.tail.hasSuffix("/") else {
            draft.note(
                "media", "url.invalid", .warning, "“\(locator.prefix(120))” is no address of a picture")
            return
        }
        let media = Media(
            url: url, credit: named.isEmpty ? nil : named,
            licence: licence.map { draft.fitted($0, 200, at: "media") },
            caption: shown.isEmpty ? nil : Translations([rule.language: shown]),
            expiresOn: expires.flatMap { DateText.day($0) })
        guard let key = draft.add(.media, .media(media), first: draft.values(.media).isEmpty) else { return }
        pictures[locator] = FieldPath(.media, key)
    }

    /// The same picture in another language only brings another caption.
    private mutating func add(
        _ caption: String, _ credit: String, _ language: LanguageCode, to path: FieldPath
    ) {
        guard case .media(var media)? = draft.document[path] else { return }
        if media.credit == nil, !credit.isEmpty { media.credit = credit }
        var captions = media.caption?.texts ?? [:]
        if captions[language] == nil, !caption.isEmpty { captions[language] = caption }
        media.caption = captions.isEmpty ? nil : Translations(captions)
        draft.set(.media, path.key, .media(media))
    }

    /// `Rohrerhaus, exhibition. Foto Ludwig Thalheimer` in what is shown and who made it.
    private static func credited(_ text: String, _ words: [String]) -> (caption: String, credit: String) {
        guard !words.isEmpty else { return (text, "") }
        let bytes = Array(text.utf8)
        func part(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self).trimmed }
        for word in words.map({ Array("\($0) ".utf8) }) where bytes.count > word.count {
            for start in (0..<bytes.count - word.count).reversed()
            where bytes[start] == word[0] && bytes[start..<start + word.count].elementsEqual(word) {
                let before = bytes[..<start]
                if start == 0 { return ("", part(bytes[word.count...])) }
                guard before.last == 0x20, let sign = before.dropLast().last, ".,;-".utf8.contains(sign)
                else { continue }
                return (part(before.dropLast(2)), part(bytes[(start + word.count)...]))
            }
        }
        return (text, "")
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
