//! The strongest ties with a sentence each, and the data with which the script answers questions.

use super::picture::{Picture, Tie};
use super::{Links, Report, counted, short, unit};
use crate::aggregate::Quote;
use crate::output::inert::{acts_on_page, script};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Ties that are listed of many documents, and of one, whose text is at hand.
const LISTED: (usize, usize) = (25, 10);
/// Longest sentence that is shown in full, in characters.
const SENTENCE: usize = 360;
/// Longest name of a document, in characters.
const NAME: usize = 120;

/// The list.
pub fn list(report: &Report<'_>, picture: &Picture<'_>) -> String {
    let shown = shown(report);
    let many = report.aggregate.documents > 1;
    let listed = if many { LISTED.0 } else { LISTED.1 };
    let mut out = String::from("<ol class=\"strongest\">\n");
    for tie in picture.ties.iter().take(listed) {
        let name =
            |index: usize| picture.nodes.get(index).map_or_else(String::new, |member| short(&member.about.name, 80));
        let _ = write!(
            out,
            "<li><b>{}</b> – <b>{}</b> <span class=\"facts\">{}, {}</span>",
            name(tie.a),
            name(tie.b),
            counted(tie.edge.units, unit(report.aggregate.scope)),
            counted(tie.edge.documents, ("document", "documents")),
        );
        if let Some(quote) = tie.edge.evidence.first() {
            let _ = write!(out, "<blockquote>{}", short(&quote.text, SENTENCE));
            let document = short(&quote.document, NAME);
            let _ = match shown.get(&*quote.document) {
                _ if !many => Ok(()),
                Some(number) => write!(out, " <cite><a href=\"#d{number}\">{document}</a></cite>"),
                None => write!(out, " <cite>{document}</cite>"),
            };
            out.push_str("</blockquote>");
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
    out
}

/// Number of each text that is shown, by its document's id.
fn shown<'a>(report: &Report<'a>) -> BTreeMap<&'a str, usize> {
    let mut out = BTreeMap::new();
    for (number, text) in report.texts.iter().enumerate() {
        out.entry(text.document.id.as_str()).or_insert(number);
    }
    out
}

/// What the script knows, in the order of the picture's nodes and edges.
#[derive(Serialize)]
struct Data<'a> {
    /// One unit and many.
    unit: (&'static str, &'static str),
    /// Name, kind, mentions, documents, number of the row.
    nodes: Vec<(String, &'static str, u64, u64, Option<usize>)>,
    /// Nodes, units, documents, NPMI, log-likelihood ratio, sentences.
    ties: Vec<TieData>,
    /// Name and number of the text, of documents with sentences.
    documents: Vec<(String, Option<usize>)>,
    #[serde(skip)]
    numbers: BTreeMap<&'a str, usize>,
}

type TieData = (usize, usize, u64, u64, f64, f64, Vec<(usize, String)>);

/// The data as JSON for a `<script>` element, with as many sentences as `room` bytes have place for:
/// first one for every tie, then the second, then the rest.
pub fn data(
    report: &Report<'_>,
    picture: &Picture<'_>,
    links: &Links<'_>,
    room: usize,
) -> Result<String, serde_json::Error> {
    let mut data = Data {
        unit: unit(report.aggregate.scope),
        nodes: picture
            .nodes
            .iter()
            .map(|member| {
                let (about, node) = (member.about, member.node);
                (cut(&about.name, 100), about.kind.as_str(), node.count, node.documents, links.row(member.id))
            })
            .collect(),
        ties: picture.ties.iter().map(tie_data).collect(),
        documents: Vec::new(),
        numbers: BTreeMap::new(),
    };
    let shown = shown(report);
    let mut left = room.saturating_sub(script(&serde_json::to_string(&data)?).len());
    let most = picture.ties.iter().map(|tie| tie.edge.evidence.len()).max().unwrap_or(0);
    for round in 0..most {
        for (index, tie) in picture.ties.iter().enumerate() {
            let Some(quote) = tie.edge.evidence.get(round) else {
                continue;
            };
            let needed = bytes(&quote.text, SENTENCE) + bytes(&quote.document, NAME) + 24;
            if needed > left {
                continue;
            }
            left -= needed;
            let document = data.document(quote, &shown);
            if let Some(quotes) = data.ties.get_mut(index).map(|tie| &mut tie.6) {
                quotes.push((document, cut(&quote.text, SENTENCE)));
            }
        }
    }
    Ok(script(&serde_json::to_string(&data)?))
}

impl<'a> Data<'a> {
    fn document(&mut self, quote: &'a Quote, shown: &BTreeMap<&str, usize>) -> usize {
        let next = self.documents.len();
        let number = *self.numbers.entry(&quote.document).or_insert(next);
        if number == next {
            self.documents.push((cut(&quote.document, NAME), shown.get(&*quote.document).copied()));
        }
        number
    }
}

fn tie_data(tie: &Tie<'_>) -> TieData {
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    (tie.a, tie.b, tie.edge.units, tie.edge.documents, rounded(tie.npmi), rounded(tie.llr), Vec::new())
}

fn cut(text: &str, most: usize) -> String {
    let inert = |c| if acts_on_page(c) { '\u{fffd}' } else { c };
    match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most - 1).map(inert).chain(['…']).collect(),
        None => text.chars().map(inert).collect(),
    }
}

/// Bytes that a text takes in the data at most.
fn bytes(text: &str, most: usize) -> usize {
    script(&serde_json::Value::from(cut(text, most)).to_string()).len()
}

/// A paragraph that says what of the graph the picture shows.
pub fn note(report: &Report<'_>, picture: &Picture<'_>) -> String {
    let (one, many) = unit(report.aggregate.scope);
    let nodes = report.aggregate.nodes.len();
    let mut out = format!(
        "<p class=\"note\">A line joins two that are mentioned in the same {one}; the more {many}, the thicker. \
         Shown are {} of {} and {} of {}: ",
        picture.nodes.len(),
        counted(nodes as u64, ("entity", "entities")),
        picture.ties.len(),
        counted(picture.all as u64, ("tie", "ties")),
    );
    out.push_str(
        "the most mentioned entities, and the ties that are least likely to be chance (log-likelihood ratio). ",
    );
    out.push_str("What is tied stands near; position has no other meaning.</p>\n");
    out
}
