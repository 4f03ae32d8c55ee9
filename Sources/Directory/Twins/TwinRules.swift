/// What differs from category to category when two listings are asked whether they are one place.
enum TwinRules {
    /// The metres within which two points may be one place: the entrance of a campsite lies far from its middle.
    static func radius(_ categories: [String]) -> Double {
        for category in categories {
            switch category {
            case "camping", "aire_naturelle", "camping_ferme", "prl", "aire_camping_car", "village_vacances",
                "parc_loisirs", "zoo_aquarium", "golf", "plage", "port", "parc_jardin":
                return 300
            case "nature", "route", "ville_village": return 1_000
            case "event", "activity", "leisure": return 250
            default: continue
            }
        }
        return 100
    }

    /// Whether two categories can be two views of one offer: the same, the family of the other, or close relatives.
    static func areKin(_ left: [String], _ right: [String]) -> Bool {
        guard let first = left.first, let second = right.first else { return false }
        if first == second || left.contains(second) || right.contains(first) { return true }
        guard left.last == right.last else { return false }
        guard left.last == "lodging" else { return true }
        return lodgings.contains { $0.contains(first) && $0.contains(second) }
    }

    /// Whether one owner has hardly two of them at one place, so that another name is likely a new one.
    static func standsAlone(_ categories: [String]) -> Bool {
        categories.first.map(single.contains) ?? false
    }

    private static let lodgings: [Set<String>] = [
        ["hotel", "hotel_restaurant"], ["camping", "aire_naturelle", "camping_ferme", "prl"],
        ["camping", "village_vacances"], ["chambre_hotes", "chambre_habitant"],
        ["meuble_gite", "gite_groupe", "gite_etape_refuge", "hebergement_insolite"],
        ["auberge_jeunesse", "centre_vacances", "village_vacances"],
    ]

    private static let single: Set<String> = [
        "hotel", "camping", "aire_naturelle", "village_vacances", "auberge_jeunesse", "residence_tourisme",
        "golf", "zoo_aquarium", "casino", "cinema", "office_tourisme",
    ]
}
