import Actions
import Directory
import FoundationEssentials
import Support
import Testing

/// Pairs of real records, labelled by hand, that the rules must tell apart.
@Suite(.database)
struct LabelledPairsTests {
    private struct Pair {
        let label: String
        let likeness: Likeness
        let names: String
    }

    @Test func `one place in two systems is found, and neighbours, chains and houses of one owner are not`()
        async throws
    {
        let pairs = try await Self.pairs()
        let same = pairs.filter { $0.label == "same" }
        let suspected = pairs.filter { [.same, .perhaps].contains($0.likeness.verdict) }
        let certain = pairs.filter { $0.likeness.verdict == .same }
        let found = suspected.count { $0.label == "same" }
        let precision = Double(found) / Double(suspected.count)
        let recall = Double(found) / Double(same.count)
        let wrong = certain.filter { $0.label != "same" }.map(\.names)
        let related = pairs.filter { $0.label == "related" }
        let linked = related.count { $0.likeness.verdict == .establishment }

        print(
            "twins: \(pairs.count) pairs, \(same.count) the same; suspected \(suspected.count), precision",
            Self.percent(precision), "recall", Self.percent(recall),
            "; joined without asking \(certain.count), wrong \(wrong.count);",
            "related \(related.count), found \(linked)")
        for pair in pairs where Self.isMissed(pair) {
            print("  \(pair.label) taken for \(pair.likeness.verdict) \(pair.likeness.score): \(pair.names)")
        }
        #expect(pairs.count >= 150)
        #expect(precision >= 0.9)
        #expect(recall >= 0.9)
        #expect(wrong == [])
        #expect(certain.count >= 15)
        #expect(linked * 10 >= related.count * 6)
    }

    @Test func `the order of the two makes no difference`() async throws {
        let vocabularies = try await Given().context.vocabularies
        for (json, left, right) in try Self.documents(vocabularies) {
            let shared = Set(json["shared"]?.elements.compactMap(\.string) ?? [])
            let (first, second) = (Identity(left, vocabularies), Identity(right, vocabularies))
            let there = Likeness(first, second, shared: shared)
            let back = Likeness(second, first, shared: shared)
            #expect(there.verdict == back.verdict)
            #expect(abs(there.score - back.score) < 0.02)
        }
    }

    private static func isMissed(_ pair: Pair) -> Bool {
        let isSuspected = [.same, .perhaps].contains(pair.likeness.verdict)
        return isSuspected != (pair.label == "same")
    }

    private static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }

    private static func pairs() async throws -> [Pair] {
        let vocabularies = try await Given().context.vocabularies
        return try documents(vocabularies).map { json, left, right in
            let shared = Set(json["shared"]?.elements.compactMap(\.string) ?? [])
            let names = [left, right].compactMap { $0.translations(.name).best() }.joined(separator: " | ")
            let likeness = Likeness(
                Identity(left, vocabularies), Identity(right, vocabularies), shared: shared)
            return Pair(label: json["label"]?.string ?? "", likeness: likeness, names: names)
        }
    }

    private static func documents(_ vocabularies: Vocabularies) throws -> [(JSON, Document, Document)] {
        let file = URL(filePath: #filePath).appending(path: "../../../Fixtures/twins/pairs.ndjson")
        let text = String(decoding: try Data(contentsOf: file.standardizedFileURL), as: UTF8.self)
        return try text.split(separator: "\n").map { line in
            let json = try JSON(parsing: String(line))
            func document(_ side: String) throws -> Document {
                try Touch(set: json[side], unset: nil, on: Document(), vocabularies).applied(to: Document())
            }
            return (json, try document("a"), try document("b"))
        }
    }
}
