import Directory

/// The words of the pages in one language.
struct Words: Sendable {
    let skip, languages, home, title, what, category, all, openNow, search, next, none, misspelt: String
    let back, data, contact, place, booking, payment, opening, dates, prices, capacity, quality: String
    let amenities, accessibility, spoken, reviews, map, updated, onSite, online, deposit: String
    let unknown, unknownDetail, gone, goneDetail, busy, busyDetail, wrong, wrongDetail, tooMany: String
    let wait: String
    /// The names of the counts in `capacity`.
    let counts: [String: String]

    /// The words in French, or in English for any other language.
    static func of(_ language: LanguageCode) -> Words { language == .english ? english : french }

    private static let french = Words(
        skip: "Aller au contenu", languages: "Langues", home: "Accueil",
        title: "Hébergements, restaurants, activités", what: "Que cherchez-vous, où ?", category: "Catégorie",
        all: "Toutes", openNow: "Ouvert maintenant", search: "Rechercher", next: "Page suivante",
        none: "Aucune fiche ne correspond à votre recherche.",
        misspelt: "Rien n'est écrit ainsi : voici ce qui s'en approche.", back: "Retour à la recherche",
        data: "Données de la fiche", contact: "Contact", place: "Adresse", booking: "Réserver",
        payment: "Moyens de paiement", opening: "Ouverture", dates: "Dates", prices: "Tarifs",
        capacity: "Capacité", quality: "Classement et labels", amenities: "Équipements et services",
        accessibility: "Accessibilité", spoken: "Langues parlées", reviews: "Avis", map: "Voir sur la carte",
        updated: "Mise à jour le", onSite: "Sur place :", online: "En ligne :", deposit: "Acompte :",
        unknown: "Fiche introuvable", unknownDetail: "Aucune fiche ne porte cette adresse.",
        gone: "Fiche fermée", goneDetail: "Cette fiche n'est plus publiée.",
        busy: "Service momentanément indisponible", busyDetail: "Réessayez dans quelques instants.",
        wrong: "Recherche impossible", wrongDetail: "Un critère de la recherche n'est pas valable :",
        tooMany: "Trop de demandes", wait: "Réessayez dans",
        counts: [
            "persons": "Personnes", "rooms": "Chambres", "pitches": "Emplacements", "units": "Logements",
            "covers": "Couverts",
        ])

    private static let english = Words(
        skip: "Skip to the content", languages: "Languages", home: "Home",
        title: "Places to stay, to eat and to visit", what: "What are you looking for, and where?",
        category: "Category", all: "All", openNow: "Open now", search: "Search", next: "Next page",
        none: "Nothing matches your search.", misspelt: "Nothing is spelt like that: this comes near.",
        back: "Back to the search", data: "Data of this listing", contact: "Contact", place: "Address",
        booking: "Book", payment: "Ways to pay", opening: "Opening", dates: "Dates", prices: "Prices",
        capacity: "Capacity", quality: "Classification and labels", amenities: "Amenities and services",
        accessibility: "Accessibility", spoken: "Languages spoken", reviews: "Reviews",
        map: "Show on the map",
        updated: "Updated on", onSite: "On site:", online: "Online:", deposit: "Deposit:",
        unknown: "Listing not found", unknownDetail: "No listing has this address.", gone: "Listing closed",
        goneDetail: "This listing is no longer published.", busy: "The service is not available right now",
        busyDetail: "Try again in a moment.", wrong: "This cannot be searched for",
        wrongDetail: "A condition of the search is not valid:",
        tooMany: "Too many requests", wait: "Try again in",
        counts: [
            "persons": "Persons", "rooms": "Rooms", "pitches": "Pitches", "units": "Units",
            "covers": "Covers",
        ])
}
