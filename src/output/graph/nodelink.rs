//! Node-link JSON, as networkx (from 3.4), graphology, Sigma and, with `links`, d3 open it.

use super::attributes::{Attribute, EDGE, NODE, Type, Value, rounded};
use super::{Meta, Tie, lines, ties};
use crate::aggregate::graph::{GraphEdge, GraphNode};
use crate::aggregate::{Graph, Quote};
use crate::output::line::Line;
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
    lines(out, &graph.nodes, |row, node| {
        row.text("{\"id\":", node.id)?;
        row.text(",\"key\":", node.id)?;
        row.text(",\"label\":", &node.about.name)?;
        node_attributes(row, node)?;
        row.raw("}");
        Ok(())
    })?;
    write!(out, ",\n\"{edges}\":").map_err(io)?;
    lines(out, &ties(graph), |row, Tie { edge, ends: (source, target), .. }| {
        row.text("{\"source\":", source.id)?;
        row.text(",\"target\":", target.id)?;
        row.raw(",");
        edge_attributes(row, edge)?;
        row.raw("}");
        Ok(())
    })?;
    out.write_all(b"}\n").map_err(io)
}

/// Adds the attributes of a node to the fields of a JSON object.
pub(super) fn node_attributes(row: &mut Line, node: &GraphNode<'_>) -> Result<(), serde_json::Error> {
    NODE.iter().try_for_each(|attribute| field(row, attribute, (attribute.value)(node)))
}

fn field<F>(row: &mut Line, attribute: &Attribute<F>, value: Value<'_>) -> Result<(), serde_json::Error> {
    if attribute.type_ == Type::Periods && value == Value::Nothing {
        return Ok(());
    }
    row.raw(",\"");
    row.raw(attribute.name);
    match value {
        Value::Nothing => row.raw("\":null"),
        Value::Text(text) => row.text("\":", text)?,
        Value::Integer(number) => row.number("\":", number),
        Value::Real(number) => row.value("\":", &rounded(number))?,
        Value::Flag(flag) => row.raw(if flag { "\":true" } else { "\":false" }),
        Value::Periods(_) | Value::Relations(_) => row.value("\":", &value)?,
    }
    Ok(())
}

/// The fields of a JSON object with weight, attributes and sentences of an edge; no comma before them.
pub(super) fn edge_attributes(row: &mut Line, edge: &GraphEdge<'_>) -> Result<(), serde_json::Error> {
    row.number("\"weight\":", edge.edge.units);
    EDGE.iter().try_for_each(|attribute| field(row, attribute, (attribute.value)(edge)))?;
    row.raw(",\"relations\":");
    match edge.edge.relations.is_empty() {
        true => row.raw("[]"),
        false => row.value("", &Value::Relations(&edge.edge.relations))?,
    }
    row.raw(",\"evidence\":[");
    for (index, quote) in edge.edge.evidence.iter().enumerate() {
        row.raw(if index > 0 { "," } else { "" });
        self::quote(row, quote)?;
    }
    row.raw("]");
    Ok(())
}

fn quote(row: &mut Line, quote: &Quote) -> Result<(), serde_json::Error> {
    row.text("{\"document\":", &quote.document)?;
    row.number(",\"start\":", quote.span.start as u64);
    row.number(",\"end\":", quote.span.end as u64);
    row.text(",\"text\":", &quote.text)?;
    row.raw("}");
    Ok(())
}
