import API
import Actions
import Foundation
import HummingbirdTesting
import Support
import Testing

/// Random sequences of what people do, over HTTP and through a model: both must always agree.
struct ProposalModelTests {
    private static let sequences =
        ProcessInfo.processInfo.environment["FITXA_LONG_TESTS"] == "1" ? 2_000 : 120
    private static let steps = 30

    @Test(.database) func `the API does what the model says`() async throws {
        try await Self.compare(over: .router, sequences: Self.sequences) { differences, given in
            let changes = try await VerifyChanges(given.context).run()
            let audit = try await VerifyChanges(given.context).audit()
            #expect(differences == [])
            #expect(changes.holds)
            #expect(audit.firstBreak == nil)
        }
    }

    @Test(.database) func `on a socket as well`() async throws {
        try await Self.compare(over: .live, sequences: 6) { differences, _ in
            #expect(differences == [])
        }
    }

    /// A model without one of its checks stands for an API without it: the comparison must tell the difference.
    @Test(.database, arguments: ProposalModel.Fault.allCases)
    func `a missing check is found`(fault: ProposalModel.Fault) async throws {
        try await Self.compare(over: .router, sequences: 40, fault: fault) { differences, _ in
            #expect(!differences.isEmpty)
        }
    }

    /// Hands over the first difference of each sequence that has one.
    private static func compare(
        over setup: TestingSetup, sequences: Int, fault: ProposalModel.Fault? = nil,
        _ check: @escaping @Sendable ([String], Given) async throws -> Void
    ) async throws {
        try await withAPI({ $0.keyRate = 0 }, over: setup) { api, given in
            let people = try await ModelledListing.People(api, given)
            let differences = try await withThrowingTaskGroup(of: [String].self) { group in
                for task in 0..<6 {
                    group.addTask { @concurrent in
                        var found: [String] = []
                        for seed in stride(from: task, to: sequences, by: 6) {
                            if let difference = try await difference(given, people, UInt64(seed), fault) {
                                found.append(difference)
                            }
                        }
                        return found
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            try await check(differences, given)
        }
    }

    private static func difference(
        _ given: Given, _ people: ModelledListing.People, _ seed: UInt64, _ fault: ProposalModel.Fault?
    ) async throws -> String? {
        var sequence = ModelSequence(seed: seed)
        var model = ProposalModel(fault: fault)
        var listing = try await ModelledListing(given, people)
        for number in 1...steps {
            let step = sequence.next(model)
            let (expected, outcome) = (model.apply(step), try await listing.apply(step))
            let (wanted, state) = (model.text, try await listing.state())
            guard outcome == expected, state == wanted else {
                return """
                    seed \(seed), step \(number), \(step): \(outcome), not \(expected)
                    \(state.joined(separator: "\n"))
                    instead of
                    \(wanted.joined(separator: "\n"))
                    """
            }
        }
        return nil
    }
}
