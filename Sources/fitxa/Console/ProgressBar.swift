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
    func update(_ done: Int) {
        guard Console.isTerminal, Date().timeIntervalSince(shown) > 0.1 else { return }
        shown = Date()
        let seconds = max(0.001, shown.timeIntervalSince(started))
        let rate = Double(done) / seconds
        var line = "\r\(label) \(done)"
        if let total, total > 0 {
            let share = min(1, Double(done) / Double(total))
            let filled = Int(share * 30)
            let left = rate > 0 ? Int(Double(max(0, total - done)) / rate) : 0
            line +=
                "/\(total) [\(String(repeating: "#", count: filled))\(String(repeating: ".", count: 30 - filled))]"
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
