//! The entity graph in the formats that other programs open, one file each. All say the same of
//! nodes and edges: what [`attributes`] lists.

pub mod attributes;
pub mod cypher;
pub mod cytoscape;
pub mod dot;
pub mod gexf;
pub mod graphml;
pub mod graphology;
pub mod nodelink;
pub mod partial;
pub mod tables;
pub mod terminal;

use super::json::DictionaryJson;
use super::line::Line;
use crate::aggregate::graph::{GraphEdge, GraphNode};
use crate::aggregate::time::Calendar;
use crate::aggregate::{Graph, parallel};
use serde::{Serialize, Serializer};
use std::io::Write;

/// Whom the JSON is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// networkx, and all that read node-link data.
    #[default]
    NodeLink,
    /// d3-force, where edges are `links`.
    D3,
    /// Cytoscape.js.
    Cytoscape,
    /// graphology and Sigma.
    Graphology,
}

impl Shape {
    /// All shapes with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::NodeLink, "node-link"),
        (Self::D3, "d3"),
        (Self::Cytoscape, "cytoscape"),
        (Self::Graphology, "graphology"),
    ];

    /// The shape of this name.
    ///
    /// # Errors
    ///
    /// What may be written instead.
    pub fn parse(name: &str) -> Result<Self, String> {
        let names = || Self::ALL.map(|row| row.1).join(", ");
        Self::ALL.iter().find(|row| row.1 == name).map(|row| row.0).ok_or_else(|| format!("choose {}", names()))
    }
}

/// What a graph was made from and how, for the head of its file.
#[derive(Serialize)]
pub struct Meta<'a> {
    nertool: &'static str,
    dictionary: &'a DictionaryJson,
    scope: String,
    documents: u64,
    duplicates: u64,
    units: u64,
    #[serde(flatten)]
    calendar: Option<CalendarJson>,
    seed: u64,
    modularity: f64,
    betweenness_estimated: bool,
    betweenness_pivots: Option<usize>,
}

impl<'a> Meta<'a> {
    /// The head of `graph`.
    pub fn of(graph: &Graph<'_>, dictionary: &'a DictionaryJson, seed: u64) -> Self {
        Self {
            nertool: env!("CARGO_PKG_VERSION"),
            dictionary,
            scope: graph.aggregate.scope.to_string(),
            documents: graph.aggregate.documents,
            duplicates: graph.aggregate.duplicates,
            units: graph.aggregate.units,
            calendar: graph.aggregate.calendar.as_ref().map(CalendarJson::of),
            seed,
            modularity: attributes::rounded(graph.modularity),
            betweenness_estimated: graph.betweenness_pivots.is_some(),
            betweenness_pivots: graph.betweenness_pivots,
        }
    }

    /// In a line, for formats whose heads are text.
    pub fn line(&self) -> String {
        let estimated = if self.betweenness_estimated { "; betweenness is estimated" } else { "" };
        format!(
            "nertool {}, dictionary {}, {} documents, {} units ({}){estimated}",
            self.nertool, self.dictionary.hash, self.documents, self.units, self.scope
        )
    }
}

/// Periods of a graph, with documents and units of each.
#[derive(Serialize)]
struct CalendarJson {
    by: &'static str,
    undated: u64,
    #[serde(serialize_with = "totals")]
    periods: Vec<(String, Total)>,
}

#[derive(Serialize)]
struct Total {
    documents: u64,
    units: u64,
}

impl CalendarJson {
    fn of(calendar: &Calendar) -> Self {
        let total = |(period, &(documents, units)): (&_, &_)| (ToString::to_string(period), Total { documents, units });
        let periods = calendar.totals.iter().map(total).collect();
        Self { by: calendar.by.as_str(), undated: calendar.undated, periods }
    }
}

fn totals<S: Serializer>(periods: &[(String, Total)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(periods.iter().map(|(period, total)| (period, total)))
}

/// Writes a graph as JSON.
///
/// # Errors
///
/// Whatever writing gives.
pub fn json<W: Write>(out: &mut W, graph: &Graph<'_>, meta: &Meta<'_>, shape: Shape) -> Result<(), serde_json::Error> {
    match shape {
        Shape::NodeLink => nodelink::write(out, graph, meta, "edges"),
        Shape::D3 => nodelink::write(out, graph, meta, "links"),
        Shape::Cytoscape => cytoscape::write(out, graph, meta),
        Shape::Graphology => graphology::write(out, graph, meta),
    }
}

/// Rows of JSON that a thread renders at a time.
const ROWS: usize = 1 << 10;

/// Writes `[`, each item on a line of its own as `row` puts it, `]`: large graphs can be searched by line.
fn lines<W: Write, T: Sync>(
    out: &mut W,
    items: &[T],
    row: impl Fn(&mut Line, &T) -> Result<(), serde_json::Error> + Sync,
) -> Result<(), serde_json::Error> {
    let rows = |items: &[T]| {
        let mut rows = Line::with_capacity(ROWS << 9);
        for (index, item) in items.iter().enumerate() {
            rows.raw(if index > 0 { ",\n" } else { "" });
            row(&mut rows, item)?;
        }
        Ok(rows)
    };
    let mut between: &[u8] = b"[\n";
    parallel::parts(items, ROWS, rows, |rows: Result<Line, serde_json::Error>| {
        out.write_all(std::mem::replace(&mut between, b",\n")).map_err(serde_json::Error::io)?;
        rows?.write(out)
    })?;
    out.write_all(if items.is_empty() { b"[\n]" } else { b"\n]" }).map_err(serde_json::Error::io)
}

/// The edges of a graph, each with its number and the nodes at both ends.
fn ties<'g, 'a>(graph: &'g Graph<'a>) -> Vec<Tie<'g, 'a>> {
    let edges = graph.edges.iter().enumerate();
    edges.filter_map(|(number, edge)| graph.ends(edge).map(|ends| Tie { number, edge, ends })).collect()
}

struct Tie<'g, 'a> {
    number: usize,
    edge: &'g GraphEdge<'a>,
    ends: (&'g GraphNode<'a>, &'g GraphNode<'a>),
}
