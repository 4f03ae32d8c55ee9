package import FoundationEssentials
import Synchronization

/// A clock that stands still until a test moves it.
package final class TestClock: Sendable {
    private let time: Mutex<Date>

    /// A clock that shows that time: a Monday morning unless said otherwise.
    package init(_ start: Date = Date(timeIntervalSince1970: 1_793_606_400)) {
        time = Mutex(start)
    }

    /// The time that the clock shows.
    package var now: Date { time.withLock(\.self) }

    /// Moves the clock on.
    package func advance(by seconds: Double) {
        time.withLock { $0 = $0.addingTimeInterval(seconds) }
    }
}
