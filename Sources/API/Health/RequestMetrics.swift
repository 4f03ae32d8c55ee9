import Synchronization

/// Counts the requests of each route by status, and how long they took.
final class RequestMetrics: Sendable {
    private struct Series {
        var statuses: [Int: Int] = [:]
        var buckets = [Int](repeating: 0, count: bounds.count)
        var seconds = 0.0
        var count = 0
    }

    /// The upper bounds of the durations in seconds.
    private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private let names: [String]
    private let series: Mutex<[Series]>

    /// Metrics of routes by number; their names are `METHOD /path`.
    init(_ names: [String]) {
        self.names = names
        series = Mutex(names.map { _ in Series() })
    }

    func note(_ route: Int, status: Int, took duration: Duration) {
        let seconds = duration / .seconds(1)
        series.withLock { series in
            series[route].statuses[status, default: 0] += 1
            series[route].seconds += seconds
            series[route].count += 1
            if let index = Self.bounds.firstIndex(where: { seconds <= $0 }) {
                series[route].buckets[index] += 1
            }
        }
    }

    /// The text that Prometheus reads.
    var text: String {
        let all = series.withLock(\.self)
        var requests = "# HELP fitxa_http_requests_total Requests by route and status.\n"
        requests += "# TYPE fitxa_http_requests_total counter\n"
        var durations =
            "# HELP fitxa_http_request_duration_seconds How long requests took until the answer began.\n"
        durations += "# TYPE fitxa_http_request_duration_seconds histogram\n"
        for (name, series) in zip(names, all) where series.count > 0 {
            let parts = name.split(separator: " ")
            let labels = "method=\"\(parts[0])\",route=\"\(parts[1])\""
            for (status, count) in series.statuses.sorted(by: { $0.key < $1.key }) {
                requests += "fitxa_http_requests_total{\(labels),status=\"\(status)\"} \(count)\n"
            }
            var sum = 0
            for (bound, count) in zip(Self.bounds, series.buckets) {
                sum += count
                durations += "fitxa_http_request_duration_seconds_bucket{\(labels),le=\"\(bound)\"} \(sum)\n"
            }
            durations += "fitxa_http_request_duration_seconds_bucket{\(labels),le=\"+Inf\"} \(series.count)\n"
            durations += "fitxa_http_request_duration_seconds_sum{\(labels)} \(series.seconds)\n"
            durations += "fitxa_http_request_duration_seconds_count{\(labels)} \(series.count)\n"
        }
        return requests + durations
    }
}
