import Directory

/// One record of a table or of JSON on its way into a listing; the fields are read in the extensions.
struct MappedRecord {
    let mapping: Mapping
    let tools: ReadingTools
    let cells: MappedCells
    var draft: RecordDraft
    /// What the columns of an address say so far.
    var place = PlaceParts()
    /// What the columns of one price say so far.
    var price = PriceParts()
    /// What the columns of opening say so far.
    var opening = OpeningParts()
    /// What the columns of one event date say so far.
    var dates = DateParts()
    /// Ratings as they stand in the columns: their scheme depends on the category.
    var ratings: [(text: String, rule: ColumnRule)] = []
    var ratedOn: CalendarDate?
    /// Where the pictures stand that have been read, by their addresses.
    var pictures: [String: FieldPath] = [:]
    var updatedOn: CalendarDate?
    private var texts: [FieldPath: [String]] = [:]

    /// The parts of an address, from several columns.
    struct PlaceParts {
        var address = Address()
        var number: String?
        var insee: String?
        var latitude: String?
        var longitude: String?
    }

    /// The parts of a price, from several columns.
    struct PriceParts {
        var low: String?
        var high: String?
        var label: [LanguageCode: String] = [:]
        var isFree = false
        var unit: String?
    }

    /// The parts of opening, from several columns.
    struct OpeningParts {
        var stretches = OpeningStretches()
        var notes: [LanguageCode: String] = [:]
        var isAllYear = false
        /// The days of the first period.
        var first: (from: CalendarDate?, to: CalendarDate?)?
    }

    /// The parts of an event date, from several columns.
    struct DateParts {
        var from: CalendarDate?
        var to: CalendarDate?
    }

    init(_ cells: MappedCells, key: String, mapping: Mapping, tools: ReadingTools) {
        (self.cells, self.mapping, self.tools) = (cells, mapping, tools)
        draft = RecordDraft(key: key)
        place.address.country = mapping.constants["address.country"] ?? "FR"
    }

    /// Reads all columns; the category must stand.
    mutating func read(_ codes: [CodeTable?]) {
        for (index, rule) in mapping.rules.enumerated() {
            for cell in cells.values(rule) {
                if let text = cell.scalarText, mapping.empty.contains(text) { continue }
                read(cell, rule, codes[index])
            }
        }
        for column in cells.damaged {
            let message = "\(column) holds bytes that are no UTF-8: they were read as Windows-1252"
            draft.note(column, "encoding.invalid", .warning, message)
        }
        finishTexts()
        finishPlace()
        finishPrice()
        finishOpening()
        finishDates()
        finishRatings()
        for label in cells.unread(by: mapping) {
            draft.note(label, "unmapped", .info, "\(label) has no place in a listing and was not taken")
        }
    }

    private mutating func read(_ cell: JSON, _ rule: ColumnRule, _ codes: CodeTable?) {
        switch rule.target {
        case .media: return readMedia(cell, rule)
        case .opening, .dates, .periods:
            if cell.object != nil { return readOpeningObject(cell, rule) }
        case .typedContacts where cell.object != nil: return readTypedContact(cell, rule)
        case .point where cell.object != nil: return readGeometry(cell)
        case .bounds: return readBounds(cell)
        case .address where cell.object != nil: return readAddressObject(cell)
        default: break
        }
        guard let text = cell.labelText.map(Self.unguarded) else { return }
        if rule.target.isPlace { return readPlace(text, rule) }
        if readContact(text, rule) { return }
        for value in pieces(text, rule)
        where rule.only.isEmpty || !rule.only.isDisjoint(with: FoldedText.words(value)) {
            readValue(value, rule, codes)
        }
    }

    /// Without the apostrophe by which exports keep spreadsheets from taking a text for a formula.
    private static func unguarded(_ text: String) -> String {
        guard text.first == "'", let next = text.dropFirst().first, "=+-@".contains(next) else { return text }
        return String(text.dropFirst())
    }

