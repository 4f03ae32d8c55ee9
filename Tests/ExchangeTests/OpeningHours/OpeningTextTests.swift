import Directory
import Exchange
import Testing

@Suite struct OpeningTextTests {
    private func told(_ opening: String, _ closures: String, _ language: LanguageCode) throws -> String {
        let document = try Document.opening(opening, closures)
        return OpeningText.write(
            periods: document.openingPeriods, closures: document.closures, language: language)
    }

    private static let season = #"""
        [{"from": "2026-04-01", "to": "2026-11-15", "weekly": {"mo": [["09:00", "12:00"], ["14:00", "19:00"]],
          "tu": [["09:00", "12:00"], ["14:00", "19:00"]], "we": [["09:00", "12:00"], ["14:00", "19:00"]],
          "th": [["09:00", "12:00"], ["14:00", "19:00"]], "fr": [["09:00", "12:00"], ["14:00", "19:00"]],
          "sa": [["09:30", "12:05"]]}}]
        """#

    @Test(arguments: [
        (
            LanguageCode.french,
            "Du 1er avril au 15 novembre : du lundi au vendredi de 9 h à 12 h et de 14 h à 19 h ; le samedi de 9 h 30 à 12 h 05 ; fermé le dimanche"
        ),
        (
            .english,
            "From 1 April to 15 November: Monday to Friday from 09:00 to 12:00 and from 14:00 to 19:00; on Saturday from 09:30 to 12:05; closed on Sunday"
        ),
    ])
    func `a season is told in one sentence`(language: LanguageCode, text: String) throws {
        #expect(try told(Self.season, "[]", language) == text)
    }

    @Test(arguments: [
        (
            #"[{"weekly": WEEK["00:00", "24:00"]}]"#, "Toute l'année : tous les jours 24 h sur 24",
            "All year round: every day 24 hours a day"
        ),
        (
            #"[{"weekly": {"fr": [["22:00", "02:00"]], "sa": [["19:00", null]]}}]"#,
            "Toute l'année : le vendredi de 22 h à 2 h ; le samedi à partir de 19 h",
            "All year round: on Friday from 22:00 to 02:00; on Saturday from 19:00"
        ),
        (
            #"[{"from": "2026-04-01", "to": "2026-11-15"}]"#, "Ouvert du 1er avril au 15 novembre",
            "Open from 1 April to 15 November"
        ),
        (
            #"[{"from": "2026-11-15", "to": "2027-04-01", "by_appointment": true}]"#,
            "Ouvert du 15 novembre 2026 au 1er avril 2027, sur rendez-vous",
            "Open from 15 November 2026 to 1 April 2027, by appointment"
        ),
        (
            #"[{"from": "2027-04-01", "to": "2027-04-30"}, {"from": "2026-04-01", "to": "2026-04-30"}]"#,
            "Ouvert du 1er avril au 30 avril 2026\nOuvert du 1er avril au 30 avril 2027",
            "Open from 1 April to 30 April 2026\nOpen from 1 April to 30 April 2027"
        ),
        (
            #"[{"from": "2026-04-01"}, {"to": "2025-04-01"}]"#,
            "Ouvert jusqu'au 1er avril 2025\nOuvert à partir du 1er avril 2026",
            "Open until 1 April 2025\nOpen from 1 April 2026"
        ),
        (
            #"[{"from": "2026-01-01", "to": "2026-12-31", "note": {"fr": "selon météo"}}]"#,
            "Ouvert toute l'année (selon météo)", "Open all year round (selon météo)"
        ),
        (
            #"[{"from": "2026-10-09", "to": "2026-10-09", "weekly": {"fr": [["19:00", null]]}}]"#,
            "Le 9 octobre : à partir de 19 h", "On 9 October: from 19:00"
        ),
        (
            #"[{"weekly": {"mo": [["09:00", "12:00"]], "ph": []}}]"#,
            "Toute l'année : le lundi de 9 h à 12 h ; fermé les jours fériés",
            "All year round: on Monday from 09:00 to 12:00; closed on public holidays"
        ),
        (
            #"[{"weekly": {"mo": [["09:00", "12:00"]], "ph": [["10:00", "12:00"], ["14:00", "16:00"]]}}]"#,
            "Toute l'année : le lundi de 9 h à 12 h ; les jours fériés de 10 h à 12 h et de 14 h à 16 h",
            "All year round: on Monday from 09:00 to 12:00; on public holidays from 10:00 to 12:00 and from 14:00 to 16:00"
        ),
        (
            #"[{}, {"weekly": {"ph": [["10:00", "12:00"]]}}]"#,
            "Ouvert toute l'année\nToute l'année : les jours fériés de 10 h à 12 h",
            "Open all year round\nAll year round: on public holidays from 10:00 to 12:00"
        ),
        (
            #"[{"from": "2026-04-01", "to": "2026-11-15", "weekly": {"ph": []}}]"#,
            "Ouvert du 1er avril au 15 novembre, fermé les jours fériés",
            "Open from 1 April to 15 November, closed on public holidays"
        ),
        (
            #"[{"from": "2026-07-14", "to": "2026-07-14", "weekly": {"tu": [["09:00", "12:00"]], "ph": []}}]"#,
            "Le 14 juillet : le mardi de 9 h à 12 h ; fermé les jours fériés",
            "On 14 July: on Tuesday from 09:00 to 12:00; closed on public holidays"
        ),
        (#"[{"note": {"fr": "sur demande", "en": "on request"}}]"#, "Sur demande", "On request"),
        (
            #"[{"weekly": {"mo": [["12:00", "00:00"]], "we": [["12:00", "00:00"]], "th": [["12:00", "00:00"]]}}]"#,
            "Toute l'année : le lundi, le mercredi et le jeudi de 12 h à minuit",
            "All year round: on Monday, on Wednesday and on Thursday from 12:00 to midnight"
        ),
        ("[]", "", ""),
    ])
    func `opening is told in French and in English`(opening: String, french: String, english: String) throws {
        #expect(try told(opening, "[]", .french) == french)
        #expect(try told(opening, "[]", .english) == english)
    }

    @Test func `closures are told with their year and their reason`() throws {
        let closures =
            #"[{"from": "2026-12-24", "to": "2026-12-26", "note": {"fr": "Noël"}}, {"from": "2026-05-01"}]"#

        #expect(
            try told("[]", closures, .french)
                == "Fermé le 1er mai 2026\nFermé du 24 décembre au 26 décembre 2026 (Noël)")
        #expect(
            try told("[]", closures, .english)
                == "Closed on 1 May 2026\nClosed from 24 December to 26 December 2026 (Noël)")
    }
}
