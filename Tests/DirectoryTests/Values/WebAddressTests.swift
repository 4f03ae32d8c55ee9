import Directory
import Testing

@Suite struct WebAddressTests {
    @Test(arguments: [
        ("https://www.example.fr", "https://www.example.fr"),
        ("http://example.fr/", "http://example.fr/"),
        ("HTTPS://WWW.Example.FR/Chemin/Page?Q=1#Haut", "https://www.example.fr/Chemin/Page?Q=1#Haut"),
        ("https://example.fr:8443/x", "https://example.fr:8443/x"),
        ("https://example.fr?q=1", "https://example.fr?q=1"),
        ("https://example.fr#haut", "https://example.fr#haut"),
        ("  https://example.fr/a\n", "https://example.fr/a"),
        ("https://example.fr/été", "https://example.fr/%C3%A9t%C3%A9"),
        ("https://example.fr/a\"b<c>", "https://example.fr/a%22b%3Cc%3E"),
        ("https://example.fr/a\\b", "https://example.fr/a%5Cb"),
        ("https://example.fr/a%20b", "https://example.fr/a%20b"),
        ("https://hôtel.fr/", "https://hôtel.fr/"),
        ("https://xn--htel-vqa.fr/", "https://xn--htel-vqa.fr/"),
        ("https://example.fr/http://x@y", "https://example.fr/http://x@y"),
    ])
    func `an absolute address is normalised`(written: String, address: String) {
        #expect(WebAddress(written)?.text == address)
    }

    @Test(arguments: [
        "", "https://", "http:///x", "www.example.fr", "//example.fr", "ftp://example.fr",
        "javascript:alert(1)",
        "javascript://example.fr/%0Aalert(1)", "mailto:a@example.fr", "https:example.fr", "https:/example.fr",
        "https://localhost/", "https://example", "https://127.0.0.1/", "https://2130706433/",
        "https://[::1]/",
        "https://user@example.fr/", "https://user:pw@example.fr/", "https://booking.com@evil.net/",
        "https://booking.com:80@evil.net/", "https://evil.net\\@booking.com/", "https://exa mple.fr/",
        "https://example.fr/a b", "https://example.fr/a\nb", "https://example.fr/\u{0}", "https://-a.fr/",
        "https://a-.fr/", "https://a..fr/", "https://.a.fr/", "https://example.fr.:80/",
        "https://example.fr:0/",
        "https://example.fr:65536/", "https://example.fr:abc/", "https://example.fr:/",
        "https://example.fr:+80/",
        "https://example.fr:80:80/", "https://ex%61mple.fr/", "https://a.b,c.fr/", "https://例え。jp/",
    ])
    func `what is not an absolute web address is refused`(written: String) {
        #expect(WebAddress(written) == nil)
    }

    @Test(arguments: [
        ("www.example.fr", "http://www.example.fr"), ("example.fr/page", "http://example.fr/page"),
        ("https://example.fr", "https://example.fr"), ("user@example.fr", nil), ("ftp://example.fr", nil),
        ("pas de site", nil), ("néant", nil), ("05.59.37.01.01", nil),
    ])
    func `a missing scheme is repaired`(written: String, address: String?) {
        #expect(WebAddress(repairing: written)?.text == address)
    }

    @Test(arguments: [
        ("http://example.fr/a", "https://example.fr/a"), ("http://example.fr:80/a", "https://example.fr/a"),
        ("https://example.fr:8443/a", "https://example.fr:8443/a"),
    ])
    func `the secured address is over https`(written: String, secured: String) {
        #expect(WebAddress(written)?.secured.text == secured)
    }

    @Test func `path and query are cut up`() throws {
        let address = try #require(WebAddress("https://example.fr//a/b.html?x=1&Y=2&z=#c/d?x=9"))

        #expect(address.pathSegments == ["a", "b.html"])
        #expect(address.query("x") == "1")
        #expect(address.query("y") == "2")
        #expect(address.query("z") == nil)
        #expect(address.query("w") == nil)
    }

    @Test(arguments: [1_900, 1_999, 2_000, 2_001, 2_500])
    func `an accepted address can be read again`(count: Int) throws {
        for letter in ["a", "é"] {
            let head = "http://example.fr/"
            let written = head + String(repeating: letter, count: (count - head.count) / letter.utf8.count)
            guard let address = WebAddress(written) else { continue }
            #expect(WebAddress(address.text) == address)
            #expect(WebAddress(address.secured.text) == address.secured)
        }
        let short = "http://example.fr/" + String(repeating: "a", count: 1_900)
        #expect(WebAddress(short) != nil)
    }

    @Test(arguments: [
        ("path:1", "https://b.com/hotel/fr/pyrenees.fr.html", "hotel"),
        ("path:3", "https://b.com/hotel/fr/pyrenees.fr.html?aid=1", "pyrenees"),
        ("path:-1", "https://b.com/hotel/fr/pyrenees.fr.html", "pyrenees"),
        ("path:4", "https://b.com/hotel/fr/pyrenees.fr.html", nil),
        ("path:0", "https://b.com/hotel", nil),
        ("query:cid", "https://g.com/maps?cid=123&x=1", "123"),
        ("query:cid|query:place_id", "https://g.com/maps?place_id=abc", "abc"),
        ("digits:-d", "https://t.fr/Hotel_Review-g187079-d1234567-Reviews-Hotel.html", "1234567"),
        ("digits:-d", "https://t.fr/Hotel_Review-definition-d42", "42"),
        ("digits:-d", "https://t.fr/Hotel-definition", nil),
        ("digits:.h", "https://e.fr/Saint-Jean-Hotel.h98765.Description-Hotel", "98765"),
        ("", "https://b.com/hotel", nil),
        ("unknown:1", "https://b.com/hotel", nil),
    ])
    func `an external id is found by its rule`(rule: String, url: String, id: String?) throws {
        let address = try #require(WebAddress(url))

        #expect(ExternalID.find(rule, in: address) == id)
    }
}
