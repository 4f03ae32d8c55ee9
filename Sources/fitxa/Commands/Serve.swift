import API
import Actions
import ArgumentParser
import Directory
import Hummingbird
import Logging
import Postgres
import ServiceLifecycle

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the HTTP API and the pages.",
        discussion: "Migrates an empty or embedded database first. Ends at Ctrl-C after the requests in hand.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Load the demo once: the inland Basque country, with keys for a visitor's tour.")
    var demo = false

    func run() async throws {
        let configuration = try common.configuration()
        let house = try await House.open(configuration)
        do {
            if demo { try await showDemo(house) }
            try await serve(house)
        } catch {
            await house.close()
            throw error
        }
        await house.close()
    }

    private func serve(_ house: House) async throws {
        let configuration = house.configuration
        var logger = Logger(label: "fitxa")
        logger.logLevel = configuration.logLevel
        let router = try await Site(house).router()
        let application = Application(
            router: router,
            configuration: .init(
                address: .hostname(configuration.host, port: configuration.port), serverName: "fitxa"),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? configuration.port
                Console.note("fitxa listens on http://\(configuration.host):\(port)")
            },
            logger: logger)
        let group = ServiceGroup(
            configuration: .init(
                services: [application], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
        try await group.run()
    }

    private func showDemo(_ house: House) async throws {
        let keys = try await Demo(house).load()
        guard !keys.isEmpty else {
            Console.note("the demo is loaded already; its keys were shown then (`fitxa key create` makes new ones)")
            return
        }
        Console.note("The demo is loaded. Keys for a tour (shown this once):")
        for key in keys {
            Console.note("  \(key.who.padded(14))\(key.email.padded(34))\(key.secret)")
        }
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
