//! Precision, recall and F1 of the extractor on gold: text whose entities somebody marked.

pub mod conll;
pub mod gold;
pub mod marked;
pub mod records;
pub mod score;

pub use gold::{Gold, GoldEntity, GoldFormat};
pub use score::{Options, Row, Score};

use crate::Extractor;
use crate::dictionary::Kind;
use crate::resolve::MentionRole;

/// A label and the code points `start..end` of a text that have it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Labelled {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// `PER`, `LOC`, `ORG`, `MISC`, or whatever the gold says.
    pub label: String,
}

/// Label of a kind: countries and places are `LOC`.
pub fn label_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PER",
        Kind::Country | Kind::Place => "LOC",
        Kind::Organization | Kind::Topic => "ORG",
    }
}

/// The usual short label for the names that other schemes have ("GPE" is `LOC`), in capitals.
pub fn usual_label(label: &str) -> String {
    let label = label.to_uppercase();
    match label.as_str() {
        "PERSON" | "PEOPLE" | "HUMAN" => "PER",
        "GPE" | "FAC" | "LOCATION" | "PLACE" | "COUNTRY" | "CITY" | "REGION" => "LOC",
        "ORGANIZATION" | "ORGANISATION" => "ORG",
        "COMPANY" => "ORG",
        "NORP" => "MISC",
        _ => return label,
    }
    .to_owned()
}

/// What the extractor finds in `text`. Demonyms get the label `demonyms` (`MISC` by CoNLL's rules,
/// `LOC` where gold for places counts them).
pub fn predict(extractor: &Extractor, text: &str, demonyms: &str) -> Vec<Labelled> {
    let resolved = extractor.extract(text);
    let (mut byte, mut point) = (0, 0);
    let mut code_point = |to: usize| {
        point += text.get(byte..to).map_or(0, |between| between.chars().count());
        byte = to;
        point
    };
    let label = |mention: &crate::resolve::Mention| match resolved.entities.get(mention.entity) {
        Some(_) if mention.role == MentionRole::Demonym => demonyms.to_owned(),
        Some(entity) => label_of(entity.kind).to_owned(),
        None => String::new(),
    };
    let mentions = resolved.mentions.iter();
    mentions
        .map(|mention| Labelled {
            start: code_point(mention.span.start),
            end: code_point(mention.span.end),
            label: label(mention),
        })
        .collect()
}
