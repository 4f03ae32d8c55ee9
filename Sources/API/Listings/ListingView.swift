import Actions
import Directory
import Exchange
import HTTPTypes
import NIOCore
import Store

/// How listings are shown: with which members, in which language, in which format.
struct ListingView: Sendable {
    /// The content type.
    let type: String
    private let fields: Set<String>?
    private let language: LanguageCode?
    private let vocabularies: Vocabularies
    private let publicURL: String

    static let types = [MediaType.json, MediaType.geoJSON, MediaType.linkedData, MediaType.csv]

    /// Reads `Accept`, `fields` and `lang`.
    init(_ call: Call, types: [String] = Self.types) throws(Problem) {
        type = try MediaRange.choose(types, accept: call.header(.accept))
        vocabularies = call.context.vocabularies
        publicURL = call.api.configuration.publicURL
        let names = try call.query.several("fields")
        for name in names ?? [] where !Self.members.contains(name) {
            throw Problem.parameter(
                "fields", "parameter_invalid", "a listing has no member “\(name.prefix(60))”")
        }
        fields = names.map { Set($0 + ["id", "distance_m"]) }
        language = try call.query.one("lang").map { text throws(Problem) in
            guard let language = LanguageCode(text) else {
                throw Problem.parameter("lang", "parameter_invalid", "lang is a code of ISO 639-1 such as fr")
            }
            return language
        }
    }

    /// Whether the documents are sent as they are stored.
    var isPlain: Bool { type == MediaType.json && fields == nil && language == nil }

    /// The members of a listing.
    static let members = Set(
        """
        id category status revision name summary description location contacts sales_channels payment
        review_profiles opening closures dates prices capacity classification labels amenities accessibility
        languages_spoken media related
        office territory sources published_at content_changed_at assured_at opening_hours_osm distance_m
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// One listing alone, where it is not sent as it is stored.
    func one(_ document: some Sequence<UInt8>) throws -> ByteBuffer {
        ByteBuffer(bytes: try rendered(try JSON(parsing: Array(document))).bytes)
    }

    /// A page of listings, and the address of the next page.
    func page(_ hits: [HitRow], next: String?) throws -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(hits.reduce(256) { $0 + $1.document.count + 32 })
        switch type {
        case MediaType.csv:
            buffer.writeString(CSVWriter.header)
            for hit in hits {
                buffer.writeString(CSVWriter.row(try ListingRecord(published: try parsed(hit), vocabularies)))
            }
        case MediaType.geoJSON:
            buffer.writeString(GeoJSONWriter.header)
            try write(hits, to: &buffer)
            buffer.writeString("],\"next\":\(JSON(next).text)}\n")
        case MediaType.linkedData:
            buffer.writeString("{\"@context\":\"https://schema.org\",\"@graph\":[")
            try write(hits, to: &buffer)
            buffer.writeString("]}\n")
        default:
            buffer.writeString("{\"items\":[")
            try write(hits, to: &buffer)
            buffer.writeString("],\"next\":\(JSON(next).text)}")
        }
        return buffer
    }

    private func write(_ hits: [HitRow], to buffer: inout ByteBuffer) throws {
        for (index, hit) in hits.enumerated() {
            if index > 0 { buffer.writeString(",") }
            if isPlain {
                Self.write(hit, to: &buffer)
            } else {
                buffer.writeBytes(try rendered(try parsed(hit)).bytes)
            }
        }
    }

    /// The stored text, with the distance as its last member where there is one.
    private static func write(_ hit: HitRow, to buffer: inout ByteBuffer) {
        guard let metres = hit.metres else {
            buffer.writeBytes(hit.document)
            return
        }
        buffer.writeBytes(hit.document.dropLast())
        buffer.writeString(",\"distance_m\":\(Int(metres.rounded()))}")
    }

    private func parsed(_ hit: HitRow) throws -> JSON {
        var json = try JSON(parsing: Array(hit.document))
        if let metres = hit.metres, var object = json.object {
            object.append("distance_m", .integer(Int(metres.rounded())))
            json = .object(object)
        }
        return json
    }

    private func rendered(_ listing: JSON) throws -> JSON {
        if type == MediaType.linkedData {
            let record = try ListingRecord(published: listing, vocabularies)
            let id = "\(publicURL)/listings/\(record.id)"
            return SchemaOrgWriter(vocabularies: vocabularies).render(
                record, id: id, language: language ?? .french)
        }
        var json = listing
        if let fields, let object = json.object {
            json = .object(JSONObject(object.members.filter { fields.contains($0.key) }))
        }
        if type == MediaType.geoJSON { return GeoJSONWriter.feature(json) }
        return language.map { ContractJSON.flattened(json, $0) } ?? json
    }
}
