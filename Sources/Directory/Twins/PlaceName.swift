/// A name as it is compared with others: without accents, case and the words that say only what kind of place it is.
package struct PlaceName: Hashable, Sendable {
    /// All words.
    let words: [String]
    /// The words that tell it from others of its kind in its commune, all of them where none does.
    let telling: [String]
    /// The words that tell it from others of its kind anywhere.
    private let named: [String]

    /// The name of a place in a commune, whose own words tell little.
    package init(_ text: String, commune: Set<String> = []) {
        let all = FoldedText.words(text)
        let some = all.filter { !Self.common.contains($0) }
        words = all
        named = some.isEmpty ? all : some
        telling = [some.filter { !commune.contains($0) }, named].first { !$0.isEmpty } ?? []
    }

    /// How much two names are alike, 0 to 1; names that differ in a number or in `grand` and `petit` are not.
    ///
    /// The name of the commune counts where they lie in different ones: `Ibis Tours` and `Ibis Amboise`.
    package func likeness(to other: PlaceName, isOneCommune: Bool = true) -> Double {
        let (mine, theirs) = isOneCommune ? (telling, other.telling) : (named, other.named)
        guard !mine.isEmpty, !theirs.isEmpty else { return 0 }
        var (left, right) = (mine, theirs)
        var result = 1.0
        if left.joined() != right.joined() {
            var shared = 0.0
            for word in mine {
                guard let index = right.firstIndex(where: { Self.areAlike($0, word) }) else { continue }
                shared += Double(right[index].utf8.count + word.utf8.count) / 2
                right.remove(at: index)
                left.removeAll { $0 == word }
            }
            result = Self.overlap(shared, Self.length(mine), Self.length(theirs))
            let spelling = Self.similarity(mine.joined(), theirs.joined())
            // Each has a word of its own: two of a chain, two houses of one owner.
            if !left.isEmpty, !right.isEmpty, spelling < 0.85 {
                result = min(result, 0.6)
            } else if spelling >= 0.7 {
                result = max(result, spelling)
            }
        }
        return min(result, contradiction(with: other))
    }

    /// The most that two names can be alike, given the numbers and opposites in them.
    private func contradiction(with other: PlaceName) -> Double {
        let (mine, theirs) = (Self.numbers(words), Self.numbers(other.words))
        if mine != theirs { return mine.isEmpty || theirs.isEmpty ? 0.7 : 0.4 }
        let (left, right) = (Set(words), Set(other.words))
        let opposed = Self.opposites.contains { group in
            let (first, second) = (left.intersection(group), right.intersection(group))
            return !first.isEmpty && !second.isEmpty && first.isDisjoint(with: second)
        }
        return opposed ? 0.4 : 1
    }

    private static func overlap(_ shared: Double, _ left: Double, _ right: Double) -> Double {
        min(1, 0.6 * shared / min(left, right) + 0.4 * shared / max(left, right))
    }

    private static func length(_ words: [String]) -> Double {
        Double(words.reduce(0) { $0 + $1.utf8.count })
    }

    private static func areAlike(_ left: String, _ right: String) -> Bool {
        left == right || min(left.utf8.count, right.utf8.count) >= 4 && similarity(left, right) >= 0.75
    }

    /// One less the edits (Levenshtein) by the letters of the longer text.
    static func similarity(_ left: String, _ right: String) -> Double {
        let (first, second) = (Array(left.utf8), Array(right.utf8))
        let longest = max(first.count, second.count)
        guard longest > 0, Double(abs(first.count - second.count)) <= 0.3 * Double(longest) else { return 0 }
        var row = Array(0...second.count)
        for (index, letter) in first.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in second.enumerated() {
                let kept = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(kept, row[column] + 1, row[column + 1] + 1)
            }
        }
        return 1 - Double(row[second.count]) / Double(longest)
    }

    private static func numbers(_ words: [String]) -> Set<String> {
        let roman = ["i": "1", "ii": "2", "iii": "3", "iv": "4"]
        return Set(
            words.compactMap { word in
                if let number = roman[word] { return number }
                guard word.utf8.count < 5, word.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false else {
                    return nil
                }
                return word
            })
    }

    private static let opposites: [Set<String>] = [
        ["petit", "petite", "mini", "grand", "grande"], ["nord", "sud", "est", "ouest", "centre"],
        ["haut", "bas"], ["bleu", "bleue", "rouge", "vert", "verte", "jaune", "blanc", "blanche"],
        ["ile", "domaine"], ["budget", "styles"],
    ]

    private static let common: Set<String> = [
        "hotel", "hotels", "hostellerie", "hotellerie", "camping", "campings", "restaurant", "gite", "gites",
        "chambre", "chambres", "hote", "hotes", "residence", "appartement", "maison", "location", "meuble",
        "tourisme", "municipal", "village", "vacances", "auberge", "bar", "brasserie", "cafe", "cave",
        "caves", "musee", "chateau", "parc", "prl", "domaine", "d", "l", "le", "la", "les", "de", "du",
        "des", "un", "une", "et", "a", "au", "aux", "en", "sur", "the", "of", "and", "n",
    ]
}
