/// What the API has to know beside the database.
package struct APIConfiguration: Sendable {
    /// The address under which others reach it, without a slash at the end: links and problem types start
    /// with it.
    package var publicURL: String

    /// How many requests a client without a key may send within a minute; 0 for no limit.
    package var anonymousRate = 6_000

    /// How many requests a key may send within a minute; 0 for no limit.
    package var keyRate = 12_000

    /// Whether the last address of `X-Forwarded-For` is the client's: only where a proxy of ours always
    /// writes it.
    package var trustsForwardedFor = false

    /// The most bytes of a JSON body.
    package var maxBodyBytes = 1_048_576

    /// The most bytes of a body of records of a source.
    package var maxImportBytes = 268_435_456

    /// How many bodies of records may be taken in at the same time.
    package var maxImports = 4

    /// How many snapshots may be sent at the same time; each one keeps a connection of the pool.
    package var maxSnapshots = 2

    /// The most bytes of answers that are kept because they may be asked for again.
    package var hotBytes = 16_777_216

    /// How long an answer is kept at most, should PostgreSQL not tell that it has changed.
    package var hotLifetime: Duration = .seconds(5)

    /// What hinders the program from serving beside an unreachable database, in words; nil for nothing.
    package var hindrance: @Sendable () async throws -> String? = { nil }

    /// The configuration of an API at that address.
    package init(publicURL: String) {
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
    }
}
