//! Topics of documents: JSON objects, a table, CSV, and why.

use super::inert;
use super::table::{self, Look};
use crate::input::Document;
use crate::topics::{Topic, Topics};
use serde::Serialize;

/// A topic as `extract` and `topics` write it.
#[derive(Serialize)]
pub struct TopicJson<'a> {
    id: &'a str,
    name: &'a str,
    subject: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    medtop: Option<u32>,
    score: f64,
    terms: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Vec<SignJson<'a>>>,
}

/// What speaks for a topic.
#[derive(Serialize)]
struct SignJson<'a> {
    text: &'a str,
    by: &'static str,
    mark: &'static str,
    count: usize,
    start: Option<usize>,
    end: Option<usize>,
    points: f64,
}

/// A country that a document is about.
#[derive(Serialize)]
pub struct CountryJson<'a> {
    iso: &'a str,
    score: f64,
}

/// A top subject.
#[derive(Serialize)]
struct SubjectJson<'a> {
    id: &'a str,
    name: &'a str,
    score: f64,
}

/// A document with what it is about.
#[derive(Serialize)]
pub struct DocumentTopicsJson<'a> {
    id: &'a str,
    title: Option<&'a str>,
    date: Option<&'a str>,
    topics: Vec<TopicJson<'a>>,
    subjects: Vec<SubjectJson<'a>>,
    countries: Vec<CountryJson<'a>>,
}

/// The object of one document; `why` adds what speaks for each topic.
pub fn document<'a>(document: &'a Document, topics: &'a Topics, why: bool) -> DocumentTopicsJson<'a> {
    let subject = |s: &'a crate::topics::Subject| SubjectJson { id: &s.id, name: &s.name, score: s.score };
    DocumentTopicsJson {
        id: &document.id,
        title: document.title.as_deref(),
        date: document.date.as_deref(),
        topics: topics.topics.iter().map(|own| topic(own, why)).collect(),
        subjects: topics.subjects.iter().map(subject).collect(),
        countries: countries(topics),
    }
}

/// The object of one topic.
pub fn topic(topic: &Topic, why: bool) -> TopicJson<'_> {
    TopicJson {
        id: &topic.id,
        name: &topic.name,
        subject: &topic.subject,
        medtop: topic.medtop,
        score: topic.score,
        terms: topic.terms().collect(),
        why: why.then(|| topic.signs.iter().map(sign_json).collect()),
    }
}

fn sign_json(sign: &crate::topics::Sign) -> SignJson<'_> {
    SignJson {
        text: &sign.text,
        by: if sign.entity { "entity" } else { "term" },
        mark: sign.strength.as_str(),
        count: sign.count,
        start: sign.first.map(|span| span.start),
        end: sign.first.map(|span| span.end),
        points: (f64::from(sign.points) * 100.0).round() / 100.0,
    }
}

/// The objects of the countries of a document.
pub fn countries(topics: &Topics) -> Vec<CountryJson<'_>> {
    topics.countries.iter().map(|country| CountryJson { iso: &country.iso, score: country.score }).collect()
}

/// The topics of one document for a terminal.
pub fn terminal(document: &Document, topics: &Topics, why: bool, look: Look) -> String {
    let name = document.title.as_deref().unwrap_or(&document.id);
    let mut out = format!("{}\n", inert::terminal(name));
    if topics.topics.is_empty() {
        out.push_str("no topic\n");
        return out;
    }
    let mut table = table::plain(&["Topic", "Score", "Subject", "Terms"], look);
    for topic in &topics.topics {
        let terms: Vec<&str> = topic.terms().collect();
        table.add_row([
            table::text(&topic.name),
            table::text(&format!("{:.2}", topic.score)),
            table::text(&topic.subject),
            table::text(&terms.join(", ")),
        ]);
    }
    out.push_str(&table::trimmed(&table));
    if why {
        topics.topics.iter().for_each(|topic| out.push_str(&explained(document, topic)));
    }
    out
}

/// The lines that say why a document has a topic.
fn explained(document: &Document, topic: &Topic) -> String {
    let mut out = format!("\n{} ({})\n", inert::terminal(&topic.name), inert::terminal(&topic.id));
    for sign in &topic.signs {
        let place = match sign.first {
            Some(span) => format!("line {}", line(&document.text, span.start)),
            None => "title".to_owned(),
        };
        let kind = if sign.entity { "entity" } else { "term" };
        out.push_str(&format!(
            "  {:+.2}  {} ({} {kind}, {}×, first in {place})\n",
            sign.points,
            inert::terminal(&sign.text),
            sign.strength.as_str(),
            sign.count
        ));
    }
    out
}

fn line(text: &str, at: usize) -> usize {
    1 + text.get(..at).map_or(0, |before| before.matches('\n').count())
}

/// Names of the columns of the topics of documents.
pub const HEADER: [&str; 7] = ["document", "date", "id", "name", "subject", "score", "terms"];

/// Writes one line for each topic of a document.
///
/// # Errors
///
/// Whatever writing gives.
pub fn records<W: std::io::Write>(
    writer: &mut csv::Writer<W>,
    document: &Document,
    topics: &Topics,
) -> Result<(), csv::Error> {
    for topic in &topics.topics {
        let terms: Vec<&str> = topic.terms().collect();
        writer.write_record([
            &*inert::cell(&document.id),
            &inert::cell(document.date.as_deref().unwrap_or_default()),
            &inert::cell(&topic.id),
            &inert::cell(&topic.name),
            &inert::cell(&topic.subject),
            &format!("{:.2}", topic.score),
            &inert::cell(&terms.join("; ")),
        ])?;
    }
    Ok(())
}
