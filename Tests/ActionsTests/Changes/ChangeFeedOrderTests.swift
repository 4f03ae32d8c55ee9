import Postgres
import Support
import Testing

/// Nobody who follows the feed misses an entry or meets one out of order, however writers dawdle.
struct ChangeFeedOrderTests {
    @Test(.database) func `readers lose nothing, in order and without gaps`() async throws {
        let harness = try await FeedHarness(.counter, duration: FeedHarness.duration)

        let result = try await harness.run(polling: [.milliseconds(5), .seconds(1)])

        await harness.database.close()
        #expect(result.commits > 20)
        #expect(result.findings == [FeedHarness.Finding(), FeedHarness.Finding()])
    }

    /// The same harness must be able to show the fault.
    @Test(.database) func `readers of a plain sequence lose entries`() async throws {
        var lost = 0
        // On a busy machine writers overlap less often: the fault shows sooner or later.
        for _ in 0..<20 where lost == 0 {
            let harness = try await FeedHarness(.sequence, duration: .seconds(3))
            let result = try await harness.run(polling: [.milliseconds(5)])
            lost = result.findings.reduce(0) { $0 + $1.lost }
            await harness.database.close()
        }

        #expect(lost > 0)
    }
}
