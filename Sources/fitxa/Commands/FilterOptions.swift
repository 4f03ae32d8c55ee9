import API
import Actions
import ArgumentParser
import Directory
import Store

/// The filters of the API, at the command line.
struct FilterOptions: ParsableArguments {
    // Longitudes west of Greenwich begin like options.
    @Option(parsing: .unconditional, help: "west,south,east,north in degrees.") var bbox: String?
    @Option(parsing: .unconditional, help: "lat,lon: the nearest first.") var near: String?
    @Option(help: "Metres round --near.") var radius: String?
    @Option(help: "INSEE codes.") var commune: String?
    @Option(help: "Codes of territories.") var territory: String?
    @Option(help: "Codes of offices.") var office: String?
    @Option(help: "Categories; a family matches its children.") var category: String?
    @Option(help: "Payment means.") var payment: String?
    @Option(help: "Online payment solutions.") var solution: String?
    @Option(help: "Sales platforms.") var platform: String?
    @Option(help: "Amenities.") var amenity: String?
    @Option(help: "Labels.") var label: String?
    @Option(
        name: [.customShort("q"), .customLong("q")], help: "Words; accents and typing errors are forgiven.")
    var words: String?
    @Option(help: "Only with a name in this language.") var lang: String?
    @Option(help: "Only open on this day.") var openOn: String?
    @Option(help: "Only open at this time, or now.") var openAt: String?
    @Option(help: "Only changed since this time.") var changedSince: String?

    /// The filters that are set, under the names of the API; its `lang` is no filter and reduces texts to a language.
    var pairs: [(name: String, value: String)] {
        let all: [(String, String?)] = [
            ("bbox", bbox), ("near", near), ("radius", radius), ("commune", commune),
            ("territory", territory),
            ("office", office), ("category", category), ("payment", payment), ("solution", solution),
            ("platform", platform), ("amenity", amenity), ("label", label), ("q", words),
            ("open_on", openOn), ("open_at", openAt), ("changed_since", changedSince),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }

    mutating func validate() throws {
        if let lang, LanguageCode(lang) == nil {
            throw ValidationError("“\(lang)” is no language: expected a code of ISO 639-1 such as fr")
        }
    }

    /// The search; a filter that cannot be meant is wrong usage.
    func search(in house: House) async throws -> ListingSearch {
        do {
            var search = try await FilteredSearch.search(pairs, house.context)
            search.language = lang.flatMap { LanguageCode($0) }
            return search
        } catch ActionError.invalid(let problems) {
            let lines = problems.map { "--\($0.path.replacing("_", with: "-")): \($0.message)" }
            throw ValidationError(lines.joined(separator: "\n"))
        }
    }
}
