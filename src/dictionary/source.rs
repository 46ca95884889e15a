//! Dictionary files as text: parsing, with every mistake reported as `file:line:column`.

pub use super::entry::{Decoy, Entry, FormText, Office, Place, Problem, Word};
use super::kind::{Kind, Mark};
pub use super::line::{FORM_BYTES, FORM_WORDS};
use super::line::{Field, LineReader, each_line, is_key, items_at, list};
use std::collections::BTreeMap;

/// Splits `Georgia?` into the form and its mark.
pub fn form(written: &str) -> FormText {
    let (text, mark) = match written.strip_suffix('?') {
        Some(rest) => (rest, Mark::Shared),
        None => match written.strip_suffix('~') {
            Some(rest) => (rest, Mark::Everyday),
            None => (written, Mark::None),
        },
    };
    FormText { text: text.trim_end().to_owned(), mark }
}

/// Reads the entries of a `.dict` file. `kind` is what the file's place says its entries are.
pub fn parse_entries(file: &str, kind: Option<Kind>, text: &str, problems: &mut Vec<Problem>) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    each_line(file, text, problems, |reader| {
        if let Some(example) = reader.text.strip_prefix("> ") {
            match out.last_mut() {
                Some(entry) => entry.examples.push((reader.line, example.to_owned())),
                None => {
                    reader.problem(0, "an example line without an entry above it", "put it under the entry it tests")
                }
            }
        } else if let Some(entry) = reader.entry(kind) {
            out.push(entry);
        }
    });
    out
}

/// Reads a decoys file: `form | what | reason`.
pub fn parse_decoys(file: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<Decoy> {
    let mut out: Vec<Decoy> = Vec::new();
    each_line(file, text, problems, |reader| {
        if let Some(example) = reader.text.strip_prefix("> ") {
            match out.last_mut() {
                Some(decoy) => decoy.examples.push((reader.line, example.to_owned())),
                None => {
                    reader.problem(0, "an example line without an entry above it", "put it under the decoy it tests")
                }
            }
        } else if let Some(decoy) = reader.decoy() {
            out.push(decoy);
        }
    });
    out
}

/// Reads a word file: one word or phrase a line, `#` starts a comment; what stands after a colon
/// ("province: state") is for [`parse_grouped`].
pub fn parse_words(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(": ").map_or(line, |(word, _)| word))
}

/// Reads a word file whose lines are checked, each with its place.
pub fn parse_placed(file: &str, text: &str) -> Vec<Word> {
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
    let place = |line| Place { file: file.to_owned(), line, section: 0 };
    lines.map(|(text, line)| Word { text: text.trim().to_owned(), place: place(line) }).collect()
}

/// A word file whose words have values: `word: value value`. A line `= name: value value` names values that stand
/// for each other line with `word: name`.
pub struct Grouped<'t> {
    /// The named values.
    pub groups: BTreeMap<&'t str, Vec<&'t str>>,
    /// The words with their values, named ones spelt out; none after a word alone.
    pub words: Vec<(&'t str, Vec<&'t str>)>,
}

/// Reads a word file with values between which `separator` stands.
pub fn parse_grouped<'t>(text: &'t str, separator: &str) -> Grouped<'t> {
    let mut grouped = Grouped { groups: BTreeMap::new(), words: Vec::new() };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (word, values) = line.split_once(": ").unwrap_or((line, ""));
        let values = || values.split(separator).filter(|value| !value.is_empty());
        if let Some(name) = word.strip_prefix("= ") {
            grouped.groups.insert(name, values().collect());
        } else {
            let of = |value: &'t str| grouped.groups.get(value).cloned().unwrap_or_else(|| vec![value]);
            let values = values().flat_map(of).collect();
            grouped.words.push((word, values));
        }
    }
    grouped
}

impl LineReader<'_, '_> {
    fn entry(&mut self, kind: Option<Kind>) -> Option<Entry> {
        let mut fields = self.fields().into_iter();
        let key = fields.next()?;
        let key = self.key(key)?;
        let Some((name_at, written)) = fields.next() else {
            self.problem(self.text.len(), "the name is missing", "write: key | Name | field: value");
            return None;
        };
        let (name, qualifier) = split_qualifier(written);
        let name = form(name);
        self.check_form(name_at, &name.text);
        let mut entry = Entry { key: key.to_owned(), name: Some(name), qualifier, kind, ..Entry::default() };
        let mut seen: Vec<&str> = Vec::new();
        for field in fields {
            if let Some(field) = self.field(field, &mut seen) {
                self.fill(&mut entry, field);
            }
        }
        if entry.kind.is_none() {
            self.problem(
                0,
                "the kind of this entry is unknown",
                "add `kind: person`, `country`, `place` or `organization`",
            );
            return None;
        }
        entry.place = self.place();
        self.text.clone_into(&mut entry.line);
        Some(entry)
    }

    fn decoy(&mut self) -> Option<Decoy> {
        let fields: Vec<&str> = self.text.split(" | ").map(str::trim).collect();
        let &[written, what, reason] = fields.as_slice() else {
            self.problem(0, "a decoy has three fields", "write: form | what it is | reason");
            return None;
        };
        let form = form(written);
        self.check_form(0, &form.text);
        let (what, reason) = (what.to_owned(), reason.to_owned());
        Some(Decoy { form, what, reason, examples: Vec::new(), place: self.place() })
    }

