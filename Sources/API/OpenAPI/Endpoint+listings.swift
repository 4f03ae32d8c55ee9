import Actions
import Directory
import HTTPTypes
import Store

extension Endpoint {
    static let listings: [Endpoint] = [
        Endpoint(
            method: .get, path: "/v1/listings", name: "findListings",
            summary: "Searches the published listings.",
            parameters: filters,
            replies: [
                Reply(
                    status: 200, summary: "A page of listings.",
                    content: [
                        (MediaType.json, "ListingPage"), (MediaType.geoJSON, "FeatureCollection"),
                        (MediaType.linkedData, "LinkedData"), (MediaType.csv, "Text"),
                    ], headers: [tag, ("Link", "The next page, rel=next.")])
            ], problems: [406], run: ListingRoutes.list),
        Endpoint(
            method: .get, path: "/v1/listings/{id}", name: "readListing", summary: "One published listing.",
            parameters: [language, fields],
            replies: [
                Reply(
                    status: 200, summary: "The listing.",
                    content: [
                        (MediaType.json, "Listing"), (MediaType.geoJSON, "Feature"),
                        (MediaType.linkedData, "LinkedData"),
                    ], headers: [tag])
            ], problems: [404, 406, 410], run: ListingRoutes.one),
        Endpoint(
            method: .patch, path: "/v1/listings/{id}", name: "editListing",
            summary: "Changes a listing directly, by somebody who may publish there.", access: .account,
            parameters: [ifMatch], body: .json(schema: "Touch"),
            replies: [reply("The listing as it is published now.", "Listing", headers: [tag])],
            problems: [403, 404, 409, 410, 412, 422, 428], run: ListingEdits.edit),
        Endpoint(
            method: .post, path: "/v1/listings/{id}/confirm", name: "confirmListing",
            summary: "Notes that the listing is still correct; makes no revision.", access: .account,
            replies: [reply("When it was noted.", "Confirmation", headers: [tag])],
            problems: [403, 404, 410],
            run: ListingEdits.confirm),
        Endpoint(
            method: .post, path: "/v1/listings/{id}/proposals", name: "submitProposal",
            summary: "Proposes a change of a listing.", access: .account, body: .json(schema: "Submission"),
            replies: [
                reply(
                    "The proposal, each field with how it stands to what is published.", "Submitted",
                    status: 201,
                    headers: [tag, ("Location", "The address of the proposal.")]),
                reply("Nothing would change: there is no proposal.", "NoDifference"),
            ], problems: [403, 404, 410, 422], run: ProposalRoutes.submit),
    ]

    static let language = Parameter(
        name: "lang",
        summary: "The language (ISO 639-1) that texts are reduced to, French where they lack it.",
        schema: ["type": "string", "pattern": "^[a-z]{2}$"])
    static let fields = text("fields", "The members that are wanted beside the id.", list: true)

    private static let filters: [Parameter] = [
        text("bbox", "minLon,minLat,maxLon,maxLat in degrees."),
        text("near", "lat,lon in degrees; sorts by distance and adds distance_m."),
        Parameter(
            name: "radius", summary: "Metres around near, 10000 unless said otherwise.",
            schema: ["type": "number", "exclusiveMinimum": 0, "maximum": 200_000]),
        text("commune", "INSEE code.", list: true),
        text("territory", "Code of a region, department, office or commune.", list: true),
        text("office", "Code of a tourist office.", list: true),
        text("category", "Code of a category; a family matches its children.", list: true),
        text("payment", "Code of payment_means.", list: true),
        text("solution", "Code of payment_solutions.", list: true),
        text("platform", "Code of sales_platforms.", list: true),
        text("amenity", "Code of amenities or accessibility.", list: true),
        text("label", "Code of labels.", list: true),
        Parameter(
            name: "q", summary: "Words; accents and typing errors are forgiven.",
            schema: ["type": "string", "minLength": 1, "maxLength": 200]),
        language,
        Parameter(
            name: "open_on", summary: "A day on which it is open.",
            schema: ["type": "string", "format": "date"]),
        text("open_at", "A moment (RFC 3339), or now: only what is open then, by the clocks of France."),
        Parameter(
            name: "changed_since", summary: "The earliest time of the last change.",
            schema: ["type": "string", "format": "date-time"]),
        fields,
        choice("sort", "The order.", ListingSearch.Order.allCases.map(\.rawValue)),
        limit, cursor,
    ]
}
