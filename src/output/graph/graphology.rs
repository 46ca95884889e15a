//! JSON as graphology takes it: `Graph.from(graph)`.

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
    out.write_all(b"{\"options\":{\"type\":\"undirected\",\"multi\":false,\"allowSelfLoops\":false},\n\"attributes\":")
        .map_err(io)?;
    serde_json::to_writer(&mut *out, meta)?;
    out.write_all(b",\n\"nodes\":").map_err(io)?;
    lines(out, &graph.nodes, |row, node| {
        row.text("{\"key\":", node.id)?;
        row.text(",\"attributes\":{\"label\":", &node.about.name)?;
        node_attributes(row, node)?;
        row.raw("}}");
        Ok(())
    })?;
    out.write_all(b",\n\"edges\":").map_err(io)?;
    lines(out, &ties(graph), |row, Tie { edge, ends: (source, target), .. }| {
        row.text("{\"source\":", source.id)?;
        row.text(",\"target\":", target.id)?;
        row.raw(",\"undirected\":true,\"attributes\":{");
        edge_attributes(row, edge)?;
        row.raw("}}");
        Ok(())
    })?;
    out.write_all(b"}\n").map_err(io)
}
