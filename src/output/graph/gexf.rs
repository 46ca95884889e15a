//! GEXF 1.3, for Gephi.

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
    writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">")?;
    writeln!(out, "<meta><creator>nertool</creator><description>{}</description></meta>", escape(&meta.line()))?;
    writeln!(out, "<graph defaultedgetype=\"undirected\" mode=\"static\">")?;
    declare(out, "node", NODE.iter())?;
    declare(out, "edge", EDGE.iter().chain(QUOTE))?;
    writeln!(out, "<nodes>")?;
    for node in &graph.nodes {
        writeln!(out, "<node id=\"{}\" label=\"{}\">", escape(node.id), escape(&node.about.name))?;
        values(out, NODE.iter().map(|attribute| (attribute.value)(node)))?;
        writeln!(out, "</node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for (at, edge) in graph.edges.iter().enumerate() {
        let Some((source, target)) = graph.ends(edge) else {
            continue;
        };
        let (source, target) = (escape(source.id), escape(target.id));
        writeln!(out, "<edge id=\"{at}\" source=\"{source}\" target=\"{target}\" weight=\"{}\">", edge.edge.units)?;
        values(out, EDGE.iter().chain(QUOTE).map(|attribute| (attribute.value)(edge)))?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

/// Attributes are declared by their place in the list.
fn declare<'a, W: Write, F: 'a>(
    out: &mut W,
    of: &str,
    attributes: impl Iterator<Item = &'a Attribute<F>>,
) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{of}\" mode=\"static\">")?;
    for (at, attribute) in attributes.enumerate() {
        let type_ = match attribute.type_ {
            Type::Text => "string",
            Type::Integer => "long",
            Type::Real => "double",
            Type::Flag => "boolean",
        };
        writeln!(out, "<attribute id=\"{at}\" title=\"{}\" type=\"{type_}\"/>", attribute.name)?;
    }
    writeln!(out, "</attributes>")
}

fn values<'a, W: Write>(out: &mut W, values: impl Iterator<Item = Value<'a>>) -> io::Result<()> {
    write!(out, "<attvalues>")?;
    for (at, value) in values.enumerate().filter(|(_, value)| *value != Value::Nothing) {
        write!(out, "<attvalue for=\"{at}\" value=\"{}\"/>", escape(&value.written()))?;
    }
    writeln!(out, "</attvalues>")
}
