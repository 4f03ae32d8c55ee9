extension [UInt8] {
    /// Appends a number in network byte order.
    mutating func append(bigEndian number: some FixedWidthInteger & BitwiseCopyable) {
        var shift = number.bitWidth - 8
        while shift >= 0 {
            append(UInt8(truncatingIfNeeded: number >> shift))
            shift -= 8
        }
    }

    /// Overwrites four bytes with a length that was not known when they were appended.
    mutating func replaceLength(at offset: Int, with length: Int32) {
        for index in 0..<4 {
            self[offset + index] = UInt8(truncatingIfNeeded: length >> (24 - 8 * index))
        }
    }
}

extension RawSpan {
    /// Reads a number in network byte order.
    func bigEndian<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type, at offset: Int = 0
    ) throws(ValueProblem) -> Number {
        guard offset >= 0, byteCount - offset >= MemoryLayout<Number>.size else {
            throw ValueProblem("is cut short")
        }
        // Safety: the bounds were checked just above, and any bits are a valid integer.
        return unsafe Number(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: type))
    }

    /// Reads a number that must fill all the bytes.
    func wholeNumber<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type
    ) throws(ValueProblem) -> Number {
        guard byteCount == MemoryLayout<Number>.size else {
            throw ValueProblem("has \(byteCount) bytes instead of \(MemoryLayout<Number>.size)")
        }
        return try bigEndian(type)
    }

    /// Copies the bytes from an offset to the end.
    func bytes(from offset: Int = 0) -> [UInt8] {
        // Safety: the buffer is used only inside the closure, and bytes have no invalid values.
        unsafe extracting(offset...).withUnsafeBytes { buffer in unsafe [UInt8](buffer) }
    }

    /// Copies the bytes from an offset to the end as text, which must be UTF-8.
    func text(from offset: Int = 0) throws(ValueProblem) -> String {
        // Safety: the buffer is used only inside the closure, and the initialiser validates it.
        let text = unsafe extracting(offset...).withUnsafeBytes { buffer in
            unsafe String(validating: buffer, as: UTF8.self)
        }
        guard let text else { throw ValueProblem("is not UTF-8") }
        return text
    }
}
