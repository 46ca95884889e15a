//! DOT, for Graphviz.

use super::Meta;
use super::attributes::{EDGE, NODE, Value};
use crate::aggregate::Graph;
use crate::dictionary::Kind;
use crate::output::inert::terminal;
use std::io::{self, Write};

/// Writes the graph.
///
/// # Errors
///
/// Whatever writing gives.
pub fn write<W: Write>(out: &mut W, graph: &Graph<'_>, meta: &Meta<'_>) -> io::Result<()> {
    writeln!(out, "// {}", terminal(&meta.line()))?;
    writeln!(out, "graph nertool {{")?;
    writeln!(out, "graph [charset=\"UTF-8\", layout=sfdp, overlap=false, outputorder=edgesfirst];")?;
    writeln!(out, "node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];\nedge [color=\"#00000055\"];")?;
    for node in &graph.nodes {
        write!(
            out,
            "{} [label={}, fillcolor=\"{}\"",
            quoted(node.id),
            quoted(&node.about.name),
            colour(node.about.kind)
        )?;
        for attribute in NODE {
            attribute_of(out, attribute.name, (attribute.value)(node))?;
        }
        writeln!(out, "];")?;
    }
    for edge in &graph.edges {
        let Some((source, target)) = graph.ends(edge) else {
            continue;
        };
        write!(out, "{} -- {} [weight={}", quoted(source.id), quoted(target.id), edge.edge.units)?;
        for attribute in EDGE {
            attribute_of(out, attribute.name, (attribute.value)(edge))?;
        }
        if !edge.edge.relations.is_empty() {
            attribute_of(out, "relations", Value::Relations(&edge.edge.relations))?;
        }
        if let Some(quote) = edge.edge.evidence.first() {
            write!(out, ", tooltip={}", quoted(&quote.text))?;
        }
        writeln!(out, "];")?;
    }
    writeln!(out, "}}")
}

fn attribute_of<W: Write>(out: &mut W, name: &str, value: Value<'_>) -> io::Result<()> {
    match value {
        Value::Nothing => Ok(()),
        value => write!(out, ", {name}={}", quoted(&value.written())),
    }
}

/// A text in quotes. A backslash is doubled, since `\G`, `\N` and others mean something in labels.
fn quoted(text: &str) -> String {
    let text: String = text.chars().filter(|&c| crate::output::xml::is_char(c)).collect();
    format!("\"{}\"", terminal(&text).replace('\\', "\\\\").replace('"', "\\\""))
}

/// Light enough for black letters.
fn colour(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "#bfe3ec",
        Kind::Country => "#c9e7c4",
        Kind::Place => "#f4e2b5",
        Kind::Organization => "#e6cdec",
        Kind::Topic => "#dddddd",
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quotes_cannot_be_left() {
        assert_eq!(quoted("a\"]; b\\"), "\"a\\\"]; b\\\\\"");
        assert_eq!(quoted("\\G\u{0}\u{1b}[1m\n"), "\"\\\\G[1m \"");
    }
}
