import CLibpq

extension Database {
    /// Compares queries with the database, and describes what does not fit.
    ///
    /// Each one is prepared with the types of its parameters, as it will be at run time, and its columns are
    /// compared with those that its row type reads.
    package func verify(_ queries: [any DescribableQuery]) async throws -> [String] {
        try await withWorker { worker in
            try await worker.run { slot, _ in
                try slot.lend { session in
                    var problems = Self.duplicates(among: queries)
                    for query in queries {
                        problems += session.connection.problems(of: query)
                    }
                    return problems
                }
            }
        }
    }

    private static func duplicates(among queries: [any DescribableQuery]) -> [String] {
        let names = Dictionary(grouping: queries.map(\.name)) { $0 }
        return names.filter { $0.value.count > 1 }.keys.sorted().map {
            "\($0): is the name of several queries"
        }
    }
}

extension Connection {
    /// What the server and the Swift side of a query disagree about.
    fileprivate func problems(of query: any DescribableQuery) -> [String] {
        let types = query.describe().parameters
        do throws(DatabaseError) {
            let typed = Statement(name: query.name, sql: query.sql, types: types)
            let result = try describe(typed)
            var problems = Self.differences(query.expectedColumns, result.columnTypes)
            if query.name.utf8.count > Self.longestName {
                problems.append("the server cuts the name after \(Self.longestName) bytes")
            }
            if let count = parameterCount(of: query), count != types.count {
                problems.insert("has \(count) parameters, \(types.count) are declared", at: 0)
            }
            return problems.map { "\(query.name): \($0)" }
        } catch {
            return ["\(error)"]
        }
    }

    private static let longestName = 63

    private func describe(_ statement: Statement) throws(DatabaseError) -> ResultHandle {
        try prepare(statement, as: "")
        return try unsafe checked(PQdescribePrepared(handle, ""), query: statement.label)
    }

    /// How many parameters the text has, nil when only declared types make it a valid statement.
    private func parameterCount(of query: any DescribableQuery) -> Int? {
        let untyped = Statement(name: query.name, sql: query.sql, types: [])
        return (try? describe(untyped))?.parameterTypes.count
    }

    private static func differences(
        _ expected: [ExpectedColumn], _ real: [(name: String, type: ColumnType)]
    ) -> [String] {
        guard expected.count == real.count else {
            return ["gives \(real.count) columns, the row type reads \(expected.count)"]
        }
        return zip(expected, real).enumerated().compactMap { index, pair in
            let (column, found) = pair
            if column.reads(found.type) { return nil }
            let place = "column \(index + 1), “\(found.name)”"
            return "\(place), is of type \(found.type), \(column.swiftType) reads \(column.type)"
        }
    }
}
