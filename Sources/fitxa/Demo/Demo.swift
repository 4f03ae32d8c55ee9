import Actions
import Directory
import Exchange
import FoundationEssentials

/// The visitor's tour: the inland Basque country with its classified lodgings, two offices, providers, moderators and
/// open proposals, from the files under `db/demo`.
struct Demo {
    private let house: House
    private let folder: String

    init(_ house: House) {
        self.house = house
        folder = "\(house.configuration.dbFolder)/demo"
    }

    /// Loads the demo where the database has no listing yet; gives the keys of the tour, empty where it was loaded
    /// before.
    func load() async throws -> [(variable: String, email: String, secret: String)] {
        guard try await ExportListings(house.context).isEmpty() else { return [] }
        try await offices()
        let listings = try await lodgings()
        let people = try await accounts(listings)
        try await proposals(listings)
        var keys: [(variable: String, email: String, secret: String)] = []
        for person in people {
            let name = person.role.rawValue.uppercased()
            let number = keys.count { $0.variable.hasPrefix(name) } + 1

            let scopes: Set<Scope> =
                switch person.role {
                case .provider: [.read, .propose]
                case .moderator: [.read, .moderate]
                default: [.read, .feed, .moderate, .admin]
                }
            let key = try await ManageAccounts(house.context).createKey(
                name: "demo \(person.email)", account: person.email, scopes: scopes, territory: nil,
                expiresAt: nil,
                by: .system)
            keys.append((number == 1 ? name : "\(name)\(number)", person.email, key.secret))
        }
        return keys
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
        } catch {
            throw Refusal("\(folder)/\(name) cannot be read: \(error)")
        }
    }

    private func offices() async throws {
        let table = try CSVTable(
            try bytes("offices.csv"), file: "offices.csv", required: ["code", "name", "communes"])
        for row in table.rows {
            try await PutOffice(house.context).run(
                code: row["code"], name: row["name"], email: row["email"].isEmpty ? nil : row["email"],
                communes: row["communes"].split(separator: "|").map(String.init), by: .system)
        }
    }

    /// Takes in the lodgings; gives their ids by key.
    private func lodgings() async throws -> [String: String] {
        var records = try DemoLodgings.records(try bytes("lodgings.csv"))
        let reader = DemoLodgings(vocabularies: house.context.vocabularies)
        let options = ImportOptions(source: "atout-france", format: "csv", path: "\(folder)/lodgings.csv")
        _ = try await ImportRecords(house.context).run(
            options, by: .system, reader: DeferredReader(reader),
            feed: ImportFeed { count in
                let batch = Array(records.prefix(count))
                records.removeFirst(batch.count)
                return batch
            },
            outcomes: { outcomes in
                for finding in outcomes.flatMap(\.findings) { Console.note(finding.json.text) }
            })
        return try await ExportListings(house.context).ids(of: "atout-france")
    }

    private func accounts(_ listings: [String: String]) async throws -> [(email: String, role: Role)] {
        let table = try CSVTable(
            try bytes("accounts.csv"), file: "accounts.csv", required: ["email", "name", "role"])
        var people: [(email: String, role: Role)] = []
        for row in table.rows {
            guard let role = Role(rawValue: row["role"]) else {
                throw Refusal("accounts.csv:\(row.line): “\(row["role"])” is not a role")
            }
            let manage = ManageAccounts(house.context)
            _ = try await manage.create(email: row["email"], name: row["name"], by: .system)
            var rights = row["listings"].split(separator: "|").compactMap { listings[String($0)] }
                .map { Right(role: role, listing: $0) }
            if !row["office"].isEmpty { rights.append(Right(role: role, territory: row["office"])) }
            if rights.isEmpty { rights.append(Right(role: role)) }
            for right in rights { _ = try await manage.grant(right, to: row["email"], by: .system) }
            people.append((row["email"], role))
        }
        return people
    }

    private func proposals(_ listings: [String: String]) async throws {
        let list = try JSON(parsing: try bytes("proposals.json")).array ?? []
        for proposal in list {
            guard let key = proposal["listing"]?.string, let id = listings[key] else {
                throw Refusal("proposals.json: there is no lodging \(proposal["listing"]?.text ?? "")")
            }
            let author = try await ActAs(house.context).run(proposal["by"]?.string ?? "", via: .cli)
            _ = try await SubmitProposal(house.context).run(id, draft(proposal), base: 1, by: author)
            if let edit = proposal["then_direct_edit"] {
                let moderator = try await ActAs(house.context).run(edit["by"]?.string ?? "", via: .cli)
                _ = try await EditListing(house.context).run(id, draft(edit), ifRevision: nil, by: moderator)
            }
        }
    }

    private func draft(_ json: JSON) -> Draft {
        Draft(set: json["set"], unset: json["unset"], comment: json["comment"]?.string)
    }
}
