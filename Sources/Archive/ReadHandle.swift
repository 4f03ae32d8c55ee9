import CArchive

/// An archive that libarchive has open for reading.
// Safety: the pointers come from libarchive and are not NULL; the entry belongs to the archive, lives until the next
// header is asked for and is only looked at before; the archive is freed once, by `deinit`.
@safe final class ReadHandle {
    /// What libarchive took the bytes for.
    enum Format {
        case zip
        case tar
        case raw
    }

    private let archive: OpaquePointer
    private let locale = NameLocale()
    private var entry: OpaquePointer?

    init(path: String) throws(ArchiveError) {
        guard let archive = unsafe archive_read_new() else {
            throw ArchiveError.unreadable(path: path, reason: "out of memory")
        }
        unsafe self.archive = archive
        // Filters by name: `archive_read_support_filter_all` would also start outside programs.
        unsafe archive_read_support_filter_gzip(archive)
        unsafe archive_read_support_filter_xz(archive)
        unsafe archive_read_support_filter_bzip2(archive)
        unsafe archive_read_support_filter_zstd(archive)
        unsafe archive_read_support_format_tar(archive)
        unsafe archive_read_support_format_raw(archive)
        unsafe archive_read_support_format_empty(archive)
        let result: Int32
        if path == "-" {
            unsafe archive_read_support_format_zip_streamable(archive)
            result = unsafe archive_read_open_fd(archive, 0, 1 << 16)
        } else {
            // Only by its directory: a reader of the stream would not notice that the end is missing.
            unsafe archive_read_support_format_zip_seekable(archive)
            result = unsafe archive_read_open_filename(archive, path, 1 << 16)
        }
        guard result == ARCHIVE_OK else { throw failure(path) }
    }

    deinit {
        unsafe archive_read_free(archive)
    }

    /// Goes to the next header; false at the end.
    func nextHeader(_ path: String) throws(ArchiveError) -> Bool {
        var next: OpaquePointer?
        let result = locale.run { unsafe archive_read_next_header(archive, &next) }
        switch result {
        case ARCHIVE_EOF:
            unsafe entry = nil
            return false
        // A warning is about a name that the locale cannot spell, or about an attribute that nobody needs.
        case ARCHIVE_OK, ARCHIVE_WARN:
            unsafe entry = next
            return true
        default: throw failure(path)
        }
    }

    /// At most so many unpacked bytes, nil at the end of the entry.
    func read(count: Int, _ path: String) throws(ArchiveError) -> [UInt8]? {
        var result = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            // Safety: libarchive writes at most `count` bytes into a buffer of that capacity.
            result = unsafe archive_read_data(archive, buffer.baseAddress, count)
            filled = max(result, 0)
        }
        // A warning is about a wrong checksum or length: what was read is not what was packed.
        guard result >= 0 else { throw failure(path) }
        return bytes.isEmpty ? nil : bytes
    }

    var name: String {
        locale.run {
            if let text = unsafe archive_entry_pathname_utf8(entry) { return unsafe String(cString: text) }
            // A name in bytes that are no UTF-8: the broken characters are replaced.
            if let text = unsafe archive_entry_pathname(entry) { return unsafe String(cString: text) }
            return ""
        }
    }

    var isFile: Bool {
        let isLink = unsafe archive_entry_hardlink(entry) != nil
        return unsafe archive_entry_filetype(entry) == fitxa_entry_kind_file && !isLink
    }

    var size: Int? {
        unsafe archive_entry_size_is_set(entry) != 0 ? Int(unsafe archive_entry_size(entry)) : nil
    }

    var isEncrypted: Bool { unsafe archive_entry_is_encrypted(entry) != 0 }

    var format: Format {
        switch unsafe archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK {
        case ARCHIVE_FORMAT_ZIP: .zip
        case ARCHIVE_FORMAT_TAR: .tar
        default: .raw
        }
    }

    /// Whether a filter unpacks the bytes before the format is read.
    var isPacked: Bool { unsafe archive_filter_count(archive) > 1 }

    /// How many bytes of the file itself were taken.
    var packedPosition: Int { Int(unsafe archive_filter_bytes(archive, -1)) }

    /// How many bytes the format has read, after the filters.
    var position: Int { Int(unsafe archive_filter_bytes(archive, 0)) }

    private func failure(_ path: String) -> ArchiveError {
        let number = unsafe archive_errno(archive)
        let reason = unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? "unknown"
        let lower = reason.lowercased()
        if lower.contains("truncated") || lower.contains("premature") || lower.contains("end of file") {
            return .truncated(path: path)
        }
        // Positive numbers are those of the system, such as ENOENT; libarchive's own are negative or very high.
        if (1...40).contains(number), lower.contains("open") {
            return .unreadable(path: path, reason: reason)
        }
        if lower.contains("encrypt") || lower.contains("passphrase") { return .encrypted(entry: path) }
        return .damaged(path: path, reason: reason)
    }
}
