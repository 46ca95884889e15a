//! What the terms and the entities of a document say of each topic.

use super::taxonomy::Taxonomy;
use super::terms::{self, Found};
use crate::dictionary::taxonomy::Strength;
use crate::dictionary::{Kind, Knowledge};
use crate::resolve::{Mention, Resolved};
use crate::text::{Reading, SegmentKind, Span};
use std::collections::BTreeMap;

/// A term or entity that speaks for topics in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The term, or the entity's name.
    pub text: String,
    /// Whether it is an entity.
    pub entity: bool,
    /// How often it stands there.
    pub count: usize,
    /// Sum over its places of how prominent each is; see [`prominence`].
    pub mass: f32,
    /// Where it stands in the text, the first time; none in the title of a record.
    pub first: Option<Span>,
    /// How specific it is by its own: rare phrases are more so than everyday words.
    pub specificity: f32,
    /// Indexes of topics it speaks for, and how clearly.
    pub topics: Vec<(usize, Strength)>,
}

/// Weight of a place in the title or a headline at the start, or in the first sentence.
const TITLE: f32 = 2.0;
/// Weight of a place in one of the next sentences: news says at the start what it is about.
const LEAD: f32 = 1.5;
/// Sentences that are the lead, the first among them.
const LEAD_SENTENCES: usize = 3;
/// Weight of a place within the name of an organization: a ministry of trade and industry is named in
/// news of other things.
const IN_NAME: f32 = 0.3;
/// How specific an everyday word is, against 1 for another word: it is often used for other things.
const EVERYDAY: f32 = 0.6;
/// How specific a phrase is: two words together are hardly ever said of something else.
const PHRASE: f32 = 1.25;

/// How much a place in the text counts.
fn prominence(sentence: usize, kind: SegmentKind) -> f32 {
    let headline = matches!(kind, SegmentKind::Headline | SegmentKind::Capitals);
    match sentence {
        0 => TITLE,
        _ if sentence < LEAD_SENTENCES => {
            if headline {
                TITLE
            } else {
                LEAD
            }
        }
        _ => 1.0,
    }
}

/// Gathers the speakers of a document: terms in order of their text, then entities in their order.
pub fn gather(
    knowledge: &Knowledge,
    taxonomy: &Taxonomy<'_>,
    reading: &Reading<'_>,
    resolved: &Resolved,
    title: Option<&Reading<'_>>,
) -> Vec<Speaker> {
    let mut speakers: BTreeMap<(usize, u32), Speaker> = BTreeMap::new();
    let entities = entities(knowledge, taxonomy, resolved);
    for found in terms::find(knowledge, reading) {
        let span = reading.span(found.first, found.last);
        let of_name = match name_around(resolved, span) {
            None => 1.0,
            // the entity itself speaks
            Some(mention) if entities.iter().any(|(entity, _)| *entity == mention.entity) => continue,
            Some(mention) if mention.span == span => 1.0,
            Some(mention) => match resolved.entities.get(mention.entity).map(|entity| entity.kind) {
                Some(Kind::Organization) => IN_NAME,
                // "Tank" in "Peter Tank" is no weapon
                _ => continue,
            },
        };
        let kind = reading.segment(found.first).map_or(SegmentKind::Body, |segment| segment.kind);
        let weight = of_name * prominence(reading.sentence_index(found.first), kind);
        add_term(knowledge, taxonomy, &mut speakers, found, weight, Some(span));
    }
    for found in title.map(|title| terms::find(knowledge, title)).unwrap_or_default() {
        add_term(knowledge, taxonomy, &mut speakers, found, TITLE, None);
    }
    let mut out: Vec<Speaker> = speakers.into_values().collect();
    out.extend(entities.into_iter().map(|(_, speaker)| speaker));
    out
}

fn add_term(
    knowledge: &Knowledge,
    taxonomy: &Taxonomy<'_>,
    speakers: &mut BTreeMap<(usize, u32), Speaker>,
    found: Found,
    weight: f32,
    span: Option<Span>,
) {
    let Some(image) = knowledge.layers().get(found.layer) else { return };
    let speaker = speakers.entry((found.layer, found.term)).or_insert_with(|| {
        let term = image.term(found.term);
        let topics: Vec<(usize, Strength)> =
            image.posts(term).map(|(topic, strength)| (taxonomy.index(found.layer, topic), strength)).collect();
        let own = match (term.words, term.everyday) {
            (0 | 1, true) => EVERYDAY,
            (0 | 1, false) => 1.0,
            _ => PHRASE,
        };
        Speaker {
            text: term.text.to_owned(),
            entity: false,
            count: 0,
            mass: 0.0,
            first: None,
            specificity: own / (topics.len().max(1) as f32).sqrt(),
            topics,
        }
    });
    speaker.count += 1;
    speaker.mass += weight;
    speaker.first = speaker.first.or(span);
}

/// The mention that `span` lies within.
fn name_around(resolved: &Resolved, span: Span) -> Option<&Mention> {
    let at = resolved.mentions.partition_point(|mention| mention.span.end <= span.start);
    resolved.mentions.get(at).filter(|name| name.span.start <= span.start && span.end <= name.span.end)
}

/// The entities of the document that speak for topics, with their indexes.
fn entities(knowledge: &Knowledge, taxonomy: &Taxonomy<'_>, resolved: &Resolved) -> Vec<(usize, Speaker)> {
    let mut mass = vec![0.0; resolved.entities.len()];
    let mut first: Vec<Option<Span>> = vec![None; resolved.entities.len()];
    for Mention { entity, sentence, segment, span, .. } in &resolved.mentions {
        if let (Some(mass), Some(first)) = (mass.get_mut(*entity), first.get_mut(*entity)) {
            *mass += prominence(*sentence, *segment);
            *first = first.or(Some(*span));
        }
    }
    let mut out = Vec::new();
    for (index, ((entity, mass), first)) in resolved.entities.iter().zip(mass).zip(first).enumerate() {
        if !entity.known {
            continue;
        }
        let mut topics = Vec::new();
        for (layer, image) in knowledge.layers().iter().enumerate() {
            topics.extend(image.entity_posts(&entity.id).map(|(t, strength)| (taxonomy.index(layer, t), strength)));
        }
        if !topics.is_empty() {
            let specificity = 1.0 / (topics.len() as f32).sqrt();
            let (text, count) = (entity.name.clone(), entity.mentions);
            out.push((index, Speaker { text, entity: true, count, mass, first, specificity, topics }));
        }
    }
    out
}
