//! The script that loads the two tables into Neo4j. Names never stand in it: they come from the
//! tables, so that none can end a literal.

use super::attributes::{Attribute, EDGE, NODE, QUOTE, Type};
use super::tables::Files;
use std::io::{self, Write};
use std::path::Path;

/// Writes the script that loads `files`, which must lie in Neo4j's import folder.
///
/// # Errors
///
/// Whatever writing gives.
pub fn write<W: Write>(out: &mut W, files: &Files) -> io::Result<()> {
    writeln!(out, "// copy both tables into Neo4j's import folder, then: cypher-shell -f THIS_FILE")?;
    writeln!(out, "CREATE CONSTRAINT nertool_entity IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE;\n")?;
    writeln!(out, "LOAD CSV WITH HEADERS FROM {} AS row", url(&files.nodes))?;
    writeln!(out, "MERGE (e:Entity {{id: row.id}})\nSET e.label = row.label")?;
    for attribute in NODE {
        set(out, "e", attribute)?;
    }
    writeln!(out, ";\n\nLOAD CSV WITH HEADERS FROM {} AS row", url(&files.edges))?;
    writeln!(out, "MATCH (a:Entity {{id: row.source}}), (b:Entity {{id: row.target}})")?;
    writeln!(out, "MERGE (a)-[r:APPEARS_WITH]-(b)\nSET r.weight = toInteger(row.weight)")?;
    for attribute in EDGE.iter().chain(QUOTE) {
        set(out, "r", attribute)?;
    }
    writeln!(out, ";")
}

fn set<W: Write, F>(out: &mut W, of: &str, attribute: &Attribute<F>) -> io::Result<()> {
    let name = attribute.name;
    // Neo4j reads an empty field as null, and null sets nothing
    match attribute.type_ {
        Type::Text | Type::Periods => writeln!(out, "  , {of}.{name} = row.{name}"),
        Type::Integer => writeln!(out, "  , {of}.{name} = toInteger(row.{name})"),
        Type::Real => writeln!(out, "  , {of}.{name} = toFloat(row.{name})"),
        Type::Flag => writeln!(out, "  , {of}.{name} = toBoolean(row.{name})"),
    }
}

/// `'file:///nodes.csv'`: the file's name as part of an address.
fn url(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut out = String::from("'file:///");
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_the_literal() {
        assert_eq!(url(Path::new("a/b'; MATCH é.csv")), "'file:///b%27%3B%20MATCH%20%C3%A9.csv'");
    }
}
