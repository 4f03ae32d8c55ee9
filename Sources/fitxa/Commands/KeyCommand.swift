import Actions
import ArgumentParser
import Directory
import FoundationEssentials
import Store

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Keys of the HTTP API.",
        subcommands: [List.self, Create.self, Revoke.self])

    struct List: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "List the keys, without their secrets.")
        @OptionGroup var common: CommonOptions

        func run(in house: House) async throws {
            for row in try await ListAccounts(house.context).keys() {
                answer(row.json) {
                    let scopes = row.scopes.joined(separator: ",")
                    let end = row.revokedAt == nil ? "" : "  (revoked)"
                    Console.out(
                        "\(row.id)  \(row.name)  \(row.account)  \(scopes)  \(row.territory ?? "")\(end)")
                }
            }
        }
    }

    struct Create: HouseCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key; its secret is shown this once.",
            discussion: """
                Without --account, an account of the key's name is made with the rights that the scopes need, within \
                --territory. Scopes: read, feed, propose, moderate, write:<source>, admin.
                """)
        @OptionGroup var common: CommonOptions
        @Argument(help: "A name to know it by.") var name: String
        @Option(help: ArgumentHelp("The account that it acts for.", valueName: "email")) var account: String?
        @Option(
            name: [.customLong("scope"), .customLong("scopes")], parsing: .upToNextOption,
            help: "What it may do.")
        var scopes: [String] = ["read"]
        @Option(help: "The territory that it is bound to.") var territory: String?
        @Option(help: "When it ends: a date or a time.") var expires: String?

        func run(in house: House) async throws {
            var known: Set<Scope> = []
            for text in scopes.flatMap({ $0.split { ", ".contains($0) } }) {
                guard let scope = Scope(String(text)) else {
                    throw ValidationError(
                        "“\(text)” is not a scope: read, feed, propose, moderate, write:<source>, admin")
                }
                known.insert(scope)
            }
            let end = try expires.map { text in
                guard let date = Timestamp.date(text) else {
                    throw ValidationError("“\(text)” is not a date or time")
                }
                return date
            }
            let key = try await ManageAccounts(house.context).createKey(
                name: name, account: account, scopes: known, territory: territory, expiresAt: end, by: .system
            )
            let json: JSON = [
                "id": .string(key.id), "name": .string(name), "secret": .string(key.secret),
                "account": .string(key.account.id),
                "scopes": .array(known.map(\.description).sorted().map(JSON.string)),
                "territory": JSON(territory), "expires_at": JSON(end.map(Timestamp.text)),
            ]
            answer(json) {
                Console.out(key.secret)
                Console.note("this is shown once; send it as `Authorization: Bearer …`")
            }
        }
    }

    struct Revoke: HouseCommand {
        static let configuration = CommandConfiguration(abstract: "End a key at once.")
        @OptionGroup var common: CommonOptions
        @Argument var id: String

        func run(in house: House) async throws {
            try await ManageAccounts(house.context).revokeKey(id, by: .system)
            answer(["revoked": .string(id)]) { Console.out("\(id) is revoked") }
        }
    }
}
