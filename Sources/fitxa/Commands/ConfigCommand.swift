import ArgumentParser
import Directory

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Print what is in force, secrets masked.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let settings = try common.configuration().inForce
        if common.json {
            Console.out(
                .object(
                    JSONObject(
                        settings.map {
                            JSONObject.Member(
                                key: $0.name,
                                value: [
                                    "value": $0.value == nil ? .null : .string($0.masked),
                                    "origin": .string($0.origin),
                                ])
                        })))
            return
        }
        Table.write(["setting", "value", "from"], settings.map { [$0.name, $0.masked, $0.origin] })
    }
}
