import CLibpq
import FoundationEssentials
import Glibc

/// A program of PostgreSQL's, run to its end.
enum ChildProcess {
    /// How a program has ended, and what it has written.
    struct Outcome {
        let exitCode: Int32
        let output: String
    }

    /// Runs a program, found along the path unless its name has a slash.
    ///
    /// It gets no descriptor but the standard three, an environment in which nothing steers PostgreSQL's
    /// tools, and the root folder to work in: its user may not be allowed into ours.
    static func run(_ arguments: [String]) throws(EmbeddedPostgresError) -> Outcome {
        var ends: [Int32] = [-1, -1]
        // Safety: the array has the two places that the call fills.
        guard unsafe pipe(&ends) == 0 else {
            throw EmbeddedPostgresError("no pipe can be made: \(ErrorNumber.current)")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let process = spawn(arguments, output: ends[1])
        close(ends[1])
        defer { close(ends[0]) }
        guard let process else {
            return Outcome(exitCode: 127, output: "\(arguments.first ?? "") cannot be run")
        }
        let output = readAll(ends[0])
        var status: Int32 = 0
        // Safety: the status is a local that the call fills.
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        // The low seven bits are the signal that ended the process, the next byte is what it returned.
        let exitCode = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        return Outcome(exitCode: exitCode, output: output)
    }

    // Safety: all C structures are locals that are initialised before and destroyed after their use; the
    // strings are copies that are freed at the end.
    private static func spawn(_ arguments: [String], output: Int32) -> pid_t? {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 2)
        unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        unsafe posix_spawn_file_actions_addchdir_np(&actions, "/")
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        // A group of its own keeps the terminal's Ctrl-C away from a program in the middle of its work.
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP)
        unsafe posix_spawnattr_setflags(&attributes, flags)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        var argv = unsafe copies(of: arguments)
        var environment = unsafe copies(of: ["PATH=" + path, "LC_ALL=C"])
        defer {
            unsafe (argv + environment).forEach { string in unsafe free(string) }
        }
        guard let name = unsafe argv[0] else { return nil }
        var process: pid_t = 0
        let failure = unsafe posix_spawnp(&process, name, &actions, &attributes, &argv, &environment)
        return failure == 0 ? process : nil
    }

    /// Copies texts to C strings, ended by NULL, which the caller frees.
    private static func copies(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        var copies: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { unsafe strdup($0) }
        unsafe copies.append(nil)
        return unsafe copies
    }

    private static func readAll(_ descriptor: Int32) -> String {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            // Safety: the call fills no more than the buffer holds.
            let count = unsafe read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return String(decoding: output, as: UTF8.self) }
            output += buffer[0..<count]
        }
    }
}
