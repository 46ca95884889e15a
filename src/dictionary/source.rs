//! Dictionary files as text: parsing, with every mistake reported as `file:line:column`.

pub use super::entry::{Decoy, Entry, FormText, Office, Place, Problem};
use super::kind::{Kind, Mark};
pub use super::line::{FORM_BYTES, FORM_WORDS};
use super::line::{LineReader, is_key, list};

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
    let mut section = 0;
    for (number, line) in text.lines().enumerate() {
        let mut reader = LineReader { file, line: number + 1, text: line, problems };
        if line.trim().is_empty() {
            continue;
        }
        if line.starts_with('#') {
            section += 1;
        } else if let Some(example) = line.strip_prefix("> ") {
            match out.last_mut() {
                Some(entry) => entry.examples.push((number + 1, example.to_owned())),
                None => {
                    reader.problem(0, "an example line without an entry above it", "put it under the entry it tests")
                }
            }
        } else if let Some(mut entry) = reader.entry(kind) {
            entry.place = Place { file: file.to_owned(), line: number + 1, section };
            entry.line = line.to_owned();
            out.push(entry);
        }
    }
    out
}

/// Reads a decoys file: `form | what | reason`.
pub fn parse_decoys(file: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<Decoy> {
    let mut out: Vec<Decoy> = Vec::new();
    let mut section = 0;
    for (number, line) in text.lines().enumerate() {
        let mut reader = LineReader { file, line: number + 1, text: line, problems };
        if line.trim().is_empty() {
        } else if line.starts_with('#') {
            section += 1;
        } else if let Some(example) = line.strip_prefix("> ") {
            match out.last_mut() {
                Some(decoy) => decoy.examples.push((number + 1, example.to_owned())),
                None => {
                    reader.problem(0, "an example line without an entry above it", "put it under the decoy it tests")
                }
            }
        } else {
            let mut fields = line.split(" | ").map(str::trim);
            match (fields.next(), fields.next(), fields.next(), fields.next()) {
                (Some(written), Some(what), Some(reason), None) => {
                    let form = form(written);
                    reader.check_form(0, &form.text);
                    out.push(Decoy {
                        form,
                        what: what.to_owned(),
                        reason: reason.to_owned(),
                        examples: Vec::new(),
                        place: Place { file: file.to_owned(), line: number + 1, section },
                    });
                }
                _ => reader.problem(0, "a decoy has three fields", "write: form | what it is | reason"),
            }
        }
    }
    out
}

/// Reads a word file: one word or phrase a line, `#` starts a comment; what stands after a colon
/// ("province: state") is for [`parse_type_nouns`].
pub fn parse_words(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(": ").map_or(line, |(word, _)| word))
}

/// Reads the nouns that say of what type a name is: each with the types it speaks for.
pub fn parse_type_nouns(text: &str) -> impl Iterator<Item = (&str, impl Iterator<Item = &str>)> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .map(|(noun, types)| (noun, types.split_whitespace()))
}

impl LineReader<'_> {
    fn entry(&mut self, kind: Option<Kind>) -> Option<Entry> {
        let mut fields = self.fields().into_iter();
        let (key_at, key) = fields.next()?;
        if !is_key(key) {
            self.problem(
                key_at,
                &format!("`{key}` is not a key"),
                "a key has lower-case letters a-z, digits and single hyphens",
            );
            return None;
        }
        let Some((name_at, written)) = fields.next() else {
            self.problem(self.text.len(), "the name is missing", "write: key | Name | field: value");
            return None;
        };
        let (name, qualifier) = split_qualifier(written);
        let name = form(name);
        self.check_form(name_at, &name.text);
        let mut entry = Entry { key: key.to_owned(), name: Some(name), qualifier, kind, ..Entry::default() };
        let mut seen: Vec<&str> = Vec::new();
        for (at, field) in fields {
            let Some((label, value)) = field.split_once(':') else {
                self.problem(at, &format!("`{field}` is not a field"), "write: label: value");
                continue;
            };
            if seen.contains(&label) {
                self.problem(
                    at,
                    &format!("field `{label}` stands twice"),
                    "put all values into one field, separated by `;`",
                );
                continue;
            }
            seen.push(label);
            self.field(&mut entry, at, label, value.trim());
        }
        if entry.kind.is_none() {
            self.problem(
                0,
                "the kind of this entry is unknown",
                "add `kind: person`, `country`, `place` or `organization`",
            );
            return None;
        }
        Some(entry)
    }

    fn field(&mut self, entry: &mut Entry, at: usize, label: &str, value: &str) {
        let value_at = at + label.len() + 2;
        if value.is_empty() {
            self.problem(at, &format!("field `{label}` is empty"), "leave the field out");
            return;
        }
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
        let mut offset = at;
        let mut out = Vec::new();
        for written in value.split(';') {
            let form = form(written.trim());
            self.check_form(offset + (written.len() - written.trim_start().len()), &form.text);
            offset += written.len() + 1;
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
