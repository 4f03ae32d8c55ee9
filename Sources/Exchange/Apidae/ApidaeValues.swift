import Directory

/// How Apidae writes texts and references to its lists.
extension JSON {
    /// The texts of `{"libelleFr": …, "libelleEn": …}` by language, tags and Windows line ends taken away.
    var libelles: [LanguageCode: String] {
        var texts: [LanguageCode: String] = [:]
        for member in object?.members ?? [] where member.key.hasPrefix("libelle") {
            guard let language = ApidaeLanguage.code(member.key), let raw = member.value.scalarText else {
                continue
            }
            let text = ApidaeText.plain(raw)
            if !ApidaeText.isVoid(text) { texts[language] = text }
        }
        return texts
    }

    /// The number of an element of a reference list.
    var reference: Int? { self["id"]?.integer ?? (object == nil ? integer : nil) }

    /// The text of a string that says something.
    var apidaeText: String? {
        scalarText.map(ApidaeText.plain).flatMap { ApidaeText.isVoid($0) ? nil : $0 }
    }

    /// The numbers of the elements of a list that a property holds.
    func references(_ property: String) -> [Int] { values(property).compactMap(\.reference) }
}

/// The languages of Apidae by the ending of `libelle…`.
enum ApidaeLanguage {
    /// Ending and ISO 639-1 code, in the order of Apidae.
    static let endings = [
        ("Fr", "fr"), ("En", "en"), ("Es", "es"), ("It", "it"), ("De", "de"), ("Nl", "nl"), ("Ru", "ru"),
        ("Zh", "zh"),
        ("PtBR", "pt"), ("Ja", "ja"), ("Ko", "ko"),
    ]

    /// The language of `libelleFr`.
    static func code(_ name: String) -> LanguageCode? {
        let ending = name.dropFirst("libelle".utf8.count)
        return endings.first { $0.0 == ending }.flatMap { LanguageCode($0.1) }
    }

    // The list `Langue`; sign language (5469) is no language of ISO 639-1.
    static let spoken = [
        1197: "fr", 1192: "en", 1194: "es", 1189: "de", 1200: "it", 1202: "nl", 1205: "ru", 1206: "zh",
        4306: "pt",
        4602: "ja", 4603: "ko", 4604: "pl", 4605: "ar", 4873: "oc", 5118: "da", 5421: "el", 5467: "cs",
        5468: "sv",
        5690: "co", 5989: "hy", 5990: "bg", 5991: "ca", 5993: "he", 5994: "hu", 5995: "no", 5997: "ro",
        5998: "sr",
        5999: "th", 6000: "vi",
    ]

    /// French sign language.
    static let sign = 5469
}

/// The rules for texts of Apidae.
enum ApidaeText {
    /// The text without tags and entities, lines ended as everywhere else.
    static func plain(_ text: String) -> String {
        if text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
            return HTMLText.plain(text)
        }
        guard text.utf8.contains(0x0D) else { return text.trimmed }
        return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").trimmed
    }

    /// Whether the text stands for nothing.
    static func isVoid(_ text: String) -> Bool {
        text.utf8.count <= 4 && (text.isEmpty || text == "-" || text.lowercased() == "null")
    }
}
