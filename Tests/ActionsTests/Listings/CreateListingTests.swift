import Actions
import Directory
import Support
import Testing

@Suite(.database)
struct CreateListingTests {
    @Test func `a listing is published with its first revision`() async throws {
        let given = try await Given()

        let id = try await given.listing()

        let rows = try await given.rows(id)
        #expect(rows.revision == 1)
    }
}
