//! The entity graph as node-link JSON, as networkx (from 3.4), graphology, d3 and Sigma open it.

use super::json::DictionaryJson;
use crate::aggregate::time::Timeline;
use crate::aggregate::{Aggregate, statistics};
use serde::Serialize;
use std::collections::BTreeMap;

/// The graph.
#[derive(Serialize)]
pub struct GraphJson<'a> {
    directed: bool,
    multigraph: bool,
    graph: MetaJson,
    nodes: Vec<NodeJson<'a>>,
    edges: Vec<EdgeJson<'a>>,
}

#[derive(Serialize)]
struct MetaJson {
    nertool: &'static str,
    dictionary: DictionaryJson,
    scope: String,
    documents: u64,
    units: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undated: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    periods: Option<BTreeMap<String, PeriodJson>>,
}

/// What a period has of everything.
#[derive(Serialize)]
struct PeriodJson {
    documents: u64,
    units: u64,
}

#[derive(Serialize)]
struct NodeJson<'a> {
    id: &'a str,
    key: &'a str,
    label: &'a str,
    kind: &'static str,
    #[serde(rename = "type")]
    type_: Option<&'a str>,
    known: bool,
    country: Option<&'a str>,
    count: u64,
    units: u64,
    documents: u64,
    degree: u64,
    /// Units by period.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    periods: BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct EdgeJson<'a> {
    source: &'a str,
    target: &'a str,
    weight: u64,
    units: u64,
    documents: u64,
    expected: f64,
    npmi: f64,
    llr: f64,
    /// Units by period.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    periods: BTreeMap<String, u64>,
    evidence: Vec<QuoteJson<'a>>,
}

#[derive(Serialize)]
struct QuoteJson<'a> {
    document: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

/// The graph of `aggregate` with the edges of at least `min_weight` units. Entities without such an
/// edge stay: they were mentioned. With a `timeline`, everything has its counts by period.
pub fn graph<'a>(
    aggregate: &'a Aggregate,
    dictionary: DictionaryJson,
    min_weight: u64,
    timeline: Option<&Timeline>,
) -> GraphJson<'a> {
    let units = |id: &str| aggregate.nodes.get(id).map_or(0, |node| node.units);
    let edges: Vec<EdgeJson<'_>> = aggregate
        .edges
        .iter()
        .filter(|(_, edge)| edge.units >= min_weight)
        .map(|(pair, edge)| {
            let (source, target) = (&pair.0, &pair.1);
            let (a, b) = (units(source), units(target));
            EdgeJson {
                source,
                target,
                weight: edge.units,
                units: edge.units,
                documents: edge.documents,
                expected: rounded(statistics::expected(aggregate.units, a, b)),
                npmi: rounded(statistics::npmi(aggregate.units, a, b, edge.units)),
                llr: rounded(statistics::llr(aggregate.units, a, b, edge.units)),
                periods: timeline.map(|timeline| timeline.of_edge(pair)).unwrap_or_default(),
                evidence: edge
                    .evidence
                    .iter()
                    .map(|q| QuoteJson { document: &q.document, start: q.span.start, end: q.span.end, text: &q.text })
                    .collect(),
            }
        })
        .collect();
    let degree = |id: &str| edges.iter().filter(|edge| edge.source == id || edge.target == id).count() as u64;
    let nodes = aggregate
        .nodes
        .iter()
        .filter_map(|(id, node)| {
            let about = node.about.as_ref()?;
            Some(NodeJson {
                id,
                key: id,
                label: &about.name,
                kind: about.kind.as_str(),
                type_: about.type_.as_deref(),
                known: about.known,
                country: about.country.as_deref(),
                count: node.count,
                units: node.units,
                documents: node.documents,
                degree: degree(id),
                periods: timeline.map(|timeline| timeline.of_node(id)).unwrap_or_default(),
            })
        })
        .collect();
    GraphJson {
        directed: false,
        multigraph: false,
        graph: MetaJson {
            nertool: env!("CARGO_PKG_VERSION"),
            dictionary,
            scope: aggregate.scope.to_string(),
            documents: aggregate.documents,
            units: aggregate.units,
            by: timeline.map(|timeline| timeline.by.as_str()),
            undated: timeline.map(|timeline| timeline.undated),
            periods: timeline.map(periods),
        },
        nodes,
        edges,
    }
}

fn periods(timeline: &Timeline) -> BTreeMap<String, PeriodJson> {
    let all = timeline.periods.iter();
    all.map(|(&period, counts)| {
        let (documents, units) = (counts.documents, counts.units);
        (timeline.by.label(period), PeriodJson { documents, units })
    })
    .collect()
}

/// Six digits after the point are more than the counts bear.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
