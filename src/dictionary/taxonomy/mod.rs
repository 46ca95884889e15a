//! The taxonomy of topics: `topics.dict` parsed, checked, and compiled into the image.
//!
//! [`parse`] reads the file, [`lint`] finds what is wrong in it as a whole, [`inflect`] derives the
//! further forms of a term, [`compile`] writes the sections, [`image`] reads them.

pub mod compile;
pub mod image;
pub mod inflect;
pub mod lint;

use super::line::{Field, LineReader, Place, Problem, each_line, items_at, list};

/// What stands among the entities of a topic for which leaders of two countries in one sentence speak.
pub const LEADERS: &str = "leaders-of-two-countries";

/// How much a term says of its topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// `?`: counts only beside other terms of the topic.
    Weak,
    /// No mark: speaks clearly for the topic.
    Clear,
    /// `^`: whoever reads it knows the topic.
    Decisive,
}

impl Strength {
    /// The name in explanations.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Weak => "weak",
            Self::Clear => "clear",
            Self::Decisive => "decisive",
        }
    }

    pub(crate) fn from_u32(value: u32) -> Self {
        match value {
            0 => Self::Weak,
            1 => Self::Clear,
            _ => Self::Decisive,
        }
    }
}

/// A term, or the key of an entity, and how much it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// As written, without the mark.
    pub text: String,
    /// The mark after it.
    pub strength: Strength,
    /// Column of the line, from 1.
    pub column: usize,
}

/// A line under a topic that starts with `>`: a text that gets the topic, or with `>!` does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Line, from 1.
    pub line: usize,
    /// Whether the text gets the topic.
    pub gets: bool,
    /// The text.
    pub text: String,
}

/// A topic: one line of `topics.dict`.
#[derive(Clone, Debug, Default)]
pub struct TopicEntry {
    /// Its id.
    pub key: String,
    /// As an editor would label it.
    pub name: String,
    /// Words and phrases that speak for it.
    pub terms: Vec<Sign>,
    /// Keys of entities whose mention speaks for it.
    pub entities: Vec<Sign>,
    /// Key of the topic above it.
    pub of: Option<String>,
    /// Code of the IPTC Media Topics.
    pub medtop: Option<u32>,
    /// Texts that get it or do not.
    pub examples: Vec<Example>,
    /// Where it stands.
    pub place: Place,
}

/// Whether a file of this name holds topics.
pub fn is_topics_file(path: &str) -> bool {
    path.replace('\\', "/").rsplit('/').next().is_some_and(|name| name.ends_with("topics.dict"))
}

