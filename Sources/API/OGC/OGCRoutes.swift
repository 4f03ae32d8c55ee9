import Actions
import Directory
import Exchange
import HTTPTypes
import NIOCore
import Store

/// OGC API – Features, Part 1: Core (OGC 17-069r4): one collection, the published listings.
enum OGCRoutes {
    static let classes = [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    ]

    static func landing(_ call: Call) async throws -> Answer {
        let page = OGCPage(call, "/ogc")
        let links =
            page.links(MediaType.json) + [
                page.link("service-desc", "/openapi.json", MediaType.openAPI),
                page.link("service-doc", "/ogc?f=html", MediaType.html),
                page.link("conformance", "/ogc/conformance", MediaType.json),
                page.link("data", "/ogc/collections", MediaType.json),
            ]
        return try page.answer(
            [
                "title": "Fitxa", "description": "The published listings of a tourism region.",
                "links": .array(links),
            ])
    }

    static func conformance(_ call: Call) async throws -> Answer {
        try OGCPage(call, "/ogc/conformance").answer(["conformsTo": .array(classes.map(JSON.string))])
    }

    static func collections(_ call: Call) async throws -> Answer {
        let page = OGCPage(call, "/ogc/collections")
        return try page.answer(
            [
                "links": .array(page.links(MediaType.json)),
                "collections": [collection(page, try await extent(call))],
            ])
    }

    static func collection(_ call: Call) async throws -> Answer {
        let page = OGCPage(call, "/ogc/collections/listings")
        return try page.answer(collection(page, try await extent(call)))
    }

    /// The box around the listings, the whole world where there are none.
    private static func extent(_ call: Call) async throws -> JSON {
        guard let box = try await FindListings(call.context).extent() else { return [-180, -90, 180, 90] }
        return .array([box.west, box.south, box.east, box.north].map(JSON.double))
    }

    private static func collection(_ page: OGCPage, _ extent: JSON) -> JSON {
        let items = "/ogc/collections/listings/items"
        return [
            "id": "listings", "title": "Listings",
            "description": "Hotels, campsites, restaurants, activities, events, each with its place.",
            "itemType": "feature", "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
            "extent": [
                "spatial": [
                    "bbox": [extent], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                ],
                "temporal": [
                    "interval": [[nil, nil]],
                    "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
                ],
            ],
            "links": [
                page.link("self", "/ogc/collections/listings?f=json", MediaType.json),
                page.link("alternate", "/ogc/collections/listings?f=html", MediaType.html),
                page.link("items", items, MediaType.geoJSON),
                page.link("items", "\(items)?f=html", MediaType.html),
            ],
        ]
    }

    static func items(_ call: Call) async throws -> Answer {
        let page = OGCPage(call, "/ogc/collections/listings/items")
        let filters = try await ListingFilters(
            OGCQuery.listings(call.query), call.context, mayCrossAntimeridian: true)
        let found = try await FindListings(call.context).run(filters.search)
        let features = try found.hits.map { GeoJSONWriter.feature(try JSON(parsing: Array($0.document))) }
        var links = page.links(MediaType.geoJSON)
        links.append(page.link("collection", "/ogc/collections/listings", MediaType.json))
        if let next = found.next {
            let address = call.address(cursor: filters.cursor(next, isForgiving: found.isForgiving))
            links.append(page.link("next", address, MediaType.geoJSON))
        }
        return try page.answer(
            [
                "type": "FeatureCollection", "features": .array(features), "links": .array(links),
                "numberReturned": .integer(features.count),
            ], type: MediaType.geoJSON, at: Timestamp.text(call.context.now))
    }

    static func item(_ call: Call) async throws -> Answer {
        let id = try call.part("id")
        let page = OGCPage(call, "/ogc/collections/listings/items/\(id)")
        let row = try await ReadListing(call.context).run(id)
        var feature = GeoJSONWriter.feature(try JSON(parsing: Array(row.document))).object ?? JSONObject()
        feature.append(
            "links",
            .array(
                page.links(MediaType.geoJSON) + [
                    page.link("collection", "/ogc/collections/listings", MediaType.json),
                    page.link("alternate", "/v1/listings/\(id)", MediaType.json),
                ]))
        return try page.answer(.object(feature), type: MediaType.geoJSON)
    }
}
