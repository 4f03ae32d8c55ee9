import Directory
import Exchange
import Testing

/// What editors of listings leave behind becomes plain text.
struct HTMLTextTests {
    @Test(arguments: [
        ("<p>Eins</p><p><br></p><p>Zwei</p>", "Eins\n\nZwei"),
        ("<ul>\n  <li>5,00&nbsp;€</li>\n  <li>frei</li>\n</ul>", "- 5,00 €\n\n- frei"),
        ("A<BR/>B<br />C", "A\nB\nC"), ("5 < 6 &amp; 7 > 3", "5 < 6 & 7 > 3"),
        ("a &lt;b&gt; &unknown; c", "a <b> &unknown; c"),
        ("&#233;t&#xE9; &eacute;", "été é"), ("<script>x < 1</script>Text<style>p{}</style>", "Text"),
        ("a <!-- <b> --> b", "a b"),
        (
            "<b>Le\u{A0}\u{202F} lac</b>\u{200B} \r\n\r\n\r\n d'Émeraude ",
            "Le lac\n\nd'Émeraude"
        ),
        ("<a href='x'>ß</a>\u{2028}ü", "ß\nü"), ("<b>not closed", "not closed"), ("<b", "<b"),
        ("& seul", "& seul"),
    ])
    func `tags, entities and spaces go, paragraphs stay`(html: String, text: String) throws {
        let record = try MappedRow.read(["Text": "description"], ["Text": .string(html)])

        #expect(record.value("description.fr") == .string(text))
    }
}
