//! Text with its expectation in it: `[surface](key)`. What is not linked must not be found.

use nertool::Extractor;

/// A text and the mentions it must have.
pub struct Marked {
    /// The text without markup.
    pub text: String,
    /// Start and end in bytes, and the entity's id, in order.
    pub expected: Vec<(usize, usize, String)>,
}

/// Takes the markup out. A bracket that no `](key)` follows stays text.
pub fn parse(marked: &str) -> Marked {
    let (mut text, mut expected) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        let (before, from) = rest.split_at(open);
        text.push_str(before);
        let link = from[1..].split_once("](").and_then(|(surface, after)| {
            let (key, after) = after.split_once(')')?;
            (!surface.contains('[') && !key.contains(' ')).then_some((surface, key, after))
        });
        match link {
            Some((surface, key, after)) => {
                expected.push((text.len(), text.len() + surface.len(), key.to_owned()));
                text.push_str(surface);
                rest = after;
            }
            None => {
                text.push('[');
                rest = &from[1..];
            }
        }
    }
    text.push_str(rest);
    Marked { text, expected }
}

/// What differs between expectation and result, a line each; empty if nothing.
pub fn differences(extractor: &Extractor, marked: &str) -> Vec<String> {
    let Marked { text, expected } = parse(marked);
    let resolved = extractor.extract(&text);
    let found: Vec<(usize, usize, String)> =
        resolved.mentions.iter().map(|m| (m.span.start, m.span.end, resolved.entities[m.entity].id.clone())).collect();
    let show = |(start, end, key): &(usize, usize, String)| format!("[{}]({key})", &text[*start..*end]);
    let mut out: Vec<String> = Vec::new();
    out.extend(expected.iter().filter(|e| !found.contains(e)).map(|e| format!("missing {}", show(e))));
    out.extend(found.iter().filter(|f| !expected.contains(f)).map(|f| format!("unexpected {}", show(f))));
    out
}
