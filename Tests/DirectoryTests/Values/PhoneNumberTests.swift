import Directory
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("0559370101", "+33559370101"),
        ("05 59 37 01 01", "+33559370101"),
        ("05.59.37.01.01", "+33559370101"),
        ("05-59-37-01-01", "+33559370101"),
        ("05/59/37/01/01", "+33559370101"),
        ("05\u{A0}59\u{202F}37 01 01", "+33559370101"),
        ("  05 59 37 01 01\t", "+33559370101"),
        ("+33 5 59 37 01 01", "+33559370101"),
        ("+33 (0)5 59 37 01 01", "+33559370101"),
        ("+330559370101", "+33559370101"),
        ("(+33) 559 370 101", "+33559370101"),
        ("0033 5 59 37 01 01", "+33559370101"),
        ("0033 (0) 559370101", "+33559370101"),
        ("0800 123 456", "+33800123456"),
        ("06 12 34 56 78", "+33612345678"),
    ])
    func `a French number comes out in its international form`(written: String, number: String) {
        #expect(PhoneNumber(written)?.e164 == number)
    }

    @Test(arguments: [
        ("0590 12 34 56", "+590590123456"), ("0690 12 34 56", "+590690123456"),
        ("0594 12 34 56", "+594594123456"), ("0694 12 34 56", "+594694123456"),
        ("0596 12 34 56", "+596596123456"), ("0696 12 34 56", "+596696123456"),
        ("0697 12 34 56", "+596697123456"), ("0262 12 34 56", "+262262123456"),
        ("0269 12 34 56", "+262269123456"), ("0639 12 34 56", "+262639123456"),
        ("0692 12 34 56", "+262692123456"), ("0693 12 34 56", "+262693123456"),
        ("0590 12 34 5", nil),
    ])
    func `an overseas number takes the calling code of its department`(written: String, number: String?) {
        #expect(PhoneNumber(written)?.e164 == number)
    }

    @Test(arguments: [
        ("+34 943 12 34 56", "+34943123456"), ("0034 943 12 34 56", "+34943123456"),
        ("+44 20 7946 0958", "+442079460958"), ("+1 (202) 555-0143", "+12025550143"),
        ("+32 2 555 12 12", "+3225551212"), ("+123456789012345", "+123456789012345"),
        ("+12345678", "+12345678"),
    ])
    func `a foreign number keeps its calling code`(written: String, number: String) {
        #expect(PhoneNumber(written)?.e164 == number)
    }

    @Test(arguments: [
        "", " ", "-", "0", "12", "3635", "055937010", "05593701011", "559370101", "00 05 59 37 01 01",
        "+", "+0559370101", "+1234567", "+1234567890123456", "+33 5 59 37 01", "+33 5 59 37 01 01 1",
        "+33 00 55 93 70 10", "05 59 37 01 01 / 06 12 34 56 78", "05 59 37 01 01 ext 4", "tel: 0559370101",
        "05 59 37 01 0O", "+33+559370101", "05593701+01", "０５５９３７０１０１", "٠٥٥٩٣٧٠١٠١", "05 59 37 01 01\u{0}",
        "contact@example.fr",
    ])
    func `a number that is not certain is refused`(written: String) {
        #expect(PhoneNumber(written) == nil)
    }

    @Test(arguments: [
        ("0612345678", true), ("0712345678", true), ("0692123456", true), ("0639123456", true),
        ("0690123456", true), ("0559370101", false), ("0262123456", false), ("+34612345678", false),
        ("0639", nil),
    ])
    func `French mobile numbers are told apart`(written: String, isMobile: Bool?) {
        #expect(PhoneNumber(written)?.isMobile == isMobile)
    }

    @Test func `what was read once reads the same again`() {
        var random = SeededGenerator(7)
        for _ in 0..<2_000 {
            let digits = (0..<Int.random(in: 6...15, using: &random)).map { _ in
                "0123456789".randomElement(using: &random)
            }
            let prefix = ["", "+", "00", "0"].randomElement(using: &random) ?? ""
            let written = prefix + String(digits.compactMap(\.self))
            guard let number = PhoneNumber(written) else { continue }
            #expect(PhoneNumber(number.e164) == number, "\(written)")
        }
    }
}
