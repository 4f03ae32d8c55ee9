import Directory
import HTTPTypes
import Support
import Testing

/// OGC API Features as QGIS and GDAL follow it: from the landing page by links only.
@Suite(.serialized, .database) struct OGCTests {
    private static func link(_ json: JSON, _ relation: String, _ type: String? = nil) throws -> String {
        let found = (json["links"]?.elements ?? []).first { link in
            link["rel"]?.string == relation && (type == nil || link["type"]?.string == type)
        }
        return try path(try #require(found, "\(relation)"))
    }

    /// The address of a link without the host.
    private static func path(_ link: JSON) throws -> String {
        let href = try #require(link["href"]?.string)
        let start = try #require(href.firstRange(of: "/ogc") ?? href.firstRange(of: "/openapi"))
        return String(href[start.lowerBound...])
    }

    @Test func `the extent is that of the published listings`() async throws {
        try await withAPI { api, given in
            func extent() async throws -> [Double] {
                let json = try await api.get("/ogc/collections/listings").json
                return (json["extent"]?["spatial"]?["bbox"]?.elements.first?.elements ?? []).compactMap(
                    \.double)
            }
            _ = try await given.listing(["location.point": ["lat": -21.1234, "lon": 55.5678]])
            _ = try await given.listing(["location.point": ["lat": 50.75, "lon": -1.25]])

            let box = try await extent()

            try #require(box.count == 4)
            #expect((-100 ... -1.25).contains(box[0]) && (-80 ... -21.1234).contains(box[1]))
            #expect((55.5678...120).contains(box[2]) && (50.75...80).contains(box[3]))
        }
    }

    @Test func `the landing page leads to everything`() async throws {
        try await withAPI { api, given in
            _ = try await given.listing()
            let landing = try await api.get("/ogc").json

            for relation in ["self", "service-desc", "conformance", "data"] {
                let reply = try await api.get(try Self.link(landing, relation))
                #expect(reply.status == 200, "\(relation)")
            }
            let conformance = try await api.get(try Self.link(landing, "conformance")).json
            let classes = (conformance["conformsTo"]?.elements ?? []).compactMap(\.string)
            #expect(
                Set(classes.compactMap { $0.split(separator: "/").last }) == [
                    "core", "html", "geojson",
                ])
            let data = try await api.get(try Self.link(landing, "data")).json
            let collection = try #require(data["collections"]?.elements.first)
            #expect(collection["id"] == "listings" && collection["itemType"] == "feature")
            let items = try await api.get(try Self.link(collection, "items"))
            #expect(items.header("Content-Type")?.hasPrefix("application/geo+json") == true)
            #expect(items.json["type"] == "FeatureCollection")
            #expect((items.json["numberReturned"]?.integer ?? 0) > 0)
        }
    }

    @Test(arguments: ["x", "2026-02-30/..", "../tomorrow"])
    func `a time that is none is told under its own name`(time: String) async throws {
        try await withAPI { api, _ in
            let reply = try await api.get("/ogc/collections/listings/items?datetime=\(time)")

            #expect(reply.status == 400)
            #expect(reply.json["parameter"] == "datetime")
        }
    }

    @Test func `what has not changed is not sent again, whenever it is asked for`() async throws {
        try await withAPI { api, given in
            let id = try await given.listing()
            let items = "/ogc/collections/listings/items"
            for address in [items, items + "?f=html", "\(items)/\(id)"] {
                let first = try await api.get(address)
                let tag = try #require(first.header("ETag"))
                given.clock.advance(by: 60)
                let again = try await api.send(.get, address, ["If-None-Match": tag])
                #expect(again.status == 304, "\(address)")
            }
            let features = try await api.get(items)
            #expect(features.json["timeStamp"]?.string != nil)
            try await given.edit(id, ["capacity.rooms": 16])
            #expect(try await api.get(items).header("ETag") != features.header("ETag"))
        }
    }

