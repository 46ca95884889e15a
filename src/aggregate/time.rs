//! Counts by time: the periods that dates fall into, and what is counted in each.

pub use super::date::Date;

use super::Aggregate;
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

    /// Its first and its last day, as ISO 8601 writes them.
    pub fn days(self) -> (String, String) {
        let first = |number: i64| match self.by {
            By::Day => number,
            By::Week => number * 7 - 3,
            By::Month => {
                let (year, month) = (number.div_euclid(12) as i32, number.rem_euclid(12) as u8 + 1);
                Date { year, month, day: None }.days(1)
            }
        };
        (By::Day.label(first(self.number)), By::Day.label(first(self.number + 1) - 1))
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

    /// Adds the counts of another part.
    pub fn merge(&mut self, other: Self) {
        self.undated += other.undated;
        for (period, (documents, units)) in other.totals {
            let total = self.totals.entry(period).or_default();
            *total = (total.0 + documents, total.1 + units);
        }
    }
}

/// Adds `more` to `periods`.
pub fn add_periods(periods: &mut Periods, more: Periods) {
    for (period, units) in more {
        *periods.entry(period).or_default() += units;
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
