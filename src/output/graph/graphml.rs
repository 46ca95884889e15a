//! GraphML, for yEd, igraph, networkx and Cytoscape.

use super::Meta;
use super::attributes::{Attribute, EDGE, NODE, QUOTE, Type, Value};
use crate::aggregate::Graph;
use crate::output::xml::escape;
use std::io::{self, Write};

/// Writes the graph.
///
/// # Errors
///
/// Whatever writing gives.
pub fn write<W: Write>(out: &mut W, graph: &Graph<'_>, meta: &Meta<'_>) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    // two hyphens would end the comment
    writeln!(out, "<!-- {} -->", escape(&meta.line()).replace("--", "- -"))?;
    declare(out, "node", "label", Type::Text)?;
    declare_all(out, "node", NODE.iter())?;
    declare(out, "edge", "weight", Type::Integer)?;
    declare_all(out, "edge", EDGE.iter().chain(QUOTE))?;
    writeln!(out, "<graph id=\"nertool\" edgedefault=\"undirected\">")?;
    for node in &graph.nodes {
        write!(out, "<node id=\"{}\">", escape(node.id))?;
        data(out, "node", "label", Value::Text(&node.about.name))?;
        for attribute in NODE {
            data(out, "node", attribute.name, (attribute.value)(node))?;
        }
        writeln!(out, "</node>")?;
    }
    for edge in &graph.edges {
        let Some((source, target)) = graph.ends(edge) else {
            continue;
        };
        write!(out, "<edge source=\"{}\" target=\"{}\">", escape(source.id), escape(target.id))?;
        data(out, "edge", "weight", Value::Integer(edge.edge.units))?;
        for attribute in EDGE.iter().chain(QUOTE) {
            data(out, "edge", attribute.name, (attribute.value)(edge))?;
        }
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</graph>\n</graphml>")
}

fn declare_all<'a, W: Write, F: 'a>(
    out: &mut W,
    of: &str,
    all: impl Iterator<Item = &'a Attribute<F>>,
) -> io::Result<()> {
    for attribute in all {
        declare(out, of, attribute.name, attribute.type_)?;
    }
    Ok(())
}

fn declare<W: Write>(out: &mut W, of: &str, name: &str, type_: Type) -> io::Result<()> {
    let type_ = match type_ {
        Type::Text | Type::Periods => "string",
        Type::Integer => "long",
        Type::Real => "double",
        Type::Flag => "boolean",
    };
    writeln!(out, "<key id=\"{of}-{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{type_}\"/>")
}

fn data<W: Write>(out: &mut W, of: &str, name: &str, value: Value<'_>) -> io::Result<()> {
    if value == Value::Nothing {
        return Ok(());
    }
    write!(out, "<data key=\"{of}-{name}\">{}</data>", escape(&value.written()))
}
