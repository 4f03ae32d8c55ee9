#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The locale in which libarchive reads and writes the names of entries.
///
/// libarchive converts names through the locale of the thread, and in that of C it loses, or stumbles over, whatever
/// is not ASCII.
// Safety: the locale is made and freed here; `uselocale` concerns the calling thread alone and is undone before
// the function returns.
@safe struct NameLocale: ~Copyable {
    private let locale: locale_t?

    init() {
        unsafe locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    }

    deinit {
        if let locale = unsafe locale { unsafe freelocale(locale) }
    }

    /// Runs the body with names in UTF-8.
    borrowing func run<Result>(_ body: () -> Result) -> Result {
        guard let locale = unsafe locale else { return body() }
        let before = unsafe uselocale(locale)
        defer { unsafe uselocale(before) }
        return body()
    }
}
