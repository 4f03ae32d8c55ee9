import Directory

extension RecordDraft {
    /// Sets a number of the capacity; a second one that differs is told.
    mutating func setCount(_ text: String, _ unit: String) {
        let path = FieldPath(.capacity, unit)
        guard let number = Double(text).flatMap({ Int(exactly: $0) }), (0...1_000_000).contains(number) else {
            let message = "“\(text.prefix(20))” is not a number of \(unit)"
            note(path.description, "capacity.invalid", .warning, message)
            return
        }
        if case .count(let standing) = document[path], standing != number {
            note(path.description, "capacity.twice", .warning, "\(standing) was said, and \(number)")
            return
        }
        set(.capacity, unit, .count(number))
    }

    /// Adds a spoken language by its code or its French name.
    mutating func addLanguage(_ text: String) {
        let assumed = Self.languages[text] ?? Self.languages[text.lowercased()]
        if let language = LanguageCode(text) ?? assumed.flatMap({ LanguageCode($0) }) {
            set(.languagesSpoken, language.rawValue, .flag(true))
            if language.rawValue != text {
                let message = "“\(text.prefix(40))” was taken as \(language.rawValue)"
                note("languages_spoken", "language.assumed", .info, message)
            }
        } else {
            note("languages_spoken", "language.unknown", .warning, "“\(text.prefix(40))” is not a language")
        }
    }

    // `BR` is written for Brazilian Portuguese; `br` would be Breton.
    private static let languages = [
        "BR": "pt", "français": "fr", "anglais": "en", "espagnol": "es", "allemand": "de", "italien": "it",
        "portugais": "pt", "néerlandais": "nl", "russe": "ru", "japonais": "ja", "chinois": "zh",
        "arabe": "ar", "polonais": "pl", "basque": "eu", "catalan": "ca", "breton": "br", "occitan": "oc",
        "hongrois": "hu", "roumain": "ro", "tchèque": "cs", "danois": "da", "suédois": "sv",
        "norvégien": "no", "finnois": "fi", "grec": "el", "turc": "tr", "coréen": "ko", "hébreu": "he",
    ]
}
