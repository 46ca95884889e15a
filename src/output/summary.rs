//! The people-and-places table.

use super::inert;
use super::table::{self, Look};
use crate::aggregate::Aggregate;
use crate::dictionary::Kind;
use serde::Serialize;
use std::collections::BTreeMap;

/// A row of the summary.
#[derive(Serialize)]
pub struct Row {
    /// Place in its section, from 1.
    pub rank: usize,
    /// Entity's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// Mentions.
    pub mentions: u64,
    /// Documents.
    pub documents: u64,
    /// Most frequent title of a person; ISO code of a place's country.
    pub detail: String,
    /// Whether a dictionary has it.
    pub known: bool,
    /// Those it shares most units with, the most frequent first.
    pub companions: Vec<Companion>,
    /// Topics of the documents that mention it, those of most of its units first.
    pub topics: Vec<Companion>,
}

/// An entity that stands beside another.
#[derive(Serialize)]
pub struct Companion {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Units in common.
    pub units: u64,
}

/// A section of the summary: one kind.
#[derive(Serialize)]
pub struct Section {
    /// `people`, `countries`, `places`, `organizations`.
    pub section: &'static str,
    /// Number of entities in all.
    pub total: usize,
    /// The rows that are shown.
    pub rows: Vec<Row>,
}

/// Companions that a row names.
const COMPANIONS: usize = 3;

/// Sections with their `top` (0: all) entities by mentions, then documents, then name.
pub fn sections(aggregate: &Aggregate, kinds: &[Kind], top: usize) -> Vec<Section> {
    let mut beside: BTreeMap<&str, Vec<(u64, &str)>> = BTreeMap::new();
    for ((a, b), edge) in aggregate.pairs() {
        beside.entry(a).or_default().push((edge.units, b));
        beside.entry(b).or_default().push((edge.units, a));
    }
    kinds
        .iter()
        .map(|&kind| {
            let mut nodes: Vec<_> = aggregate
                .nodes
                .iter()
                .filter_map(|(id, node)| Some((id, node, node.about.as_ref().filter(|about| about.kind == kind)?)))
                .collect();
            nodes.sort_by(|a, b| {
                (b.1.count, b.1.documents)
                    .cmp(&(a.1.count, a.1.documents))
                    .then_with(|| (&a.2.name, a.0).cmp(&(&b.2.name, b.0)))
            });
            let total = nodes.len();
            let shown = if top == 0 { total } else { top };
            let rows = nodes.into_iter().take(shown).enumerate().map(|(index, (id, node, about))| Row {
                rank: index + 1,
                id: id.clone(),
                name: about.name.clone(),
                kind: kind.as_str(),
                mentions: node.count,
                documents: node.documents,
                detail: detail(node, about),
                known: about.known,
                companions: companions(aggregate, beside_of(&beside, id), false),
                topics: companions(aggregate, beside_of(&beside, id), true),
            });
            Section { section: heading(kind), total, rows: rows.collect() }
        })
        .collect()
}

fn beside_of<'b, 'a>(beside: &'b BTreeMap<&str, Vec<(u64, &'a str)>>, id: &str) -> &'b [(u64, &'a str)] {
    beside.get(id).map(Vec::as_slice).unwrap_or_default()
}

fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "people",
        Kind::Country => "countries",
        Kind::Place => "places",
        Kind::Organization => "organizations",
        Kind::Topic => "topics",
    }
}

fn detail(node: &crate::aggregate::Node, about: &crate::aggregate::About) -> String {
    if about.kind == Kind::Person {
        return node.title().unwrap_or_default().to_owned();
    }
    about.country.clone().unwrap_or_default()
}

/// Those that stand beside an entity most often: entities, or topics.
fn companions(aggregate: &Aggregate, beside: &[(u64, &str)], topics: bool) -> Vec<Companion> {
    let about = |id: &str| aggregate.nodes.get(id)?.about.as_ref().filter(|a| (a.kind == Kind::Topic) == topics);
    let mut sorted: Vec<(u64, &str, &str)> =
        beside.iter().filter_map(|&(units, id)| Some((units, about(id)?.name.as_str(), id))).collect();
    sorted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    sorted
        .into_iter()
        .take(COMPANIONS)
        .map(|(units, name, id)| Companion { id: id.to_owned(), name: name.to_owned(), units })
        .collect()
}

