import FoundationEssentials
import Postgres
import Store
import Support
import Testing

/// Every statement of `Store` against the schema that the migrations make.
@Suite(.database)
struct QueryTests {
    private static let queries: [any DescribableQuery] =
        AccountQueries.every + AreaQueries.every + AuditQueries.every + ChangeQueries.every
        + DocumentQueries.every + IdempotencyQueries.every + ImportQueries.every + ImportRunQueries.every
        + SourceKeyQueries.every
        + ConflictQueries.every + ExtentQueries.every
        + InspectionQueries.every + ListingQueries.every + ProposalQueries.every + PublicationQueries.every
        + QualityQueries.every + RebuildQueries.every + RevisionQueries.every + TerritoryQueries.every
        + TwinQueries.every
        + VocabularyQueries.every

    @Test func `every query fits the schema`() async throws {
        #expect(try await TestDatabase.current.verify(Self.queries) == [])
    }

    @Test func `a query that does not fit is told`() async throws {
        let wrong = Query<One<String>, Int>("wrong", "select revision from listings where id = $1")

        #expect(try await TestDatabase.current.verify([wrong]).isEmpty == false)
    }

    @Test func `every query of the sources is in the list of its enum`() throws {
        let written = try Self.sources().flatMap { source in
            source.matches(of: /static let \w+ = Query<[^"]*"(\w+)"/).map { String($0.output.1) }
        }

        #expect(written.count > 80)
        #expect(Set(written).symmetricDifference(Self.queries.map(\.name)).sorted() == [])
        #expect(written.count == Set(written).count)
    }

    private static func sources() throws -> [String] {
        let folder = URL(filePath: #filePath).appending(path: "../../../../Sources/Store").standardizedFileURL
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".swift") }
            .map { String(decoding: try Data(contentsOf: folder.appending(path: $0)), as: UTF8.self) }
    }
}
