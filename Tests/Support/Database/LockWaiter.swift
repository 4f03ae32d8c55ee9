package import Postgres

extension WriteTransaction {
    /// Waits until somebody waits for a lock that this transaction holds; fails when nobody does for long.
    package borrowing func waitForLockWaiter() throws {
        try wait(
            for: 1,
            """
            select count(*) from pg_locks, pg_sleep(0.01)
            where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))
            """)
    }

    /// Waits until so many wait for locks in this database, whoever holds them; fails when they do not for long.
    package borrowing func waitForLockWaiters(_ count: Int) throws {
        try wait(
            for: count,
            """
            select count(*) from pg_locks w, pg_sleep(0.01)
            where not w.granted and exists (
                select from pg_locks l join pg_database d on d.oid = l.database
                where d.datname = current_database() and l.pid = w.pid)
            """)
    }

    private borrowing func wait(for count: Int, _ sql: SQL) throws {
        for _ in 0..<1_000 where try first(sql, as: One<Int>.self)?.value ?? 0 >= count { return }
        throw NobodyWaits()
    }
}

/// Nobody waited for a lock although the test expects it.
private struct NobodyWaits: Error {}
