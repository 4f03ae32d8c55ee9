import Postgres
import Support
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(6)))
struct ListenerTests {
    private let database = TestDatabase.current

    private func notify(_ channel: String) async throws {
        try await database.write { tx in try tx.run("select pg_notify(\(channel), '')") }
    }

    /// Ends the server process that listens on a channel.
    private func endListener(of channel: String) async throws {
        let listen = "listen \"\(channel)\""
        try await database.write { tx in
            try tx.run(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and query = \(listen)
                """)
        }
    }

    @Test func `a notification arrives after the one that says that the listener is ready`() async throws {
        var elements = database.listen("moved").makeAsyncIterator()
        await elements.next()
        try await notify("moved")
        let heard: Void? = await elements.next()
        #expect(heard != nil)
    }

    @Test func `a channel may have any name`() async throws {
        let name = "Odd \" name; --"
        var elements = database.listen(name).makeAsyncIterator()
        await elements.next()
        try await notify(name)
        let heard: Void? = await elements.next()
        #expect(heard != nil)
    }

    @Test func `a lost connection is made again, said, and then hears again`() async throws {
        var elements = database.listen("lost").makeAsyncIterator()
        await elements.next()
        for _ in 0..<3 {
            try await endListener(of: "lost")
            await elements.next()
            try await notify("lost")
            let heard: Void? = await elements.next()
            #expect(heard != nil)
        }
    }

    @Test func `closing the database ends the stream`() async throws {
        let other = Database(TestDatabase.configuration)
        var elements = other.listen("ended").makeAsyncIterator()
        await elements.next()
        await other.close()
        let end: Void? = await elements.next()
        #expect(end == nil)
        var late = other.listen("ended").makeAsyncIterator()
        let nothing: Void? = await late.next()
        #expect(nothing == nil)
    }

    @Test func `who stops reading frees the connection`() async throws {
        let task = Task { [database] in
            for await _ in database.listen("left") {}
        }
        let sql: SQL = """
            select count(*) from pg_stat_activity
            where datname = current_database() and query = 'listen "left"'
            """
        while try await database.fetch(sql, as: One<Int>.self)[0].value == 0 { await Task.yield() }
        task.cancel()
        while try await database.fetch(sql, as: One<Int>.self)[0].value == 1 { await Task.yield() }
        await task.value
    }
}
