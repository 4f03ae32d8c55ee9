import Actions
import Directory
import Postgres
import Support
import Testing

@Suite(.database)
struct RememberAnswerTests {
    private struct Broken: Error {}

    private let answer = RememberedAnswer(status: 201, headers: ["ETag": "x"], body: "done")

    private func newRequest(_ given: Given, _ text: String = "x") -> RepeatableRequest {
        RepeatableRequest(of: "somebody", key: given.name("key"), bytes: Array(text.utf8))
    }

    private func edit(_ context: Context, _ id: ListingID, rooms: Int) async throws -> Int {
        try await EditListing(context).run(
            id.text, .set(["capacity.rooms": .integer(rooms)]), ifRevision: nil, by: .system
        ).revision
    }

    private func keeping(_ given: Given, _ request: RepeatableRequest) -> Context {
        given.context.answering(request) { [answer] (_: Any) in answer }
    }

    @Test func `the answer is there as soon as the effect`() async throws {
        let given = try await Given()
        let (id, request) = (try await given.listing(), newRequest(given))
        #expect(try await RememberAnswer(given.context).find(request)?.status == nil)

        _ = try await edit(keeping(given, request), id, rooms: 15)

        let kept = try #require(try await RememberAnswer(given.context).find(request))
        #expect(kept.status == 201 && kept.headers == ["ETag": "x"] && kept.body == "done")
    }

    @Test func `what cannot be remembered does not happen`() async throws {
        let given = try await Given()
        let (id, request) = (try await given.listing(), newRequest(given))
        let context = given.context.answering(request) { (_: Any) in throw Broken() }

        await #expect(throws: Broken.self) { _ = try await edit(context, id, rooms: 15) }

        #expect(try await given.rows(id).revision == 1)
        #expect(try await RememberAnswer(given.context).find(request)?.status == nil)
    }

    @Test func `what was answered meanwhile does not happen again`() async throws {
        let given = try await Given()
        let (id, request) = (try await given.listing(), newRequest(given))
        _ = try await edit(keeping(given, request), id, rooms: 15)

        let before = await #expect(throws: AnsweredBefore.self) {
            _ = try await edit(keeping(given, request), id, rooms: 16)
        }

        #expect(before?.answer.body == "done")
        #expect(try await given.rows(id).revision == 2)
    }

    @Test func `answers are forgotten after 48 hours`() async throws {
        let given = try await Given()
        let memory = RememberAnswer(given.context)
        let keys = (0..<3).map { _ in given.name("key") }
        for key in keys {
            try await memory.keep(answer, for: RepeatableRequest(of: "somebody", key: key, bytes: []))
        }
        try await given.database.write { tx in
            try tx.run(
                """
                update idempotency_keys set created_at = now() - interval '1 hour' * (case when key = \(keys[0])
                    then 47 else 49 end)
                where key = any (\(keys))
                """)
        }

        try await memory.keep(answer, for: newRequest(given))

        let sql: SQL = "select key from idempotency_keys where key = any (\(keys))"
        #expect(try await given.database.fetch(sql, as: One<String>.self).map(\.value) == [keys[0]])
    }

    @Test func `a key can be used for another request when its answer is forgotten`() async throws {
        let given = try await Given()
        let (memory, key) = (RememberAnswer(given.context), given.name("key"))
        let request = RepeatableRequest(of: "somebody", key: key, bytes: [])
        try await memory.keep(answer, for: request)
        try await given.database.write { tx in
            try tx.run(
                "update idempotency_keys set created_at = now() - interval '49 hours' where key = \(key)")
        }
        #expect(try await memory.find(request)?.status == nil)

        try await memory.keep(RememberedAnswer(status: 409, headers: [:], body: ""), for: request)

        #expect(try await memory.find(request)?.status == 409)
    }

    @Test func `an answer that is kept stays as it is`() async throws {
        let given = try await Given()
        let (memory, request) = (RememberAnswer(given.context), newRequest(given))
        try await memory.keep(answer, for: request)

        try await memory.keep(RememberedAnswer(status: 409, headers: [:], body: ""), for: request)

        #expect(try await memory.find(request)?.status == 201)
    }
}
