import Actions
import ArgumentParser
import Directory
import Foundation
import Postgres

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look whether all that fitxa needs is well: one line each, with what to do.")

    @OptionGroup var common: CommonOptions

    /// One thing that was looked at.
    private struct Check {
        let name: String
        let isWell: Bool
        let words: String
    }

    func run() async throws {
        let configuration = try common.configuration()
        var checks: [Check] = []
        var status = ExitStatus.refused
        do {
            let house = try await House.open(configuration, withReplica: false)
            checks += await database(house)
            await house.close()
        } catch {
            checks.append(Check(name: "database", isWell: false, words: "\(error)"))
            status = ExitStatus.of(error)
        }
        let replica = await replica(configuration)
        if !replica.isWell, status == .refused { status = .unavailable }
        checks.append(replica)
        checks.append(mail(configuration))
        checks.append(disk(configuration))
        for check in checks {
            if common.json {
                Console.out([
                    "check": .string(check.name), "ok": .bool(check.isWell), "detail": .string(check.words),
                ])
            } else {
                Console.out("\(check.isWell ? "ok  " : "FAIL")  \(check.name): \(check.words)")
            }
        }
        if checks.contains(where: { !$0.isWell }) { throw ExitCode(status.rawValue) }
    }

    private func database(_ house: House) async -> [Check] {
        var checks: [Check] = []
        func check(_ name: String, _ work: () async throws -> (Bool, String)) async {
            do {
                let (isWell, words) = try await work()
                checks.append(Check(name: name, isWell: isWell, words: words))
            } catch {
                checks.append(Check(name: name, isWell: false, words: "\(error)"))
            }
        }
        await check("database") {
            let state = try await InspectDatabase(house.context).run()
            let kind = house.isEmbedded ? "embedded" : "external"
            return (state.serverVersion >= 150_000, "PostgreSQL \(state.serverVersion / 10_000), \(kind)")
        }
        await check("extensions") {
            let state = try await InspectDatabase(house.context).run()
            let missing = Set(["postgis", "unaccent", "pg_trgm"]).subtracting(state.extensions)
            return (
                missing.isEmpty,
                missing.isEmpty
                    ? state.extensions.joined(separator: ", ")
                    : "missing \(missing.sorted().joined(separator: ", ")): create extension as a superuser"
            )
        }
        await check("migrations") {
            let directory = "\(house.configuration.dbFolder)/migrations"
            let status = try await Migrator(directory: directory).status(house.database)
            return (
                status.isCurrent, status.isCurrent ? "\(status.applied.count) applied" : "run `fitxa migrate`"
            )
        }
        await check("rows") {
            let isDue = try await RebuildRows.isDue(in: house.database)
            return (!isDue, isDue ? RebuildRows.dueWords : "as this version makes them")
        }
        await check("clock") {
            let state = try await InspectDatabase(house.context).run()
            let apart = abs(state.now.timeIntervalSince(house.context.clock()))
            return (apart < 2, "\((apart * 1000).rounded() / 1000) s from the database")
        }
        return checks
    }

    /// Asks the replica, where one is named.
    private func replica(_ configuration: Configuration) async -> Check {
        guard let url = configuration.replicaURL else {
            return Check(name: "replica", isWell: true, words: "none")
        }
        do {
            try await InspectDatabase.askReplica(url)
            return Check(name: "replica", isWell: true, words: "reads go there")
        } catch {
            return Check(
                name: "replica", isWell: false,
                words: "\(error); reads go there: start it, or take FITXA_REPLICA_URL out")
        }
    }

    private func mail(_ configuration: Configuration) -> Check {
        Check(name: "mail", isWell: true, words: "no mail is sent by this version")
    }

    private func disk(_ configuration: Configuration) -> Check {
        let folder = configuration.dataFolder
        let values = try? URL(filePath: folder).resourceValues(forKeys: [.volumeAvailableCapacityKey])
        guard let free = values?.volumeAvailableCapacity else {
            return Check(name: "disk", isWell: true, words: "free space of \(folder) is not known")
        }
        let gigabytes = Double(free) / 1e9
        return Check(
            name: "disk", isWell: gigabytes > 1,
            words: "\((gigabytes * 10).rounded() / 10) GB free at \(folder)")
    }
}
