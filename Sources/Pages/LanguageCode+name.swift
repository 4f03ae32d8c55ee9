import Directory

extension LanguageCode {
    /// What the language is called, in French or English; its code where the pages have no name for it.
    func name(in language: LanguageCode) -> String {
        guard let names = Self.names[rawValue] else { return rawValue }
        return language == .english ? names.english : names.french
    }

    private static let names: [String: (french: String, english: String)] = [
        "ar": ("arabe", "Arabic"), "br": ("breton", "Breton"), "ca": ("catalan", "Catalan"),
        "co": ("corse", "Corsican"), "cs": ("tchèque", "Czech"), "da": ("danois", "Danish"),
        "de": ("allemand", "German"), "el": ("grec", "Greek"), "en": ("anglais", "English"),
        "es": ("espagnol", "Spanish"), "eu": ("basque", "Basque"), "fi": ("finnois", "Finnish"),
        "fr": ("français", "French"), "hu": ("hongrois", "Hungarian"), "it": ("italien", "Italian"),
        "ja": ("japonais", "Japanese"), "ko": ("coréen", "Korean"), "nl": ("néerlandais", "Dutch"),
        "no": ("norvégien", "Norwegian"), "oc": ("occitan", "Occitan"), "pl": ("polonais", "Polish"),
        "pt": ("portugais", "Portuguese"), "ro": ("roumain", "Romanian"), "ru": ("russe", "Russian"),
        "sv": ("suédois", "Swedish"), "uk": ("ukrainien", "Ukrainian"), "zh": ("chinois", "Chinese"),
    ]
}