    fn fill(&mut self, entry: &mut Entry, field: Field<'_>) {
        let Field { at, label, value_at, value } = field;
        let one = || Some(value.to_owned());
        match label {
            "aka" => entry.aka = self.forms(value_at, value),
            "demonym" => entry.demonym = self.forms(value_at, value),
            "team" => entry.team = list(value),
            "capital" => entry.capital = list(value),
            "near" => entry.near = list(value),
            "of" => entry.of = list(value),
            "type" => entry.type_ = one(),
            "role" => entry.role = list(value),
            "at" => match coordinates(value) {
                Some(_) => entry.at = one(),
                None => self.problem(
                    value_at,
                    &format!("`{value}` is no position"),
                    "write latitude,longitude in degrees: 39.02,125.75",
                ),
            },
            "pop" => match value.parse() {
                Ok(pop) => entry.pop = Some(pop),
                Err(_) => self.problem(value_at, &format!("`{value}` is no population"), "write digits only"),
            },
            "iso" => {
                if value.len() == 2 && value.bytes().all(|b| b.is_ascii_uppercase()) {
                    entry.iso = one();
                } else {
                    self.problem(value_at, &format!("`{value}` is no ISO 3166-1 alpha-2 code"), "two capital letters");
                }
            }
            "seat" => entry.seat = one(),
            "wikidata" => {
                if value
                    .strip_prefix('Q')
                    .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
                {
                    entry.wikidata = one();
                } else {
                    self.problem(value_at, &format!("`{value}` is no Wikidata id"), "write Q and digits");
                }
            }
            "kind" => match Kind::parse(value) {
                Some(kind) => entry.kind = Some(kind),
                None => {
                    self.problem(value_at, &format!("`{value}` is no kind"), "person, country, place or organization")
                }
            },
            _ => self.problem(at, &format!("unknown field `{label}`"), "dictionaries/README.md lists the fields"),
        }
    }

    fn forms(&mut self, at: usize, value: &str) -> Vec<FormText> {
        let mut out = Vec::new();
        for (start, written) in items_at(at, value) {
            let form = form(written);
            self.check_form(start, &form.text);
            out.push(form);
        }
        out
    }
}

/// `39.02,125.75` as degrees.
pub fn coordinates(value: &str) -> Option<(f64, f64)> {
    let (lat, lon) = value.split_once(',')?;
    let (lat, lon): (f64, f64) = (lat.trim().parse().ok()?, lon.trim().parse().ok()?);
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon))
}

/// `President of us 2017-01-20/2021-01-20` taken apart.
pub fn office(written: &str) -> Option<Office> {
    let (rest, dates) = match written.rsplit_once(' ') {
        Some((rest, dates)) if dates.contains('/') => (rest, Some(dates)),
        _ => (written, None),
    };
    let (from, to) = match dates {
        Some(dates) => {
            let (from, to) = dates.split_once('/')?;
            (date(from)?, date(to)?)
        }
        None => (None, None),
    };
    let (title, of) = match rest.rsplit_once(" of ") {
        Some((title, key)) if is_key(key) => (title, Some(key.to_owned())),
        _ => (rest, None),
    };
    Some(Office { title: title.to_owned(), of, from, to })
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as a number `YYYYMMDD`; empty is open.
fn date(written: &str) -> Option<Option<u32>> {
    if written.is_empty() {
        return Some(None);
    }
    let mut parts = written.split('-');
    let year: u32 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: u32 = parts.next().map_or(Some(0), |m| m.parse().ok().filter(|m| (1..=12).contains(m)))?;
    let day: u32 = parts.next().map_or(Some(0), |d| d.parse().ok().filter(|d| (1..=31).contains(d)))?;
    parts.next().is_none().then_some(Some(year * 10_000 + month * 100 + day))
}

fn split_qualifier(written: &str) -> (&str, Option<String>) {
    match written.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        Some((name, qualifier)) => (name.trim_end(), Some(qualifier.to_owned())),
        None => (written, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_in_full() {
        let mut problems = Vec::new();
        let line = "ge | Georgia? (country) | aka: Republic of Georgia; Sakartvelo | demonym: Georgian?; Georgians? \
                    | capital: Tbilisi | near: Caucasus; Abkhazia | iso: GE | wikidata: Q230";
        let entries = parse_entries("countries.dict", Some(Kind::Country), line, &mut problems);
        assert_eq!(problems, []);
        let ge = entries.first().expect("one entry");
        assert_eq!(ge.name, Some(FormText { text: "Georgia".into(), mark: Mark::Shared }));
        assert_eq!(ge.qualifier.as_deref(), Some("country"));
        assert_eq!((ge.aka.len(), ge.demonym.len(), ge.near.len()), (2, 2, 2));
    }

    #[test]
    fn mistakes_have_a_place_and_a_hint() {
        let text = "# section\nKim | Kim\nus\nus | United States | nickname: Yankees\nfr | France | pop: many | pop: 3\n> lost\n";
        let mut problems = Vec::new();
        parse_entries("my.dict", Some(Kind::Country), text, &mut problems);
        let places: Vec<(usize, usize)> = problems.iter().map(|p| (p.line, p.column)).collect();
        assert_eq!(places, [(2, 1), (3, 3), (4, 22), (5, 20), (5, 27)]);
        assert!(problems.iter().all(|p| !p.hint.is_empty()));
    }

    #[test]
    fn offices() {
        let office = office("Prime Minister of gb 2019-07-24/2022-09").expect("an office");
        assert_eq!((office.title.as_str(), office.of.as_deref()), ("Prime Minister", Some("gb")));
        assert_eq!((office.from, office.to), (Some(20_190_724), Some(20_220_900)));
        assert!(super::office("Chief of Staff").is_some_and(|o| o.of.is_none() && o.title == "Chief of Staff"));
        assert!(super::office("Premier 19/2022").is_none());
    }
}
