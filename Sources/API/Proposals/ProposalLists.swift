import Actions
import Directory
import FoundationEssentials
import Store

/// Lists of proposals: all within reach, and what waits for a moderator.
enum ProposalLists {
    static func list(_ call: Call) async throws -> Answer {
        let limit = try call.query.limit()
        var filter = ProposalFilter(limit: limit + 1)
        filter.state = try call.code("state") { ProposalState(rawValue: $0) }
        filter.kind = try call.code("kind") { ProposalKind(rawValue: $0) }
        filter.listing = try call.query.text("listing")
        filter.territory = try await call.territory("territory")
        filter.mine = try call.query.flag("mine")
        let key = call.listKey
        filter.after = try call.place(for: key)
        let found = try await FindProposals(call.context).run(filter, by: try call.account())
        let page = Array(found.prefix(limit))
        let next = found.count > limit ? page.last.map { call.next(after: $0, for: key) } : nil
        return Answer.page(page.map(\.json), next: next, call)
    }

    static func queue(_ call: Call) async throws -> Answer {
        let limit = try call.query.limit()
        var filter = QueueFilter(limit: limit)
        filter.territory = try await call.territory("territory")
        filter.minAgeDays = try call.query.number("min_age_days", in: 0...36_500)
        filter.risk = try call.query.number("risk", in: 0...3)
        filter.category = try call.query.one("category")
        if let category = filter.category, call.context.vocabularies[.categories].entry(category) == nil {
            throw ListingFilters.unknown("category", category, "categories")
        }
        filter.hasConflict = try call.query.flag("conflict")
        filter.mine = try call.query.flag("mine") ?? false
        let key = call.listKey
        filter.after = try call.place(for: key)
        let page = try await ReadQueue(call.context).run(filter, by: try call.account())
        let next = page.hasMore ? page.proposals.last.map { call.next(after: $0, for: key) } : nil
        return Answer(
            json: [
                "counts": page.countsJSON, "items": .array(page.proposals.map(\.json)), "next": JSON(next),
            ]
        ).linked(next).tagged(for: call)
    }
}

extension QueuePage {
    /// `{"waiting": n, "late": n, "conflicts": n, "by_risk": {…}, …}`.
    var countsJSON: JSON {
        var object = JSONObject()
        for name in ["waiting", "late", "conflicts"] {
            object.append(name, .integer(counts.first { $0.name == name }?.count ?? 0))
        }
        for name in ["by_risk", "by_territory", "by_category"] {
            let members = counts.filter { $0.name == name && !$0.key.isEmpty }
                .map { JSONObject.Member(key: $0.key, value: .integer($0.count)) }
            object.append(name, .object(JSONObject(members)))
        }
        return .object(object)
    }
}

extension Call {
    /// The query that cursors of this list belong to.
    var listKey: String {
        query.items.filter { !["cursor", "limit"].contains($0.name) }.map { "\($0.name)=\($0.value)" }
            .sorted()
            .joined(separator: "&")
    }

    /// A parameter whose values are listed.
    func code<Value>(_ name: String, _ read: (String) -> Value?) throws(Problem) -> Value? {
        guard let text = try query.one(name) else { return nil }
        guard let value = read(text) else {
            throw Problem.parameter(name, "parameter_invalid", "\(name) cannot be “\(text.prefix(40))”")
        }
        return value
    }

    /// A parameter that names a territory, which must exist.
    func territory(_ name: String) async throws -> String? {
        guard let code = try query.one(name) else { return nil }
        guard try await !ReadTerritories(context).known([code]).isEmpty else {
            throw ListingFilters.unknown(name, code, "territories")
        }
        return code
    }

    /// Where the page starts that the cursor names.
    fileprivate func place(for key: String) throws(Problem) -> (at: Date, id: String)? {
        guard let text = try query.one("cursor") else { return nil }
        let parts = try Cursor(text, for: key, count: 2).parts
        guard let micros = Int(parts[0]), abs(micros) < 7_000_000_000_000_000 else { throw Cursor.invalid }
        return (Date(timeIntervalSince1970: Double(micros) / 1e6), parts[1])
    }

    fileprivate func next(after proposal: LoadedProposal, for key: String) -> String {
        let micros = Int((proposal.row.submittedAt.timeIntervalSince1970 * 1e6).rounded())
        return address(cursor: Cursor([String(micros), proposal.row.id]).text(for: key))
    }
}
