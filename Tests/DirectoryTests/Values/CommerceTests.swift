import Directory
import Testing

@Suite struct CommerceTests {
    @Test(arguments: [
        ("https://www.booking.com/hotel/fr/pyrenees.fr.html", "booking", "pyrenees"),
        ("http://booking.com/hotel/fr/pyrenees.html", "booking", "pyrenees"),
        ("www.airbnb.fr/rooms/123", "airbnb", "123"),
        ("https://secure-hotel-booking.com/x/y/z", "secure_hotel_booking", nil),
        ("https://www.airbnb.de/rooms/124", "airbnb", "124"),
        ("https://reservation.example.fr/", "direct", nil),
        // A chain that lends its name, a word, a name within another one, and domains that only end otherwise.
        ("https://www.clermont-balladins.com/", "direct", nil),
        ("https://booking.camping-des-pins.fr/", "direct", nil),
        ("https://www.la-villa-booking.fr/", "direct", nil),
        ("https://www.airbnbiarritz.example.fr/", "direct", nil),
        ("https://www.airbnb.example/", "direct", nil), ("https://www.airbnb.org.uk/", "direct", nil),
    ])
    func `the platform of a channel is told by its host`(url: String, platform: String, id: String?) throws {
        let json = try Outcome("sales_channels/c", ["url": .string(url)]).json

        #expect(json?["platform"]?.string == platform)
        #expect(json?["external_id"]?.string == id)
        #expect(json?["url"]?.string?.hasPrefix("https://") == true)
    }

