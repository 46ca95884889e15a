//! `extract` as CSV: one line a mention.

use super::inert::cell;
use crate::input::Document;
use crate::output::json::CodePoints;
use crate::resolve::Resolved;
use std::io::Write;

/// Names of the columns.
pub const HEADER: [&str; 16] = [
    "document",
    "start",
    "end",
    "char_start",
    "char_end",
    "text",
    "entity",
    "name",
    "kind",
    "type",
    "known",
    "country",
    "role",
    "by",
    "segment",
    "score",
];

/// Writes one line for each mention of a document.
///
/// # Errors
///
/// Whatever writing gives.
pub fn write<W: Write>(
    writer: &mut csv::Writer<W>,
    document: &Document,
    resolved: &Resolved,
) -> Result<(), csv::Error> {
    let mut points = CodePoints::new(&document.text);
    for mention in &resolved.mentions {
        let Some(entity) = resolved.entities.get(mention.entity) else {
            continue;
        };
        let (start, end) = (mention.span.start, mention.span.end);
        let (char_start, char_end) = (points.at(start), points.at(end));
        writer.write_record([
            &*cell(&document.id),
            &start.to_string(),
            &end.to_string(),
            &char_start.to_string(),
            &char_end.to_string(),
            &cell(mention.span.of(&document.text)),
            &cell(&entity.id),
            &cell(&entity.name),
            entity.kind.as_str(),
            entity.type_.as_deref().unwrap_or(""),
            if entity.known { "true" } else { "false" },
            entity.country.as_deref().unwrap_or(""),
            mention.role.as_str(),
            mention.by.as_str(),
            mention.segment.as_str(),
            &format!("{:.2}", mention.score),
        ])?;
    }
    Ok(())
}
