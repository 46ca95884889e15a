//! What dictionary files hold: entries, decoys, and the mistakes in them.

use super::kind::{Kind, Mark};
use super::line::items_at;
pub use super::line::{Place, Problem};
use super::source::form;

/// A surface form and how far it may be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormText {
    /// As written, without the mark.
    pub text: String,
    /// The mark after it.
    pub mark: Mark,
}

/// A line of a word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// An office: `President of us 2017-01-20/2021-01-20`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Title as written.
    pub title: String,
    /// Key of the country or organization.
    pub of: Option<String>,
    /// First day as `YYYYMMDD`, unknown parts 0.
    pub from: Option<u32>,
    /// Last day, likewise.
    pub to: Option<u32>,
}

/// One line of a `.dict` file.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The entity's id.
    pub key: String,
    /// Usual English name, with the mark it carries as a form.
    pub name: Option<FormText>,
    /// Bracketed words after the name, not matched.
    pub qualifier: Option<String>,
    /// Kind of entity.
    pub kind: Option<Kind>,
    /// Further forms.
    pub aka: Vec<FormText>,
    /// Adjectives and inhabitants.
    pub demonym: Vec<FormText>,
    /// Name of the place that a team plays for, which reports of its league call it by.
    pub team: Vec<String>,
    /// Name of a country's capital.
    pub capital: Vec<String>,
    /// Supporting words.
    pub near: Vec<String>,
    /// Keys of what it belongs to.
    pub of: Vec<String>,
    /// Refinement of the kind.
    pub type_: Option<String>,
    /// Offices with dates.
    pub role: Vec<String>,
    /// Latitude and longitude in degrees, as written.
    pub at: Option<String>,
    /// Population.
    pub pop: Option<u32>,
    /// ISO 3166-1 alpha-2.
    pub iso: Option<String>,
    /// Key of the country whose government the name stands for.
    pub seat: Option<String>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// Example lines under it, without `> `.
    pub examples: Vec<(usize, String)>,
    /// Where it stands.
    pub place: Place,
    /// The line as written.
    pub line: String,
}

impl Entry {
    /// Whether it is of one of `types`.
    pub fn is_of_type(&self, types: &[&str]) -> bool {
        self.type_.as_deref().is_some_and(|type_| types.contains(&type_))
    }

    /// Name and further forms, in order.
    pub fn forms(&self) -> impl Iterator<Item = &FormText> {
        self.name.iter().chain(&self.aka)
    }

    /// Column, in characters from 1, at which `item` stands in the field `label`; the field's own column
    /// if it does not stand there. The name's field has the label `name`.
    pub fn column(&self, label: &str, item: &str) -> usize {
        let mut start = 0;
        for (index, field) in self.line.split(" | ").enumerate() {
            let is_name = index == 1 && label == "name";
            if is_name || index > 1 && field.split_once(':').is_some_and(|(written, _)| written.trim() == label) {
                let at = start + item_offset(field, item).unwrap_or(0);
                return 1 + self.line.get(..at).map_or(0, |before| before.chars().count());
            }
            start += field.len() + 3;
        }
        1
    }

    /// Like [`column`](Self::column), of a form in whichever field has it.
    pub fn form_column(&self, text: &str) -> usize {
        let has = |forms: &[FormText]| forms.iter().any(|form| form.text == text);
        let label = if self.name.as_ref().is_some_and(|name| name.text == text) {
            "name"
        } else if has(&self.aka) {
            "aka"
        } else {
            "demonym"
        };
        self.column(label, text)
    }
}

/// What only looks like an entity.
#[derive(Clone, Debug)]
pub struct Decoy {
    /// The form with its mark.
    pub form: FormText,
    /// What kind of thing it is.
    pub what: String,
    /// Why it is listed.
    pub reason: String,
    /// Example lines under it.
    pub examples: Vec<(usize, String)>,
    /// Where it stands.
    pub place: Place,
}

/// Where among the items of `label: item; item` stands `item`, with or without a mark.
fn item_offset(field: &str, item: &str) -> Option<usize> {
    let start = field.find(": ").map_or(0, |colon| colon + 2);
    let mut items = items_at(start, field.get(start..)?);
    items.find(|(_, written)| form(written).text == item || *written == item).map(|(at, _)| at)
}
