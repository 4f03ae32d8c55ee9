import API
import Actions
import ArgumentParser
import Directory
import Foundation
import Hummingbird
import Logging
import NIOCore
import Postgres
import ServiceLifecycle
import UnixSignals

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the HTTP API and the pages.",
        discussion: """
            Migrates an empty or embedded database first. Ends at Ctrl-C or SIGTERM after the requests in hand, \
            for which it waits at most 8 seconds.
            """
    )

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
        let site = try Site(house)
        let application = Application(
            router: site.router(), server: site.api.server,
            configuration: .init(
                address: .hostname(configuration.host, port: configuration.port), serverName: "fitxa"),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? configuration.port
                Console.note("fitxa listens on http://\(configuration.host):\(port)")
            },
            logger: logger)
        var services = ServiceGroupConfiguration(
            services: [application, Waiters(api: site.api), Keeper(house: house, logger: logger)],
            gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
        services.maximumGracefulShutdownDuration = Self.patience
        do {
            try await ServiceGroup(configuration: services).run()
        } catch let error as IOError {
            let cause = NSError(domain: NSPOSIXErrorDomain, code: Int(error.errnoCode))
            throw AddressUnavailable(configuration, cause.localizedDescription)
        } catch let error as SocketAddressError {
            throw AddressUnavailable(configuration, "\(error)")
        }
    }

    /// How long requests in hand may take once the program is to end: less than supervisors wait before they kill.
    private static let patience = Duration.seconds(8)

    private func showDemo(_ house: House) async throws {
        let file = "\(house.configuration.dataFolder)/demo.env"
        let keys = try await Demo(house).load()
        guard !keys.isEmpty else {
            Console.note("the demo is loaded already; its keys are in \(file)")
            return
        }
        let lines = keys.map { "\($0.variable)=\($0.secret)  # \($0.email)" }
        try FileManager.default.createDirectory(
            atPath: house.configuration.dataFolder, withIntermediateDirectories: true)
        guard
            FileManager.default.createFile(
                atPath: file, contents: Data((lines.joined(separator: "\n") + "\n").utf8),
                attributes: [.posixPermissions: 0o600])
        else { throw Refusal("\(file) cannot be written") }
        Console.note("The demo is loaded. Keys for a visitor's tour, also in \(file):")
        for line in lines { Console.note("  \(line)") }
    }
}

/// The address that is to be served at cannot be had.
struct AddressUnavailable: Error, CustomStringConvertible {
    let description: String

    init(_ configuration: Configuration, _ cause: String) {
        let address = "http://\(configuration.host):\(configuration.port)"
        description = "\(address) cannot be listened on: \(cause); see FITXA_HOST and FITXA_PORT"
    }
}

/// Starts the embedded database again when it has died under the server.
private struct Keeper: Service {
    let house: House
    let logger: Logger

    @concurrent func run() async throws {
        guard house.isEmbedded else {
            try? await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    if try house.revive() { logger.notice("the embedded database had died and runs again") }
                } catch {
                    logger.warning(
                        "the embedded database does not start yet", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }
}

/// Lets those go who wait for the feed to move, when the program is to stop.
private struct Waiters: Service {
    let api: API

    func run() async throws {
        try? await gracefulShutdown()
        api.stop()
    }
}
