import Actions
import ArgumentParser
import Directory
import Store

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "People and machines that act.",
        subcommands: [List.self, Create.self, Disable.self])

    struct List: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts.")
        @OptionGroup var common: CommonOptions

        func run(in house: House) async throws {
            for row in try await ListAccounts(house.context).accounts() {
                answer(row.json) {
                    Console.out(
                        "\(row.id)  \(row.email)  \(row.name)\(row.disabledAt == nil ? "" : "  (disabled)")")
                }
            }
        }
    }

    struct Create: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create an account, with a right where --role is given.")
        @OptionGroup var common: CommonOptions
        @Argument var email: String
        @Option(help: "The name.") var name = ""
        @OptionGroup var right: RightOptions

        func run(in house: House) async throws {
            let (account, isNew) = try await ManageAccounts(house.context).create(
                email: email, name: name, rights: try right.rights(), by: .system)
            if !isNew { Console.note("\(account.email) exists already; its name stays “\(account.name)”") }
            var json = account.json.object ?? JSONObject()
            json.append("created", .bool(isNew))
            answer(.object(json)) { Console.out(account.id) }
        }
    }

    struct Disable: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "End an account: its keys end, its open proposals are superseded.")
        @OptionGroup var common: CommonOptions
        @Argument var email: String

        func run(in house: House) async throws {
            try await ManageAccounts(house.context).disable(email, by: .system)
            answer(["disabled": .string(email)]) { Console.out("\(email) is disabled") }
        }
    }
}

/// A right given at the command line.
struct RightOptions: ParsableArguments {
    @Option(help: "provider, moderator, supervisor or administrator.") var role: String?
    @Option(parsing: .singleValue, help: "The territory that the right covers.") var territory: [String] = []
    @Option(parsing: .singleValue, help: "The listing that the right covers.") var listing: [String] = []
    @Option(parsing: .singleValue, help: "Only this group of fields.") var group: [String] = []

    /// One right for each territory and listing; everywhere where none is named.
    func rights() throws -> [Right] {
        guard let role else { return [] }
        guard let known = Role(rawValue: role) else {
            throw ValidationError(
                "“\(role)” is not a role; expected provider, moderator, supervisor or administrator")
        }
        let groups = try group.map { name in
            guard let known = FieldGroup(rawValue: name) else {
                let names = FieldGroup.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("“\(name)” is not a group of fields; expected one of \(names)")
            }
            return known
        }
        let limits = groups.isEmpty ? nil : Set(groups)
        let rights =
            territory.map { Right(role: known, territory: $0, groups: limits) }
            + listing.map { Right(role: known, listing: $0, groups: limits) }
        return rights.isEmpty ? [Right(role: known, groups: limits)] : rights
    }
}

struct GrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Rights of accounts.", subcommands: [List.self, Add.self, End.self])

    struct List: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the rights that are in force.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "Only those of this account.") var email: String?

        func run(in house: House) async throws {
            let accounts = ListAccounts(house.context)
            let emails =
                if let email { [email] } else { try await accounts.accounts().map(\.email) }
            for email in emails {
                for row in try await accounts.grants(of: email) {
                    answer(row.json(of: email)) {
                        let place = row.territory ?? row.listing ?? "everywhere"
                        Console.out("\(row.id)  \(email)  \(row.role)  \(place)")
                    }
                }
            }
        }
    }

    struct Add: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "Give an account a right.")
        @OptionGroup var common: CommonOptions
        @Argument var email: String
        @OptionGroup var right: RightOptions

        func run(in house: House) async throws {
            let rights = try right.rights()
            guard !rights.isEmpty else { throw ValidationError("--role is needed") }
            for right in rights {
                let id = try await ManageAccounts(house.context).grant(right, to: email, by: .system)
                answer(["id": .integer(id)]) { Console.out("grant \(id)") }
            }
        }
    }

    struct End: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "End a right at once.")
        @OptionGroup var common: CommonOptions
        @Argument var id: Int

        func run(in house: House) async throws {
            try await ManageAccounts(house.context).endGrant(id, by: .system)
            answer(["ended": .integer(id)]) { Console.out("grant \(id) has ended") }
        }
    }
}
