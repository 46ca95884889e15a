//! Dates as records and datelines write them.

use crate::text::{Reading, SegmentKind};

/// A day, or a month whose day is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub(super) year: i32,
    /// 1 to 12.
    pub(super) month: u8,
    /// 1 to 31.
    pub(super) day: Option<u8>,
}

/// First letters of the months, as many as tell them apart.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Date {
    /// A date that the calendar has.
    fn new(year: i32, month: u8, day: Option<u8>) -> Option<Self> {
        let fits = day.is_none_or(|day| (1..=days_of(year, month)).contains(&day));
        ((1000..3000).contains(&year) && (1..=12).contains(&month) && fits).then_some(Self { year, month, day })
    }

    /// Reads a date: ISO 8601 (`2024-01-05`, with or without a time, `20240105`, `2024-01`), common
    /// English forms (`5 January 2024`, `Jan. 5, 2024`, `Fri, 05 Jan 2024 10:00:00 GMT`), or
    /// seconds or milliseconds since 1970. Forms that could be either day or month first are none.
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        numeric(written).or_else(|| english(written, None))
    }

    /// The date of a document: what its record says, else what its dateline says; `year` is that of
    /// datelines which name none (`GENEVA, March 6 -`).
    pub fn of(field: Option<&str>, reading: &Reading<'_>, year: Option<i32>) -> Option<Self> {
        field.and_then(Self::parse).or_else(|| {
            let dateline = reading.segments.iter().find(|s| s.kind == SegmentKind::Dateline)?;
            let written = dateline.span.of(reading.text);
            let last = written.rsplit(' ').next().unwrap_or_default();
            numeric(last).filter(|_| last.contains('-')).or_else(|| english(written, year))
        })
    }

    /// `YYYYMMDD`; the day is 0 where it is unknown.
    pub fn number(self) -> u32 {
        let year = u32::try_from(self.year).unwrap_or(0);
        year * 10_000 + u32::from(self.month) * 100 + u32::from(self.day.unwrap_or(0))
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    pub(super) fn days(self, day: u8) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((i64::from(self.month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The date so many days after 1970-01-01; the inverse of [`days`](Self::days).
    pub(super) fn of_days(days: i64) -> (i64, i64, i64) {
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (year + era * 400 + i64::from(month <= 2), month, day)
    }
}

/// As ISO 8601 writes it: `2024-01-05`, `2024-01`; [`Date::parse`] reads it back.
impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

fn days_of(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn numeric(written: &str) -> Option<Date> {
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let number = |from: usize, to: usize| written.get(from..to)?.parse::<u16>().ok();
    let date = |month: Option<u16>, day: Option<u16>| {
        let day = day.map(u8::try_from).transpose().ok()?;
        Date::new(i32::from(number(0, 4)?), u8::try_from(month?).ok()?, day)
    };
    let separator = written.get(4..5);
    match (digits, written.len()) {
        (8, 8) => date(number(4, 6), Some(number(6, 8)?)),
        (9 | 10, length) if length == digits => of_seconds(written.parse().ok()?),
        (12 | 13, length) if length == digits => of_seconds(written.parse::<i64>().ok()? / 1000),
        (4, 7) if separator == Some("-") => date(number(5, 7), None),
        (4, _) if matches!(separator, Some("-" | "/" | ".")) => {
            let mut parts = written.splitn(3, ['-', '/', '.']).skip(1);
            let month = parts.next()?.parse().ok();
            let rest = parts.next()?;
            let end = rest.bytes().take_while(u8::is_ascii_digit).count();
            date(month, Some(rest.get(..end)?.parse().ok()?))
        }
        _ => None,
    }
}

fn of_seconds(seconds: i64) -> Option<Date> {
    let (year, month, day) = Date::of_days(seconds.div_euclid(86_400));
    Date::new(year.try_into().ok()?, month.try_into().ok()?, Some(day.try_into().ok()?))
}

/// A month's name with a day beside it and a year after it; `year` where none is written.
fn english(written: &str, year: Option<i32>) -> Option<Date> {
    let words: Vec<&str> =
        written.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (at, month) = words.iter().enumerate().find_map(|(at, word)| Some((at, month_of(word)?)))?;
    let before = at.checked_sub(1).and_then(|i| words.get(i)).and_then(|word| day_of(word));
    let after = words.get(at + 1).and_then(|word| day_of(word));
    let written_year = words
        .iter()
        .skip(at + 1)
        .take(2)
        .find_map(|word| word.parse::<i32>().ok().filter(|year| (1000..3000).contains(year)));
    let day = before.or(after);
    match written_year {
        Some(year) => Date::new(year, month, day),
        None => Date::new(year?, month, Some(day?)),
    }
}

fn month_of(word: &str) -> Option<u8> {
    let lower = word.to_ascii_lowercase();
    let fits = |month: &str| lower.len() >= 3 && (month.starts_with(&lower) || lower == "sept" && month == "september");
    MONTHS.iter().zip(1..).find(|(month, _)| fits(month)).map(|(_, number)| number)
}

fn day_of(word: &str) -> Option<u8> {
    let lower = word.to_ascii_lowercase();
    let plain = ["st", "nd", "rd", "th"].iter().find_map(|ending| lower.strip_suffix(ending)).unwrap_or(&lower);
    plain.parse().ok().filter(|day| (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::super::time::By;
    use super::*;

    fn day(written: &str) -> Option<String> {
        let date = Date::parse(written)?;
        By::Day.period(date).map(|period| By::Day.label(period))
    }

    #[test]
    fn forms_of_a_day() {
        for written in [
            "2024-01-05",
            "2024-01-05T23:59:59+09:00",
            "2024-01-05 10:00",
            "2024/1/5",
            "20240105",
            "5 January 2024",
            "January 5, 2024",
            "Jan. 5th, 2024",
            "Fri, 05 Jan 2024 10:00:00 GMT",
            "Friday 5 January 2024",
            "1704412800",
            "1704412800000",
        ] {
            assert_eq!(day(written).as_deref(), Some("2024-01-05"), "{written}");
        }
        assert_eq!(day("29 Feb 2024").as_deref(), Some("2024-02-29"));
        assert_eq!(day("1 Sept 1987").as_deref(), Some("1987-09-01"));
    }

    #[test]
    fn no_day() {
        for written in [
            "",
            "05/01/2024",
            "2024-02-30",
            "29 Feb 2023",
            "2024",
            "yesterday",
            "January 5",
            "Marching 3 2024",
            "2024-13-01",
        ] {
            assert_eq!(day(written), None, "{written}");
        }
        for written in ["2024-01", "January 2024"] {
            let date = Date::parse(written).unwrap();
            assert_eq!(Date::parse(&date.to_string()), Some(date));
            assert_eq!(By::Day.period(date), None, "{written} has no day");
            assert_eq!(By::Month.label(By::Month.period(date).unwrap()), "2024-01");
        }
    }

    #[test]
    fn days_and_dates_are_one() {
        for days in (-200_000..376_000).step_by(37) {
            let (year, month, day) = Date::of_days(days);
            let date = Date::new(year as i32, month as u8, Some(day as u8)).unwrap();
            assert_eq!(date.days(day as u8), days);
            assert_eq!(Date::parse(&date.to_string()), Some(date));
        }
    }

    #[test]
    fn a_dateline_has_the_date_when_no_field_has() {
        struct None_;
        impl crate::text::Lexis for None_ {
            fn classes(&self, _: u64) -> crate::text::Classes {
                crate::text::Classes::default()
            }
        }
        let text = "GENEVA, March 6 - The world's producers agreed, officials said.";
        let reading = Reading::of(text, &None_);
        assert_eq!(Date::of(None, &reading, None), None, "no year");
        assert_eq!(Date::of(None, &reading, Some(1987)), Date::new(1987, 3, Some(6)));
        let dated = Reading::of("TEL AVIV 1996-12-06\n\nThe mayor spoke on Friday.", &None_);
        assert_eq!(Date::of(None, &dated, None), Date::new(1996, 12, Some(6)));
        assert_eq!(Date::of(Some("1988-01-01"), &reading, Some(1987)), Date::new(1988, 1, Some(1)));
    }
}
