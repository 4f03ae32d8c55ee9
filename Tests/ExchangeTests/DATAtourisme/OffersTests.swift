import Directory
import Exchange
import Testing

struct OffersTests {
    private func prices(_ members: JSON...) throws -> (prices: [JSON], rules: [String]) {
        let record = try Specimen.record(["offers": [["schema:priceSpecification": .array(members)]]])
        return (record.document.elements(.prices).map(\.value.json), record.rules)
    }

    @Test func `means of payment are read, PayPal as online`() throws {
        let record = try Specimen.record([
            "offers": [
                ["schema:acceptedPaymentMethod": [["@id": "kb:Cash"], ["@id": "kb:Paypal"]]],
                ["schema:acceptedPaymentMethod": [["@id": "kb:Cash"], ["@id": "kb:Shells"]]],
            ]
        ])

        #expect(record.document.keys(.paymentMethods) == ["cash@on_site", "paypal@online/paypal"])
        #expect(record.json("payment.complete") == nil)
        #expect(record.rules == ["payment.unknown"])
    }

    @Test func `amounts, label, unit and currency are read`() throws {
        let read = try prices([
            "schema:minPrice": ["80"], "schema:maxPrice": ["140.5"], "schema:price": "80",
            "schema:priceCurrency": "EUR",
            "hasEligiblePolicy": [
                "@id": "kb:ChildRate", "rdfs:label": ["fr": ["Tarif enfant"], "en": ["Child rate"]],
            ],
            "additionalInformation": ["fr": ["- 7 ans"]],
        ])

        #expect(
            read.prices == [
                [
                    "label": ["fr": "Tarif enfant – - 7 ans", "en": "Child rate"], "min": "80.00",
                    "max": "140.50",
                    "currency": "EUR", "unit": "child", "from": nil, "to": nil,
                ]
            ])
        #expect(read.rules.isEmpty)
    }

    @Test(
        arguments: [
            (["schema:minPrice": ["195"], "schema:price": "195"], "195.00", nil, []),
            (["schema:price": "12"], "12.00", "12.00", []),
            (["schema:price": "12", "schema:maxPrice": "20"], "12.00", "20.00", []),
            (["schema:maxPrice": "20"], nil, "20.00", []),
            (["schema:minPrice": "30", "schema:maxPrice": "20"], "20.00", "30.00", ["price.inverted"]),
            (["schema:minPrice": "30", "schema:maxPrice": "0"], "30.00", nil, ["price.zero"]),
            (["schema:minPrice": "-3", "schema:maxPrice": "20"], nil, "20.00", ["money.invalid"]),
        ] as [(JSON, String?, String?, [String])])
    func `the lowest and the highest amount are told apart`(
        specification: JSON, least: String?, most: String?, rules: [String]
    ) throws {
        let read = try prices(specification)

        #expect(read.prices.map { $0["min"]?.string } == [least])
        #expect(read.prices.map { $0["max"]?.string } == [most])
        #expect(read.rules == rules)
    }

    @Test func `a price that says nothing is left out, one that says free stays`() throws {
        let read = try prices(
            ["schema:priceCurrency": "EUR"],
            [
                "hasEligiblePolicy": ["@id": "kb:Free", "rdfs:label": ["fr": "Gratuit"]],
                "schema:priceCurrency": "euro",
            ])

        #expect(read.prices.map { $0["unit"]?.string } == ["free"])
        #expect(read.rules == ["price.empty", "currency.invalid"])
    }

    @Test func `each period to which a price applies makes one of its own`() throws {
        let read = try prices([
            "schema:minPrice": "10", "hasPricingMode": [["@id": "kb:PerPerson"]],
            "appliesOnPeriod": [
                ["startDate": "2025-01-01", "endDate": "2025-06-30"],
                ["startDate": "2025-12-31", "endDate": "2025-07-01"],
            ],
        ])

        #expect(read.prices.map { $0["from"]?.string } == ["2025-01-01"])
        #expect(read.prices.map { $0["unit"]?.string } == ["person"])
        #expect(read.rules == ["period.inverted"])
    }

    @Test func `the same price twice counts once`() throws {
        #expect(try prices(["schema:minPrice": "10"], ["schema:minPrice": ["10.00"]]).prices.count == 1)
    }
}
