import Directory

/// One stretch of open minutes, counted from the midnight of the day on which it starts.
struct OpenSpan: Hashable, Comparable, Sendable {
    /// The first minute, 0 to 1439.
    let start: Int
    /// The minute after the last, beyond 1440 on the next day; nil where nobody said when it closes.
    let end: Int?

    static let wholeDay = OpenSpan(start: 0, end: 1440)

    init(start: Int, end: Int?) {
        self.start = start
        self.end = end
    }

    init(_ frame: WeeklyHours.Frame) {
        self.init(start: frame.opens.minutes, end: frame.closes == nil ? nil : frame.end)
    }

    static func < (left: OpenSpan, right: OpenSpan) -> Bool {
        (left.start, left.end ?? .max) < (right.start, right.end ?? .max)
    }

    /// The spans in order, those that overlap made one, those without an end dropped where one with an end starts
    /// at the same minute.
    static func united(_ spans: [OpenSpan]) -> [OpenSpan] {
        var united: [OpenSpan] = []
        for span in spans.sorted() {
            guard let last = united.last else {
                united.append(span)
                continue
            }
            if last == span || last.start == span.start && span.end == nil { continue }
            if let lastEnd = last.end, let end = span.end, span.start < lastEnd {
                united[united.count - 1] = OpenSpan(start: last.start, end: max(lastEnd, end))
            } else {
                united.append(span)
            }
        }
        return united
    }

    /// What is left of spans outside of others, as far as it starts on their day; what nobody closed ends with it.
    static func subtracted(_ others: [OpenSpan], from spans: [OpenSpan]) -> [OpenSpan] {
        others.reduce(spans) { left, other in
            let end = other.end ?? 1440
            return left.flatMap { span -> [OpenSpan] in
                guard span.start < end, other.start < span.end ?? 1440 else { return [span] }
                let before = span.start < other.start ? OpenSpan(start: span.start, end: other.start) : nil
                let after = end < min(span.end ?? 1440, 1440) ? OpenSpan(start: end, end: span.end) : nil
                return [before, after].compactMap { $0 }
            }
        }
    }
}
