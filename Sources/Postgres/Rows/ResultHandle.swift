import CLibpq

/// A result of libpq, freed with the last who holds it: whoever reads it, and the texts that were left in it.
// Safety: the pointer comes from libpq, is not NULL, is read only, and is cleared once, by `deinit`.
@safe final class ResultHandle: @unchecked Sendable {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) {
        unsafe self.result = result
    }

    deinit {
        unsafe PQclear(result)
    }

    var status: ExecStatusType { unsafe PQresultStatus(result) }

    /// Whether a COPY is in binary format.
    var isBinary: Bool { unsafe PQbinaryTuples(result) != 0 }

    /// How many bytes it takes in memory.
    var size: Int { Int(unsafe PQresultMemorySize(result)) }

    var rowCount: Int32 { unsafe PQntuples(result) }

    /// The number of rows that the statement has changed, or that it has given.
    var affected: Int { Int(unsafe String(cString: PQcmdTuples(result))) ?? 0 }

    /// What the server says that it has done, such as `COMMIT`.
    var command: String { unsafe String(cString: PQcmdStatus(result)) }

    var parameterTypes: [ColumnType] {
        (0..<(unsafe PQnparams(result))).map { ColumnType(rawValue: unsafe PQparamtype(result, $0)) }
    }

    var columnTypes: [(name: String, type: ColumnType)] {
        (0..<(unsafe PQnfields(result))).map { index in
            let name = unsafe PQfname(result, index).map { unsafe String(cString: $0) }
            return (name ?? "", ColumnType(rawValue: unsafe PQftype(result, index)))
        }
    }

    /// Reads all rows.
    func rows<Row: PostgresRow>(_ type: Row.Type, of query: String) throws(DatabaseError) -> [Row] {
        var rows: [Row] = []
        let count = rowCount
        rows.reserveCapacity(Int(count))
        var columns = unsafe Columns(self, result, query: query)
        for index in 0..<count {
            columns.start(row: index)
            rows.append(try Row(&columns))
            if index == 0 { try columns.finish() }
        }
        return rows
    }

    /// The error that the server has reported, nil when the statement succeeded.
    func failure(of query: String?) -> DatabaseError? {
        switch status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_COPY_IN, PGRES_COPY_OUT,
            PGRES_EMPTY_QUERY, PGRES_PIPELINE_SYNC:
            return nil
        default:
            break
        }
        let whole = unsafe String(cString: PQresultErrorMessage(result))
        var error = DatabaseError(.server, field(fitxa_diag_message) ?? whole.oneLine, query: query)
        error.sqlState = field(fitxa_diag_sqlstate)
        error.detail = field(fitxa_diag_detail)
        error.constraint = field(fitxa_diag_constraint)
        error.table = field(fitxa_diag_table)
        error.column = field(fitxa_diag_column)
        switch error.sqlState {
        case "57014", "55P03": error.kind = .timeout
        // The server shuts down, has crashed, or does not accept anybody yet.
        case nil, "57P01", "57P02", "57P03": error.kind = .connection
        default: break
        }
        return error
    }

    private func field(_ code: Int32) -> String? {
        unsafe PQresultErrorField(result, code).map { unsafe String(cString: $0) }
    }
}

extension String {
    /// The text without line breaks: libpq ends its messages with one, and puts some inside.
    var oneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
}