fn companions_text(row: &Row) -> String {
    // a no-break space keeps a number beside its name
    row.companions.iter().map(|c| format!("{}\u{a0}{}", c.name, c.units)).collect::<Vec<_>>().join(", ")
}

/// Bar of `value` against `most`, in eighths of a block.
pub fn bar(value: u64, most: u64, width: u64) -> String {
    let eighths = (value * width * 8).div_ceil(most.max(1));
    let mut out = "█".repeat((eighths / 8) as usize);
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    out.push_str(rest.get((eighths % 8) as usize).copied().unwrap_or(""));
    out
}

/// Columns from which a table has room for topics.
const WIDE: u16 = 120;

/// The summary for a terminal.
pub fn terminal(aggregate: &Aggregate, sections: &[Section], look: Look) -> String {
    let mut out = format!("{}, {} sentences and headlines\n", table::documents(aggregate.documents), aggregate.units);
    let width = if look.width >= 110 { 16 } else { 8 };
    for section in sections.iter().filter(|section| section.total > 0) {
        let detail = if section.section == "people" { "Title" } else { "Country" };
        let most = section.rows.iter().map(|row| row.mentions).max().unwrap_or(1);
        out.push_str(&format!("\n{} ({})\n", capital(section.section), section.total));
        let mut header = vec!["#", "Name", "", "Mentions", "Docs", detail, "Most often with"];
        let topics = look.width >= WIDE && section.rows.iter().any(|row| !row.topics.is_empty());
        header.extend(topics.then_some("Topics"));
        let mut table = table::plain(&header, look);
        for row in &section.rows {
            let kind = Kind::parse(row.kind).unwrap_or(Kind::Organization);
            let mut cells = vec![
                table::number(row.rank as u64),
                table::kind(&row.name, kind, look),
                table::text(&bar(row.mentions, most, width)),
                table::number(row.mentions),
                table::number(row.documents),
                table::text(&row.detail),
                table::text(&companions_text(row)),
            ];
            if topics {
                let names: Vec<&str> = row.topics.iter().map(|topic| topic.name.as_str()).collect();
                cells.push(table::text(&names.join(", ")));
            }
            table.add_row(cells);
        }
        out.push_str(&table::trimmed(&table));
        if section.total > section.rows.len() {
            out.push_str(&format!("{} more: --top 0 shows all\n", section.total - section.rows.len()));
        }
    }
    out
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The summary as Markdown.
pub fn markdown(sections: &[Section]) -> String {
    let mut out = String::new();
    for section in sections.iter().filter(|section| section.total > 0) {
        let detail = if section.section == "people" { "Title" } else { "Country" };
        out.push_str(&format!("## {} ({})\n\n", capital(section.section), section.total));
        out.push_str(&format!(
            "| # | Name | Mentions | Documents | {detail} | Most often with |\n|--:|---|--:|--:|---|---|\n"
        ));
        for row in &section.rows {
            out.push_str(&format!(
                "| {} | {} | {} | {} | {} | {} |\n",
                row.rank,
                inert::markdown(&row.name),
                row.mentions,
                row.documents,
                inert::markdown(&row.detail),
                inert::markdown(&companions_text(row)),
            ));
        }
        out.push('\n');
    }
    out
}

/// The summary as CSV, one line a row.
///
/// # Errors
///
/// Whatever writing gives.
pub fn csv<W: std::io::Write>(writer: W, sections: &[Section]) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(writer);
    writer.write_record(["section", "rank", "id", "name", "mentions", "documents", "detail", "known", "companions"])?;
    for section in sections {
        for row in &section.rows {
            writer.write_record([
                section.section,
                &row.rank.to_string(),
                &inert::cell(&row.id),
                &inert::cell(&row.name),
                &row.mentions.to_string(),
                &row.documents.to_string(),
                &inert::cell(&row.detail),
                if row.known { "true" } else { "false" },
                &inert::cell(&companions_text(row).replace('\u{a0}', " ")),
            ])?;
        }
    }
    writer.flush()?;
    Ok(())
}
