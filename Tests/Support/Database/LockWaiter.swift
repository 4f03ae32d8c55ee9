package import Postgres

extension WriteTransaction {
    /// Waits until somebody waits for a lock that this transaction holds; fails when nobody does for long.
    package borrowing func waitForLockWaiter() throws {
        for _ in 0..<1_000 {
            let sql: SQL = """
                select count(*) from pg_locks, pg_sleep(0.01)
                where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))
                """
            if try first(sql, as: One<Int>.self)?.value ?? 0 > 0 { return }
        }
        throw NobodyWaits()
    }
}

/// Nobody waited for a lock although the test expects it.
private struct NobodyWaits: Error {}
