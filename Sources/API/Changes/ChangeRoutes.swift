import Actions
import Directory
import HTTPTypes
import Store

/// The change feed and what belongs to it.
enum ChangeRoutes {
    static func changes(_ call: Call) async throws -> Answer {
        let type = try MediaRange.choose([MediaType.json, MediaType.lines], accept: call.header(.accept))
        let after = try call.query.one("after") ?? ""
        guard let cursor = after.isEmpty ? FeedCursor(epoch: nil, position: 0) : FeedCursor(after) else {
            throw Problem.parameter(
                "after", "cursor_invalid", "after is the next of an earlier answer, or a position")
        }
        let (limit, wait) = (try call.query.limit(), try call.query.number("wait", in: 0...60) ?? 0)
        let changes = ReadChanges(call.context, call.api.watch)
        let page = try await changes.run(
            after: cursor, limit: limit, territory: try await call.territory("territory"),
            wait: .seconds(wait))
        let text = try await PageText(page, of: changes, isLines: type == MediaType.lines)
        return call.unlessKnown(EntityTag.weak(text.marks)) { Answer(.ok, text.body, type: type) }
            .with(.next, page.next.text)
    }

    static func checksum(_ call: Call) async throws -> Answer {
        let territory = try await call.territory("territory")
        let (head, checksum) = try await ReadChecksum(call.context).run(territory: territory)
        return Answer(
            json: [
                "epoch": .string(head.epoch), "position": .integer(head.position),
                "count": .integer(checksum.count),
                "digest": .string(checksum.digest),
            ]
        ).tagged(for: call)
    }
}
