import Directory

extension TourInFranceRendering {
    /// Opening, closures and the dates of events.
    var periods: [XMLNode] {
        document.openingPeriods.map { opening($0) } + document.closures.map { closure($0) } + dates
    }

    private func opening(_ period: OpeningPeriod) -> XMLNode {
        let notes = texts("DescriptionPeriode", period.note ?? Translations([:]))
        var days = bounds(period.from, period.to)
        let jours = Weekday.allCases.compactMap { day -> XMLNode? in
            guard let frames = period.weekly?.frames[day] else { return nil }
            return jour(day, frames.map { (Optional($0.opens), $0.closes) })
        }
        if !jours.isEmpty { days.append(XMLNode("Jours", [:], [Self.openDays(jours)])) }
        let dates = XMLNode("Dates", [:], [XMLNode("DetailDates", [:], days)])
        return XMLNode("DetailPeriode", ["type": "09.01.06", "libelle": "Ouverture"], notes + [dates])
    }

    private func closure(_ closure: Closure) -> XMLNode {
        let dates = XMLNode("Dates", [:], [XMLNode("DetailDates", [:], bounds(closure.from, closure.to))])
        let notes = texts("DescriptionPeriode", closure.note ?? Translations([:]))
        return XMLNode("DetailPeriode", ["type": "09.01.04", "libelle": "Fermeture"], notes + [dates])
    }

    private var dates: [XMLNode] {
        document.elements(.dates).compactMap { element in
            guard case .eventDate(let date) = element.value else { return nil }
            var days = bounds(date.from, date.to)
            let times = date.opens == nil && date.closes == nil ? [] : [(date.opens, date.closes)]
            let jours = date.days.map { jour($0, times) }
            if !jours.isEmpty || !times.isEmpty {
                let open = Self.openDays(jours.isEmpty ? [jour(nil, times)] : jours)
                days.append(XMLNode("Jours", [:], [open]))
            }
            let dates = XMLNode("Dates", [:], [XMLNode("DetailDates", [:], days)])
            return XMLNode("DetailPeriode", ["type": "09.01.05", "libelle": "Manifestation"], [dates])
        }
    }

    /// First and last day.
    func bounds(_ from: CalendarDate?, _ to: CalendarDate?) -> [XMLNode] {
        [("DateDebut", from), ("DateFin", to)].compactMap { name, day in
            day.map { XMLNode(name, text: $0.description) }
        }
    }

    private func jour(_ day: Weekday?, _ hours: [(opens: ClockTime?, closes: ClockTime?)]) -> XMLNode {
        let type = day.map { Self.dayCodes[$0.index] } ?? "09.02.08"
        let name = day.map { Self.dayNames[$0.index] } ?? "Tous les jours"
        let times = hours.map { opens, closes in
            XMLNode(
                "Horaires", [:],
                [("HoraireDebut", opens), ("HoraireFin", closes)].compactMap { name, time in
                    time.map { XMLNode(name, text: $0.description) }
                })
        }
        return XMLNode("Jour", ["type": type, "libelle": name], times)
    }

    private static func openDays(_ jours: [XMLNode]) -> XMLNode {
        XMLNode("DetailJours", ["type": "09.03.02", "libelle": "Ouverture"], jours)
    }

    private static let dayNames = ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche"]
    private static let dayCodes = [
        "09.02.02", "09.02.03", "09.02.04", "09.02.05", "09.02.06", "09.02.07", "09.02.01",
    ]
}
