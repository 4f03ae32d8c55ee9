import Directory
import Exchange
import Testing

struct ContactsTests {
    private func contacts(_ record: SourceRecord) -> Set<String> {
        Set(
            record.document.elements(.contacts).compactMap { _, value in
                guard case .contact(let contact) = value else { return nil }
                return "\(contact.role) \(contact.kind) \(contact.value)"
                    + (contact.isPublic ? "" : " private")
            })
    }

    @Test func `telephones, mails and web sites keep the role of their contact`() throws {
        let record = try Specimen.record([
            "hasContact": [
                [
                    "schema:telephone": ["+33 5 59 37 01 01", "+33 6 12 34 56 78"],
                    "schema:email": "a@example.org",
                    "foaf:homepage": "http://www.example.org/",
                ]
            ],
            "hasBookingContact": [
                "schema:telephone": "+33 5 59 37 01 02", "schema:email": ["a@example.org"],
            ],
            "hasManagementContact": [
                ["schema:email": ["owner@example.org"], "foaf:homepage": ["https://booking.com/x"]]
            ],
        ])

        #expect(
            contacts(record) == [
                "establishment phone +33559370101", "establishment mobile +33612345678",
                "establishment email a@example.org", "establishment website http://www.example.org/",
                "booking phone +33559370102", "manager email owner@example.org private",
                "manager website https://booking.com/x private",
            ])
        #expect(record.document.elements(.salesChannels).isEmpty)
        #expect(record.document.publicPart.elements(.contacts).count == 5)
    }

    @Test func `what is not valid is dropped with a finding, what is misplaced finds its place`() throws {
        let record = try Specimen.record([
            "hasContact": [
                [
                    "schema:telephone": ["+33 062291654", "b@example.org"],
                    "schema:email": ["a@", "mailto:c@example.org"],
                    "foaf:homepage": ["https://www.town@example.org/", "d@example.org", "www.example.org"],
                ]
            ]
        ])

        #expect(
            contacts(record) == [
                "establishment email b@example.org", "establishment email c@example.org",
                "establishment email d@example.org", "establishment website http://www.example.org",
            ])
        #expect(
            record.rules == [
                "phone.invalid", "contact.misplaced", "email.invalid", "url.invalid", "contact.misplaced",
            ])
    }

    @Test(arguments: ["hasContact", "hasBookingContact"])
    func `an address of the web goes where its host belongs`(property: String) throws {
        let record = try Specimen.record([
            "\(property)": [
                [
                    "foaf:homepage": [
                        "https://www.facebook.com/hotel",
                        "http://www.tripadvisor.fr/Hotel_Review-g1-d2-x.html",
                        "https://www.google.de/maps/place/Hotel",
                        "http://premium.secureholiday.net/fr/1234/",
                        "https://www.booking.com/hotel/fr/x.fr.html",
                    ]
                ]
            ]
        ])

        let role = property == "hasContact" ? "establishment" : "booking"
        #expect(contacts(record) == ["\(role) facebook https://www.facebook.com/hotel"])
        #expect(record.document.keys(.reviewProfiles) == ["google", "tripadvisor"])
        #expect(record.document.keys(.salesChannels) == ["booking", "ctoutvert"])
        #expect(
            record.json("sales_channels/ctoutvert")?["url"] == "https://premium.secureholiday.net/fr/1234/")
        #expect(record.findings.map(\.path) == ["sales_channels/ctoutvert", "sales_channels/ctoutvert"])
        // Ctoutvert sells campsites, and this is a hotel.
        #expect(record.rules == ["channel.category", "channel.https_assumed"])
    }

    @Test func `a booking page that is nobody's is direct, unless it is the web site itself`() throws {
        let record = try Specimen.record([
            "hasContact": [["foaf:homepage": ["http://www.example.org/"]]],
            "hasBookingContact": [
                [
                    "foaf:homepage": [
                        "https://example.org", "http://www.example.org/book", "http://www.example.org/book",
                        "https://engine.example.net/?hotel=1",
                    ]
                ]
            ],
        ])

        #expect(record.document.keys(.salesChannels) == ["direct", "direct-2"])
        #expect(record.json("sales_channels/direct")?["url"] == "https://www.example.org/book")
        #expect(record.json("sales_channels/direct-2")?["url"] == "https://engine.example.net/?hotel=1")
        #expect(record.rules == ["channel.https_assumed"])
    }

    @Test func `a host that only looks like a platform is not taken for it`() throws {
        let record = try Specimen.record([
            "hasBookingContact": [
                ["foaf:homepage": ["https://www.notbooking.com/x", "https://booking.com.evil.fr/x"]]
            ]
        ])

        #expect(record.json("sales_channels/direct")?["url"] == "https://www.notbooking.com/x")
        #expect(record.document.keys(.salesChannels) == ["direct"])
        #expect(record.rules == ["channel.lookalike"])
    }

    @Test func `a host that bears the name of a platform is taken as the house's own and told`() throws {
        let record = try Specimen.record([
            "hasBookingContact": [["foaf:homepage": "https://airbnb.evil.fr/x"]]
        ])

        let own = try Specimen.record([
            "rdfs:label": ["fr": ["La Villa Booking"]],
            "hasBookingContact": [["foaf:homepage": "https://la-villa-booking.com/x"]],
        ])

        #expect(record.json("sales_channels/direct")?["url"] == "https://airbnb.evil.fr/x")
        #expect(record.rules == ["channel.lookalike"])
        #expect(own.json("sales_channels/direct")?["url"] == "https://la-villa-booking.com/x")
        #expect(own.rules == [])
    }
}
