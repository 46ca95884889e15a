//! Text with its expectation in it: `[surface](key)`. What is not linked must not be found.

use nertool::Extractor;
use nertool::eval::marked::{Marked, parse};

/// What differs between expectation and result, a line each; empty if nothing.
pub fn differences(extractor: &Extractor, marked: &str) -> Vec<String> {
    let Marked { text, links: expected } = parse(marked);
    let resolved = extractor.extract(&text);
    let found: Vec<(usize, usize, String)> =
        resolved.mentions.iter().map(|m| (m.span.start, m.span.end, resolved.entities[m.entity].id.clone())).collect();
    let show = |(start, end, key): &(usize, usize, String)| format!("[{}]({key})", &text[*start..*end]);
    let mut out: Vec<String> = Vec::new();
    out.extend(expected.iter().filter(|e| !found.contains(e)).map(|e| format!("missing {}", show(e))));
    out.extend(found.iter().filter(|f| !expected.contains(f)).map(|f| format!("unexpected {}", show(f))));
    out
}
