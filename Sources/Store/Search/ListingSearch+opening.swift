import Directory
import FoundationEssentials
import Postgres

extension ListingSearch {
    /// What must hold of listings that open on a day.
    func open(on day: CalendarDate) -> [SQL] {
        let text = day.description
        let (usual, feast) = (Int32(1 << day.weekday.index), Int32(1 << (day.weekday.index + 7)))
        let holidays = Self.holidays(day)
        let bit: SQL =
            holidays.isEmpty
            ? "\(usual)" : "case when s.holidays = any (\(holidays)) then \(feast) else \(usual) end"
        return [
            """
            exists (select from listing_openings o where o.id = s.id and o.open and o.days @> \(text)::text::date
                and o.weekdays & \(bit) <> 0)
            """,
            """
            not exists (select from listing_openings o where o.id = s.id and not o.open
                and o.days @> \(text)::text::date)
            """,
        ]
    }

    /// What must hold of listings that are open at a moment, by the clock of their place.
    ///
    /// Hours belong to the day on which they start: those of the evening before may still hold.
    func open(at moment: Date) -> SQL {
        """
        exists (
            select from (select \(moment)::timestamptz at time zone s.zone as at) l,
                generate_series(0, 1) ago,
                lateral (
                    select l.at::date - ago as day,
                        (extract(hour from l.at) * 60 + extract(minute from l.at))::int + ago * 1440 as minute
                ) m
            where exists (select from listing_openings o where o.id = s.id and o.open and o.days @> m.day
                    and o.weekdays & (1 << (extract(isodow from m.day)::int - 1 + \(shift(around: moment)))) <> 0
                    and o.opens <= m.minute and m.minute < o.closes)
                and not exists (select from listing_openings o where o.id = s.id and not o.open
                    and o.days @> m.day))
        """
    }

    /// How much higher the bit of the day stands where it is a public holiday of the place.
    ///
    /// Anywhere on Earth it is the day before, of or after that of Greenwich, and hours of the day before may hold.
    private func shift(around moment: Date) -> SQL {
        let today = Int((moment.timeIntervalSince1970 / 86_400).rounded(.down))
        let feasts = (today - 2...today + 1).map(CalendarDate.init(daysSince1970:)).flatMap { day in
            Self.holidays(day).map { "\($0) \(day)" }
        }
        guard !feasts.isEmpty else { return "0" }
        return "case when s.holidays || to_char(m.day, ' YYYY-MM-DD') = any (\(feasts)) then 7 else 0 end"
    }

    /// Where that day is a public holiday.
    private static func holidays(_ day: CalendarDate) -> [String] {
        PublicHolidays.allCases.filter { $0.contains(day) }.map(\.rawValue)
    }
}
