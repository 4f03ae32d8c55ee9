import Directory
import Testing

@Suite struct AmountTests {
    @Test(arguments: [
        ("0", "0.00"), ("80", "80.00"), ("80.5", "80.50"), ("80.50", "80.50"), ("80,50", "80.50"),
        ("80.500000", "80.50"), (" 80.00 ", "80.00"), ("0.05", "0.05"), ("99999999.99", "99999999.99"),
        ("007", "7.00"),
    ])
    func `an amount has two decimals`(written: String, amount: String) {
        #expect(Amount(written)?.description == amount)
    }

    @Test(arguments: [
        "", ".", "80.", ".5", "-1", "+1", "80.505", "80.5000001", "1 000", "1,000.50", "1.000,50", "80€",
        "1e3",
        "gratuit", "100000000", "８０", "0x10",
    ])
    func `what is no amount is refused`(written: String) {
        #expect(Amount(written) == nil)
    }

    @Test(arguments: [(-1, false), (0, true), (9_999_999_999, true), (10_000_000_000, false)])
    func `hundredths have their range`(hundredths: Int, isAccepted: Bool) {
        let amount = Amount(hundredths: hundredths)

        #expect((amount != nil) == isAccepted)
        #expect(amount.flatMap { Amount($0.description) } == amount)
    }

    @Test(arguments: [
        (#"{"min": "80", "max": "140.00"}"#, []),
        (#"{"label": {"fr": "Chambre double"}}"#, []),
        (#"{"min": "80", "unit": "night", "currency": "CHF"}"#, []),
        (#"{"min": "140", "max": "80"}"#, ["prices/p/max price.inverted"]),
        (#"{}"#, ["prices/p/min required"]),
        (#"{"unit": "night"}"#, ["prices/p/min required"]),
        (#"{"min": 80}"#, ["prices/p/min type.string", "prices/p/min required"]),
        (#"{"min": "80", "currency": "eur"}"#, ["prices/p/currency currency.invalid"]),
        (#"{"min": "80", "currency": "EURO"}"#, ["prices/p/currency currency.invalid"]),
        (#"{"min": "80", "unit": "fortnight"}"#, ["prices/p/unit code.unknown"]),
        (#"{"min": "80", "price": "90"}"#, ["prices/p/price member.unknown"]),
    ])
    func `a price keeps the rules`(json: String, problems: [String]) throws {
        #expect(try Outcome("prices/p", text: json).problems == problems)
    }
}
