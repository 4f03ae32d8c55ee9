import Testing

/// The tree as it is keeps every rule of the house.
@Suite struct TreeTests {
    @Test func `the rules find the tree that they are to read`() {
        #expect(Tree.sources.contains { $0.path == "Tests/HouseTests/TreeTests.swift" })
        #expect(Tree.sources.contains { $0.path.hasPrefix("Sources/Directory/") })
        #expect(Tree.database.contains { $0.path == "db/prepare" })
        #expect(Tree.topLevel().contains("Package.swift"))
    }

    @Test func `every import follows the arrows of the architecture`() {
        #expect(Tree.sources.flatMap(DependencyRules.findings) == [])
    }

    @Test func `only the wrappers of C libraries leave the safe language`() {
        #expect(Tree.sources.flatMap(WordRules.unsafeFindings) == [])
    }

    @Test func `nothing forces a try, ends the process or prints`() {
        #expect(Tree.sources.flatMap(WordRules.forbiddenFindings) == [])
    }

    @Test func `SQL text stands in Store, Postgres, db and tests`() {
        #expect(Tree.sources.flatMap(SQLRule.findings) == [])
    }

    @Test func `what other modules use is documented`() {
        let requirements = Tree.sources.reduce(into: Set<String>()) { names, file in
            names.formUnion(DocumentationRule.requirements(in: file))
        }

        #expect(Tree.sources.flatMap { DocumentationRule.findings(in: $0, requirements: requirements) } == [])
    }

    @Test func `files and functions are short`() {
        #expect(Tree.sources.flatMap(SizeRules.fileFindings) == [])
        #expect(Tree.sources.flatMap(SizeRules.functionFindings) == [])
    }

    @Test func `templates escape what they show`() {
        #expect(Tree.sources.flatMap(WordRules.templateFindings) == [])
    }

    @Test func `no reminders are left behind`() {
        #expect((Tree.sources + Tree.database).flatMap(WordRules.reminderFindings) == [])
    }

    @Test func `the top of the tree holds what the architecture names`() {
        #expect(TopLevelRule.findings(in: Tree.topLevel()) == [])
    }
}
