import Directory
import Testing

struct QualityRuleTests {
    @Test(
        arguments: [
            ("geo.swapped", ["geo.swapped"]), ("geo.s*d", ["geo.swapped", "geo.shared"]),
            ("*.expired", ["media.expired", "classification.expired"]), ("geo", []), ("", []), ("Geo.*", []),
        ])
    func `a pattern names the rules that fit it`(pattern: String, codes: [String]) {
        #expect(QualityRule.matching(pattern).map(\.code) == codes)
    }

    @Test func `the star names all, geo dot star those of places`() {
        #expect(QualityRule.matching("*") == QualityRule.every)
        #expect(QualityRule.matching("geo.*").count == 11)
    }

    @Test func `codes are unique and every rule says something`() {
        #expect(Set(QualityRule.every.map(\.code)).count == QualityRule.every.count)
        #expect(QualityRule.every.allSatisfy { !$0.sentence.isEmpty })
    }
}
