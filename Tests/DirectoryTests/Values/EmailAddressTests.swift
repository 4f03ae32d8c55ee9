import Directory
import Testing

@Suite struct EmailAddressTests {
    @Test(arguments: [
        ("contact@example.fr", "contact@example.fr"),
        ("  contact@example.fr\n", "contact@example.fr"),
        ("Anne.Dupont@Example.FR", "Anne.Dupont@example.fr"),
        ("o'neil+reservation@mail.example.com", "o'neil+reservation@mail.example.com"),
        ("a@b.museum", "a@b.museum"),
        ("x_y-z@sous-domaine.example.co.uk", "x_y-z@sous-domaine.example.co.uk"),
        ("info@hôtel.fr", "info@hôtel.fr"),
        ("info@xn--htel-vqa.fr", "info@xn--htel-vqa.fr"),
        ("info@example.xn--p1ai", "info@example.xn--p1ai"),
    ])
    func `an address keeps its local part and lowers its domain`(written: String, address: String) {
        #expect(EmailAddress(written)?.text == address)
    }

    @Test(arguments: [
        "", "@", "contact", "contact@", "@example.fr", "contact@example", "contact@@example.fr",
        "a@b@example.fr", "con tact@example.fr", "contact@exa mple.fr", ".contact@example.fr",
        "contact.@example.fr", "con..tact@example.fr", "contact@-example.fr", "contact@example-.fr",
        "contact@.example.fr", "contact@example..fr", "contact@example.fr.", "contact@127.0.0.1",
        "contact@[127.0.0.1]", "\"a b\"@example.fr", "<contact@example.fr>", "mailto:contact@example.fr",
        "a@example.fr,b@example.fr", "a@example.fr;b@example.fr", "contact@example.f", "contact@example.123",
        "con\ttact@example.fr", "a@example.fr\r\nBcc: b@example.fr", "é@example.fr", "05 59 37 01 01",
    ])
    func `what is not an address is refused`(written: String) {
        #expect(EmailAddress(written) == nil)
    }

    @Test(arguments: [(64, true), (65, false)])
    func `a local part has at most 64 bytes`(count: Int, isAccepted: Bool) {
        let written = String(repeating: "a", count: count) + "@example.fr"

        #expect((EmailAddress(written) != nil) == isAccepted)
    }

    @Test(arguments: [(254, true), (255, false)])
    func `an address has at most 254 bytes`(count: Int, isAccepted: Bool) {
        let label = String(repeating: "d", count: 60)
        let domain = [label, label, label, "example", "fr"].joined(separator: ".")
        let written = String(repeating: "a", count: count - domain.count - 1) + "@" + domain

        #expect((EmailAddress(written) != nil) == isAccepted)
    }

    @Test(arguments: [
        ("booking.com", "booking.com", true), ("www.booking.com", "booking.com", true),
        ("a.b.booking.com", "booking.com", true), ("secure-hotel-booking.com", "booking.com", false),
        ("booking.com.evil.net", "booking.com", false), ("notbooking.com", "booking.com", false),
        ("com", "booking.com", false),
    ])
    func `a host lies within a domain only below a dot`(host: String, domain: String, isWithin: Bool) {
        #expect(HostName.isHost(host, within: domain) == isWithin)
    }
}
