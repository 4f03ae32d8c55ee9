/// The clock and the public holidays of a place: by its department in France, else by its country.
package struct LocalCalendar: Hashable, Sendable {
    /// The time zone by its name in the database of IANA.
    package let zone: String
    /// The public holidays.
    package let holidays: PublicHolidays

    /// The calendar of an address; of metropolitan France where it says nothing.
    ///
    /// Countries of several zones have that of their capital, those that are not listed that of Paris.
    package init(_ address: Address?) {
        let country = address?.country ?? "FR"
        guard country == "FR" || Self.overseas[country] != nil else {
            (zone, holidays) = (Self.zones[country] ?? Self.paris, .unknown)
            return
        }
        let department = Self.overseas[country] ?? Self.department(address)
        (zone, holidays) = (Self.zones[department] ?? Self.paris, PublicHolidays(department: department))
    }

    /// All zones that a calendar can have.
    package static let everyZone = Set(zones.values).union([paris])

    private static let paris = "Europe/Paris"

    /// The first two characters of the INSEE code, or of the postcode where there is none; overseas the first three.
    private static func department(_ address: Address?) -> String {
        let code = address?.insee ?? address?.postcode ?? ""
        return String(code.prefix(code.hasPrefix("97") || code.hasPrefix("98") ? 3 : 2))
    }

    /// The departments and collectivities that have a country code of their own.
    private static let overseas = [
        "GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976", "BL": "977",
        "MF": "978",
        "WF": "986", "PF": "987", "NC": "988",
    ]

    private static let zones = [
        "971": "America/Guadeloupe", "972": "America/Martinique", "973": "America/Cayenne",
        "974": "Indian/Reunion", "975": "America/Miquelon", "976": "Indian/Mayotte",
        "977": "America/St_Barthelemy", "978": "America/Marigot", "986": "Pacific/Wallis",
        "987": "Pacific/Tahiti", "988": "Pacific/Noumea",
        "AD": "Europe/Andorra", "AT": "Europe/Vienna", "BE": "Europe/Brussels", "BG": "Europe/Sofia",
        "CH": "Europe/Zurich", "CY": "Asia/Nicosia", "CZ": "Europe/Prague", "DE": "Europe/Berlin",
        "DK": "Europe/Copenhagen", "EE": "Europe/Tallinn", "ES": "Europe/Madrid", "FI": "Europe/Helsinki",
        "GB": "Europe/London", "GR": "Europe/Athens", "HR": "Europe/Zagreb", "HU": "Europe/Budapest",
        "IE": "Europe/Dublin", "IS": "Atlantic/Reykjavik", "IT": "Europe/Rome", "LI": "Europe/Vaduz",
        "LT": "Europe/Vilnius", "LU": "Europe/Luxembourg", "LV": "Europe/Riga", "MA": "Africa/Casablanca",
        "MC": "Europe/Monaco", "MT": "Europe/Malta", "NL": "Europe/Amsterdam", "NO": "Europe/Oslo",
        "PL": "Europe/Warsaw", "PT": "Europe/Lisbon", "RO": "Europe/Bucharest", "SE": "Europe/Stockholm",
        "SI": "Europe/Ljubljana", "SK": "Europe/Bratislava", "SM": "Europe/San_Marino",
        "VA": "Europe/Vatican",
    ]
}
