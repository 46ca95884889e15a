//! Counts by time: the periods that dates fall into, and what is counted in each.

pub use super::date::Date;

use std::collections::BTreeMap;

/// Length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// A day, week or month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    by: By,
    number: i64,
}

impl Period {
    /// The period that `date` falls into; none if `date` is not as exact.
    pub fn of(by: By, date: Date) -> Option<Self> {
        by.period(date).map(|number| Self { by, number })
    }

    /// Number of the period `by` that has its first day: a longer one counts what all its days have.
    pub fn number(self, by: By) -> i64 {
        if by == self.by { self.number } else { by.of_days(self.first_day(self.number)) }
    }

    /// Its first and its last day, as ISO 8601 writes them.
    pub fn days(self) -> (String, String) {
        let (first, next) = (self.first_day(self.number), self.first_day(self.number + 1));
        (By::Day.label(first), By::Day.label(next - 1))
    }

    /// The first day of a period as long as this one.
    fn first_day(self, number: i64) -> i64 {
        match self.by {
            By::Day => number,
            By::Week => number * 7 - 3,
            By::Month => {
                let (year, month) = (number.div_euclid(12) as i32, number.rem_euclid(12) as u8 + 1);
                Date { year, month, day: None }.days(1)
            }
        }
    }
}

/// As [`By::label`] writes it.
impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.by.label(self.number))
    }
}

/// Units in each period that has any.
pub type Periods = BTreeMap<Period, u64>;

/// Documents and units of a collection by period.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// Length of its periods.
    pub by: By,
    /// Documents without a date as exact as that.
    pub undated: u64,
    /// Documents and units in each period that has any.
    pub totals: BTreeMap<Period, (u64, u64)>,
}

impl Calendar {
    /// Nothing counted yet.
    pub fn new(by: By) -> Self {
        Self { by, undated: 0, totals: BTreeMap::new() }
    }

    /// Counts a document of `units` units; gives the period that all it has is counted in.
    pub fn add(&mut self, date: Option<Date>, units: u64) -> Option<Period> {
        let period = date.and_then(|date| Period::of(self.by, date));
        match period {
            Some(period) => {
                let total = self.totals.entry(period).or_default();
                *total = (total.0 + 1, total.1 + units);
            }
            None => self.undated += 1,
        }
        period
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn first_and_last_days() {
        let date = Date::parse("2024-02-29").unwrap();
        for (by, first, last) in [
            (By::Day, "2024-02-29", "2024-02-29"),
            (By::Week, "2024-02-26", "2024-03-03"),
            (By::Month, "2024-02-01", "2024-02-29"),
        ] {
            assert_eq!(Period::of(by, date).unwrap().days(), (first.to_owned(), last.to_owned()));
        }
    }

    #[test]
    fn days_in_longer_periods() {
        for (written, by, label) in [
            ("2024-12-30", By::Day, "2024-12-30"),
            ("2024-12-30", By::Week, "2025-W01"),
            ("2024-12-30", By::Month, "2024-12"),
            ("1969-12-31", By::Month, "1969-12"),
        ] {
            let day = Period::of(By::Day, Date::parse(written).unwrap()).unwrap();
            assert_eq!(by.label(day.number(by)), label, "{written}");
        }
    }

    #[test]
    fn documents_without_a_day_are_in_none() {
        let mut calendar = Calendar::new(By::Day);
        for written in ["2024-01-05", "2024-01", "2024-01-05"] {
            calendar.add(Date::parse(written), 4);
        }
        assert_eq!((calendar.undated, calendar.totals.into_values().collect::<Vec<_>>()), (1, vec![(2, 8)]));
    }
}
