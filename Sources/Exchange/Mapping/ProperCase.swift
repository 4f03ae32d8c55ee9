/// Names that somebody wrote in capitals, as people write them.
enum ProperCase {
    /// `HÔTEL DE L'ÉGLISE` becomes `Hôtel de l'Église`; a text that has small letters stays as it is.
    static func text(_ text: String) -> String {
        guard text.contains(where: \.isLetter), !text.contains(where: \.isLowercase) else { return text }
        var output = ""
        var word = ""
        var isFirst = true
        for character in text {
            if character.isLetter || character.isNumber {
                word.append(character)
                continue
            }
            output += written(word, isFirst: isFirst, before: character)
            if !word.isEmpty { isFirst = false }
            word = ""
            output.append(character)
            // What stands behind a dash or in brackets begins anew.
            if "(–/".contains(character) { isFirst = true }
        }
        return output + written(word, isFirst: isFirst, before: nil)
    }

    private static func written(_ word: String, isFirst: Bool, before next: Character?) -> String {
        guard let first = word.first else { return "" }
        let lower = word.lowercased()
        let isElided = next == "'" || next == "’"
        if isElided, elided.contains(lower) {
            return isFirst ? String(word.prefix(1)) + lower.dropFirst() : lower
        }
        if !isFirst, small.contains(lower) { return lower }
        if isKept(word, lower) { return word }
        return String(first) + lower.dropFirst()
    }

    private static func isKept(_ word: String, _ lower: String) -> Bool {
        word.count == 1 || word.contains(where: \.isNumber) || kept.contains(word)
            || !lower.contains { "aeiouyàâäéèêëîïôöùûüæœ".contains($0) } && word.count < 5
    }

    private static let elided: Set<String> = ["d", "l", "qu", "s", "n", "j", "c", "m", "t"]
    private static let small: Set<String> = [
        "de", "du", "des", "la", "le", "les", "et", "à", "au", "aux", "en", "sur", "sous", "lès", "lez",
        "dans", "par",
        "pour", "un", "une", "chez", "ou", "of", "the", "by",
    ]
    private static let kept: Set<String> = [
        "SPA", "VVF", "VTF", "CCAS", "AC", "ACE", "UCPA", "ANCV", "CFA", "II", "III", "IV", "VI", "VII",
        "VIII", "IX",
        "XI", "XII", "XIII", "XIV", "XV", "XVI", "UNESCO", "TGV", "SNCF", "USA", "RN", "CIS", "FIAP",
    ]
}
