/// A language by its ISO 639-1 code (two lower-case letters).
package struct LanguageCode: Hashable, Sendable, Comparable {
    /// The code, such as `fr`.
    package let rawValue: String

    /// The language of that code, nil where ISO 639-1 has none.
    package init?(_ text: String) {
        guard text.utf8.count == 2, Self.codes.contains(text) else { return nil }
        rawValue = text
    }

    private init(known code: String) {
        rawValue = code
    }

    /// French.
    package static let french = LanguageCode(known: "fr")
    /// English.
    package static let english = LanguageCode(known: "en")

    package static func < (left: LanguageCode, right: LanguageCode) -> Bool {
        left.order < right.order
    }

    /// French first, then English, then by code.
    private var order: String {
        switch rawValue {
        case "fr": "0"
        case "en": "1"
        default: rawValue
        }
    }

    // ISO 639-1:2002, the 183 two-letter codes in force.
    private static let codes: Set<String> = Set(
        """
        aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz
        ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io
        is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr
        ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si
        sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh
        yi yo za zh zu
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}

/// A text in one or more languages.
package struct Translations: Hashable, Sendable {
    /// The texts by language, none of them empty.
    package var texts: [LanguageCode: String]

    /// These texts.
    package init(_ texts: [LanguageCode: String]) {
        self.texts = texts
    }

    /// An object from language code to text, French first.
    package var json: JSON {
        .object(
            JSONObject(
                texts.sorted { $0.key < $1.key }
                    .map { JSONObject.Member(key: $0.key.rawValue, value: .string($0.value)) }))
    }

    /// The text in that language, else in French, English or whichever comes first.
    package func best(_ language: LanguageCode = .french) -> String? {
        texts[language] ?? texts[.french] ?? texts[.english] ?? texts.min { $0.key < $1.key }?.value
    }
}
