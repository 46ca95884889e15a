//! GEXF 1.3, for Gephi. With dates the graph is dynamic: spells say when a node or an edge is there,
//! and the attribute `units_of_period` how often.

use super::Meta;
use super::attributes::{Attribute, EDGE, NODE, QUOTE, Type, Value};
use crate::aggregate::Graph;
use crate::aggregate::time::Periods;
use crate::output::xml::escape;
use std::io::{self, Write};

/// Writes the graph.
///
/// # Errors
///
/// Whatever writing gives.
pub fn write<W: Write>(out: &mut W, graph: &Graph<'_>, meta: &Meta<'_>) -> io::Result<()> {
    let dynamic = graph.aggregate.calendar.is_some();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">")?;
    writeln!(out, "<meta><creator>nertool</creator><description>{}</description></meta>", escape(&meta.line()))?;
    let time = if dynamic { "mode=\"dynamic\" timeformat=\"date\"" } else { "mode=\"static\"" };
    writeln!(out, "<graph defaultedgetype=\"undirected\" {time}>")?;
    declare(out, "node", NODE.iter(), dynamic)?;
    declare(out, "edge", EDGE.iter().chain(QUOTE), dynamic)?;
    writeln!(out, "<nodes>")?;
    for node in &graph.nodes {
        writeln!(out, "<node id=\"{}\" label=\"{}\">", escape(node.id), escape(&node.about.name))?;
        values(out, NODE.iter().map(|attribute| (attribute.value)(node)))?;
        spells(out, &node.node.periods)?;
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
        spells(out, &edge.edge.periods)?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

/// Attributes are declared by their place in the list; counts by period are dynamic.
fn declare<'a, W: Write, F: 'a>(
    out: &mut W,
    of: &str,
    attributes: impl Iterator<Item = &'a Attribute<F>>,
    dynamic: bool,
) -> io::Result<()> {
    let mut timed = String::new();
    writeln!(out, "<attributes class=\"{of}\" mode=\"static\">")?;
    for (at, attribute) in attributes.enumerate() {
        let type_ = match attribute.type_ {
            Type::Text => "string",
            Type::Integer => "long",
            Type::Real => "double",
            Type::Flag => "boolean",
            Type::Periods => {
                timed = format!("<attribute id=\"{at}\" title=\"units_of_period\" type=\"long\"/>");
                continue;
            }
        };
        writeln!(out, "<attribute id=\"{at}\" title=\"{}\" type=\"{type_}\"/>", attribute.name)?;
    }
    writeln!(out, "</attributes>")?;
    if dynamic && !timed.is_empty() {
        writeln!(out, "<attributes class=\"{of}\" mode=\"dynamic\">\n{timed}\n</attributes>")?;
    }
    Ok(())
}

fn values<'a, W: Write>(out: &mut W, values: impl Iterator<Item = Value<'a>>) -> io::Result<()> {
    write!(out, "<attvalues>")?;
    for (at, value) in values.enumerate() {
        match value {
            Value::Nothing => {}
            Value::Periods(periods) => {
                for (period, count) in periods {
                    let (start, end) = period.days();
                    write!(out, "<attvalue for=\"{at}\" value=\"{count}\" start=\"{start}\" end=\"{end}\"/>")?;
                }
            }
            value => write!(out, "<attvalue for=\"{at}\" value=\"{}\"/>", escape(&value.written()))?,
        }
    }
    writeln!(out, "</attvalues>")
}

/// Both ends of a spell belong to it.
fn spells<W: Write>(out: &mut W, periods: &Periods) -> io::Result<()> {
    if periods.is_empty() {
        return Ok(());
    }
    write!(out, "<spells>")?;
    for (start, end) in periods.keys().map(|period| period.days()) {
        write!(out, "<spell start=\"{start}\" end=\"{end}\"/>")?;
    }
    writeln!(out, "</spells>")
}
