//! JSON as Cytoscape.js takes it: `cytoscape({elements: graph.elements})`.

use super::nodelink::{edge_attributes, node_attributes};
use super::{Meta, lines};
use crate::aggregate::Graph;
use crate::aggregate::graph::{GraphEdge, GraphNode};
use serde::ser::{Serialize, SerializeMap, Serializer};
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
    lines(out, graph.nodes.iter().map(|node| Element { data: NodeData(node) }))?;
    out.write_all(b",\n\"edges\":").map_err(io)?;
    let edges = graph.edges.iter().enumerate();
    let edges = edges.filter_map(|(at, edge)| Some(Element { data: EdgeData(at, edge, graph.ends(edge)?) }));
    lines(out, edges)?;
    out.write_all(b"}}\n").map_err(io)
}

#[derive(serde::Serialize)]
struct Element<T> {
    data: T,
}

struct NodeData<'g>(&'g GraphNode<'g>);

impl Serialize for NodeData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", self.0.id)?;
        map.serialize_entry("label", &self.0.about.name)?;
        node_attributes(&mut map, self.0)?;
        map.end()
    }
}

struct EdgeData<'g>(usize, &'g GraphEdge<'g>, (&'g GraphNode<'g>, &'g GraphNode<'g>));

impl Serialize for EdgeData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(at, edge, (source, target)) = self;
        let mut map = serializer.serialize_map(None)?;
        // nodes and edges share one space of ids; no entity's id begins with `edge:`
        map.serialize_entry("id", &format!("edge:{at}"))?;
        map.serialize_entry("source", source.id)?;
        map.serialize_entry("target", target.id)?;
        edge_attributes(&mut map, edge)?;
        map.end()
    }
}
