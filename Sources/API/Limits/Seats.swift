import Synchronization

/// A number of places for work of which only so much may run at a time.
final class Seats: Sendable {
    /// A place that is taken until nobody holds it any more.
    final class Seat: Sendable {
        private let seats: Seats

        fileprivate init(_ seats: Seats) {
            self.seats = seats
        }

        deinit {
            seats.free.withLock { $0 += 1 }
        }
    }

    private let free: Mutex<Int>

    init(_ count: Int) {
        free = Mutex(count)
    }

    /// Takes a place; nil where none is free.
    func take() -> Seat? {
        let isFree = free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
        return isFree ? Seat(self) : nil
    }
}
