//! `extract` as JSON: the field names are a contract.

use super::line::Line;
use super::topics::{self, TopicJson};
use crate::dictionary::Knowledge;
use crate::input::Document;
use crate::resolve::{Entity, Mention, Resolved};
use crate::topics::{Keyphrase, Topics};
use serde::{Deserialize, Serialize};

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

/// A keyphrase as `extract` writes it.
#[derive(Serialize)]
pub struct KeyphraseJson<'a> {
    text: &'a str,
    score: f64,
}

/// The objects of keyphrases.
pub fn keyphrases(phrases: &[Keyphrase]) -> Vec<KeyphraseJson<'_>> {
    let rounded = |score: f64| (score * 100.0).round() / 100.0;
    phrases.iter().map(|phrase| KeyphraseJson { text: &phrase.text, score: rounded(phrase.score) }).collect()
}

/// The object of one document, on one line. It is written by hand: most of its bytes are names of fields,
/// which need no look for characters to be escaped.
///
/// # Errors
///
/// None that a text could give.
pub fn document(document: &Document, resolved: &Resolved, found: &Topics) -> Result<String, serde_json::Error> {
    let mut points = CodePoints::new(&document.text);
    let mut out = Line::with_capacity(256 + 256 * (resolved.mentions.len() + resolved.entities.len()));
    out.text("{\"id\":", &document.id)?;
    out.text_or_null(",\"title\":", document.title.as_deref())?;
    out.text_or_null(",\"date\":", document.date.as_deref())?;
    out.raw(",\"mentions\":[");
    for (index, mention) in resolved.mentions.iter().enumerate() {
        out.raw(if index > 0 { "," } else { "" });
        self::mention(&mut out, document, resolved, mention, &mut points)?;
    }
    out.raw("],\"entities\":[");
    for (index, entity) in resolved.entities.iter().enumerate() {
        out.raw(if index > 0 { "," } else { "" });
        self::entity(&mut out, entity)?;
    }
    let own: Vec<TopicJson<'_>> = found.topics.iter().map(|own| topics::topic(own, false)).collect();
    out.value("],\"topics\":", &own)?;
    out.value(",\"countries\":", &topics::countries(found))?;
    out.value(",\"keyphrases\":", &keyphrases(&found.keyphrases))?;
    out.raw("}");
    out.into_string()
}

fn mention(
    out: &mut Line,
    document: &Document,
    resolved: &Resolved,
    mention: &Mention,
    points: &mut CodePoints<'_>,
) -> Result<(), serde_json::Error> {
    out.number("{\"start\":", mention.span.start as u64);
    out.number(",\"end\":", mention.span.end as u64);
    out.number(",\"char_start\":", points.at(mention.span.start) as u64);
    out.number(",\"char_end\":", points.at(mention.span.end) as u64);
    out.text(",\"text\":", mention.span.of(&document.text))?;
    out.text(",\"entity\":", resolved.entities.get(mention.entity).map_or("", |entity| &entity.id))?;
    out.text(",\"role\":", mention.role.as_str())?;
    out.text(",\"by\":", mention.by.as_str())?;
    out.text(",\"segment\":", mention.segment.as_str())?;
    out.number(",\"sentence\":", mention.sentence as u64);
    out.value(",\"score\":", &((f64::from(mention.score) * 100.0).round() / 100.0))?;
    if let Some(stands_for) = &mention.stands_for {
        out.text(",\"stands_for\":", stands_for)?;
    }
    out.raw("}");
    Ok(())
}

fn entity(out: &mut Line, entity: &Entity) -> Result<(), serde_json::Error> {
    out.text("{\"id\":", &entity.id)?;
    out.text(",\"name\":", &entity.name)?;
    out.text(",\"kind\":", entity.kind.as_str())?;
    out.text_or_null(",\"type\":", entity.type_.as_deref())?;
    out.value(",\"known\":", &entity.known)?;
    out.text_or_null(",\"country\":", entity.country.as_deref())?;
    out.text_or_null(",\"wikidata\":", entity.wikidata.as_deref())?;
    out.value(",\"lat\":", &entity.position.map(|position| position.0))?;
    out.value(",\"lon\":", &entity.position.map(|position| position.1))?;
    out.value(",\"titles\":", &entity.titles)?;
    out.value(",\"surfaces\":", &entity.surfaces)?;
    out.number(",\"mentions\":", entity.mentions as u64);
    out.value(",\"salience\":", &entity.salience)?;
    out.raw("}");
    Ok(())
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
