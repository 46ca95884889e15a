//! Topics over many documents: a table, JSON, CSV.

use super::inert;
use super::json::DictionaryJson;
use super::summary::bar;
use super::table::{self, Look};
use crate::aggregate::time::By;
use crate::aggregate::topics::Ranking;
use serde::Serialize;

/// Topics of a collection as JSON.
#[derive(Serialize)]
pub struct RankingJson<'a> {
    nertool: &'static str,
    dictionary: DictionaryJson,
    documents: u64,
    without_topic: u64,
    topics: Vec<RowJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undated: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    periods: Vec<PeriodJson<'a>>,
}

#[derive(Serialize)]
struct RowJson<'a> {
    id: &'a str,
    name: &'a str,
    subject: &'a str,
    documents: u64,
    share: f64,
    score: f64,
}

#[derive(Serialize)]
struct PeriodJson<'a> {
    period: String,
    documents: u64,
    topics: Vec<CountJson<'a>>,
}

#[derive(Serialize)]
struct CountJson<'a> {
    id: &'a str,
    documents: u64,
    share: f64,
}

/// Share of `documents` in `all`, to four digits.
fn share(documents: u64, all: u64) -> f64 {
    (documents as f64 / all.max(1) as f64 * 1e4).round() / 1e4
}

/// The `top` (0: all) topics of a collection; periods name those topics alone.
pub fn json(ranking: &Ranking, dictionary: DictionaryJson, by: Option<By>, top: usize) -> RankingJson<'_> {
    let ranked = ranking.ranked(top);
    let periods = ranking.periods.iter().map(|(&number, period)| PeriodJson {
        period: by.map(|by| by.label(number)).unwrap_or_default(),
        documents: period.documents,
        topics: ranked
            .iter()
            .filter_map(|&(id, _)| {
                let documents = *period.topics.get(id)?;
                Some(CountJson { id, documents, share: share(documents, period.documents) })
            })
            .collect(),
    });
    RankingJson {
        nertool: env!("CARGO_PKG_VERSION"),
        dictionary,
        documents: ranking.documents,
        without_topic: ranking.without,
        periods: periods.collect(),
        topics: ranked
            .iter()
            .map(|&(id, count)| RowJson {
                id,
                name: &count.name,
                subject: &count.subject,
                documents: count.documents,
                share: share(count.documents, ranking.documents),
                score: count.mean(),
            })
            .collect(),
        by: by.map(By::as_str),
        undated: by.map(|_| ranking.undated),
    }
}

/// Columns of a bar.
const BAR: u64 = 8;

/// The topics of a collection for a terminal; with periods their course, a bar a period.
pub fn terminal(ranking: &Ranking, by: Option<By>, top: usize, look: Look) -> String {
    let mut out = format!(
        "{}, {} without a topic, {} topics\n",
        table::documents(ranking.documents),
        ranking.without,
        ranking.topics.len()
    );
    let ranked = ranking.ranked(top);
    if ranked.is_empty() {
        return out;
    }
    let course = by.filter(|_| !ranking.periods.is_empty()).map(|by| course_heading(ranking, by));
    let most = ranked.first().map_or(1, |(_, count)| count.documents);
    let mut header = vec!["#", "Topic", "", "Docs", "Share", "Score", "Subject"];
    header.extend(course.as_deref());
    let mut table = table::plain(&header, look);
    for (index, (id, count)) in ranked.iter().enumerate() {
        let mut row = vec![
            table::number(index as u64 + 1),
            table::text(&count.name),
            table::text(&bar(count.documents, most, BAR)),
            table::number(count.documents),
            table::text(&format!("{:.1}%", 100.0 * share(count.documents, ranking.documents))),
            table::text(&format!("{:.2}", count.mean())),
            table::text(&count.subject),
        ];
        if course.is_some() {
            row.push(table::text(&self::course(ranking, id)));
        }
        table.add_row(row);
    }
    out.push_str(&table::trimmed(&table));
    if ranking.topics.len() > ranked.len() {
        out.push_str(&format!("{} more: --rows 0 shows all\n", ranking.topics.len() - ranked.len()));
    }
    if by.is_some() && ranking.undated > 0 {
        out.push_str(&format!("{} without a date\n", table::documents(ranking.undated)));
    }
    out
}

/// Periods that a course shows: the last ones.
const PERIODS: usize = 24;

fn course_heading(ranking: &Ranking, by: By) -> String {
    let shown = shown(ranking);
    match (shown.first(), shown.last()) {
        (Some(&first), Some(&last)) => format!("{} to {}", by.label(first), by.label(last)),
        _ => String::new(),
    }
}

/// The numbers of the last periods, also those without a document.
fn shown(ranking: &Ranking) -> Vec<i64> {
    let (Some((&first, _)), Some((&last, _))) = (ranking.periods.first_key_value(), ranking.periods.last_key_value())
    else {
        return Vec::new();
    };
    (first.max(last - PERIODS as i64 + 1)..=last).collect()
}

/// Share of the documents of each period that have a topic, as bars of eight heights.
fn course(ranking: &Ranking, id: &str) -> String {
    let shares: Vec<f64> = shown(ranking)
        .iter()
        .map(|number| {
            let Some(period) = ranking.periods.get(number) else { return 0.0 };
            share(period.topics.get(id).copied().unwrap_or(0), period.documents)
        })
        .collect();
    let most = shares.iter().copied().fold(0.0, f64::max);
    let bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let height = |share: f64| {
        if share <= 0.0 { ' ' } else { bars.get((share / most * 7.0).round() as usize).copied().unwrap_or('█') }
    };
    shares.into_iter().map(height).collect()
}

/// The topics of a collection as CSV: a line a topic, or a line a topic and period.
///
/// # Errors
///
/// Whatever writing gives.
pub fn csv<W: std::io::Write>(writer: W, ranking: &Ranking, by: Option<By>, top: usize) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(writer);
    let ranked = ranking.ranked(top);
    let Some(by) = by else {
        writer.write_record(["id", "name", "subject", "documents", "share", "score"])?;
        for (id, count) in ranked {
            writer.write_record([
                &*inert::cell(id),
                &inert::cell(&count.name),
                &inert::cell(&count.subject),
                &count.documents.to_string(),
                &share(count.documents, ranking.documents).to_string(),
                &count.mean().to_string(),
            ])?;
        }
        return writer.flush().map_err(Into::into);
    };
    writer.write_record(["period", "id", "name", "subject", "documents", "share"])?;
    for (&number, period) in &ranking.periods {
        for (id, count) in &ranked {
            let documents = period.topics.get(*id).copied().unwrap_or(0);
            writer.write_record([
                &*by.label(number),
                &inert::cell(id),
                &inert::cell(&count.name),
                &inert::cell(&count.subject),
                &documents.to_string(),
                &share(documents, period.documents).to_string(),
            ])?;
        }
    }
    writer.flush().map_err(Into::into)
}
