import Actions
import Directory
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Support
import Testing

@testable import Pages

@Suite(.database, .timeLimit(.minutes(6))) struct PagesTests {
    @Test func `a search finds listings by their words and leads to their pages`() async throws {
        try await withPages { browser, given in
            let word = given.word()
            let id = try await given.listing(["name.fr": .string("Auberge \(word)")])
            let page = try await browser.get("/?q=\(word)")

            #expect(page.status == 200)
            #expect(page.text.contains("<a href=\"/listings/\(id)?lang=fr\">Auberge \(word)</a>"))
            #expect(page.text.contains("Hôtel · Saint-Jean-Pied-de-Port"))
            #expect(page.text.contains("value=\"\(word)\""))
            #expect(!page.text.contains("<link rel=\"canonical\""))
        }
    }

    @Test func `a search without hits says so, and a misspelt word says what was taken for it`() async throws
    {
        try await withPages { browser, given in
            let word = given.word()
            for number in 1...21 {
                _ = try await given.listing(["name.fr": .string("Auberge \(word) \(number)")])
            }

            let nothing = try await browser.get("/?q=zzqqxx\(word.reversed())&lang=en")
            #expect(nothing.text.contains("Nothing matches your search."))
            let near = try await browser.get("/?q=\(word.dropLast())")
            #expect(near.text.contains("Rien n&#39;est écrit ainsi"))
            #expect(near.text.contains("Auberge \(word)"))
            let rest = try await browser.get(try #require(near.next))
            #expect(rest.links("/listings/").filter { $0.hasPrefix("Auberge") }.count == 1)
        }
    }

    @Test func `the pages of a search hold every listing once, in the order of their names`() async throws {
        try await withPages { browser, given in
            let word = given.word()
            var expected: [String] = []
            for number in 10..<55 {
                expected.append("\(word) \(number)")
                _ = try await given.listing([
                    "name.fr": .string("\(word) \(number)"), "category": "aire_pique_nique",
                    "sales_channels/booking": .null,
                ])
            }
            var names: [String] = []
            var address: String? = "/?category=aire_pique_nique"
            while let next = address {
                let page = try await browser.get(next)
                names += page.links("/listings/").filter { $0.hasPrefix(word) }
                address = page.next
            }
            #expect(names == expected)
        }
    }

    @Test func `a page of a listing tells what it offers, in French and in English`() async throws {
        try await withPages { browser, given in
            let id = try await given.listing([
                "description.fr": "Premier paragraphe.\n\nSecond paragraphe.",
                "description.en": "First & only.",
                "languages_spoken/eu": true,
            ])
            let french = try await browser.get("/listings/\(id)", ["Accept-Language": "fr-FR, en;q=0.5"])
            let english = try await browser.get("/listings/\(id)", ["Accept-Language": "en-GB, fr;q=0.5"])

            for text in [
                "<html lang=\"fr\">", "<p>Premier paragraphe.</p>", "<p>Second paragraphe.</p>",
                "19 place du Général de Gaulle", "64220 Saint-Jean-Pied-de-Port", "href=\"tel:+33559370101\"",
                "+33 5 59 37 01 01", "Sur place :</span> Carte bancaire",
                "80,00 € – 140,00 €",
                "href=\"https://www.booking.com/hotel/fr/pyrenees\"", "Booking.com", "basque",
                "Du 1er avril au 15 novembre : le lundi de 9 h à 12 h", "Chambres</span> 14",
            ] { #expect(french.text.contains(text), "\(text)") }
            for text in ["<html lang=\"en\">", "First &amp; only.", "€ 80.00 – € 140.00", "Basque", "Rooms"] {
                #expect(english.text.contains(text), "\(text)")
            }
            for page in [french, english] {
                for secret in ["secret-registration", "secret-note", "owner@example.org"] {
                    #expect(!page.text.contains(secret))
                }
            }
        }
    }

    @Test func `a picture that does not come safely is not shown`() async throws {
        try await withPages { browser, given in
            let id = try await given.listing([
                "media/front": ["url": "http://example.org/front.jpg"],
                "media/side": ["url": "https://example.org/side.jpg"],
            ])

            let page = try await browser.get("/listings/\(id)")

            #expect(page.text.contains("src=\"https://example.org/side.jpg\""))
            #expect(!page.text.contains("src=\"http://example.org/front.jpg\""))
        }
    }

    @Test func `a page carries the schema.org description, which no text can break out of`() async throws {
        try await withPages { browser, given in
            let name = "</script><script>alert(1)</script> & \"Co\""
            let id = try await given.listing(["name.fr": .string(name)])
            let page = try await browser.get("/listings/\(id)")

            let node = try #require(page.linkedData)
            #expect(node["name"]?.string == name)
            #expect(node["@type"]?.string == "Hotel")
            #expect(node["@id"]?.string == "https://fitxa.example/listings/\(id)")
            #expect(!page.text.contains("<script>alert"))
            #expect(page.text.contains("<h1>&lt;/script&gt;&lt;script&gt;alert(1)"))
            #expect(page.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
        }
    }

    @Test func `a page that the browser has is not sent again until something is published`() async throws {
        try await withPages { browser, given in
            let id = try await given.listing()
            let first = try await browser.get("/listings/\(id)")
            let tag = try #require(first.header("ETag"))

            #expect(try await browser.get("/listings/\(id)", ["If-None-Match": tag]).status == 304)
            #expect(try await browser.get("/listings/\(id)?lang=en", ["If-None-Match": tag]).status == 200)
            try await given.edit(id, ["name.fr": "Autrement"])
            let second = try await browser.get("/listings/\(id)", ["If-None-Match": tag])
            #expect(second.status == 200)
            #expect(second.text.contains("Autrement"))
        }
    }

    @Test func `listings that are unknown, closed or merged are told apart`() async throws {
        try await withPages { browser, given in
            let closed = try await given.listing()
            let (gone, kept) = (try await given.listing(), try await given.listing())
            let action = CloseListing(given.context)
            _ = try await action.close(closed.text, reason: "ceased", comment: nil, by: .system)
            _ = try await action.merge(gone.text, into: kept.text, comment: nil, by: .system)

            #expect(try await browser.get("/listings/fx-00000000").status == 404)
            #expect(try await browser.get("/listings/nonsense").status == 404)
            let page = try await browser.get("/listings/\(closed)")
            #expect(page.status == 410)
            #expect(page.text.contains("Fiche fermée"))
            let moved = try await browser.get("/listings/\(gone)?lang=en")
            #expect(moved.status == 301)
            #expect(moved.header("Location") == "/listings/\(kept)?lang=en")
        }
    }

    @Test(arguments: [
        "/?category=nonsense", "/?from=nonsense", "/?q=a&from=fx-00000001&after=b",
        "/?q=" + String(repeating: "a", count: 201),
    ])
    func `a wrong search is refused with the name of what is wrong`(address: String) async throws {
        try await withPages { browser, _ in
            let page = try await browser.get(address)

            #expect(page.status == 400)
            #expect(page.text.contains("Un critère de la recherche"))
        }
    }

    @Test func `who asks too often is told when to come back`() async throws {
        try await withPages(wait: 7) { browser, _ in
            let page = try await browser.get("/?lang=en")

            #expect(page.status == 429)
            #expect(page.header("Retry-After") == "7")
            #expect(page.text.contains("Try again in 7 s."))
            #expect(try await browser.get("/assets/style.css").status == 200)
        }
    }

    @Test func `the head of a page is its head alone`() async throws {
        try await withPages { browser, given in
            let id = try await given.listing()
            let whole = try await browser.get("/listings/\(id)")
            let head = try await browser.send(.head, "/listings/\(id)")

            #expect(head.status == 200)
            #expect(head.text.isEmpty)
            #expect(head.header("Content-Length") == "\(whole.text.utf8.count)")
        }
    }
}
