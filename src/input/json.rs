//! JSON Lines: one record, one document a line.

use super::{Document, Item, Options, Skipped, io_reason};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::io::BufRead;

/// Whether the first character that is no blank is an opening brace.
pub fn starts_like_json(input: &mut dyn BufRead) -> bool {
    match input.fill_buf() {
        Ok(bytes) => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let text = bytes.iter().position(|byte| !byte.is_ascii_whitespace());
            let brace = text.is_some_and(|at| bytes.get(at) == Some(&b'{'));
            brace
                && bytes
                    .iter()
                    .skip_while(|b| b.is_ascii_whitespace())
                    .nth(1)
                    .is_some_and(|b| matches!(b, b'"' | b' ' | b'}'))
        }
        Err(_) => false,
    }
}

/// Gives each line of `input` as a document; a line that is none is skipped with its number.
pub fn lines(name: &str, input: &mut dyn BufRead, options: &Options, each: &mut dyn FnMut(Item) -> bool) -> bool {
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        number += 1;
        let skip = |reason: String| Item::Skipped(Skipped { source: name.to_owned(), line: Some(number), reason });
        match input.read_until(b'\n', &mut line) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return each(skip(io_reason(&error))),
        }
        let bytes = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1).unwrap_or(&line);
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let item = match record(bytes, options) {
            Ok(mut document) => {
                if document.id.is_empty() {
                    document.id = format!("{name}:{number}");
                }
                Item::Document(document)
            }
            Err(reason) => skip(reason),
        };
        if !each(item) {
            return false;
        }
    }
}

fn record(bytes: &[u8], options: &Options) -> Result<Document, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "not valid UTF-8".to_owned())?;
    let fields: BTreeMap<String, &RawValue> = serde_json::from_str(text).map_err(|error| {
        let column = error.column();
        let hint = if text.trim_start().starts_with('[') { " (hint: one object a line, no array)" } else { "" };
        format!("not a JSON object: {} at column {column}{hint}", words_of(&error))
    })?;
    let found = fields.get(options.text_field.as_str()).ok_or_else(|| {
        let names: Vec<&str> = fields.keys().map(String::as_str).take(8).collect();
        format!("no field `{}` (hint: --text-field; the record has {})", options.text_field, names.join(", "))
    })?;
    let text: String =
        serde_json::from_str(found.get()).map_err(|_| format!("field `{}` is not a string", options.text_field))?;
    let string = |field: &str| fields.get(field).and_then(|raw| scalar(raw));
    Ok(Document {
        id: string(&options.id_field).unwrap_or_default(),
        title: string(&options.title_field),
        date: string(&options.date_field),
        text,
    })
}

/// The error without its place, which is counted within the line.
fn words_of(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

/// A string as it is, a number with all its digits; nothing for the rest.
fn scalar(raw: &RawValue) -> Option<String> {
    let written = raw.get();
    match written.as_bytes().first() {
        Some(b'"') => serde_json::from_str(written).ok(),
        Some(b'-' | b'0'..=b'9') => Some(written.to_owned()),
        _ => None,
    }
}
