/// Words that must not stand in the code, by where it stands.
enum WordRules {
    /// The only modules that may step outside the language's guarantees.
    static let wrappers: Set<String> = ["Postgres", "Archive", "Compression", "Phone", "Xml"]

    /// `unsafe`, what is declared safe by hand and unchecked conformances outside the wrappers of C libraries.
    static func unsafeFindings(in file: SourceFile) -> [Finding] {
        guard file.top == "Sources", let module = file.module, !wrappers.contains(module) else { return [] }
        return findings(of: ["unsafe", "@unchecked", "@safe"], in: file) {
            "\($0) belongs to the wrappers of C libraries"
        }
    }

    /// Calls that end the process or write past the logger and the output of a command.
    static func forbiddenFindings(in file: SourceFile) -> [Finding] {
        let everywhere = findings(of: ["try!"], in: file) { "\($0): handle or pass on the error" }
        guard file.top == "Sources" else { return everywhere }
        return everywhere
            + findings(of: ["print(", "fatalError("], in: file) { "\($0)…) has no place in the sources" }
    }

    /// Unescaped output in a template; what `SchemaOrgWriter.script` has made safe stands alone in its own.
    static func templateFindings(in file: SourceFile) -> [Finding] {
        let isSafe = file.path.hasSuffix("/linked-data.mustache")
        guard file.path.hasSuffix(".mustache"), !isSafe else { return [] }
        return file.lines.enumerated().filter { $0.element.contains("{{{") || $0.element.contains("{{&") }
            .map { Finding(file.path, $0.offset + 1, "unescaped output in a template") }
    }

    /// Notes to oneself that were left behind.
    static func reminderFindings(in file: SourceFile) -> [Finding] {
        let pieces = file.swift?.comments ?? [SwiftText.Piece(line: 1, text: file.text)]
        return pieces.flatMap { piece in
            piece.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
                index, line in
                reminders.contains { columns(of: $0, in: String(line)).first != nil }
                    ? Finding(file.path, piece.line + index, "a reminder left behind") : nil
            }
        }
    }

    private static let reminders = ["TO" + "DO", "FIX" + "ME"]

    private static func findings(
        of words: [String], in file: SourceFile, _ message: (String) -> String
    ) -> [Finding] {
        guard let code = file.swift?.code else { return [] }
        return code.enumerated().flatMap { index, line in
            words.flatMap { word in
                columns(of: word, in: line).map { _ in Finding(file.path, index + 1, message(word)) }
            }
        }
    }

    /// Where the word begins in the line: not as part of a longer name, not as a member (`log.print(`).
    static func columns(of word: String, in line: String) -> [Int] {
        let (line, word) = (Array(line.utf8), Array(word.utf8))
        guard let first = word.first, let last = word.last, line.count >= word.count else { return [] }
        return (0...(line.count - word.count)).filter { start in
            guard line[start] == first, Array(line[start..<(start + word.count)]) == word else {
                return false
            }
            let before = start > 0 ? line[start - 1] : 0x20
            let after = start + word.count < line.count ? line[start + word.count] : 0x20
            let startsClean = !isName(first) || !(isName(before) || before == UInt8(ascii: "."))
            return startsClean && (!isName(last) || !isName(after))
        }
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }
}
