import Actions
import Foundation
import Support
import Testing

/// Random sequences of what people do, through the actions and through a model: both must always agree.
struct ProposalModelTests {
    private static let sequences =
        ProcessInfo.processInfo.environment["FITXA_LONG_TESTS"] == "1" ? 2_000 : 300
    private static let steps = 30

    @Test(.database) func `the actions do what the model says`() async throws {
        let given = try await Given()

        let differences = try await Self.differences(given, sequences: Self.sequences, fault: nil)

        #expect(differences == [])
        #expect(try await VerifyChanges(given.context).run().holds)
        #expect(try await VerifyChanges(given.context).audit().firstBreak == nil)
    }

    /// A model without one of its checks stands for actions without it: the comparison must tell the difference.
    @Test(.database, arguments: ProposalModel.Fault.allCases)
    func `a missing check is found`(fault: ProposalModel.Fault) async throws {
        let given = try await Given()

        #expect(try await Self.differences(given, sequences: 40, fault: fault).isEmpty == false)
    }

    /// The first difference of each sequence that has one.
    private static func differences(
        _ given: Given, sequences: Int, fault: ProposalModel.Fault?
    ) async throws -> [String] {
        let people = try await ModelledListing.People(given)
        return try await withThrowingTaskGroup(of: [String].self) { group in
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
