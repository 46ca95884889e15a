//! A file of plain text: one document.

use super::{Document, Item, Skipped, io_reason};
use std::io::Read;

/// Reads all of `input` as one document.
pub fn whole(name: &str, input: &mut dyn Read, each: &mut dyn FnMut(Item) -> bool) -> bool {
    let mut bytes = Vec::new();
    let skip = |line, reason: String| Item::Skipped(Skipped { source: name.to_owned(), line, reason });
    if let Err(error) = input.read_to_end(&mut bytes) {
        return each(skip(None, io_reason(&error)));
    }
    if let Some(what) = looks_like(&bytes) {
        return each(skip(None, what.to_owned()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => each(Item::Document(Document { id: name.to_owned(), text, ..Document::default() })),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes().iter().take(valid).filter(|&&byte| byte == b'\n').count();
            each(skip(Some(line), "not valid UTF-8 (hint: iconv -t UTF-8 converts a file)".to_owned()))
        }
    }
}

/// Names the format of files that are given by mistake.
fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 6] = [
        (b"%PDF", "looks like PDF (hint: pdftotext FILE - | nertool extract)"),
        (b"\x89PNG", "looks like a PNG picture"),
        (b"PK\x03\x04", "looks like a zip archive"),
        (b"\x1f\x8b", "looks gzip-compressed (hint: gzip -dc FILE | nertool extract)"),
        (b"\xff\xfe", "looks like UTF-16 (hint: iconv -f UTF-16 -t UTF-8 FILE)"),
        (b"\xfe\xff", "looks like UTF-16 (hint: iconv -f UTF-16 -t UTF-8 FILE)"),
    ];
    kinds.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}
