import Directory

/// The categories by the names of types in LEI, which each region words for itself.
struct LEICategories: Sendable {
    private let labels: ThesaurusIndex
    private let vocabulary: Vocabulary

    init(_ categories: Vocabulary) {
        labels = ThesaurusIndex(categories)
        vocabulary = categories
    }

    /// The category that a name of a type means.
    func entry(_ name: String) -> VocabularyEntry? {
        if let entry = labels.entry(labelled: name) { return entry }
        let words = CommuneName.normalised(name).split(separator: " ").map(String.init)
        for (stem, code) in Self.stems where words.contains(where: { $0.hasPrefix(stem) }) {
            if let entry = vocabulary.entry(code) { return entry }
        }
        return nil
    }

    // Types of the Limousin and of Alsace; the specific before the general.
    private static let stems = [
        ("hotel", "hotel"), ("camping", "camping"), ("meuble", "meuble_gite"), ("gite", "meuble_gite"),
        ("chambre", "chambre_hotes"), ("refuge", "gite_etape_refuge"), ("hebergement", "lodging"),
        ("ferme", "ferme_auberge"), ("bar", "bar"), ("restau", "food"), ("viti", "degustation_cave"),
        ("vigneron", "degustation_cave"), ("brasseur", "degustation_brasseur"), ("degustation", "tasting"),
        ("producteur", "degustation_producteur"), ("musee", "musee"), ("jardin", "parc_jardin"),
        ("chateau", "monument"), ("monument", "monument"), ("patrimoine", "heritage"), ("visite", "heritage"),
        ("plage", "plage"), ("piscine", "piscine"), ("golf", "golf"), ("cinema", "cinema"),
        ("randonnee", "itineraire"), ("circuit", "itineraire"), ("itineraire", "itineraire"),
        ("marche", "evenement_commercial"), ("foire", "evenement_commercial"),
        ("brocante", "evenement_commercial"), ("salon", "evenement_commercial"),
        ("course", "evenement_sportif"), ("regate", "evenement_sportif"), ("tournoi", "evenement_sportif"),
        ("rencontre", "evenement_sportif"), ("concert", "evenement_culturel"),
        ("exposition", "evenement_culturel"), ("spectacle", "evenement_culturel"),
        ("festival", "evenement_culturel"), ("conference", "evenement_culturel"),
        ("theatre", "evenement_culturel"), ("fete", "event"), ("manifestation", "event"),
        ("animation", "event"), ("evenement", "event"), ("loisir", "leisure"), ("activite", "activity"),
        ("stage", "activity"), ("sortie", "activity"), ("artisan", "commerce_artisan"),
        ("commerce", "commerce_artisan"), ("office", "office_tourisme"), ("service", "service"),
    ]
}
