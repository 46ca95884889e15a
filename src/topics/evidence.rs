//! What the terms and the entities of a document say of each topic.

use super::taxonomy::Taxonomy;
use super::terms;
use crate::dictionary::taxonomy::Strength;
use crate::dictionary::{Kind, Knowledge};
use crate::resolve::{Mention, Resolved};
use crate::text::{Reading, SegmentKind, Span};

/// A term or entity that speaks for topics in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker<'a> {
    /// The term, or the entity's name.
    pub text: &'a str,
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

/// Gathers the speakers of a document: terms in order of the dictionaries, then entities in their order.
pub fn gather<'a>(
    knowledge: &'a Knowledge,
    taxonomy: &Taxonomy,
    reading: &Reading<'_>,
    resolved: &'a Resolved,
    title: Option<&Reading<'_>>,
) -> Vec<Speaker<'a>> {
    let entities = entities(knowledge, taxonomy, resolved);
    let mut places: Vec<(usize, u32, f32, Option<Span>)> = Vec::new();
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
        places.push((found.layer, found.term, weight, Some(span)));
    }
    let in_title = title.map(|title| terms::find(knowledge, title)).unwrap_or_default();
    places.extend(in_title.into_iter().map(|found| (found.layer, found.term, TITLE, None)));
    // stable: the first place in the text stays the first
    places.sort_by_key(|&(layer, term, ..)| (layer, term));
    let mut out: Vec<Speaker<'a>> = places
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .filter_map(|same| {
            let &(layer, term, ..) = same.first()?;
            let mass = same.iter().map(|&(_, _, weight, _)| weight).sum();
            let first = same.iter().find_map(|&(.., span)| span);
            Some(Speaker { count: same.len(), mass, first, ..term_speaker(knowledge, taxonomy, layer, term)? })
        })
        .collect();
    out.extend(entities.into_iter().map(|(_, speaker)| speaker));
    out
}

/// A term that has not been found yet.
fn term_speaker<'a>(knowledge: &'a Knowledge, taxonomy: &Taxonomy, layer: usize, term: u32) -> Option<Speaker<'a>> {
    let image = knowledge.layers().get(layer)?;
    let term = image.term(term);
    let topics: Vec<(usize, Strength)> =
        image.posts(term).map(|(topic, strength)| (taxonomy.index(layer, topic), strength)).collect();
    let own = match (term.words, term.everyday) {
        (0 | 1, true) => EVERYDAY,
        (0 | 1, false) => 1.0,
        _ => PHRASE,
    };
    let specificity = own / (topics.len().max(1) as f32).sqrt();
    Some(Speaker { text: term.text, entity: false, count: 0, mass: 0.0, first: None, specificity, topics })
}

/// The mention that `span` lies within.
fn name_around(resolved: &Resolved, span: Span) -> Option<&Mention> {
    let at = resolved.mentions.partition_point(|mention| mention.span.end <= span.start);
    resolved.mentions.get(at).filter(|name| name.span.start <= span.start && span.end <= name.span.end)
}

/// The entities of the document that speak for topics, with their indexes.
fn entities<'a>(knowledge: &Knowledge, taxonomy: &Taxonomy, resolved: &'a Resolved) -> Vec<(usize, Speaker<'a>)> {
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
            let (text, count) = (entity.name.as_str(), entity.mentions);
            out.push((index, Speaker { text, entity: true, count, mass, first, specificity, topics }));
        }
    }
    out
}
