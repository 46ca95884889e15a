//! Tables for a person at a terminal, as wide as it is.

use super::inert::terminal;
use crate::input::Document;
use crate::resolve::Resolved;
use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, LineStyle, Table, TableStyle};

/// How a table may look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns of the terminal.
    pub width: u16,
    /// Whether colours may be used.
    pub colour: bool,
}

/// A table without lines between rows, one under its header.
pub fn plain(header: &[&str], look: Look) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(look.width);
    if look.colour {
        table.enforce_styling();
    }
    table.set_header(header.iter().map(|name| heading(name, look)));
    table
}

fn heading(name: &str, look: Look) -> Cell {
    let cell = Cell::new(name);
    if look.colour { cell.add_attribute(Attribute::Bold) } else { cell }
}

/// A cell of text from a document.
pub fn text(value: &str) -> Cell {
    Cell::new(terminal(value))
}

/// A number, to the right.
pub fn number(value: u64) -> Cell {
    Cell::new(value).set_alignment(CellAlignment::Right)
}

/// A cell in the colour of an entity's kind: colours that read on dark and light grounds.
pub fn kind(value: &str, kind: crate::dictionary::Kind, look: Look) -> Cell {
    use crate::dictionary::Kind;
    let cell = text(value);
    if !look.colour {
        return cell;
    }
    cell.fg(match kind {
        Kind::Person => Color::DarkCyan,
        Kind::Country => Color::DarkGreen,
        Kind::Place => Color::DarkYellow,
        Kind::Organization => Color::DarkMagenta,
        Kind::Topic => Color::Grey,
    })
}

/// "1 document", "2 documents".
pub fn documents(count: u64) -> String {
    format!("{count} document{}", if count == 1 { "" } else { "s" })
}

/// Rows at most in a table of `extract`.
pub const TOP: usize = 60;

/// The entities of one document, most prominent first.
pub fn document(document: &Document, resolved: &Resolved, look: Look) -> String {
    let mut out = String::new();
    let name = document.title.as_deref().unwrap_or(&document.id);
    out.push_str(&format!(
        "{}: {} entities, {} mentions\n",
        terminal(name),
        resolved.entities.len(),
        resolved.mentions.len()
    ));
    if resolved.entities.is_empty() {
        return out;
    }
    let mut table = plain(&["Entity", "Kind", "Mentions", "Country", "Titles", "Written"], look);
    for entity in resolved.entities.iter().take(TOP) {
        let type_ = match &entity.type_ {
            Some(type_) => format!("{} ({type_})", entity.kind.as_str()),
            None => entity.kind.as_str().to_owned(),
        };
        let name = if entity.known { entity.name.clone() } else { format!("{} ·", entity.name) };
        table.add_row([
            kind(&name, entity.kind, look),
            text(&type_),
            number(entity.mentions as u64),
            text(entity.country.as_deref().unwrap_or("")),
            text(&entity.titles.join(", ")),
            text(&entity.surfaces.join(", ")),
        ]);
    }
    out.push_str(&trimmed(&table));
    if resolved.entities.len() > TOP {
        out.push_str(&format!("{} more: --format json shows all\n", resolved.entities.len() - TOP));
    }
    if resolved.entities.iter().any(|entity| !entity.known) {
        out.push_str("· not in the dictionary: found by its form or by what stands around it\n");
    }
    out
}

/// A table's lines without blanks at their ends.
pub fn trimmed(table: &Table) -> String {
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
