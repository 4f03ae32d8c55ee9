import Directory

extension ApidaeMapping {
    /// Reads pictures, the first one as the main one, then films and documents; what stands twice counts once.
    mutating func readMedia() {
        var seen: Set<String> = []
        for property in ["illustrations", "multimedias"] {
            for json in object.values(property) { readMedium(json, &seen) }
        }
    }

    private mutating func readMedium(_ json: JSON, _ seen: inout Set<String>) {
        let caption =
            (json["legende"]?.libelles).flatMap { $0.isEmpty ? nil : $0 } ?? json["nom"]?.libelles ?? [:]
        let credit = json["copyright"]?.libelles ?? [:]
        if credit.count > 1, Set(credit.values).count > 1 { noteUnmapped("illustrations.copyright") }
        for file in json.values("traductionFichiers") {
            guard let text = file["url"]?.scalarText else { continue }
            guard let url = WebAddress(text.withoutSpaces) else {
                draft.note(
                    "media", "url.invalid", .warning, "“\(text.prefix(120))” is not an address of the web")
                continue
            }
            guard seen.insert(url.text).inserted else { continue }
            let texts = caption.mapValues { draft.fitted($0, 1_000, at: "media") }
            let named = Translations(credit).best().map { draft.fitted($0, 500, at: "media") }
            let medium = Media(
                url: url, credit: named, caption: texts.isEmpty ? nil : Translations(texts),
                expiresOn: json.date("dateLimiteDePublication"))
            draft.add(.media, .media(medium), first: seen.count == 1)
        }
    }
}
