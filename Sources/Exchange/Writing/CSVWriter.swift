import Directory

/// Writes listings as CSV (RFC 4180 with line feeds, UTF-8 without a byte order mark).
///
/// A text that a spreadsheet would take for a formula (it starts with `=`, `+`, `-`, `@`, a tab or a line break)
/// gets an apostrophe before it, telephone numbers in international form as well: spreadsheets then keep them as
/// text. Numbers (`lat`, `lon`) stay numbers.
package enum CSVWriter {
    /// The names of the columns.
    package static let columns = [
        "id", "category", "status", "revision", "name_fr", "name_en", "summary_fr", "lat", "lon",
        "address_lines",
        "postcode", "commune", "insee", "phone", "email", "website", "sales_channels", "payment",
        "capacity_persons", "capacity_rooms", "classification", "labels", "amenities", "languages_spoken",
        "opening_hours_osm", "office", "territory", "published_at", "content_changed_at",
    ]

    /// The first line, with its line feed.
    package static var header: String { columns.joined(separator: ",") + "\n" }

    /// The line of one listing, with its line feed; private contacts are left out.
    package static func row(_ record: ListingRecord) -> String {
        let document = record.document
        let address = document.address
        let names = document.translations(.name).texts
        let summaries = document.translations(.summary).texts
        let texts: [String?] = [
            record.id.text, document.category, record.status.rawValue, String(record.revision),
            names[.french], names[.english], summaries[.french],
        ]
        let point = [document.point?.latitude, document.point?.longitude].map { number in
            number.map { JSON.double($0).text } ?? ""
        }
        let rest: [String?] = [
            address?.lines.joined(separator: ", "), address?.postcode, address?.commune, address?.insee,
            contact(document, "phone") ?? contact(document, "mobile"), contact(document, "email"),
            contact(document, "website"), joined(channels(document)), joined(document.keys(.paymentMethods)),
            count(document, "persons"), count(document, "rooms"), joined(ratings(document)),
            joined(document.keys(.labels)), joined(document.keys(.amenities)),
            joined(document.keys(.languagesSpoken)), ContractJSON.openingHours(record), record.office,
            record.territory, record.publishedAt, record.contentChangedAt,
        ]
        let cells = texts.map { cell($0 ?? "") } + point + rest.map { cell($0 ?? "") }
        return cells.joined(separator: ",") + "\n"
    }

    /// One cell that holds text, made harmless and quoted where it must be.
    package static func cell(_ text: String) -> String {
        let safe = text.unicodeScalars.first.map(isFormula) == true ? "'\(text)" : text
        let quoted = safe.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        return quoted ? "\"\(safe.replacing("\"", with: "\"\""))\"" : safe
    }

    // The wide forms count too: spreadsheets in East Asian locales take them for the ASCII ones.
    private static func isFormula(_ scalar: Unicode.Scalar) -> Bool {
        "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(scalar)
    }

    private static func joined(_ texts: [String]) -> String { texts.joined(separator: " | ") }

    private static func contact(_ document: Document, _ kind: String) -> String? {
        let contacts = document.elements(.contacts).compactMap { element -> Contact? in
            guard case .contact(let contact) = element.value, contact.isPublic, contact.kind == kind else {
                return nil
            }
            return contact
        }
        return (contacts.first { $0.role == "establishment" } ?? contacts.first)?.value
    }

    private static func channels(_ document: Document) -> [String] {
        document.elements(.salesChannels).compactMap { element in
            guard case .salesChannel(let channel) = element.value else { return nil }
            return "\(channel.platform)=\(channel.url.text)"
        }
    }

    private static func ratings(_ document: Document) -> [String] {
        document.elements(.classification).compactMap { element in
            guard case .classification(let rating) = element.value else { return nil }
            return "\(rating.scheme)=\(rating.value)"
        }
    }

    private static func count(_ document: Document, _ unit: String) -> String? {
        guard case .count(let number) = document[FieldPath(.capacity, unit)] else { return nil }
        return String(number)
    }
}
