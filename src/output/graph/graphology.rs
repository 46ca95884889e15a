//! JSON as graphology takes it: `Graph.from(graph)`.

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
    out.write_all(b"{\"options\":{\"type\":\"undirected\",\"multi\":false,\"allowSelfLoops\":false},\n\"attributes\":")
        .map_err(io)?;
    serde_json::to_writer(&mut *out, meta)?;
    out.write_all(b",\n\"nodes\":").map_err(io)?;
    lines(out, graph.nodes.iter().map(|node| Node { key: node.id, attributes: NodeData(node) }))?;
    out.write_all(b",\n\"edges\":").map_err(io)?;
    let edge = |edge| {
        let (source, target) = graph.ends(edge)?;
        Some(Edge { source: source.id, target: target.id, undirected: true, attributes: EdgeData(edge) })
    };
    lines(out, graph.edges.iter().filter_map(edge))?;
    out.write_all(b"}\n").map_err(io)
}

#[derive(serde::Serialize)]
struct Node<'g> {
    key: &'g str,
    attributes: NodeData<'g>,
}

#[derive(serde::Serialize)]
struct Edge<'g> {
    source: &'g str,
    target: &'g str,
    undirected: bool,
    attributes: EdgeData<'g>,
}

struct NodeData<'g>(&'g GraphNode<'g>);

impl Serialize for NodeData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("label", &self.0.about.name)?;
        node_attributes(&mut map, self.0)?;
        map.end()
    }
}

struct EdgeData<'g>(&'g GraphEdge<'g>);

impl Serialize for EdgeData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        edge_attributes(&mut map, self.0)?;
        map.end()
    }
}
