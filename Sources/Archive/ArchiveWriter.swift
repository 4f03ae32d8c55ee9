import CArchive

// Safety: the pointer comes from libarchive, is not NULL and is freed once, by `deinit`; names and bytes are copied
// before the calls return.
/// Writes files into a new archive, one after the other.
@safe package final class ArchiveWriter {
    /// How the archive is laid out and packed.
    package enum Format: Sendable {
        case zip
        case tar
        case tarGzip
        case tarXZ
        case gzip
    }

    private let archive: OpaquePointer
    private let locale = NameLocale()
    private let path: String

    /// Starts an archive at the path, in the place of what lies there.
    package init(path: String, format: Format) throws(ArchiveError) {
        self.path = path
        guard let archive = unsafe archive_write_new() else {
            throw ArchiveError.unreadable(path: path, reason: "out of memory")
        }
        unsafe self.archive = archive
        switch format {
        case .zip: unsafe archive_write_set_format_zip(archive)
        case .tar: unsafe archive_write_set_format_pax_restricted(archive)
        case .tarGzip:
            unsafe archive_write_set_format_pax_restricted(archive)
            unsafe archive_write_add_filter_gzip(archive)
        case .tarXZ:
            unsafe archive_write_set_format_pax_restricted(archive)
            unsafe archive_write_add_filter_xz(archive)
        case .gzip:
            unsafe archive_write_set_format_raw(archive)
            unsafe archive_write_add_filter_gzip(archive)
        }
        try check(unsafe archive_write_open_filename(archive, path))
    }

    deinit {
        unsafe archive_write_free(archive)
    }

    /// Adds a file; the name is written as it is.
    package func add(_ name: String, _ bytes: [UInt8]) throws(ArchiveError) {
        let entry = unsafe archive_entry_new()
        defer { unsafe archive_entry_free(entry) }
        unsafe archive_entry_set_pathname_utf8(entry, name)
        unsafe archive_entry_set_size(entry, Int64(bytes.count))
        unsafe archive_entry_set_filetype(entry, fitxa_entry_kind_file)
        unsafe archive_entry_set_perm(entry, 0o644)
        try check(locale.run { unsafe archive_write_header(archive, entry) })
        let written = unsafe bytes.withUnsafeBytes { buffer in
            unsafe archive_write_data(archive, buffer.baseAddress, buffer.count)
        }
        try check(written < 0 ? Int32(written) : ARCHIVE_OK)
    }

    /// Writes the end of the archive.
    package func finish() throws(ArchiveError) {
        try check(unsafe archive_write_close(archive))
    }

    private func check(_ result: Int32) throws(ArchiveError) {
        // A warning is about a name that the locale cannot spell: zip and pax hold it in UTF-8 all the same.
        guard result != ARCHIVE_OK, result != ARCHIVE_WARN else { return }
        let reason = unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? "unknown"
        throw ArchiveError.unreadable(path: path, reason: reason)
    }
}
