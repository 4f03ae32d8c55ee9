import Directory
import Foundation

/// Where a command writes: results to standard output, words to standard error.
enum Console {
    /// Writes one line of a result.
    static func out(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// Writes one JSON document as a line.
    static func out(_ json: JSON) {
        FileHandle.standardOutput.write(Data(json.bytes + [0x0A]))
    }

    /// Writes a line for the person at the terminal.
    static func note(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Writes to the terminal without ending the line.
    static func status(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// Whether standard error is a terminal.
    static var isTerminal: Bool { isatty(2) == 1 }
}
