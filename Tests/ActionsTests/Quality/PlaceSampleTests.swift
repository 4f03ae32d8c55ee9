import Actions
import Directory
import Foundation
import Postgres
import Support
import Testing

/// How well the rules on places find what is wrong in 1,001 real places, 444 of them spoilt on purpose.
struct PlaceSampleTests {
    /// The least precision and recall, in hundredths, with the areas of communes and with their centres alone.
    private static let least: [(rule: String, areas: (Int, Int), centres: (Int, Int))] = [
        ("geo.missing", (100, 100), (100, 100)), ("geo.zero", (100, 100), (100, 100)),
        ("geo.swapped", (100, 100), (100, 100)), ("geo.sign", (100, 98), (100, 98)),
        ("geo.sea", (100, 100), (100, 93)), ("geo.far_from_commune", (97, 100), (97, 100)),
        ("geo.outside_department", (90, 90), (85, 70)), ("geo.outside_commune", (93, 97), (84, 85)),
        ("geo.centroid", (100, 100), (100, 100)), ("geo.few_decimals", (100, 100), (100, 100)),
        ("geo.shared", (100, 100), (100, 100)), ("address.postcode_mismatch", (100, 100), (100, 100)),
        ("address.commune_mismatch", (100, 100), (100, 100)),
    ]

    @Test(.database) func `precision and recall of the rules on real places`() async throws {
        let scene = try await ImportScene()
        let sample = try PlaceSample(scene.given.context.vocabularies)
        let result = try await scene.run(sample.records, reader: sample)
        #expect(result.counts == "created \(sample.records.count)")
        let rules = Self.least.map(\.rule)

        let areas = Figures.by(rule: rules, sample.labels, try await sample.found(scene.given))
        try await scene.given.database.write { tx in
            _ = try tx.run("delete from territory_areas" as SQL)
        }
        let centres = Figures.by(rule: rules, sample.labels, try await sample.found(scene.given))

        var lines = [
            "rule                        areas: precision recall   centres: precision recall   faults"
        ]
        for (rule, area, centre) in Self.least {
            let (with, without) = (areas[rule] ?? Figures(), centres[rule] ?? Figures())
            lines.append(Self.line(rule, with, without))
            #expect(Self.reaches(with, area), "\(rule) with areas: \(with)")
            #expect(Self.reaches(without, centre), "\(rule) with centres: \(without)")
        }
        FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }

    private static func reaches(_ figures: Figures, _ least: (Int, Int)) -> Bool {
        figures.precision * 100 >= Double(least.0) && figures.recall * 100 >= Double(least.1)
    }

    private static func line(_ rule: String, _ areas: Figures, _ centres: Figures) -> String {
        let cells = [areas.precision, areas.recall, centres.precision, centres.recall].map { share in
            String(format: "%.3f", share)
        }
        return rule.padding(toLength: 36, withPad: " ", startingAt: 0)
            + "\(cells[0])  \(cells[1])              \(cells[2])  \(cells[3])   \(areas.right + areas.overlooked)"
    }
}
