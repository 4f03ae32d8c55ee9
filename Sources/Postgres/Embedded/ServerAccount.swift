import Glibc

/// The user under whom the embedded server runs: oneself, or `postgres` when oneself is root.
struct ServerAccount {
    let user: uid_t
    let group: gid_t

    /// What stands in front of a command to run it as this user.
    let prefix: [String]

    /// Chooses the user; PostgreSQL refuses to run as root.
    init() throws(EmbeddedPostgresError) {
        guard geteuid() == 0 else {
            (user, group, prefix) = (geteuid(), getegid(), [])
            return
        }
        // Safety: the entry is read before anything else asks for one.
        guard let entry = unsafe getpwnam("postgres") else {
            throw EmbeddedPostgresError(
                "PostgreSQL does not run as root, and there is no user “postgres” to run it as: "
                    + "apt install postgresql, or start this program as another user")
        }
        (user, group) = unsafe (entry.pointee.pw_uid, entry.pointee.pw_gid)
        prefix = ["setpriv", "--reuid=\(user)", "--regid=\(group)", "--init-groups", "--"]
    }

    /// Refuses a folder that the server's user cannot reach.
    func checkWay(to folder: String) throws(EmbeddedPostgresError) {
        if prefix.isEmpty { return }
        var path = ""
        for part in folder.split(separator: "/").dropLast() {
            path += "/\(part)"
            guard !mayEnter(path) else { continue }
            throw EmbeddedPostgresError(
                "the folder \(path) is closed to the user “postgres”, under whom the embedded database runs: "
                    + "keep the data elsewhere (FITXA_DATA), or chmod o+x \(path)")
        }
    }

    /// Makes a folder that belongs to the server's user alone, or checks one that exists.
    func makePrivateFolder(_ path: String) throws(EmbeddedPostgresError) {
        if unsafe mkdir(path, 0o700) == 0 {
            _ = unsafe chown(path, user, group)
            return
        }
        let reason = ErrorNumber.current
        // A link or somebody else's folder in its place would let others in.
        guard reason.number == EEXIST, let found = Self.status(path), found.st_mode & S_IFMT == S_IFDIR,
            found.st_uid == user, found.st_mode & 0o077 == 0
        else {
            throw EmbeddedPostgresError("the folder \(path) cannot be made, or is not private: \(reason)")
        }
    }

    private func mayEnter(_ path: String) -> Bool {
        guard var found = Self.status(path) else { return true }
        // Safety: the structure is a local that the call fills.
        if found.st_mode & S_IFMT == S_IFLNK, unsafe stat(path, &found) != 0 { return true }
        let mode = found.st_mode
        if found.st_uid == user { return mode & S_IXUSR != 0 }
        if found.st_gid == group { return mode & S_IXGRP != 0 }
        return mode & S_IXOTH != 0
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        // Safety: the structure is a local that the call fills.
        return unsafe lstat(path, &status) == 0 ? status : nil
    }
}
