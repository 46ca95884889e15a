//! Topics over many documents: how many have each, and when.

use super::time::{By, Date};
use crate::topics::Topics;
use std::collections::BTreeMap;

/// Counts of one topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicCount {
    /// Its name.
    pub name: String,
    /// Key of the top subject above it.
    pub subject: String,
    /// Documents that have it.
    pub documents: u64,
    /// Sum of its scores in them, in hundredths: whole numbers add up the same in any order.
    pub score: u64,
}

/// Documents of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// Documents with a date in it.
    pub documents: u64,
    /// Documents that have each topic.
    pub topics: BTreeMap<String, u64>,
}

/// Topics of a collection.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// Documents.
    pub documents: u64,
    /// Documents without a topic.
    pub without: u64,
    /// Topics by id.
    pub topics: BTreeMap<String, TopicCount>,
    /// Documents without a date as exact as the periods.
    pub undated: u64,
    /// Periods with a document, by number.
    pub periods: BTreeMap<i64, Period>,
}

impl Ranking {
    /// Adds a document; `by` is the length of the periods, if it is counted by time.
    pub fn add(&mut self, topics: &Topics, date: Option<Date>, by: Option<By>) {
        self.documents += 1;
        self.without += u64::from(topics.topics.is_empty());
        for topic in &topics.topics {
            let count = self.topics.entry(topic.id.clone()).or_insert_with(|| TopicCount {
                name: topic.name.clone(),
                subject: topic.subject.clone(),
                ..TopicCount::default()
            });
            count.documents += 1;
            count.score += (topic.score * 100.0).round() as u64;
        }
        let Some(by) = by else { return };
        let Some(period) = date.and_then(|date| by.period(date)) else {
            self.undated += 1;
            return;
        };
        let period = self.periods.entry(period).or_default();
        period.documents += 1;
        for topic in &topics.topics {
            *period.topics.entry(topic.id.clone()).or_default() += 1;
        }
    }

    /// Topics by documents, then score, then id; `top` at most (0: all).
    pub fn ranked(&self, top: usize) -> Vec<(&str, &TopicCount)> {
        let mut out: Vec<(&str, &TopicCount)> = self.topics.iter().map(|(id, count)| (id.as_str(), count)).collect();
        out.sort_by(|a, b| (b.1.documents, b.1.score).cmp(&(a.1.documents, a.1.score)).then_with(|| a.0.cmp(b.0)));
        if top > 0 {
            out.truncate(top);
        }
        out
    }
}

impl TopicCount {
    /// Mean of its scores in the documents that have it.
    pub fn mean(&self) -> f64 {
        (self.score as f64 / self.documents.max(1) as f64).round() / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topics::Topic;

    fn about(topics: &[(&str, f64)]) -> Topics {
        let topic = |&(id, score): &(&str, f64)| Topic {
            id: id.to_owned(),
            name: id.to_owned(),
            subject: "s".to_owned(),
            medtop: None,
            score,
            signs: Vec::new(),
        };
        Topics { topics: topics.iter().map(topic).collect(), ..Topics::default() }
    }

    #[test]
    fn documents_score_and_periods() {
        let mut ranking = Ranking::default();
        let day = |written: &str| Date::parse(written);
        ranking.add(&about(&[("a", 0.5), ("b", 0.9)]), day("2024-01-05"), Some(By::Month));
        ranking.add(&about(&[("a", 0.8)]), day("2024-02-05"), Some(By::Month));
        ranking.add(&about(&[]), None, Some(By::Month));
        assert_eq!((ranking.documents, ranking.without, ranking.undated), (3, 1, 1));
        let rows: Vec<(&str, u64, f64)> =
            ranking.ranked(0).iter().map(|(id, c)| (*id, c.documents, c.mean())).collect();
        assert_eq!(rows, [("a", 2, 0.65), ("b", 1, 0.9)]);
        assert_eq!(ranking.ranked(1).len(), 1);
        let periods: Vec<(String, u64)> =
            ranking.periods.iter().map(|(&p, c)| (By::Month.label(p), c.documents)).collect();
        assert_eq!(periods, [("2024-01".to_owned(), 1), ("2024-02".to_owned(), 1)]);
    }
}
