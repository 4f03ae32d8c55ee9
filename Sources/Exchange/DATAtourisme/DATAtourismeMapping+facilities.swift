import Directory

extension DATAtourismeMapping {
    /// Reads capacity, amenities, accessibility and spoken languages.
    mutating func readFacilities() {
        for text in object.plainTexts("allowedPersons") { readCount(text, "persons") }
        for feature in object.values("hasFeature") + object.values("isEquippedWith") { readFeature(feature) }
        for place in object.values("isLocatedAt").prefix(1) + [object] {
            readFlag(place, "petsAllowed")
            readFlag(place, "internetAccess")
        }
        readFlag(object, "takeAway")
        if object.values("reducedMobilityAccess").contains(where: { $0.truth == true }),
            let entry = reader.vocabularies[.accessibility].entry("datatourisme", "reducedMobilityAccess")
        {
            draft.set(.accessibility, entry.code, .flag(true))
        }
        for text in object.plainTexts("availableLanguage") { readLanguage(text) }
    }

    private mutating func readFeature(_ json: JSON) {
        readFlag(json, "petsAllowed")
        readFlag(json, "internetAccess")
        let value = json.firstText("schema:value")
        let nested = json.values("features")
        for feature in nested.isEmpty ? [json] : nested {
            guard let code = feature.individual, code.hasPrefix("kb:"),
                feature["@id"]?.string?.hasPrefix("http") != true
            else { continue }
            guard let entry = reader.vocabularies[.amenities].entry("datatourisme", code) else {
                draft.note("amenities", "amenity.unknown", .info, "\(code) is no amenity known here")
                continue
            }
            if entry.attributes["kind"] == "capacity" {
                if let value { readCount(value, entry.code) }
            } else {
                draft.set(.amenities, entry.code, .flag(true))
            }
        }
    }

    private mutating func readFlag(_ json: JSON, _ property: String) {
        guard json.values(property).contains(where: { $0.truth == true }) else { return }
        let amenities = reader.vocabularies[.amenities]
        let entry =
            amenities.entry("datatourisme", property)
            ?? Self.sameAs[property].flatMap { amenities.entry("datatourisme", $0) }
        if let entry {
            draft.set(.amenities, entry.code, .flag(true))
        } else {
            noteUnmapped(property)
        }
    }

    /// The features that say the same as a property that is true.
    private static let sameAs = ["internetAccess": "kb:Wifi", "takeAway": "kb:TakeawayFoodOrMeals"]

    private mutating func readCount(_ text: String, _ unit: String) {
        let path = FieldPath(.capacity, unit)
        guard let number = Double(text).flatMap({ Int(exactly: $0) }), (0...1_000_000).contains(number) else {
            let message = "“\(text.prefix(20))” is not a number of \(unit)"
            draft.note(path.description, "capacity.invalid", .warning, message)
            return
        }
        if case .count(let standing) = draft.document[path], standing != number {
            draft.note(path.description, "capacity.twice", .warning, "\(standing) was said, and \(number)")
            return
        }
        draft.set(.capacity, unit, .count(number))
    }

    private mutating func readLanguage(_ text: String) {
        let assumed = Self.languages[text] ?? Self.languages[text.lowercased()]
        if let language = LanguageCode(text) ?? assumed.flatMap({ LanguageCode($0) }) {
            draft.set(.languagesSpoken, language.rawValue, .flag(true))
            if language.rawValue != text {
                let message = "“\(text.prefix(40))” was taken as \(language.rawValue)"
                draft.note("languages_spoken", "language.assumed", .info, message)
            }
        } else {
            draft.note(
                "languages_spoken", "language.unknown", .warning, "“\(text.prefix(40))” is not a language")
        }
    }

    // `BR` is written for Brazilian Portuguese; `br` would be Breton.
    private static let languages = [
        "BR": "pt", "français": "fr", "anglais": "en", "espagnol": "es", "allemand": "de", "italien": "it",
        "portugais": "pt", "néerlandais": "nl", "russe": "ru", "japonais": "ja", "chinois": "zh",
        "arabe": "ar",
        "polonais": "pl", "basque": "eu", "catalan": "ca", "breton": "br", "occitan": "oc", "hongrois": "hu",
        "roumain": "ro", "tchèque": "cs", "danois": "da", "suédois": "sv", "norvégien": "no", "finnois": "fi",
        "grec": "el", "turc": "tr", "coréen": "ko", "hébreu": "he",
    ]
}
