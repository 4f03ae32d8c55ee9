import FoundationEssentials

/// A line on the terminal that tells how far long work is; in a pipe nothing is written.
final class ProgressBar {
    private let label: String
    private let total: Int?
    private let started = Date()
    private var shown = Date.distantPast

    /// A bar for so many things, nil where nobody knows how many.
    init(_ label: String, total: Int?) {
        self.label = label
        self.total = total
    }

    /// Shows that so many are done; at most ten times a second.
    ///
    /// Where nobody knows how many there are, `share` tells how much of the work that is, from 0 to 1; it is asked only
    /// when something is shown.
    func update(_ done: Int, share: @autoclosure () -> Double? = nil) {
        guard Console.isTerminal, Date().timeIntervalSince(shown) > 0.1 else { return }
        shown = Date()
        let seconds = max(0.001, shown.timeIntervalSince(started))
        let rate = Double(done) / seconds
        var line = "\r\(label) \(done)"
        if let total { line += "/\(total)" }
        if let share = share() ?? total.map({ $0 > 0 ? Double(done) / Double($0) : 1 }), share > 0 {
            let filled = Int(min(1, share) * 30)
            let left = Int(max(0, seconds / share - seconds))
            line += " [\(String(repeating: "#", count: filled))\(String(repeating: ".", count: 30 - filled))]"
            line += " \(Int(rate))/s, \(left) s left"
        } else {
            line += " \(Int(rate))/s"
        }
        Console.status(line + "\u{1B}[K")
    }

    /// Takes the line away.
    func finish() {
        if Console.isTerminal { Console.status("\r\u{1B}[K") }
    }
}
