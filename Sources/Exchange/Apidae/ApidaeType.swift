import Directory

/// What Apidae calls the types of its objects and their own blocks of facts.
enum ApidaeType {
    /// The types by the name of the block that only they have.
    static let blocks: [(type: String, block: String)] = [
        ("ACTIVITE", "informationsActivite"), ("COMMERCE_ET_SERVICE", "informationsCommerceEtService"),
        ("DEGUSTATION", "informationsDegustation"), ("DOMAINE_SKIABLE", "informationsDomaineSkiable"),
        ("EQUIPEMENT", "informationsEquipement"),
        ("FETE_ET_MANIFESTATION", "informationsFeteEtManifestation"),
        ("HEBERGEMENT_COLLECTIF", "informationsHebergementCollectif"),
        ("HEBERGEMENT_LOCATIF", "informationsHebergementLocatif"), ("HOTELLERIE", "informationsHotellerie"),
        ("HOTELLERIE_PLEIN_AIR", "informationsHotelleriePleinAir"),
        ("PATRIMOINE_CULTUREL", "informationsPatrimoineCulturel"),
        ("PATRIMOINE_NATUREL", "informationsPatrimoineNaturel"), ("RESTAURATION", "informationsRestauration"),
        ("SEJOUR_PACKAGE", "informationsSejourPackage"), ("STRUCTURE", "informationsStructure"),
        ("TERRITOIRE", "informationsTerritoire"),
    ]

    /// The name of the block of a type.
    static func block(_ type: String) -> String { blocks.first { $0.type == type }?.block ?? "" }

    /// The type that an object names, else the one whose block it has.
    static func type(of object: JSON) -> String? {
        object["type"]?.scalarText ?? blocks.first { object[$0.block]?.object != nil }?.type
    }

    /// A property of a block that holds the category, and the list that its elements come from.
    struct Place {
        let property: String
        let list: String
        let isList: Bool

        init(_ property: String, _ list: String, isList: Bool = false) {
            (self.property, self.list, self.isList) = (property, list, isList)
        }
    }

    /// Where an object of that type names the element of that number.
    static func place(_ type: String, _ id: Int) -> Place? {
        switch type {
        case "HOTELLERIE": Place("hotellerieType", "HotellerieType")
        case "HOTELLERIE_PLEIN_AIR": Place("hotelleriePleinAirType", "HotelleriePleinAirType")
        case "HEBERGEMENT_LOCATIF": Place("hebergementLocatifType", "HebergementLocatifType")
        case "HEBERGEMENT_COLLECTIF": Place("hebergementCollectifType", "HebergementCollectifType")
        case "RESTAURATION":
            [2859, 2861, 4528, 2865, 2866].contains(id)
                ? Place("restaurationType", "RestaurationType")
                : Place("categories", "RestaurationCategorie", isList: true)
        case "DEGUSTATION": Place("statutsExploitant", "DegustationStatutExploitant", isList: true)
        case "ACTIVITE": Place("activiteType", "ActiviteType")
        case "COMMERCE_ET_SERVICE":
            [1874, 1875, 4012, 4013, 4014, 4015].contains(id)
                ? Place("commerceEtServiceType", "CommerceEtServiceType")
                : Place("typesDetailles", "CommerceEtServiceTypeDetaille", isList: true)
        case "EQUIPEMENT":
            [2988, 2991, 2993].contains(id)
                ? Place("rubrique", "EquipementRubrique")
                : Place("activites", "EquipementActivite", isList: true)
        case "FETE_ET_MANIFESTATION": Place("typesManifestation", "FeteEtManifestationType", isList: true)
        case "PATRIMOINE_CULTUREL": Place("patrimoineCulturelType", "PatrimoineCulturelType")
        case "STRUCTURE": Place("entiteType", "StructureType")
        default: nil
        }
    }

    /// Where `prestations` names the element of that number, which stands in one of Apidae's reference lists; nil where it
    /// stands in a list of another part of the object.
    static func servicePlace(_ id: Int, isAccess: Bool) -> Place? {
        switch id {
        case 4737: nil
        case 1224...1227: Place("labelsTourismeHandicap", "LabelTourismeHandicap", isList: true)
        case _ where isAccess: Place("tourismesAdaptes", "TourismeAdapte", isList: true)
        case 799, 824, 848, 893, 917, 949, 963, 998, 1015:
            Place("conforts", "PrestationConfort", isList: true)
        case 687, 934, 1026, 1072, 1110...1223: Place("services", "PrestationService", isList: true)
        default: Place("equipements", "PrestationEquipement", isList: true)
        }
    }

    /// Where an object of that type names its official rating.
    static func ratingPlace(_ type: String) -> Place? {
        switch type {
        case "HOTELLERIE": Place("classement", "HotellerieClassement")
        case "HOTELLERIE_PLEIN_AIR": Place("classement", "HotelleriePleinAirClassement")
        case "HEBERGEMENT_LOCATIF": Place("classementPrefectoral", "HebergementLocatifClassementPrefectoral")
        case "HEBERGEMENT_COLLECTIF":
            Place("classementPrefectoral", "HebergementCollectifClassementPrefectoral")
        case "STRUCTURE": Place("structureClassement", "StructureClassement")
        default: nil
        }
    }

    /// The properties of `capacite` that count what a listing counts, the better one first.
    static func capacity(_ type: String) -> [(property: String, unit: String)] {
        switch type {
        case "HOTELLERIE":
            [
                ("nombreChambresDeclareesHotelier", "rooms"), ("nombreChambresClassees", "rooms"),
                ("nombreTotalPersonnes", "persons"), ("nombreTotalPersonnesReel", "persons"),
            ]
        case "HEBERGEMENT_LOCATIF":
            [
                ("nombreChambres", "rooms"), ("capaciteHebergement", "persons"),
                ("capaciteMaximumPossible", "persons"),
            ]
        case "HEBERGEMENT_COLLECTIF":
            [
                ("nombreChambres", "rooms"), ("capaciteTotale", "persons"), ("capaciteTotaleReelle", "units"),
            ]
        case "HOTELLERIE_PLEIN_AIR":
            [("nombreEmplacementsDeclares", "pitches"), ("nombreEmplacementsClasses", "pitches")]
        case "RESTAURATION": [("nombreMaximumCouverts", "covers")]
        default: []
        }
    }
}
