import Actions
import Directory
import HTTPTypes
import NIOCore

/// What watches over the program.
enum HealthRoutes {
    static func alive(_ call: Call) async throws -> Answer {
        Answer(json: ["status": "alive"]).with(.cacheControl, "no-store")
    }

    static func ready(_ call: Call) async throws -> Answer {
        if let hindrance = try await call.api.configuration.hindrance() {
            throw Problem(.serviceUnavailable, "unavailable", hindrance).with(header: .retryAfter, "5")
        }
        try await ReadMeasurements(call.context).checkDatabase()
        // It serves all the same: who watches is told that searches and duplicates are not what they could be.
        let isDue = try await RebuildRows.isDue(in: call.context.database)
        return Answer(json: ["status": "ready", "rebuild_due": .bool(isDue)]).with(.cacheControl, "no-store")
    }

    static func metrics(_ call: Call) async throws -> Answer {
        var text = call.api.metrics.text
        // Metrics of the program itself must be there when the database is not.
        let measured = try? await ReadMeasurements(call.context).run()
        for (kind, values) in [("gauge", measured?.gauges ?? []), ("counter", measured?.counters ?? [])] {
            for value in values {
                text +=
                    "# HELP \(value.name) \(value.help)\n# TYPE \(value.name) \(kind)\n"
                text += "\(value.name) \(value.value)\n"
            }
        }
        text += "# HELP fitxa_long_polls Requests that wait for the feed.\n# TYPE fitxa_long_polls gauge\n"
        text += "fitxa_long_polls \(call.api.watch.waitingCount)\n"
        text += "# HELP fitxa_database_up Whether the database answers.\n# TYPE fitxa_database_up gauge\n"
        text += "fitxa_database_up \(measured == nil ? 0 : 1)\n"
        return Answer(.ok, ByteBuffer(string: text), type: MediaType.metrics).with(.cacheControl, "no-store")
    }

    static func document(_ call: Call) async throws -> Answer {
        Answer(.ok, call.api.document.bytes, type: MediaType.json).tagged(for: call)
    }
}