    @Test(arguments: [
        (#"{"platform": "booking", "url": "https://secure-hotel-booking.com/x"}"#, ["url channel.host"]),
        (#"{"platform": "booking", "url": "https://booking.com.evil.net/x"}"#, ["url channel.lookalike"]),
        (#"{"url": "https://www.booking.com.evil.net/x"}"#, ["url channel.lookalike"]),
        (#"{"platform": "direct", "url": "https://airbnb.fr-rooms.net/1"}"#, ["url channel.lookalike"]),
        (#"{"platform": "booking", "url": "https://bооking.com/x"}"#, ["url channel.lookalike"]),
        (#"{"url": "https://bоoking.com/x"}"#, ["url channel.lookalike"]),
        (#"{"url": "https://xn--boking-bmb.com/x"}"#, ["url channel.lookalike"]),
        (#"{"url": "https://b00king.com/x"}"#, ["url channel.lookalike"]),
        (#"{"platform": "direct", "url": "https://evil-booking.com/x"}"#, ["url channel.lookalike"]),
        (#"{"platform": "direct", "url": "https://airbnb.bad.com/rooms/1"}"#, ["url channel.lookalike"]),
        (#"{"url": "https://www.expedia.hotels.example.net/x"}"#, ["url channel.lookalike"]),
        (#"{"url": "https://a1rbnb.example.net/x"}"#, ["url channel.lookalike"]),
        (#"{"url": "https://airbnb-payment.example/x"}"#, ["url channel.lookalike"]),
        (#"{"url": "https://tripadvisor.example.net/x"}"#, ["url channel.lookalike"]),
        (#"{"url": "https://www-booking.com/x"}"#, ["url channel.lookalike"]),
        (#"{"url": "https://www.tripadvisor.fr/Hotel_Review-g1-d2-x.html"}"#, ["url channel.review"]),
        (#"{"platform": "direct", "url": "https://google.com/maps/x"}"#, ["url channel.review"]),
        (#"{"platform": "ot_central", "url": "https://www.booking.com/x"}"#, ["url channel.host"]),
        (#"{"platform": "booking", "url": "https://booking.com@evil.net/x"}"#, ["url url.invalid"]),
        (#"{"platform": "booking", "url": "https://www.airbnb.fr/rooms/1"}"#, ["url channel.host"]),
        (
            #"{"platform": "direct", "url": "https://www.booking.com/hotel/fr/x"}"#,
            ["platform channel.platform"]
        ),
        (#"{"platform": "direct", "url": "https://www.facebook.com/hotel"}"#, ["url channel.social"]),
        (#"{"url": "https://m.facebook.com/hotel"}"#, ["url channel.social"]),
        (#"{"platform": "booking", "url": "https://fb.me/x"}"#, ["url channel.social"]),
        (#"{"platform": "direct", "url": "http://reservation.example.fr/"}"#, ["url url.insecure"]),
        (#"{"platform": "nowhere", "url": "https://example.fr/"}"#, ["platform code.unknown"]),
        (#"{"platform": "booking"}"#, ["url required"]),
        (#"{"platform": "booking", "url": ""}"#, ["url required"]),
        (#"{"platform": "booking", "url": "https://booking.com/", "mode": "maybe"}"#, ["mode code.unknown"]),
        (#"{"platform": "booking", "url": "https://booking.com/", "price": 1}"#, ["price member.unknown"]),
    ])
    func `a channel that deceives is refused`(json: String, problems: [String]) throws {
        let expected = problems.map { "sales_channels/c/\($0)" }

        #expect(try Outcome("sales_channels/c", text: json).problems == expected)
    }

    @Test func `nobody sees a score before its day`() throws {
        func problems(_ day: String) throws -> [String] {
            let profile: JSON = [
                "platform": "tripadvisor", "url": "https://www.tripadvisor.fr/x", "observed_on": .string(day),
            ]
            let touch = try Touch(set: ["review_profiles/t": profile], unset: nil, on: Document(), .small)
            let today = try #require(CalendarDate("2026-11-27"))
            return touch.applied(to: Document()).scoresToCome(after: today).map { "\($0.path) \($0.code)" }
        }

        #expect(try problems("2026-11-28") == [])
        #expect(try problems("2026-11-29") == ["review_profiles/t/observed_on date.future"])
    }

    @Test func `a booking centre may stand anywhere`() throws {
        let json: JSON = ["platform": "ot_central", "url": "https://centrale.example.fr/x"]

        #expect(try Outcome("sales_channels/c", json).json?["platform"] == "ot_central")
    }

    @Test func `what tracks the reader is no part of an address that is kept`() throws {
        let url: JSON = "https://www.booking.com/hotel/fr/x.html?aid=1&Label=y&lang=fr&utm_source=z#top"
        let channel: JSON = ["url": url]
        let kept = try Outcome("sales_channels/c", channel).json?["url"]?.string
        let stored = try Document(stored: ["sales_channels/c": channel], .small)

        #expect(kept == "https://www.booking.com/hotel/fr/x.html?lang=fr#top")
        #expect(stored.elements(.salesChannels).first?.value.json["url"] == url)
    }

    @Test(arguments: [
        ("digits:/rooms/|digits:/plus/", "https://airbnb.com/rooms/plus/12345678", "12345678"),
        ("number:g", "https://gites.example.fr/64g121234", "64G121234"),
        ("number:g", "https://gites.example.fr/gite-rural-64G121234.html", "64G121234"),
        ("number:g", "https://gites.example.fr/gite-64-g", nil),
        ("query:q=place_id:", "https://google.com/maps?q=place_id:ChIJ_1-x", "ChIJ_1-x"),
        ("query:q=place_id:", "https://google.com/maps?q=place_id%3AChIJ", "ChIJ"),
        ("query:q=place_id:", "https://google.com/maps?q=hotel", nil),
    ])
    func `an external id is read by the rule of its platform`(rule: String, url: String, id: String?) throws {
        #expect(ExternalID.find(rule, in: try #require(WebAddress(url))) == id)
    }

    @Test func `the right platform is proposed`() throws {
        let path = try #require(FieldPath("sales_channels/c"))
        do throws(Invalid) {
            let json: JSON = ["platform": "booking", "url": "https://www.airbnb.fr/rooms/1"]
            _ = try FieldValue(json, at: path, .small)
            Issue.record("the channel was taken")
        } catch {
            #expect(error.problems.first?.message.hasSuffix("the platform would be airbnb") == true)
        }
    }

    @Test(arguments: [
        ("https://www.tripadvisor.fr/x", "the platform would be tripadvisor"),
        ("https://example.fr/", "no review platform has that host"),
    ])
    func `the right review platform is proposed`(url: String, proposal: String) throws {
        let path = try #require(FieldPath("review_profiles/r"))
        let error = try #require(throws: Invalid.self) {
            _ = try FieldValue(["platform": "google", "url": .string(url)], at: path, .small)
        }

        #expect(error.problems.first?.message.hasSuffix(proposal) == true)
    }

    @Test(arguments: [
        ("camping", true), ("hotel", false), ("lodging", true), ("concert", false), ("event", false),
    ])
    func `a platform sells the categories of its families`(category: String, fits: Bool) throws {
        let url = try #require(WebAddress("https://premium.secureholiday.net/1"))
        let channel = SalesChannel(platform: "secureholiday", url: url, .small)

        #expect(channel.fits(category, .small) == fits)
        #expect(SalesChannel(platform: "booking", url: url, .small).fits(category, .small))
    }

    @Test func `a person adds no channel that does not fit, one that stands may stay`() throws {
        let channel: JSON = ["url": "https://premium.secureholiday.net/1"]
        let hotel = try Document(contract: ["category": "hotel", "name": ["fr": "Hôtel"]], .small)
        let set: JSON = ["sales_channels/secureholiday": channel]

        let touch = try Touch(set: set, unset: nil, on: hotel, .small)
        let problems = touch.misplacedChannels(on: hotel, .small)
        #expect(problems.map(\.path) == ["sales_channels/secureholiday/platform"])
        #expect(problems.map(\.code) == ["channel.category"])

        let sold = touch.applied(to: hotel)
        let again = try Touch(set: set, unset: nil, on: sold, .small)
        #expect(again.misplacedChannels(on: sold, .small) == [])
        let moved = try Touch(set: ["category": "camping"], unset: nil, on: sold, .small)
        #expect(moved.misplacedChannels(on: sold, .small) == [])
    }

    @Test func `a host that a platform takes over later makes no listing unreadable`() throws {
        let stored: JSON = [
            "category": "hotel",
            "sales_channels/a": ["platform": "direct", "url": "https://www.booking.com/hotel/fr/x"],
            "review_profiles/a": ["platform": "google", "url": "https://maps.app.goo.gl/x"],
            "contacts/a": ["kind": "facebook", "value": "https://fb.watch/x"],
        ]

        let document = try Document(stored: stored, .small)

        #expect(document.paths.count == 4)
        #expect(throws: Invalid.self) {
            try Touch(set: stored, unset: nil, on: document, .small)
        }
    }

    @Test func `a reader's link check may be sent back`() throws {
        let json: JSON = [
            "key": "booking", "platform": "booking", "url": "https://www.booking.com/hotel/fr/x",
            "check": ["state": "alive", "at": nil],
        ]

        let outcome = try Outcome("sales_channels/booking", json)

        #expect(outcome.problems == [])
        #expect(outcome.json?["check"] == nil)
    }

    @Test(arguments: [
        ("card@on_site", #"{"means": "card"}"#, []),
        ("card@on_site", #"{"means": "card", "place": "on_site", "solution": null}"#, []),
        ("card@online/paybox", #"{"means": "card", "place": "online", "solution": "paybox"}"#, []),
        ("paypal@online/paypal", #"{"means": "paypal", "place": "online", "solution": "paypal"}"#, []),
        ("card@deposit", #"{"means": "card", "place": "deposit"}"#, []),
        ("card@online", #"{"means": "card", "place": "online", "solution": "paybox"}"#, [" payment.key"]),
        ("visa@on_site", #"{"means": "card"}"#, [" payment.key"]),
        ("card@on_site/paybox", #"{"means": "card", "solution": "paybox"}"#, ["/solution payment.solution"]),
        ("card@nowhere", #"{"means": "card", "place": "nowhere"}"#, ["/place code.unknown"]),
        ("gold@on_site", #"{"means": "gold"}"#, ["/means code.unknown"]),
        ("card@on_site", #"{}"#, ["/means required"]),
        ("card@on_site", #""card""#, [" type.object", "/means required"]),
    ])
    func `a payment method has the key that it spells`(key: String, json: String, problems: [String]) throws {
        let path = "payment.methods/\(key)"

        #expect(try Outcome(path, text: json).problems == problems.map { path + $0 })
    }

    @Test(arguments: [
        (#"{"platform": "tripadvisor", "url": "https://www.tripadvisor.fr/H-g1-d22-x.html"}"#, []),
        (
            #"{"platform": "google", "url": "maps.google.com/?cid=77", "score": 4.5, "scale": 5, "count": 213}"#,
            []
        ),
        (#"{"platform": "google", "url": "https://google.com.evil.net/"}"#, ["url review.host"]),
        (#"{"platform": "google", "url": "https://google.com/", "score": 4.5}"#, ["scale required"]),
        (
            #"{"platform": "google", "url": "https://google.com/", "score": 6, "scale": 5}"#,
            ["score number.range"]
        ),
        (#"{"platform": "google", "url": "https://google.com/", "scale": 0}"#, ["scale number.range"]),
        (#"{"platform": "google", "url": "https://google.com/", "count": -1}"#, ["count number.range"]),
        (#"{"platform": "google", "url": "https://google.com/", "count": 1.5}"#, ["count number.range"]),
        (#"{"platform": "myspace", "url": "https://google.com/"}"#, ["platform code.unknown"]),
        (#"{}"#, ["platform required", "url required"]),
    ])
    func `a review profile keeps the rules`(json: String, problems: [String]) throws {
        let outcome = try Outcome("review_profiles/r", text: json)

        #expect(outcome.problems == problems.map { "review_profiles/r/\($0)" })
    }

    @Test func `the external id of a review profile is read from its address`() throws {
        let url: JSON = "https://www.tripadvisor.fr/Hotel_Review-g187079-d1234567-Reviews.html"

        let json = try Outcome("review_profiles/r", ["platform": "tripadvisor", "url": url]).json

        #expect(json?["external_id"]?.string == "1234567")
    }
}
