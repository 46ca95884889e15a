//! Node-link JSON, as networkx (from 3.4), graphology, Sigma and, with `links`, d3 open it.

use super::attributes::{Attribute, EDGE, NODE, Type, Value};
use super::{Meta, lines};
use crate::aggregate::graph::{GraphEdge, GraphNode};
use crate::aggregate::{Graph, Quote};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::Write;

/// Writes the graph with its edges under the name `edges`.
///
/// # Errors
///
/// Whatever writing gives.
pub fn write<W: Write>(out: &mut W, graph: &Graph<'_>, meta: &Meta<'_>, edges: &str) -> Result<(), serde_json::Error> {
    let io = serde_json::Error::io;
    out.write_all(b"{\"directed\":false,\"multigraph\":false,\n\"graph\":").map_err(io)?;
    serde_json::to_writer(&mut *out, meta)?;
    out.write_all(b",\n\"nodes\":").map_err(io)?;
    lines(out, graph.nodes.iter().map(NodeRow))?;
    write!(out, ",\n\"{edges}\":").map_err(io)?;
    lines(out, graph.edges.iter().filter_map(|edge| Some(EdgeRow(edge, graph.ends(edge)?))))?;
    out.write_all(b"}\n").map_err(io)
}

struct NodeRow<'g>(&'g GraphNode<'g>);

impl Serialize for NodeRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", self.0.id)?;
        map.serialize_entry("key", self.0.id)?;
        map.serialize_entry("label", &self.0.about.name)?;
        node_attributes(&mut map, self.0)?;
        map.end()
    }
}

struct EdgeRow<'g>(&'g GraphEdge<'g>, (&'g GraphNode<'g>, &'g GraphNode<'g>));

impl Serialize for EdgeRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(edge, (source, target)) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("source", source.id)?;
        map.serialize_entry("target", target.id)?;
        edge_attributes(&mut map, edge)?;
        map.end()
    }
}

/// Attributes of a node as entries of a JSON object.
pub(super) fn node_attributes<M: SerializeMap>(map: &mut M, node: &GraphNode<'_>) -> Result<(), M::Error> {
    NODE.iter().try_for_each(|attribute| entry(map, attribute, (attribute.value)(node)))
}

fn entry<M: SerializeMap, F>(map: &mut M, attribute: &Attribute<F>, value: Value<'_>) -> Result<(), M::Error> {
    if attribute.type_ == Type::Periods && value == Value::Nothing {
        return Ok(());
    }
    map.serialize_entry(attribute.name, &value)
}

/// Weight, attributes and sentences of an edge as entries of a JSON object.
pub(super) fn edge_attributes<M: SerializeMap>(map: &mut M, edge: &GraphEdge<'_>) -> Result<(), M::Error> {
    map.serialize_entry("weight", &edge.edge.units)?;
    EDGE.iter().try_for_each(|attribute| entry(map, attribute, (attribute.value)(edge)))?;
    map.serialize_entry("relations", &Value::Relations(&edge.edge.relations))?;
    map.serialize_entry("evidence", &Quotes(&edge.edge.evidence))
}

struct Quotes<'g>(&'g [Quote]);

impl Serialize for Quotes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|quote| QuoteRow {
            document: &quote.document,
            start: quote.span.start,
            end: quote.span.end,
            text: &quote.text,
        }))
    }
}

#[derive(serde::Serialize)]
struct QuoteRow<'g> {
    document: &'g str,
    start: usize,
    end: usize,
    text: &'g str,
}
