import Directory
import Testing

@Suite struct ContactTests {
    @Test(arguments: [
        (#"{"kind": "phone", "value": "05 59 37 01 01"}"#, "+33559370101"),
        (#"{"kind": "mobile", "value": "0692 12 34 56"}"#, "+262692123456"),
        (#"{"kind": "email", "value": "Info@Example.FR "}"#, "Info@example.fr"),
        (#"{"kind": "website", "value": "www.example.fr"}"#, "http://www.example.fr"),
        (
            #"{"kind": "facebook", "value": "https://fr-fr.facebook.com/hotel"}"#,
            "https://fr-fr.facebook.com/hotel"
        ),
    ])
    func `a contact takes the normal form of its kind`(json: String, value: String) throws {
        let kept = try Outcome("contacts/c", text: json).json

        #expect(kept?["value"]?.string == value)
        #expect(kept?["role"]?.string == "establishment")
        #expect(kept?["public"] == true)
    }

    @Test(arguments: [
        (#"{"kind": "phone", "value": "info@example.fr"}"#, ["value phone.invalid"]),
        (#"{"kind": "email", "value": "05 59 37 01 01"}"#, ["value email.invalid"]),
        (#"{"kind": "website", "value": "néant"}"#, ["value url.invalid"]),
        (#"{"kind": "facebook", "value": "https://facebook.com.evil.net/"}"#, ["value contact.host"]),
        (#"{"kind": "facebook", "value": "https://instagram.com/x"}"#, ["value contact.host"]),
        (#"{"kind": "phone", "value": "0559370101", "role": "owner"}"#, ["role code.unknown"]),
        (#"{"kind": "phone", "value": "0559370101", "public": 1}"#, ["public type.boolean"]),
        (#"{"kind": "phone"}"#, ["value required"]),
        (#"{"kind": "phone", "value": "  "}"#, ["value required"]),
        (#"{"kind": "phone", "value": "05\u000759"}"#, ["value text.control"]),
    ])
    func `a contact that cannot be reached is refused`(json: String, problems: [String]) throws {
        #expect(try Outcome("contacts/c", text: json).problems == problems.map { "contacts/c/\($0)" })
    }
}