/// Reads a topics file.
pub fn parse(file: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<TopicEntry> {
    let mut out: Vec<TopicEntry> = Vec::new();
    each_line(file, text, problems, |reader| {
        if !reader.text.starts_with('>') {
            out.extend(topic(reader));
        } else if let Some(example) = example(reader) {
            match out.last_mut() {
                Some(topic) => topic.examples.push(example),
                None => {
                    reader.problem(0, "an example line without a topic above it", "put it under the topic it tests")
                }
            }
        }
    });
    out
}

fn example(reader: &mut LineReader<'_, '_>) -> Option<Example> {
    let (gets, text) = match (reader.text.strip_prefix("> "), reader.text.strip_prefix(">! ")) {
        (Some(text), _) => (true, text),
        (None, Some(text)) => (false, text),
        (None, None) => {
            reader.problem(0, "not an example line", "write `> text` (it gets the topic) or `>! text` (it does not)");
            return None;
        }
    };
    Some(Example { line: reader.line, gets, text: text.trim().to_owned() })
}

fn topic(reader: &mut LineReader<'_, '_>) -> Option<TopicEntry> {
    let mut fields = reader.fields().into_iter();
    let key = fields.next()?;
    let key = reader.key(key)?;
    let Some((_, name)) = fields.next().filter(|(_, name)| !name.is_empty()) else {
        reader.problem(reader.text.len(), "the name is missing", "write: key | Name | terms: a; b");
        return None;
    };
    let place = reader.place();
    let mut topic = TopicEntry { key: key.to_owned(), name: name.to_owned(), place, ..TopicEntry::default() };
    let mut seen: Vec<&str> = Vec::new();
    for field in fields {
        if let Some(field) = reader.field(field, &mut seen) {
            fill(reader, &mut topic, field);
        }
    }
    Some(topic)
}

fn fill(reader: &mut LineReader<'_, '_>, topic: &mut TopicEntry, field: Field<'_>) {
    let Field { at, label, value_at, value } = field;
    match label {
        "terms" => topic.terms = signs(reader, value_at, value),
        "entities" => topic.entities = signs(reader, value_at, value),
        "of" => match list(value).as_slice() {
            [one] => topic.of = Some(one.clone()),
            _ => reader.problem(value_at, "a topic has one parent", "name the one that says most of it"),
        },
        "medtop" => match value.parse() {
            Ok(code) if value.len() == 8 => topic.medtop = Some(code),
            _ => reader.problem(value_at, &format!("`{value}` is no Media Topics code"), "write eight digits"),
        },
        _ => reader.problem(at, &format!("unknown field `{label}`"), "a topic has terms, entities, of, medtop"),
    }
}

fn signs(reader: &mut LineReader<'_, '_>, at: usize, value: &str) -> Vec<Sign> {
    let mut out = Vec::new();
    for (start, written) in items_at(at, value) {
        let (text, strength) = match (written.strip_suffix('^'), written.strip_suffix('?')) {
            (Some(text), _) => (text.trim_end(), Strength::Decisive),
            (None, Some(text)) => (text.trim_end(), Strength::Weak),
            (None, None) => (written, Strength::Clear),
        };
        if text.is_empty() {
            reader.problem(start, "nothing between two `;`", "remove one");
            continue;
        }
        reader.check_form(start, text);
        if let Some(sign) = text.chars().find(|c| matches!(c, '$' | '£' | '€' | '%' | '*')) {
            reader.problem(start, &format!("`{sign}` is no part of a word"), "leave it out, or leave the term out");
        }
        let column = reader.text.get(..start).map_or(1, |before| before.chars().count() + 1);
        out.push(Sign { text: text.to_owned(), strength, column });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_in_full() {
        let mut problems = Vec::new();
        let text = "drone-warfare | Drone warfare | terms: drone strike^; UAV; drone? | entities: un? | of: war | medtop: 20000065\n\
                    > A drone strike hit a depot.\n>! She flew a drone.\n";
        let topics = parse("topics.dict", text, &mut problems);
        assert_eq!(problems, []);
        let topic = topics.first().unwrap();
        let marks: Vec<Strength> = topic.terms.iter().map(|term| term.strength).collect();
        assert_eq!(marks, [Strength::Decisive, Strength::Clear, Strength::Weak]);
        assert_eq!(topic.terms.last().map(|term| term.column), Some(60));
        assert_eq!((topic.of.as_deref(), topic.medtop), (Some("war"), Some(20_000_065)));
        assert_eq!(topic.examples.iter().map(|e| e.gets).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn mistakes_have_a_place_and_a_hint() {
        let text = "> lost\nA | Ay\nb\nc | Cee | terms: x;; y | medtop: 12\nd | Dee | near: z | of: a; b\n>text\n";
        let mut problems = Vec::new();
        parse("topics.dict", text, &mut problems);
        let places: Vec<(usize, usize)> = problems.iter().map(|p| (p.line, p.column)).collect();
        assert_eq!(places, [(1, 1), (2, 1), (3, 2), (4, 20), (4, 34), (5, 11), (5, 25), (6, 1)]);
        assert!(problems.iter().all(|p| !p.hint.is_empty()));
    }
}
