package import FoundationEssentials

extension UUID: PostgresElement {
    package static var columnType: ColumnType { .uuid }

    package static var blank: UUID {
        UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    }

    package func encode(into bytes: inout [UInt8]) {
        let id = uuid
        bytes.append(contentsOf: [id.0, id.1, id.2, id.3, id.4, id.5, id.6, id.7])
        bytes.append(contentsOf: [id.8, id.9, id.10, id.11, id.12, id.13, id.14, id.15])
    }

    package static func decode(_ bytes: RawSpan, as type: ColumnType) throws(ValueProblem) -> UUID {
        guard bytes.byteCount == 16 else {
            throw ValueProblem("has \(bytes.byteCount) bytes instead of 16")
        }
        // Safety: the size was checked just above, and any sixteen bytes are a valid identifier.
        return UUID(uuid: unsafe bytes.unsafeLoadUnaligned(as: uuid_t.self))
    }
}
