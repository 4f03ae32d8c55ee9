import Directory
import HTTPTypes

extension Endpoint {
    static let ogc: [Endpoint] = [
        resource("/ogc", "ogcLanding", "Where OGC API Features begins.", OGCRoutes.landing),
        resource("/ogc/conformance", "ogcConformance", "The conformance classes.", OGCRoutes.conformance),
        resource("/ogc/collections", "ogcCollections", "The collections: one.", OGCRoutes.collections),
        resource(
            "/ogc/collections/listings", "ogcCollection", "The collection of listings.", OGCRoutes.collection),
        Endpoint(
            method: .get, path: "/ogc/collections/listings/items", name: "ogcItems",
            summary: "Published listings as features.", parameters: [form] + itemFilters,
            replies: [
                Reply(
                    status: 200, summary: "A page of features.",
                    content: [(MediaType.geoJSON, "OGCResource"), (MediaType.html, "Text")], headers: [tag])
            ], problems: [406], run: OGCRoutes.items),
        Endpoint(
            method: .get, path: "/ogc/collections/listings/items/{id}", name: "ogcItem",
            summary: "One published listing as a feature.", parameters: [form],
            replies: [
                Reply(
                    status: 200, summary: "The feature.",
                    content: [(MediaType.geoJSON, "OGCResource"), (MediaType.html, "Text")], headers: [tag])
            ], problems: [404, 406, 410], run: OGCRoutes.item),
    ]

    private static func resource(
        _ path: String, _ name: String, _ summary: String,
        _ run: @escaping @Sendable (Call) async throws -> Answer
    ) -> Endpoint {
        Endpoint(
            method: .get, path: path, name: name, summary: summary, parameters: [form],
            replies: [
                Reply(
                    status: 200, summary: summary,
                    content: [(MediaType.json, "OGCResource"), (MediaType.html, "Text")], headers: [tag])
            ], problems: [406], run: run)
    }

    private static let form = choice("f", "The form of the answer.", ["json", "html"])

    private static let itemFilters: [Parameter] = [
        Parameter(
            name: "limit", summary: "How many features a page has at most; more than 1000 are cut to 1000.",
            schema: ["type": "integer", "minimum": 1, "default": 10]),
        text(
            "bbox",
            "minLon,minLat,maxLon,maxLat in degrees; also with heights, also across the antimeridian."),
        text("datetime", "A time or an interval (start/end, .. for open) of the last change."),
        text("commune", "INSEE code.", list: true), text("territory", "Code of a territory.", list: true),
        text("category", "Code of a category; a family matches its children.", list: true),
        text("payment", "Code of payment_means.", list: true),
        text("platform", "Code of sales_platforms.", list: true),
        text("amenity", "Code of amenities.", list: true), text("label", "Code of labels.", list: true),
        cursor,
    ]
}
