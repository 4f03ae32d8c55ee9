import Actions
import Archive
import Directory
import Foundation
import Postgres

/// How a command ends: 0 done, 1 refused, 2 usage, 3 database or network unavailable.
enum ExitStatus: Int32 {
    case refused = 1
    case usage = 2
    case unavailable = 3

    /// Says why on standard error and gives the status.
    static func report(_ error: any Error) -> ExitStatus {
        switch error {
        case let error as ActionError:
            for line in lines(error) { Console.note(line) }
        case let error as DatabaseError where error.isUnavailable:
            Console.note("the database cannot be reached: \(error)")
        case let error as Invalid:
            for problem in error.problems { Console.note(line(problem)) }
        case let error as DatabaseError where error.kind != .cancelled: Console.note("\(error)")
        case is CancellationError, is DatabaseError:
            Console.note("interrupted; what was committed stays, the rest is undone")
        case let error as CocoaError: Console.note(line(error))
        default:
            Console.note("\(error)")
        }
        return of(error)
    }

    /// How a command ends that fails so.
    static func of(_ error: any Error) -> ExitStatus {
        switch error {
        case let error as DatabaseError where error.isUnavailable: .unavailable
        case is EmbeddedPostgresError: .unavailable
        case is ConfigurationError: .usage
        case is AddressUnavailable: .unavailable
        default: .refused
        }
    }

    private static func lines(_ error: ActionError) -> [String] {
        switch error {
        case .notFound(let message): [message]
        case .forbidden(_, let message): [message]
        case .invalid(let problems): problems.map(line)
        case .conflict(let code, let message, let detail):
            ["\(code): \(message)"] + (detail.isNull ? [] : [detail.text])
        case .stale(let current): ["stale: the current revision or version is \(current)"]
        case .gone(let closing): ["the listing is closed: \(closing.text)"]
        }
    }

    private static func line(_ error: CocoaError) -> String {
        let cause = error.underlying?.localizedDescription ?? error.localizedDescription
        return "\(error.filePath ?? error.url?.path ?? "a file"): \(cause)"
    }

    private static func line(_ problem: FieldProblem) -> String {
        "\(problem.path): \(problem.message) (\(problem.code))"
    }
}
