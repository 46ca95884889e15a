//! Gold as nertool's own marked-up text: `[surface](key)`. What is not linked is no entity.

use super::gold::{Gold, GoldEntity};
use super::{label_of, usual_label};
use crate::dictionary::{Claim, FormRole, Kind, Knowledge};
use crate::matchers::lexicon::{self, Words};
use crate::text::token::tokenise;

/// A text without its markup.
pub struct Marked {
    /// The text.
    pub text: String,
    /// Start and end in bytes, and the key, in order.
    pub links: Vec<(usize, usize, String)>,
}

/// Takes the markup out. A bracket that no `](key)` follows stays text.
pub fn parse(marked: &str) -> Marked {
    let (mut text, mut links) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, from)) = rest.split_once('[') {
        text.push_str(before);
        let link = from.split_once("](").and_then(|(surface, after)| {
            let (key, after) = after.split_once(')')?;
            (!surface.contains('[') && !key.contains(char::is_whitespace)).then_some((surface, key, after))
        });
        if let Some((surface, key, after)) = link {
            links.push((text.len(), text.len() + surface.len(), key.to_owned()));
            text.push_str(surface);
            rest = after;
        } else {
            text.push('[');
            rest = from;
        }
    }
    text.push_str(rest);
    Marked { text, links }
}

/// Paragraphs of a file, apart by lines of `---`; lines that start with `# ` are comments. With the
/// number of the first line of each.
pub fn paragraphs(text: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let (mut start, mut lines) = (1, Vec::new());
    for (index, line) in text.lines().chain(["---"]).enumerate() {
        if line == "---" {
            let body = lines.join("\n").trim_matches('\n').to_owned();
            if !body.is_empty() {
                out.push((start, body));
            }
            lines.clear();
            start = index + 2;
        } else if !line.starts_with("# ") {
            lines.push(line);
        }
    }
    out
}

/// Reads one document a paragraph. A key is one of the dictionary, `kind:slug`, or a label.
///
/// # Errors
///
/// The first key that is none of these.
pub fn read(name: &str, text: &str, knowledge: &Knowledge) -> Result<Vec<Gold>, String> {
    let mut out = Vec::new();
    for (line, paragraph) in paragraphs(text) {
        let Marked { text, links } = parse(&paragraph);
        let points = |to: usize| text.get(..to).map_or(0, |before| before.chars().count());
        let mut entities = Vec::new();
        for (start, end, key) in links {
            let surface = text.get(start..end).unwrap_or_default();
            let label = label(&key, surface, knowledge).ok_or_else(|| {
                format!("{name}:{line}: no entity has the key `{key}` (hint: a key of the dictionary, person:jane-doe, or a label as PER)")
            })?;
            entities.push(GoldEntity { start: points(start), end: points(end), label, optional: false });
        }
        out.push(Gold { id: format!("{name}:{line}"), text, entities, ..Gold::default() });
    }
    Ok(out)
}

fn label(key: &str, surface: &str, knowledge: &Knowledge) -> Option<String> {
    if let Some(entity) = knowledge.find(key) {
        let kind = knowledge.entity(entity)?.kind();
        return Some(if is_demonym(surface, entity, knowledge) {
            "MISC".to_owned()
        } else {
            label_of(kind).to_owned()
        });
    }
    if let Some(kind) = key.split(':').next().and_then(Kind::parse) {
        return Some(label_of(kind).to_owned());
    }
    let label = usual_label(key);
    ["PER", "LOC", "ORG", "MISC"].contains(&label.as_str()).then_some(label)
}

/// Whether the dictionary has all of `surface` as a demonym of `entity`.
fn is_demonym(surface: &str, entity: crate::dictionary::EntityRef, knowledge: &Knowledge) -> bool {
    let tokens = tokenise(surface);
    let (mut demonym, mut name) = (false, false);
    lexicon::scan(knowledge, Words { text: surface, tokens: &tokens, hashes: &[] }, |found| {
        let Some(image) = knowledge.layers().get(found.layer) else {
            return;
        };
        if (found.first, found.last) != (0, tokens.len()) {
            return;
        }
        for claim in image.claims(image.form(found.form)) {
            match claim {
                Claim::Entity { entity: other, role, .. } if Knowledge::resolve(found.layer, other) == entity => {
                    demonym |= role == FormRole::Demonym;
                    name |= role != FormRole::Demonym;
                }
                _ => {}
            }
        }
    });
    demonym && !name
}
