//! The graph as two tables: nodes.csv and edges.csv.

use super::attributes::{EDGE, NODE, QUOTE};
use crate::aggregate::Graph;
use crate::output::inert::cell;
use std::borrow::Cow;
use std::io::Write;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// The files of a graph that is written as tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// A line a node.
    pub nodes: PathBuf,
    /// A line an edge.
    pub edges: PathBuf,
    /// The script that loads them into Neo4j.
    pub script: PathBuf,
}

impl Files {
    /// `nodes.csv`, `edges.csv` and `load.cypher` in a folder; of any other name `NAME.EXT` the files
    /// `NAME-nodes.csv`, `NAME-edges.csv` and, with the name itself, the script.
    pub fn of(path: &Path) -> Self {
        if is_folder(path) {
            return Self {
                nodes: path.join("nodes.csv"),
                edges: path.join("edges.csv"),
                script: path.join("load.cypher"),
            };
        }
        let stem = path.file_stem().unwrap_or_default();
        let named = |suffix: &str| {
            let mut name = stem.to_owned();
            name.push(suffix);
            path.with_file_name(name)
        };
        Self { nodes: named("-nodes.csv"), edges: named("-edges.csv"), script: path.with_extension("cypher") }
    }
}

/// Whether a path names a folder: it is one, or ends as one.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', MAIN_SEPARATOR])
}

/// Who reads the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Spreadsheets, databases, data frames.
    Any,
    /// Neo4j, which takes a backslash in quotes for an escape.
    Neo4j,
}

impl Reader {
    fn text(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Neo4j if text.contains('\\') => Cow::Owned(cell(text).replace('\\', "\\\\")),
            _ => cell(text),
        }
    }
}

/// Writes the nodes, a line each.
///
/// # Errors
///
/// Whatever writing gives.
pub fn nodes<W: Write>(out: W, graph: &Graph<'_>, reader: Reader) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["id", "label"].into_iter().chain(NODE.iter().map(|attribute| attribute.name)))?;
    for node in &graph.nodes {
        let mut record = vec![reader.text(node.id).into_owned(), reader.text(&node.about.name).into_owned()];
        record.extend(NODE.iter().map(|attribute| field((attribute.value)(node), reader)));
        writer.write_record(&record)?;
    }
    writer.flush()?;
    Ok(())
}

/// Writes the edges, a line each, with the names of both ends for a reader without the nodes.
///
/// # Errors
///
/// Whatever writing gives.
pub fn edges<W: Write>(out: W, graph: &Graph<'_>, reader: Reader) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    let names = EDGE.iter().chain(QUOTE).map(|attribute| attribute.name);
    writer.write_record(["source", "target", "source_label", "target_label", "weight"].into_iter().chain(names))?;
    for edge in &graph.edges {
        let Some((source, target)) = graph.ends(edge) else {
            continue;
        };
        let ends = [source.id, target.id, &source.about.name, &target.about.name];
        let mut record: Vec<String> = ends.iter().map(|text| reader.text(text).into_owned()).collect();
        record.push(edge.edge.units.to_string());
        record.extend(EDGE.iter().chain(QUOTE).map(|attribute| field((attribute.value)(edge), reader)));
        writer.write_record(&record)?;
    }
    writer.flush()?;
    Ok(())
}

fn field(value: super::attributes::Value<'_>, reader: Reader) -> String {
    match value {
        super::attributes::Value::Text(text) => reader.text(text).into_owned(),
        value => value.written(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_pair() {
        let files = Files::of(Path::new("out/korea.csv"));
        assert_eq!(files.nodes, Path::new("out/korea-nodes.csv"));
        assert_eq!(files.edges, Path::new("out/korea-edges.csv"));
        assert_eq!(Files::of(Path::new("korea.cypher")).script, Path::new("korea.cypher"));
        assert_eq!(Files::of(Path::new("new/")).nodes, Path::new("new/nodes.csv"));
    }

    #[test]
    fn formulas_and_backslashes() {
        assert_eq!(Reader::Any.text("=1\\"), "'=1\\");
        assert_eq!(Reader::Neo4j.text("=1\\"), "'=1\\\\");
    }
}
