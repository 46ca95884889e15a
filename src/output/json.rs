//! `extract` as JSON: the field names are a contract.

use crate::dictionary::Knowledge;
use crate::input::Document;
use crate::resolve::{Entity, Mention, Resolved};
use crate::topics::Keyphrase;
use serde::{Deserialize, Serialize};

/// A document with its mentions and entities.
#[derive(Serialize)]
pub struct DocumentJson<'a> {
    id: &'a str,
    title: Option<&'a str>,
    date: Option<&'a str>,
    mentions: Vec<MentionJson<'a>>,
    entities: Vec<EntityJson<'a>>,
    topics: [(); 0],
    keyphrases: Vec<KeyphraseJson<'a>>,
}

#[derive(Serialize)]
struct MentionJson<'a> {
    start: usize,
    end: usize,
    char_start: usize,
    char_end: usize,
    text: &'a str,
    entity: &'a str,
    role: &'static str,
    by: &'static str,
    segment: &'static str,
    sentence: usize,
    score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    stands_for: Option<&'a str>,
}

#[derive(Serialize)]
struct EntityJson<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    #[serde(rename = "type")]
    type_: Option<&'a str>,
    known: bool,
    country: Option<&'a str>,
    wikidata: Option<&'a str>,
    lat: Option<f64>,
    lon: Option<f64>,
    titles: &'a [String],
    surfaces: &'a [String],
    mentions: usize,
    salience: f64,
}

/// A keyphrase as `extract` writes it.
#[derive(Serialize)]
pub struct KeyphraseJson<'a> {
    text: &'a str,
    score: f64,
}

/// Which program and dictionary made a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DictionaryJson {
    name: String,
    /// Tells dictionaries apart.
    pub hash: String,
    entities: usize,
    forms: usize,
}

/// The header that names the dictionary.
pub fn dictionary(knowledge: &Knowledge) -> DictionaryJson {
    let (entities, forms) = knowledge.counts();
    let name = if knowledge.layers().len() > 1 { "built-in and others" } else { "built-in" };
    DictionaryJson { name: name.to_owned(), hash: knowledge.hash(), entities, forms }
}

/// The object of one document.
pub fn document<'a>(document: &'a Document, resolved: &'a Resolved, phrases: &'a [Keyphrase]) -> DocumentJson<'a> {
    let mut points = CodePoints { text: &document.text, byte: 0, point: 0 };
    DocumentJson {
        id: &document.id,
        title: document.title.as_deref(),
        date: document.date.as_deref(),
        mentions: resolved.mentions.iter().map(|m| mention(document, resolved, m, &mut points)).collect(),
        entities: resolved.entities.iter().map(entity).collect(),
        topics: [],
        keyphrases: keyphrases(phrases),
    }
}

/// The objects of keyphrases.
pub fn keyphrases(phrases: &[Keyphrase]) -> Vec<KeyphraseJson<'_>> {
    let rounded = |score: f64| (score * 100.0).round() / 100.0;
    phrases.iter().map(|phrase| KeyphraseJson { text: &phrase.text, score: rounded(phrase.score) }).collect()
}

fn mention<'a>(
    document: &'a Document,
    resolved: &'a Resolved,
    mention: &'a Mention,
    points: &mut CodePoints<'_>,
) -> MentionJson<'a> {
    MentionJson {
        start: mention.span.start,
        end: mention.span.end,
        char_start: points.at(mention.span.start),
        char_end: points.at(mention.span.end),
        text: mention.span.of(&document.text),
        entity: resolved.entities.get(mention.entity).map_or("", |entity| &entity.id),
        role: mention.role.as_str(),
        by: mention.by.as_str(),
        segment: mention.segment.as_str(),
        sentence: mention.sentence,
        score: (f64::from(mention.score) * 100.0).round() / 100.0,
        stands_for: mention.stands_for.as_deref(),
    }
}

fn entity(entity: &Entity) -> EntityJson<'_> {
    EntityJson {
        id: &entity.id,
        name: &entity.name,
        kind: entity.kind.as_str(),
        type_: entity.type_.as_deref(),
        known: entity.known,
        country: entity.country.as_deref(),
        wikidata: entity.wikidata.as_deref(),
        lat: entity.position.map(|position| position.0),
        lon: entity.position.map(|position| position.1),
        titles: &entity.titles,
        surfaces: &entity.surfaces,
        mentions: entity.mentions,
        salience: entity.salience,
    }
}

/// Turns byte offsets, asked for in rising order, into counts of Unicode code points.
pub struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    point: usize,
}

impl<'t> CodePoints<'t> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, byte: 0, point: 0 }
    }

    /// Code points before `byte`.
    pub fn at(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.point) = (0, 0);
        }
        self.point += self.text.get(self.byte..byte).map_or(0, |between| between.chars().count());
        self.byte = byte;
        self.point
    }
}
