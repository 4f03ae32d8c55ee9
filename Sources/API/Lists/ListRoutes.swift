import Actions
import Directory
import Store

/// The controlled lists and the tree of territories.
enum ListRoutes {
    static func vocabularies(_ call: Call) async throws -> Answer {
        let all = try await ReadVocabularies(call.context).all()
        let items = all.map { name, entries -> JSON in
            [
                "name": .string(name.rawValue), "count": .integer(entries.count),
                "href": .string("/v1/vocabularies/\(name.rawValue)"),
            ]
        }
        return Answer.page(items, next: nil, call)
    }

    static func vocabulary(_ call: Call) async throws -> Answer {
        let name = try call.part("name")
        let entries = try await ReadVocabularies(call.context).one(name)
        return Answer(json: ["name": .string(name), "items": .array(entries.map(\.json)), "next": nil])
            .tagged(for: call)
    }

    static func territories(_ call: Call) async throws -> Answer {
        let kind = try call.code("kind") { TerritoryRow.kinds.contains($0) ? $0 : nil }
        let parent = try await call.territory("parent")
        let (name, limit, key) = (try call.query.text("q"), try call.query.limit(), call.listKey)
        let after = try call.query.one("cursor").map { text throws(Problem) in
            try Cursor(text, for: key, count: 1).parts[0]
        }
        let rows = try await ReadTerritories(call.context).page(
            after: after ?? "", kind: kind, parent: parent, name: name, limit: limit + 1)
        let page = rows.prefix(limit)
        let last = rows.count > limit ? page.last?.code : nil
        let next = last.map { call.address(cursor: Cursor([$0]).text(for: key)) }
        return Answer.page(page.map(\.json), next: next, call)
    }
}
