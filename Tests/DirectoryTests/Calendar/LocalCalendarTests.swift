import Directory
import Testing

struct LocalCalendarTests {
    @Test(
        arguments: [
            (Address(insee: "64485"), "Europe/Paris", .france),
            (Address(insee: "2A004"), "Europe/Paris", .france),
            (Address(insee: "67482"), "Europe/Paris", .alsaceMoselle),
            (Address(insee: "97105"), "America/Guadeloupe", .guadeloupe),
            (Address(insee: "97209"), "America/Martinique", .martinique),
            (Address(insee: "97302"), "America/Cayenne", .guyane),
            (Address(insee: "97411"), "Indian/Reunion", .reunion),
            (Address(insee: "97502"), "America/Miquelon", .france),
            (Address(insee: "97608"), "Indian/Mayotte", .mayotte),
            (Address(insee: "97701"), "America/St_Barthelemy", .saintBarthelemy),
            (Address(insee: "97801"), "America/Marigot", .saintMartin),
            (Address(insee: "98735"), "Pacific/Tahiti", .polynesie),
            (Address(insee: "98818"), "Pacific/Noumea", .nouvelleCaledonie),
            (Address(insee: "98613"), "Pacific/Wallis", .wallisEtFutuna),
            // The postcode where there is no code, the country where it is one of its own.
            (Address(postcode: "97400"), "Indian/Reunion", .reunion),
            (Address(postcode: "57000"), "Europe/Paris", .alsaceMoselle),
            (Address(postcode: "97400", country: "RE"), "Indian/Reunion", .reunion),
            (Address(country: "NC"), "Pacific/Noumea", .nouvelleCaledonie),
            // A postcode abroad is no department.
            (Address(postcode: "57020", country: "IT"), "Europe/Rome", .unknown),
            (Address(country: "GB"), "Europe/London", .unknown),
            (Address(country: "PT"), "Europe/Lisbon", .unknown),
            (Address(country: "ZZ"), "Europe/Paris", .unknown),
        ] as [(Address, String, PublicHolidays)])
    func `department and country say which clock and which holidays hold`(
        address: Address, zone: String, holidays: PublicHolidays
    ) {
        let calendar = LocalCalendar(address)

        #expect(calendar.zone == zone)
        #expect(calendar.holidays == holidays)
        #expect(LocalCalendar.everyZone.contains(zone))
    }

    @Test func `a listing without an address is in metropolitan France`() {
        #expect(LocalCalendar(nil) == LocalCalendar(Address(insee: "75056")))
    }
}
