/// One place where the tree breaks a rule of the house.
struct Finding: Hashable, CustomStringConvertible {
    let path: String
    /// From 1; nil where the whole file or folder is meant.
    let line: Int?
    let message: String

    init(_ path: String, _ line: Int? = nil, _ message: String) {
        (self.path, self.line, self.message) = (path, line, message)
    }

    var description: String { line.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)" }
}
