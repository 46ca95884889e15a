//! Formats of results. A format is one file and its row in [`Format`]; none of them computes.

pub mod compare;
pub mod graph;
pub mod inert;
pub mod json;
mod line;
pub mod ranking;
pub mod records;
pub mod report;
pub mod sink;
pub mod summary;
pub mod table;
pub mod topics;
pub mod xml;

pub use sink::Sink;

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal.
    Table,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// A table in Markdown.
    Markdown,
    /// Graph for Gephi.
    Gexf,
    /// Graph for yEd, igraph, Cytoscape.
    Graphml,
    /// Graph for Graphviz.
    Dot,
    /// Graph for Neo4j: two CSV files and a script that loads them.
    Cypher,
}

impl Format {
    /// All formats with their names and the file endings that choose them.
    pub const ALL: [(Self, &'static str, &'static str); 10] = [
        (Self::Table, "table", "txt"),
        (Self::Json, "json", "json"),
        (Self::Jsonl, "jsonl", "jsonl"),
        (Self::Csv, "csv", "csv"),
        (Self::Markdown, "markdown", "md"),
        (Self::Gexf, "gexf", "gexf"),
        (Self::Graphml, "graphml", "graphml"),
        (Self::Dot, "dot", "dot"),
        (Self::Dot, "dot", "gv"),
        (Self::Cypher, "cypher", "cypher"),
    ];

    /// The format of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// The format that a file's ending chooses.
    pub fn of_file(path: &std::path::Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        Self::ALL.iter().find(|row| row.2 == ending).map(|row| row.0)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }
}
