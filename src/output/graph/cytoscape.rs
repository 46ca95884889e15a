//! JSON as Cytoscape.js takes it: `cytoscape({elements: graph.elements})`.

use super::nodelink::{edge_attributes, node_attributes};
use super::{Meta, Tie, lines, ties};
use crate::aggregate::Graph;
use std::io::Write;

/// Writes the graph.
///
/// # Errors
///
/// Whatever writing gives.
pub fn write<W: Write>(out: &mut W, graph: &Graph<'_>, meta: &Meta<'_>) -> Result<(), serde_json::Error> {
    let io = serde_json::Error::io;
    out.write_all(b"{\"data\":").map_err(io)?;
    serde_json::to_writer(&mut *out, meta)?;
    out.write_all(b",\n\"elements\":{\"nodes\":").map_err(io)?;
    lines(out, &graph.nodes, |row, node| {
        row.text("{\"data\":{\"id\":", node.id)?;
        row.text(",\"label\":", &node.about.name)?;
        node_attributes(row, node)?;
        row.raw("}}");
        Ok(())
    })?;
    out.write_all(b",\n\"edges\":").map_err(io)?;
    lines(out, &ties(graph), |row, Tie { number, edge, ends: (source, target) }| {
        // nodes and edges share one space of ids; no entity's id begins with `edge:`
        row.number("{\"data\":{\"id\":\"edge:", *number as u64);
        row.text("\",\"source\":", source.id)?;
        row.text(",\"target\":", target.id)?;
        row.raw(",");
        edge_attributes(row, edge)?;
        row.raw("}}");
        Ok(())
    })?;
    out.write_all(b"}}\n").map_err(io)
}
