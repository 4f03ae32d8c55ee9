import Synchronization

/// Counts the requests of each client: so many within a minute, more only as time passes.
final class TokenBuckets: Sendable {
    /// What is left to a client.
    struct Allowance: Sendable {
        /// How many requests within a minute.
        let quota: Int
        /// How many are left now; below zero where the request is refused.
        let remaining: Int
        /// Seconds until all are there again, or until the next one where none is left.
        let seconds: Int
    }

    private struct Bucket {
        var tokens: Double
        var seen: ContinuousClock.Instant
    }

    private let buckets = Mutex<[String: Bucket]>([:])
    private static let most = 50_000

    /// Takes one request of a client from its quota.
    func take(_ client: String, quota: Int) -> Allowance {
        let now = ContinuousClock.now
        let perSecond = Double(quota) / 60
        return buckets.withLock { buckets in
            if buckets.count > Self.most { Self.forgetFull(&buckets, at: now) }
            var bucket = buckets[client] ?? Bucket(tokens: Double(quota), seen: now)
            let passed = (now - bucket.seen) / .seconds(1)
            bucket.tokens = min(Double(quota), bucket.tokens + passed * perSecond)
            bucket.seen = now
            let isAllowed = bucket.tokens >= 1
            if isAllowed { bucket.tokens -= 1 }
            buckets[client] = bucket
            let missing = isAllowed ? Double(quota) - bucket.tokens : 1 - bucket.tokens
            let seconds = Int((missing / perSecond).rounded(.up))
            return Allowance(
                quota: quota, remaining: isAllowed ? Int(bucket.tokens) : -1, seconds: max(1, seconds))
        }
    }

    /// A client that was quiet for a minute has its whole quota again: nothing to remember.
    private static func forgetFull(_ buckets: inout [String: Bucket], at now: ContinuousClock.Instant) {
        buckets = buckets.filter { now - $0.value.seen < .seconds(60) }
        if buckets.count > most { buckets.removeAll() }
    }
}