    @Test func `pages by links give each feature of a box once, the same as the API`() async throws {
        try await withAPI { api, given in
            for step in 0..<7 {
                let point: JSON = ["lat": .double(15.5 + Double(step) / 100), "lon": 25.5]
                _ = try await given.listing(["location.point": point])
            }
            var (ids, next): ([String], String?) = (
                [], "/ogc/collections/listings/items?bbox=25,15,26,15.555&limit=2"
            )
            while let address = next {
                let page = try await api.get(address).json
                ids += (page["features"]?.elements ?? []).compactMap { $0["id"]?.string }
                let following = (page["links"]?.elements ?? []).first { $0["rel"]?.string == "next" }
                next = try following.map { try Self.path($0) }
            }

            #expect(ids == (try await api.get("/v1/listings?bbox=25,15,26,15.555").ids))
            #expect(ids.count == 6 && Set(ids).count == 6)
            let deep = try await api.get("/ogc/collections/listings/items?bbox=25,15,0,26,15.555,99").json
            #expect(deep["numberReturned"] == 6)
            // From far east over the antimeridian and on to the box.
            let around = try await api.get("/ogc/collections/listings/items?bbox=170,15,25.9,15.555").json
            #expect(around["numberReturned"] == 6)
            let beside = try await api.get("/ogc/collections/listings/items?bbox=170,15,25.1,15.555").json
            #expect(beside["numberReturned"] == 0)
        }
    }

    @Test(arguments: [
        ("category=hotel", 1), ("category=camping", 0), ("payment=card", 1), ("payment=cash", 0),
        ("datetime=2000-01-01T00:00:00Z/..", 1), ("datetime=../2000-01-01T00:00:00Z", 0),
    ])
    func `properties and times filter`(query: String, count: Int) async throws {
        try await withAPI { api, given in
            _ = try await given.listing(["location.point": ["lat": 35.5, "lon": 45.5]])

            let page = try await api.get("/ogc/collections/listings/items?bbox=45,35,46,36&\(query)").json
            #expect((page["numberReturned"]?.integer ?? 0) >= count, "\(query)")
            #expect(count > 0 || page["numberReturned"] == 0, "\(query)")
        }
    }

    @Test func `people get pages with a table, links to pages, and nothing unescaped`() async throws {
        try await withAPI { api, given in
            let name: JSON = .string("Chez <Marie> & \"Fils\"")
            let id = try await given.listing([
                "name.fr": name, "location.point": ["lat": 55.5, "lon": 65.5],
            ])
            _ = try await given.listing(["location.point": ["lat": 55.6, "lon": 65.5]])
            let accept = ["Accept": "text/html,application/xhtml+xml;q=0.9"]
            let address = "/ogc/collections/listings/items?bbox=65,55,66,56&limit=1"

            let page = try await api.send(.get, "\(address)&f=html")
            #expect(page.header("Content-Type")?.hasPrefix("text/html") == true)
            #expect(page.text.contains("rel=\"next\"") && page.text.contains("f=html"))
            let all = try await api.send(.get, "/ogc/collections/listings/items?bbox=65,55,66,56", accept)
            #expect(
                all.text.contains("/items/\(id.text)?f=html\">Chez &lt;Marie&gt; &amp; &quot;Fils&quot;</a>"))
            let one = try await api.send(.get, "/ogc/collections/listings/items/\(id.text)", accept)
            #expect(one.status == 200 && one.text.contains("Chez &lt;Marie&gt;"))
            for path in ["/ogc", "/ogc/conformance", "/ogc/collections", "/ogc/collections/listings"] {
                let page = try await api.send(.get, path, accept)
                #expect(page.status == 200 && page.text.hasPrefix("<!DOCTYPE html>"), "\(path)")
            }
            #expect(try await api.get("/ogc/collections/listings/items/fx-00000000").status == 404)
            #expect(try await api.get("/ogc/collections/listings/items?f=xml").status == 400)
        }
    }
}
