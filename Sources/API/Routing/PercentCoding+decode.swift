import Directory
import HTTPTypes

extension PercentCoding {
    /// Decodes; refuses broken escapes, what is not UTF-8, and NUL.
    static func decode(_ text: Substring, plusIsSpace: Bool = false) throws(Problem) -> String {
        let utf8 = text.utf8
        guard utf8.contains(where: { $0 == 0x25 || $0 == 0x2B || $0 >= 0x80 || $0 == 0 }) else {
            return String(text)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        var index = utf8.startIndex
        while index < utf8.endIndex {
            let byte = utf8[index]
            utf8.formIndex(after: &index)
            if byte == 0x2B, plusIsSpace {
                bytes.append(0x20)
            } else if byte == 0x25 {
                guard let end = utf8.index(index, offsetBy: 2, limitedBy: utf8.endIndex),
                    let high = digit(utf8[index]), let low = digit(utf8[utf8.index(after: index)])
                else {
                    throw Problem(
                        .badRequest, "encoding_invalid", "a percent sign without two hexadecimal digits")
                }
                bytes.append(high << 4 | low)
                index = end
            } else {
                bytes.append(byte)
            }
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw Problem(.badRequest, "encoding_invalid", "the address is not UTF-8")
        }
        guard !bytes.contains(0) else { throw Problem(.badRequest, "nul_refused", "the address holds a NUL") }
        return decoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
