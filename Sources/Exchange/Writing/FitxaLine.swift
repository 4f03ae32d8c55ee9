package import Directory

/// The lossless format: one JSON object for each line, the contract's with its private parts.
package enum FitxaLine {
    /// The name of the format, in every line's first member.
    package static let format = "fitxa/1"

    /// The line of one listing, with its line feed.
    package static func write(_ record: ListingRecord) -> [UInt8] {
        var object = JSONObject()
        object.append("format", .string(format))
        if record.isPublic { object.append("public", true) }
        for member in ContractJSON.render(record, withPrivate: true).object?.members ?? [] {
            object.append(member.key, member.key == "sources" ? sources(record) : member.value)
        }
        // The contract shows a value where the listing is silent; what is silent must come back silent.
        if record.document[FieldPath(.accuracy)] == nil { object.silence("location", "accuracy") }
        if record.document[FieldPath(.paymentComplete)] == nil { object.silence("payment", "complete") }
        var line = JSON.object(object).bytes
        line.append(0x0A)
        return line
    }

    /// Reads one line; every problem is told at once.
    package static func read(
        _ bytes: [UInt8], _ vocabularies: Vocabularies
    ) throws(Invalid) -> ListingRecord {
        let json: JSON
        do throws(JSONSyntaxError) {
            json = try JSON(parsing: bytes)
        } catch {
            throw Invalid([FieldProblem("", "json.syntax", error.description)])
        }
        guard var object = json.object else {
            throw Invalid([FieldProblem("", "type.object", "expected an object, not \(json.kind)")])
        }
        var reader = FitxaLineReader(json: json)
        let id = reader.id()
        let status = reader.status()
        let revision = reader.revision()
        let mergedInto = reader.mergedInto()
        for name in ["format", "public"] { object[name] = nil }
        var document = Document()
        do throws(Invalid) {
            document = try Document(contract: .object(object), vocabularies)
        } catch {
            reader.problems.append(contentsOf: error.problems)
        }
        let sources = reader.sources(document, vocabularies)
        let texts = reader.texts()
        guard let id, reader.problems.isEmpty else { throw Invalid(reader.problems) }
        var record = ListingRecord(
            id: id, status: status, revision: revision, document: document, office: texts["office"],
            territory: texts["territory"], sources: sources, publishedAt: texts["published_at"],
            contentChangedAt: texts["content_changed_at"], assuredAt: texts["assured_at"],
            closedAt: texts["closed_at"], closedReason: texts["closed_reason"], mergedInto: mergedInto)
        record.isPublic = json["public"]?.bool ?? false
        return record
    }

    /// The sources with what each sent last, told against what the listing says.
    private static func sources(_ record: ListingRecord) -> JSON {
        let said = record.sources.contains { $0.sent != nil } ? record.document.storedJSON : .null
        return .array(
            record.sources.map { source in
                var object = JSONObject()
                object.append("source", .string(source.source))
                object.append("key", .string(source.key))
                if let sent = source.sent { object.append("sent", SentValues.differences(sent, from: said)) }
                return .object(object)
            })
    }
}

/// Reads the members of a line that stand beside the document.
private struct FitxaLineReader {
    let json: JSON
    var problems: [FieldProblem]

    init(json: JSON) {
        self.json = json
        problems = []
        if json["format"]?.string != FitxaLine.format {
            problems.append(FieldProblem("format", "format.unknown", "expected \(FitxaLine.format)"))
        }
    }

    func text(_ name: String) -> String? { json[name]?.string }

    mutating func texts() -> [String: String] {
        let names = [
            "office", "territory", "published_at", "content_changed_at", "assured_at", "closed_at",
            "closed_reason",
        ]
        var texts: [String: String] = [:]
        for name in names {
            guard let value = json[name], !value.isNull else { continue }
            texts[name] = value.string
            if value.string == nil {
                problems.append(FieldProblem(name, "type.string", "expected a string, not \(value.kind)"))
            }
        }
        return texts
    }

    mutating func id() -> ListingID? {
        let id = text("id").flatMap(ListingID.init)
        if id == nil {
            problems.append(FieldProblem("id", "id.invalid", "expected an id such as fx-7k2m9qd4"))
        }
        return id
    }

    mutating func mergedInto() -> ListingID? {
        guard let name = text("merged_into") else { return nil }
        let id = ListingID(name)
        if id == nil {
            problems.append(FieldProblem("merged_into", "id.invalid", "expected an id of a listing"))
        }
        return id
    }

    mutating func status() -> ListingRecord.Status {
        guard let status = text("status").flatMap(ListingRecord.Status.init) else {
            problems.append(FieldProblem("status", "code.unknown", "expected published or closed"))
            return .published
        }
        return status
    }

    mutating func revision() -> Int {
        guard let revision = json["revision"]?.integer, revision > 0 else {
            problems.append(FieldProblem("revision", "number.range", "expected a whole number from 1"))
            return 1
        }
        return revision
    }

    mutating func sources(
        _ document: Document, _ vocabularies: Vocabularies
    ) -> [ListingRecord.SourceKey] {
        (json["sources"]?.elements ?? []).enumerated().compactMap { index, element in
            let path = "sources/\(index)"
            guard let source = element["source"]?.string, let key = element["key"]?.string, !key.isEmpty
            else {
                problems.append(FieldProblem(path, "required", "source and key are needed"))
                return nil
            }
            if !SourceName.isValid(source) {
                let rule = "a source's name has 1 to 60 letters, digits, -, _ or ."
                problems.append(FieldProblem(path, "source.invalid", rule))
            }
            do throws(Invalid) {
                let sent = try SentValues.read(element["sent"], upon: document, vocabularies)
                return ListingRecord.SourceKey(source: source, key: key, sent: sent)
            } catch {
                problems += error.problems.map {
                    FieldProblem("\(path)/sent/\($0.path)", $0.code, $0.message)
                }
                return nil
            }
        }
    }
}

extension JSONObject {
    /// Makes a member of a member `null`.
    fileprivate mutating func silence(_ name: String, _ inner: String) {
        guard var object = self[name]?.object else { return }
        object[inner] = .null
        self[name] = .object(object)
    }
}
