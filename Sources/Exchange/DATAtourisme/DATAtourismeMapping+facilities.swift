import Directory

extension DATAtourismeMapping {
    /// Reads capacity, amenities, accessibility and spoken languages.
    mutating func readFacilities() {
        for text in object.plainTexts("allowedPersons") { draft.setCount(text, "persons") }
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
        for text in object.plainTexts("availableLanguage") { draft.addLanguage(text) }
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
                if let value { draft.setCount(value, entry.code) }
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
}