    private mutating func readValue(_ text: String, _ rule: ColumnRule, _ codes: CodeTable?) {
        switch rule.target {
        case .text(let field): gather(text, field, rule)
        case .payment: readPayment(text, rule, codes)
        case .means(let code): if isTrue(text, rule) { addMethod(code, rule) }
        case .codes(let field): readCode(text, field, rule, codes)
        case .flag(let field, let code): if isTrue(text, rule) { draft.set(field, code, .flag(true)) }
        case .languages: readLanguage(text, rule)
        case .capacity(let unit): readCount(text, unit, rule)
        case .classification: ratings.append((text, rule))
        case .classificationDate: ratedOn = day(text, at: "classification")
        case .prices: readPrices(text, rule)
        case .priceLow: (price.low, price.unit) = (text, rule.unit ?? price.unit)
        case .priceHigh: (price.high, price.unit) = (text, rule.unit ?? price.unit)
        case .priceLabel: gatherPrice(text, rule)
        case .priceFree: if isTrue(text, rule) { price.isFree = true }
        case .opening: readOpening(text, rule)
        case .openingText: readOpeningText(text, rule)
        case .openingNote: gatherNote(HTMLText.plain(text), rule)
        case .openingOSM: readOSM(text, rule)
        case .allYear: if isTrue(text, rule) { opening.isAllYear = true }
        case .dates: readDates(text, rule)
        case .periods: if isEvent { readDates(text, rule) } else { readOpening(text, rule) }
        case .dateFrom: dates.from = day(text, at: "dates")
        case .dateTo: dates.to = day(text, at: "dates")
        case .legal(let name): readLegal(text, name)
        case .updated: updatedOn = DateText.day(text) ?? updatedOn
        default: break
        }
    }

    /// The values of a cell that holds several.
    private func pieces(_ text: String, _ rule: ColumnRule) -> [String] {
        rule.separators.reduce([text]) { pieces, separator in
            pieces.flatMap { PartedText.split($0, separator) }
        }
        .map(\.trimmed).filter { !mapping.empty.contains($0) }
    }

    /// The day that a text tells, a finding where it tells none.
    mutating func day(_ text: String, at path: String) -> CalendarDate? {
        if let day = DateText.day(text) { return day }
        draft.note(path, "date.invalid", .warning, "“\(text.prefix(30))” is not a date")
        return nil
    }

    /// Whether the text says yes, in the words of the mapping or in those of any table.
    func isTrue(_ text: String, _ rule: ColumnRule) -> Bool {
        let folded = FoldedText.label(text)
        if let value = rule.values[folded] { return value == "true" }
        return ["oui", "yes", "true", "1", "vrai", "x", "ja", "si", "o", "y"].contains(folded)
    }

    private mutating func gather(_ text: String, _ field: Field, _ rule: ColumnRule) {
        var plain = HTMLText.plain(text)
        if rule.isProperCase { plain = ProperCase.text(plain) }
        guard !mapping.empty.contains(plain), plain.contains(where: { $0.isLetter || $0.isNumber }) else {
            return
        }
        let path = FieldPath(field, rule.language.rawValue)
        if field == .name, texts[path] != nil { return }
        let whole = rule.prefix + plain
        if texts[path]?.contains(whole) ?? false { return }
        texts[path, default: []].append(whole)
    }

    private mutating func finishTexts() {
        for (path, parts) in texts.sorted(by: { $0.key < $1.key }) {
            guard let language = path.key.flatMap({ LanguageCode($0) }) else { continue }
            let text = parts.joined(separator: "\n\n")
            let summary = FieldPath(.summary, language.rawValue)
            if path.field == .description, texts[summary]?.joined(separator: "\n\n") == text { continue }
            draft.setText(path.field, language, text, limit: Self.limits[path.field] ?? 255)
        }
    }

    private static let limits: [Field: Int] = [.name: 255, .summary: 4_000, .description: 30_000]

    private mutating func readLegal(_ text: String, _ name: String) {
        let digits = text.filter { $0 != " " }
        if name == "siret", !Siret.isValid(digits) {
            draft.note("legal.siret", "siret.invalid", .warning, "“\(text.prefix(30))” is not a SIRET")
            return
        }
        let kept = name == "siret" ? digits : draft.fitted(text, 100, at: "legal.\(name)")
        if !kept.isEmpty { draft.set(.legal, name, .text(kept)) }
    }
}
