/// What the connections of a database are doing, and have done since the program began.
package struct DatabaseStatistics: Sendable {
    /// Pooled connections that run a transaction.
    package var inUse = 0

    /// Pooled connections that wait for work.
    package var idle = 0

    /// Callers that wait for a pooled connection.
    package var waiting = 0

    /// Transactions so far, each attempt counted.
    package var transactions = 0

    /// Single reads that have not been sent yet.
    package var waitingReads = 0

    /// Single reads so far.
    package var reads = 0

    /// Batches in which the single reads were sent so far.
    package var batches = 0
}
