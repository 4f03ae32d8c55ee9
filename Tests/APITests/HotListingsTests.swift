import Actions
import Directory
import NIOCore
import Support
import Synchronization
import Testing

@testable import API

@Suite(.serialized, .database) struct HotListingsTests {
    /// Counts how often an answer had to be read.
    private final class Source: Sendable {
        let reads = Atomic(0)

        func read(_ text: String = "a") -> HotListings.Answer {
            reads.add(1, ordering: .relaxed)
            return HotListings.Answer(tag: "\"\(text)\"", bytes: ByteBuffer(string: text))
        }

        var count: Int { reads.load(ordering: .relaxed) }
    }

    @Test func `an answer is read once and then at hand`() async throws {
        let (hot, source) = (HotListings(limit: 1_000, lifetime: .seconds(3_600)), Source())

        let answers = [
            try await hot.answer("x") { source.read() }, try await hot.answer("x") { source.read() },
        ]

        #expect(answers.map(\.tag) == ["\"a\"", "\"a\""])
        #expect(source.count == 1)
    }

    @Test func `what is forgotten is read again, also where the reading had begun before`() async throws {
        let (hot, source) = (HotListings(limit: 1_000, lifetime: .seconds(3_600)), Source())

        _ = try await hot.answer("x") {
            hot.forget()
            return source.read("old")
        }
        let answer = try await hot.answer("x") { source.read("new") }

        #expect(answer.tag == "\"new\"")
    }

    @Test func `no more is kept than the limit says`() async throws {
        let (hot, source) = (HotListings(limit: 2, lifetime: .seconds(3_600)), Source())

        for id in ["a", "b", "c", "d", "e"] { _ = try await hot.answer(id) { source.read() } }
        _ = try await hot.answer("a") { source.read() }

        #expect(source.count == 6)
    }

    @Test func `nothing is kept where the limit is zero`() async throws {
        let (hot, source) = (HotListings(limit: 0, lifetime: .seconds(3_600)), Source())

        for _ in 0..<3 { _ = try await hot.answer("x") { source.read() } }

        #expect(source.count == 3)
    }

    @Test func `whoever writes sees it with the next request`() async throws {
        try await withAPI({ $0.hotBytes = 1 << 20 }) { api, given in
            let id = try await given.listing()
            let moderator = api.as(try await given.moderatorKey())
            for rooms in 20..<60 {
                let before = try await api.get("/v1/listings/\(id)")

                let reply = try await moderator.patch(
                    "/v1/listings/\(id)", ["set": ["capacity.rooms": .integer(rooms)]],
                    ifMatch: before.header("ETag"))

                #expect(reply.status == 200)
                #expect(try await api.get("/v1/listings/\(id)").json["capacity"]?["rooms"] == .integer(rooms))
            }
        }
    }

    @Test func `an answer is not kept longer than its lifetime`() async throws {
        let (hot, source) = (HotListings(limit: 1_000, lifetime: .zero), Source())

        for _ in 0..<3 { _ = try await hot.answer("x") { source.read() } }

        #expect(source.count == 3)
    }

    @Test(.timeLimit(.minutes(6)))
    func `what another process publishes or confirms shows by itself`() async throws {
        try await withAPI({ ($0.hotBytes, $0.hotLifetime) = (1 << 20, .seconds(3_600)) }) { api, given in
            let id = try await given.listing()
            _ = try await api.get("/v1/listings/\(id)")

            try await given.edit(id, ["capacity.rooms": 77])

            while try await api.get("/v1/listings/\(id)").json["capacity"]?["rooms"] != 77 {
                await Task.yield()
            }

            _ = try await ConfirmListing(given.context).run(id.text, by: .system)

            while try await api.get("/v1/listings/\(id)").json["assured_at"]?.string == nil {
                await Task.yield()
            }
        }
    }
}
