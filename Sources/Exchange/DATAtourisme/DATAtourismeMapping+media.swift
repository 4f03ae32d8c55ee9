import Directory

extension DATAtourismeMapping {
    /// Reads pictures, the main one first; one that stands twice counts once.
    mutating func readMedia() {
        var seen: Set<String> = []
        for representation in object.values("hasMainRepresentation") {
            readRepresentation(representation, isMain: seen.isEmpty, &seen)
        }
        for representation in object.values("hasRepresentation") {
            readRepresentation(representation, isMain: false, &seen)
        }
    }

    private mutating func readRepresentation(_ json: JSON, isMain: Bool, _ seen: inout Set<String>) {
        let annotations = json.values("ebucore:hasAnnotation")
        var caption: [LanguageCode: String] = [:]
        var credits: [String] = []
        var expiresOn: CalendarDate?
        for annotation in annotations {
            let title = translations(annotation["ebucore:title"], at: "media", limit: 1_000)
            caption.merge(title) { first, _ in first }
            for credit in annotation.plainTexts("credits") where !credits.contains(credit) {
                credits.append(credit)
            }
            if let end = annotation.date("rightsEndDate") {
                expiresOn = expiresOn.map { min($0, end) } ?? end
            }
            if annotation["rightsStartDate"] != nil { noteUnmapped("ebucore:hasAnnotation.rightsStartDate") }
        }
        let credit = draft.fitted(credits.joined(separator: ", "), 500, at: "media")
        for resource in json.values("ebucore:hasRelatedResource") {
            for text in resource.plainTexts("ebucore:locator") {
                guard let url = readLocator(text), seen.insert(url.text).inserted else { continue }
                let media = Media(
                    url: url, credit: credit.isEmpty ? nil : credit,
                    caption: caption.isEmpty ? nil : Translations(caption), expiresOn: expiresOn)
                draft.add(.media, .media(media), first: isMain)
            }
        }
    }

    private mutating func readLocator(_ text: String) -> WebAddress? {
        guard let url = WebAddress(text.withoutSpaces) else {
            draft.note("media", "url.invalid", .warning, "“\(text.prefix(120))” is not an address of the web")
            return nil
        }
        guard !url.tail.isEmpty, !url.tail.hasSuffix("/") else {
            draft.note("media", "media.no_file", .warning, "\(url.text) names a folder and no picture")
            return nil
        }
        return url
    }
}
