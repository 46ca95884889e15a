//! `compare` as a table, JSON or CSV.

use super::inert::{cell, terminal};
use super::json::DictionaryJson;
use super::table::{self, Look};
use crate::aggregate::Aggregate;
use crate::aggregate::compare::{Change, Comparison, Difference, Side};
use crate::dictionary::Kind;
use serde::Serialize;

/// What is written.
pub struct Compared<'a> {
    /// The first collection.
    pub a: &'a Aggregate,
    /// The second.
    pub b: &'a Aggregate,
    /// What they are called.
    pub names: (&'a str, &'a str),
    /// What differs.
    pub comparison: &'a Comparison,
    /// Rows of each change (0: all).
    pub top: usize,
    /// Whether what did not change is written too.
    pub steady: bool,
}

/// An entity or a tie.
#[derive(Serialize)]
struct RowJson<'a> {
    what: &'static str,
    change: &'static str,
    id: &'a str,
    name: &'a str,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    with: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    with_name: Option<&'a str>,
    units_a: u64,
    units_b: u64,
    documents_a: u64,
    documents_b: u64,
    log_odds: f64,
    z: f64,
}

impl<'a> Compared<'a> {
    fn name_and_kind(&self, id: &'a str) -> (&'a str, &'static str) {
        let about = |of: &'a Aggregate| of.nodes.get(id).and_then(|node| node.about.as_ref());
        about(self.b).or_else(|| about(self.a)).map_or((id, ""), |about| (&about.name, about.kind.as_str()))
    }

    fn row<K>(&self, of: &Difference<K>, id: &'a str, with: Option<&'a str>) -> RowJson<'a> {
        let (name, kind) = self.name_and_kind(id);
        RowJson {
            what: if with.is_some() { "tie" } else { "entity" },
            change: of.change.as_str(),
            id,
            name,
            kind,
            with,
            with_name: with.map(|id| self.name_and_kind(id).0),
            units_a: of.a.units,
            units_b: of.b.units,
            documents_a: of.a.documents,
            documents_b: of.b.documents,
            log_odds: rounded(of.log_odds),
            z: rounded(of.z),
        }
    }

    /// Rows by change, the strongest first, at most `top` of each.
    fn rows(&self) -> [Vec<RowJson<'a>>; 2] {
        let nodes = self.chosen(&self.comparison.nodes, |node| self.row(node, &node.key, None));
        let edges = self.chosen(&self.comparison.edges, |edge| self.row(edge, &edge.key.0, Some(&edge.key.1)));
        [nodes, edges]
    }

    fn chosen<K>(&self, all: &'a [Difference<K>], row: impl Fn(&'a Difference<K>) -> RowJson<'a>) -> Vec<RowJson<'a>> {
        let most = if self.top == 0 { usize::MAX } else { self.top };
        let changes = Change::ALL.into_iter().filter(|&change| self.steady || change != Change::Steady);
        changes.flat_map(|change| all.iter().filter(move |of| of.change == change).take(most)).map(row).collect()
    }
}

fn rounded(value: f64) -> f64 {
    // zero has no sign here
    (value * 1e6).round() / 1e6 + 0.0
}

#[derive(Serialize)]
struct SideJson<'a> {
    name: &'a str,
    documents: u64,
    units: u64,
}

#[derive(Serialize)]
struct CompareJson<'a> {
    nertool: &'static str,
    dictionary: DictionaryJson,
    scope: String,
    a: SideJson<'a>,
    b: SideJson<'a>,
    entities: Vec<RowJson<'a>>,
    ties: Vec<RowJson<'a>>,
}

/// The comparison as JSON.
pub fn json<'a>(compared: &Compared<'a>, dictionary: DictionaryJson) -> impl Serialize + use<'a> {
    let [entities, ties] = compared.rows();
    let side = |of: &Aggregate, name: &'a str| SideJson { name, documents: of.documents, units: of.units };
    CompareJson {
        nertool: env!("CARGO_PKG_VERSION"),
        dictionary,
        scope: compared.a.scope.to_string(),
        a: side(compared.a, compared.names.0),
        b: side(compared.b, compared.names.1),
        entities,
        ties,
    }
}

/// The comparison as CSV.
///
/// # Errors
///
/// Whatever writing gives.
pub fn csv<W: std::io::Write>(writer: W, compared: &Compared<'_>) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(writer);
    writer.write_record([
        "what",
        "change",
        "id",
        "name",
        "kind",
        "with",
        "with_name",
        "units_a",
        "units_b",
        "documents_a",
        "documents_b",
        "log_odds",
        "z",
    ])?;
    for row in compared.rows().iter().flatten() {
        writer.write_record([
            row.what,
            row.change,
            &cell(row.id),
            &cell(row.name),
            row.kind,
            &cell(row.with.unwrap_or("")),
            &cell(row.with_name.unwrap_or("")),
            &row.units_a.to_string(),
            &row.units_b.to_string(),
            &row.documents_a.to_string(),
            &row.documents_b.to_string(),
            &row.log_odds.to_string(),
            &row.z.to_string(),
        ])?;
    }
    writer.flush()?;
    Ok(())
}

/// The comparison for a terminal.
pub fn terminal_table(compared: &Compared<'_>, look: Look) -> String {
    let side =
        |of: &Aggregate, name: &str| format!("{} ({} documents, {} units)", terminal(name), of.documents, of.units);
    let mut out = format!("A: {}\nB: {}\n", side(compared.a, compared.names.0), side(compared.b, compared.names.1));
    for (title, rows) in ["Entities", "Ties"].iter().zip(compared.rows()) {
        for change in Change::ALL {
            let rows: Vec<&RowJson<'_>> = rows.iter().filter(|row| row.change == change.as_str()).collect();
            if rows.is_empty() {
                continue;
            }
            out.push_str(&format!("\n{title} that {}\n", in_words(change)));
            let mut table = table::plain(&["Name", "A", "B", "Docs A", "Docs B", "Log-odds", "z"], look);
            for row in rows {
                table.add_row(cells(row, look));
            }
            out.push_str(&table::trimmed(&table));
        }
    }
    out
}

fn in_words(change: Change) -> &'static str {
    match change {
        Change::Steady => "did not change",
        other => other.as_str(),
    }
}

fn cells(row: &RowJson<'_>, look: Look) -> [comfy_table::Cell; 7] {
    let name = match row.with_name {
        Some(with) => table::text(&format!("{} – {with}", row.name)),
        None => table::kind(row.name, Kind::parse(row.kind).unwrap_or(Kind::Organization), look),
    };
    let signed =
        |value: f64| comfy_table::Cell::new(format!("{value:+.2}")).set_alignment(comfy_table::CellAlignment::Right);
    let (a, b) = (
        Side { units: row.units_a, documents: row.documents_a },
        Side { units: row.units_b, documents: row.documents_b },
    );
    [
        name,
        table::number(a.units),
        table::number(b.units),
        table::number(a.documents),
        table::number(b.documents),
        signed(row.log_odds),
        signed(row.z),
    ]
}
