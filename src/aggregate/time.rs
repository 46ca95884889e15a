//! Counts by time: dates of documents, the periods they fall into, and what is counted in each.

use super::Aggregate;
use crate::text::{Reading, SegmentKind};
use std::collections::BTreeMap;

/// A day, or a month whose day is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: i32,
    /// 1 to 12.
    month: u8,
    /// 1 to 31.
    day: Option<u8>,
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
            english(dateline.span.of(reading.text), year)
        })
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    fn days(self, day: u8) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((i64::from(self.month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The date so many days after 1970-01-01; the inverse of [`days`](Self::days).
    fn of_days(days: i64) -> (i64, i64, i64) {
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

/// Length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A day.
    Day,
    /// A week from Monday, numbered as in ISO 8601.
    Week,
    /// A month.
    Month,
}

impl By {
    /// `day`, `week` or `month`.
    ///
    /// # Errors
    ///
    /// What may be written instead.
    pub fn parse(written: &str) -> Result<Self, String> {
        Ok(match written {
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            _ => return Err("write day, week or month".to_owned()),
        })
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// Number of the period of `date`, neighbours one apart; none if `date` is not as exact.
    pub fn period(self, date: Date) -> Option<i64> {
        if self == Self::Month {
            return Some(i64::from(date.year) * 12 + i64::from(date.month) - 1);
        }
        date.day.map(|day| self.of_days(date.days(day)))
    }

    /// 1970-01-01 was a Thursday.
    fn of_days(self, days: i64) -> i64 {
        match self {
            Self::Day => days,
            Self::Week => (days + 3).div_euclid(7),
            Self::Month => {
                let (year, month, _) = Date::of_days(days);
                year * 12 + month - 1
            }
        }
    }

    /// A period as ISO 8601 writes it: `2024-01-05`, `2024-W01`, `2024-01`.
    pub fn label(self, period: i64) -> String {
        match self {
            Self::Day => {
                let (year, month, day) = Date::of_days(period);
                format!("{year:04}-{month:02}-{day:02}")
            }
            Self::Week => {
                // the week belongs to the year of its Thursday
                let thursday = period * 7;
                let (year, _, _) = Date::of_days(thursday);
                let first = Date { year: year as i32, month: 1, day: None }.days(1);
                format!("{year:04}-W{:02}", (thursday - first) / 7 + 1)
            }
            Self::Month => format!("{:04}-{:02}", period.div_euclid(12), period.rem_euclid(12) + 1),
        }
    }
}

/// What is counted in one period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// Units.
    pub units: u64,
    /// Units in which an entity is mentioned, by its id.
    pub nodes: BTreeMap<String, u64>,
    /// Units in which both of a pair are mentioned.
    pub edges: BTreeMap<(String, String), u64>,
}

/// Counts of a collection by period.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Length of its periods.
    pub by: By,
    /// Documents without a date as exact as that.
    pub undated: u64,
    /// Periods with a document, by number.
    pub periods: BTreeMap<i64, Counts>,
}

impl Timeline {
    /// Nothing counted yet.
    pub fn new(by: By) -> Self {
        Self { by, undated: 0, periods: BTreeMap::new() }
    }

    /// Adds the counts of one document.
    pub fn add(&mut self, date: Option<Date>, one: &Aggregate) {
        let Some(period) = date.and_then(|date| self.by.period(date)) else {
            self.undated += one.documents;
            return;
        };
        let counts = self.periods.entry(period).or_default();
        counts.documents += one.documents;
        counts.units += one.units;
        for (id, node) in one.nodes.iter().filter(|(_, node)| node.units > 0) {
            *counts.nodes.entry(id.clone()).or_default() += node.units;
        }
        for (key, edge) in &one.edges {
            *counts.edges.entry(key.clone()).or_default() += edge.units;
        }
    }

    /// The same counts in longer periods.
    pub fn coarser(self, by: By) -> Self {
        if self.by != By::Day || by == By::Day {
            return self;
        }
        let mut out = Self { undated: self.undated, ..Self::new(by) };
        for (day, theirs) in self.periods {
            let counts = out.periods.entry(by.of_days(day)).or_default();
            counts.documents += theirs.documents;
            counts.units += theirs.units;
            for (id, units) in theirs.nodes {
                *counts.nodes.entry(id).or_default() += units;
            }
            for (key, units) in theirs.edges {
                *counts.edges.entry(key).or_default() += units;
            }
        }
        out
    }

    /// Units of an entity in each period that has any, by the period's label.
    pub fn of_node(&self, id: &str) -> BTreeMap<String, u64> {
        self.of(|counts| counts.nodes.get(id))
    }

    /// Units of a pair in each period that has any, by the period's label.
    pub fn of_edge(&self, pair: &(String, String)) -> BTreeMap<String, u64> {
        self.of(|counts| counts.edges.get(pair))
    }

    fn of<'c>(&'c self, count: impl Fn(&'c Counts) -> Option<&'c u64>) -> BTreeMap<String, u64> {
        let periods = self.periods.iter();
        periods.filter_map(|(&period, counts)| Some((self.by.label(period), *count(counts)?))).collect()
    }
}

#[cfg(test)]
mod tests {
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
            assert_eq!(By::Day.period(date), None, "{written} has no day");
            assert_eq!(By::Month.label(By::Month.period(date).unwrap()), "2024-01");
        }
    }

    #[test]
    fn weeks_as_the_standard_numbers_them() {
        for (written, week) in [
            ("2024-01-01", "2024-W01"),
            ("2023-01-01", "2022-W52"),
            ("2020-12-31", "2020-W53"),
            ("2021-01-03", "2020-W53"),
            ("2021-01-04", "2021-W01"),
            ("1969-12-29", "1970-W01"),
            ("2018-12-31", "2019-W01"),
        ] {
            let period = By::Week.period(Date::parse(written).unwrap()).unwrap();
            assert_eq!(By::Week.label(period), week, "{written}");
        }
    }

    #[test]
    fn days_and_dates_are_one() {
        for days in (-200_000..376_000).step_by(37) {
            let (year, month, day) = Date::of_days(days);
            let date = Date::new(year as i32, month as u8, Some(day as u8)).unwrap();
            assert_eq!(date.days(day as u8), days);
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
        assert_eq!(Date::of(Some("1988-01-01"), &reading, Some(1987)), Date::new(1988, 1, Some(1)));
    }

    #[test]
    fn longer_periods_add_up() {
        let mut days = Timeline::new(By::Day);
        let mut one = Aggregate::new(super::super::Scope::Sentence, &crate::dictionary::Kind::ALL, 0);
        one.documents = 1;
        one.units = 4;
        one.nodes.entry("kp".to_owned()).or_default().units = 2;
        for written in ["2024-01-05", "2024-01-06", "2024-02-01"] {
            days.add(Date::parse(written), &one);
        }
        days.add(None, &one);
        let months = days.clone().coarser(By::Month);
        assert_eq!(months.undated, 1);
        assert_eq!(months.of_node("kp"), [("2024-01".to_owned(), 4), ("2024-02".to_owned(), 2)].into());
        assert_eq!(days.of_node("kp").len(), 3);
    }
}
