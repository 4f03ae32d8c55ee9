import Actions
import Directory
import Support
import Testing

/// Finding listings: each test has places and words of its own, for they share a database.
@Suite(.serialized, .database) struct ListingSearchTests {
    @Test func `a page ends with the address of the next one`() async throws {
        try await withAPI { api, given in
            var ids: [String] = []
            for _ in 0..<5 { ids.append(try await given.listing(Self.at(10.5, 20.5)).text) }

            var (found, next): ([[String]], String?) = ([], "/v1/listings?bbox=20,10,21,11&limit=2")
            while let address = next {
                let reply = try await api.get(address)
                try #require(reply.status == 200)
                found.append(reply.ids)
                next = reply.json["next"]?.string
            }

            #expect(found.map(\.count) == [2, 2, 1])
            #expect(found.flatMap(\.self) == ids.sorted())
        }
    }

    @Test func `what is near comes in order of its distance`() async throws {
        try await withAPI { api, given in
            let far = try await given.listing(Self.at(30.02, 40))
            let here = try await given.listing(Self.at(30, 40))
            _ = try await given.listing(Self.at(30.5, 40))

            let reply = try await api.get("/v1/listings?near=30,40&radius=5000")

            #expect(reply.ids == [here.text, far.text])
            #expect(reply.json["items"]?.elements.map { $0["distance_m"] } == [0, 2224])
            #expect(
                try await api.get("/v1/listings?near=30,40&radius=5000&sort=-content_changed_at").ids.count
                    == 2)
        }
    }

    @Test func `the nearest come first on every page, although a map stretches the north`() async throws {
        try await withAPI { api, given in
            // Those 20.00 to 20.03 km to the north come before those 20.05 to 20.08 km to the south; not so on a
            // Mercator map.
            for step in 0..<4 {
                for latitude in [47.17986 + Double(step) / 11_120, 46.81969 - Double(step) / 11_120] {
                    _ = try await given.listing(Self.at(latitude, -37))
                }
            }

            for limit in 1...3 {
                var (metres, next): ([Int], String?) = (
                    [], "/v1/listings?near=47,-37&radius=30000&limit=\(limit)"
                )
                while let address = next {
                    let reply = try await api.get(address)
                    metres += (reply.json["items"]?.elements ?? []).compactMap { $0["distance_m"]?.integer }
                    next = reply.json["next"]?.string
                }
                #expect(metres == metres.sorted() && metres.count == 8, "\(limit)")
            }
        }
    }

    @Test func `listings at one place are paged as well`() async throws {
        try await withAPI { api, given in
            for _ in 0..<9 { _ = try await given.listing(Self.at(47.25, -39)) }
            let first = try await api.get("/v1/listings?near=47,-39&radius=30000&limit=2")
            let next = try #require(first.json["next"]?.string)
            let second = try await api.get(next)
            #expect(Set(first.ids + second.ids).count == 4)
        }
    }

    @Test func `pages by distance hold each listing once`() async throws {
        try await withAPI { api, given in
            for step in 0..<9 { _ = try await given.listing(Self.at(-20 + Double(step) / 1_000, 33)) }

            var (found, next): ([String], String?) = ([], "/v1/listings?near=-20,33&limit=2")
            while let address = next {
                let reply = try await api.get(address)
                found += reply.ids
                next = reply.json["next"]?.string
            }

            #expect(found.count == 9)
            #expect(Set(found).count == 9)
        }
    }

    @Test func `filters work together and their values are alternatives`() async throws {
        try await withAPI { api, given in
            let hotel = try await given.listing(Self.at(12, 60))
            let camping = try await given.listing(
                Self.at(
                    12, 60,
                    [
                        "category": "camping",
                        "payment.methods/cash@on_site": ["means": "cash", "place": "on_site"],
                    ]))
            let area = "/v1/listings?bbox=59,11,61,13"

            #expect(try await api.get("\(area)&category=lodging").ids.count == 2)
            #expect(try await api.get("\(area)&category=camping").ids == [camping.text])
            #expect(try await api.get("\(area)&category=camping,hotel").ids.count == 2)
            #expect(try await api.get("\(area)&category=camping&category=hotel").ids.count == 2)
            #expect(try await api.get("\(area)&category=hotel&payment=cash").ids == [])
            #expect(try await api.get("\(area)&payment=cash&platform=booking").ids == [camping.text])
            #expect(try await api.get("\(area)&amenity=wifi&category=hotel").ids == [hotel.text])
            #expect(try await api.get("\(area)&commune=64485").ids.count == 2)
            #expect(try await api.get("\(area)&territory=d-64&category=hotel").ids == [hotel.text])
            #expect(try await api.get("\(area)&territory=d-33").ids == [])
            #expect(try await api.get("\(area)&open_on=2026-05-04&category=hotel").ids == [hotel.text])
            #expect(try await api.get("\(area)&open_on=2026-05-05&category=hotel").ids == [])
            // The clocks of France are two hours ahead in summer.
            let at = "\(area)&category=hotel&open_at="
            #expect(try await api.get("\(at)2026-05-04T07:00:00Z").ids == [hotel.text])
            #expect(try await api.get("\(at)2026-05-04T10:00:00Z").ids == [])
            #expect(try await api.get("\(at)now").status == 200)
            #expect(try await api.get("\(at)soon").status == 400)
            #expect(
                try await api.get("\(area)&changed_since=2026-11-02T08:00:00%2B01:00&category=hotel").ids == [
                    hotel.text
                ])
            #expect(try await api.get("\(area)&changed_since=2030-01-01").ids == [])
        }
    }

    @Test func `accents and typing errors are forgiven`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing(["name.fr": "Château d'Abbadiñe"])

            #expect(try await api.get("/v1/listings?q=CHATEAU%20abbadine").ids == [id.text])
            #expect(try await api.get("/v1/listings?q=abadine").ids == [id.text])
            #expect(try await api.get("/v1/listings?q=xyzzyx").ids == [])
            let joined = [
                "Château%20-%20Abbadine", "-abbadine%20château", "château%20--abbadine", "(-abbadine)",
            ]
            for words in joined {
                #expect(try await api.get("/v1/listings?q=\(words)").ids == [id.text], "\(words)")
            }
        }
    }

    @Test func `a page found by forgiveness goes on by it`() async throws {
        try await withAPI { api, given in
            for _ in 0..<3 { _ = try await given.listing(["name.fr": "Ferme Gaztelugatxe"]) }

            let first = try await api.get("/v1/listings?q=gastelugatxe&limit=2")
            let second = try await api.get(try #require(first.json["next"]?.string))

            #expect(first.ids.count == 2)
            #expect(second.ids.count == 1)
            #expect(Set(first.ids + second.ids).count == 3)
        }
    }

    @Test(arguments: ["id", "name", "content_changed_at", "-content_changed_at", "distance"])
    func `every order goes from page to page without loss`(order: String) async throws {
        try await withAPI { api, given in
            let row = Double(order.utf8.reduce(0) { $0 + Int($1) }) / 40
            for step in 0..<5 {
                _ = try await given.listing(
                    Self.at(row, 100 + Double(step % 3) / 1_000, ["name.fr": .string("Nom \(step % 2)")]))
                if step % 2 == 0 { given.clock.advance(by: 1.25) }
            }

            var found: [String] = []
            var next: String? = "/v1/listings?near=\(row),100&radius=2000&sort=\(order)&limit=2"
            while let address = next {
                let reply = try await api.get(address)
                try #require(reply.status == 200)
                found += reply.ids
                next = reply.json["next"]?.string
            }

            #expect(found.count == 5)
            #expect(Set(found).count == 5)
        }
    }

    @Test func `a cursor belongs to its query`() async throws {
        try await withAPI { api, given in
            for _ in 0..<2 { _ = try await given.listing(Self.at(50, 70)) }
            let page = try await api.get("/v1/listings?bbox=69,49,71,51&limit=1")
            let cursor = try #require(page.json["next"]?.string?.split(separator: "cursor=").last)

            let other = try await api.get("/v1/listings?category=hotel&cursor=\(cursor)")
            let garbage = try await api.get("/v1/listings?cursor=garbage")

            #expect(other.status == 400)
            #expect(other.code == "cursor_mismatch")
            #expect(garbage.status == 400)
            #expect(garbage.code == "cursor_invalid")
        }
    }

    @Test func `a list has a tag of its own`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing(Self.at(-50, 70))
            let address = "/v1/listings?bbox=69,-51,71,-49"
            let tag = try #require(try await api.get(address).header("ETag"))

            #expect(tag.hasPrefix("W/\""))
            #expect(try await api.get(address, ["If-None-Match": tag]).status == 304)
            try await given.edit(id, ["capacity.rooms": 15])
            #expect(try await api.get(address, ["If-None-Match": tag]).status == 200)
        }
    }

    @Test func `lists come as GeoJSON, JSON-LD and CSV too`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing(Self.at(-60, 70))
            let address = "/v1/listings?near=-60,70"

            let geo = try await api.get(address, ["Accept": "application/geo+json"])
            let linked = try await api.get(address, ["Accept": "application/ld+json"])
            let table = try await api.get(address, ["Accept": "text/csv"])
            let part = try await api.get("\(address)&fields=name&lang=fr")

            #expect(geo.json["features"]?.elements.first?["properties"]?["distance_m"] == 0)
            #expect(geo.json["features"]?.elements.first?["geometry"]?["coordinates"] == [70, -60])
            #expect(
                linked.json["@graph"]?.elements.first?["@id"]
                    == .string("https://fitxa.example/listings/\(id)"))
            #expect(table.text.split(separator: "\n").last?.hasPrefix("\(id),hotel,published,1,") == true)
            #expect(table.header("Content-Type") == "text/csv; charset=utf-8")
            #expect(
                part.json["items"] == [
                    ["id": .string(id.text), "name": "Hôtel des Pyrénées", "distance_m": 0]
                ])
        }
    }

    @Test func `a weekly market is open on its days alone`() async throws {
        try await withAPI { api, given in
            let date: JSON = [
                "from": "2026-01-01", "to": "2026-12-31", "opens": "08:00", "closes": "12:00", "days": ["tu"],
            ]
            let market = try await given.listing(
                Self.at(14, 62, ["dates/2026-01-01_08:00": date]))
            let area = "/v1/listings?bbox=61,13,63,15&open_on="

            #expect(try await api.get("\(area)2026-05-05").ids == [market.text])
            #expect(try await api.get("\(area)2026-05-06").ids == [])
        }
    }

    @Test func `a market whose date says no hours has those of its opening, on other days it lasts all day`()
        async throws
    {
        try await withAPI { api, given in
            let date: JSON = ["from": "2026-01-01", "to": "2026-12-31", "days": ["tu", "we"]]
            let hours: JSON = [
                "from": "2026-01-01", "to": "2026-06-30", "weekly": ["tu": [["08:00", "12:00"]]],
            ]
            let market = try await given.listing(
                Self.at(14, 66, ["dates/2026-01-01": date, "opening/a": hours]))
            let area = "/v1/listings?bbox=65,13,67,15"
            func isOpen(_ moment: String) async throws -> Bool {
                try await api.get("\(area)&open_at=\(moment)").ids == [market.text]
            }

            #expect(try await isOpen("2026-05-05T07:00:00Z"))
            #expect(try await !isOpen("2026-05-05T17:00:00Z"))
            #expect(try await isOpen("2026-05-06T17:00:00Z"))
            #expect(try await isOpen("2026-07-07T17:00:00Z"))
            #expect(try await !isOpen("2026-05-07T07:00:00Z"))
            #expect(try await api.get("\(area)&open_on=2026-05-05").ids == [market.text])
        }
    }

    private static func at(_ latitude: Double, _ longitude: Double, _ more: JSON = [:]) -> JSON {
        var values = more.object ?? JSONObject()
        values["location.point"] = ["lat": .double(latitude), "lon": .double(longitude)]
        return .object(values)
    }
}
