//! What the terms and the entities of a document say of each topic.

use super::taxonomy::Taxonomy;
use super::{leaders, terms};
use crate::dictionary::taxonomy::{LEADERS, Strength};
use crate::dictionary::{Kind, Knowledge};
use crate::resolve::{Mention, Resolved};
use crate::text::{Reading, SegmentKind, Span};
use std::ops::Range;

/// A term or entity that speaks for topics in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker<'a> {
    /// Which it is.
    pub source: Source<'a>,
    /// How often it stands there.
    pub count: usize,
    /// Sum over its places of how prominent each is; see [`prominence`].
    pub mass: f32,
    /// Where it stands in the text, the first time; none in the title of a record.
    pub first: Option<Span>,
    /// How specific it is by its own: rare phrases are more so than everyday words.
    pub specificity: f32,
    /// What it speaks for, in [`Evidence::posts`].
    pub posts: Range<usize>,
}

/// A term or an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// Index of an image, and of the term in it. Its text is looked up for what is reported.
    Term(usize, u32),
    /// The entity's name.
    Entity(&'a str),
}

impl<'a> Source<'a> {
    /// The term as the dictionary writes it, or the entity's name.
    pub fn text(self, knowledge: &'a Knowledge) -> &'a str {
        match self {
            Self::Term(layer, term) => knowledge.layers().get(layer).map_or("", |image| image.term_text(term)),
            Self::Entity(name) => name,
        }
    }
}

/// What speaks for topics in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence<'a> {
    /// Terms in order of the dictionaries, then entities in their order.
    pub speakers: Vec<Speaker<'a>>,
    /// Indexes of topics, and how clearly the speaker speaks for each; the speakers' one after another.
    pub posts: Vec<(usize, Strength)>,
}

impl Evidence<'_> {
    /// What the speaker at `index` speaks for.
    pub fn posts(&self, index: usize) -> &[(usize, Strength)] {
        self.speakers.get(index).and_then(|speaker| self.posts.get(speaker.posts.clone())).unwrap_or_default()
    }
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
/// What speaks when leaders of two countries stand together.
const LEADERS_NAME: &str = "leaders of two countries";
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

/// Gathers what speaks for topics in a document.
pub fn gather<'a>(
    knowledge: &'a Knowledge,
    taxonomy: &Taxonomy,
    reading: &Reading<'_>,
    resolved: &'a Resolved,
    title: Option<&Reading<'_>>,
) -> Evidence<'a> {
    let (mut posts, mut speaking) = (Vec::new(), Vec::new());
    let entities = entities(knowledge, taxonomy, resolved, &mut posts);
    speaking.resize(resolved.entities.len(), false);
    for (entity, _) in &entities {
        speaking.get_mut(*entity).into_iter().for_each(|own| *own = true);
    }
    let mut places: Vec<(usize, u32, f32, Option<Span>)> = Vec::new();
    for found in terms::find(knowledge, reading) {
        let span = reading.span(found.first, found.last);
        let of_name = match name_around(resolved, span) {
            None => 1.0,
            // the entity itself speaks
            Some(mention) if speaking.get(mention.entity) == Some(&true) => continue,
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
    let mut speakers = Vec::with_capacity(places.len() + entities.len());
    for same in places.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let Some(&(layer, term, ..)) = same.first() else { continue };
        let Some(speaker) = term_speaker(knowledge, taxonomy, (layer, term), &mut posts) else { continue };
        let mass = same.iter().map(|&(_, _, weight, _)| weight).sum();
        let first = same.iter().find_map(|&(.., span)| span);
        speakers.push(Speaker { count: same.len(), mass, first, ..speaker });
    }
    speakers.extend(entities.into_iter().map(|(_, speaker)| speaker));
    speakers.extend(leaders(knowledge, taxonomy, resolved, &mut posts));
    Evidence { speakers, posts }
}

/// A term that has not been found yet, `term` of the image `layer`.
fn term_speaker<'a>(
    knowledge: &'a Knowledge,
    taxonomy: &Taxonomy,
    (layer, term): (usize, u32),
    posts: &mut Vec<(usize, Strength)>,
) -> Option<Speaker<'a>> {
    let image = knowledge.layers().get(layer)?;
    let (record, start) = (image.term(term), posts.len());
    posts.extend(image.posts(record).map(|(topic, strength)| (taxonomy.index(layer, topic), strength)));
    let own = match (record.words, record.everyday) {
        (0 | 1, true) => EVERYDAY,
        (0 | 1, false) => 1.0,
        _ => PHRASE,
    };
    let posts = start..posts.len();
    let specificity = own / (posts.len().max(1) as f32).sqrt();
    Some(Speaker { source: Source::Term(layer, term), count: 0, mass: 0.0, first: None, specificity, posts })
}

/// The mention that `span` lies within.
fn name_around(resolved: &Resolved, span: Span) -> Option<&Mention> {
    let at = resolved.mentions.partition_point(|mention| mention.span.end <= span.start);
    resolved.mentions.get(at).filter(|name| name.span.start <= span.start && span.end <= name.span.end)
}

/// Leaders of two countries that stand together.
fn leaders<'a>(
    knowledge: &Knowledge,
    taxonomy: &Taxonomy,
    resolved: &'a Resolved,
    posts: &mut Vec<(usize, Strength)>,
) -> Option<Speaker<'a>> {
    let pairs = leaders::pairs(knowledge, resolved);
    let first = pairs.first()?;
    let posts = entity_posts(knowledge, taxonomy, LEADERS, posts);
    let mass = pairs.iter().map(|own| prominence(own.sentence, own.segment)).sum();
    let (source, first) = (Source::Entity(LEADERS_NAME), Some(first.span));
    Some(Speaker { source, count: pairs.len(), mass, first, specificity: 1.0, posts })
}

/// Adds what an entity speaks for to `posts`, and tells where.
fn entity_posts(
    knowledge: &Knowledge,
    taxonomy: &Taxonomy,
    id: &str,
    posts: &mut Vec<(usize, Strength)>,
) -> Range<usize> {
    let start = posts.len();
    for (layer, image) in knowledge.layers().iter().enumerate() {
        posts.extend(image.entity_posts(id).map(|(topic, strength)| (taxonomy.index(layer, topic), strength)));
    }
    start..posts.len()
}

/// The entities of the document that speak for topics, with their indexes.
fn entities<'a>(
    knowledge: &Knowledge,
    taxonomy: &Taxonomy,
    resolved: &'a Resolved,
    posts: &mut Vec<(usize, Strength)>,
) -> Vec<(usize, Speaker<'a>)> {
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
        let posts = entity_posts(knowledge, taxonomy, &entity.id, posts);
        if !posts.is_empty() {
            let specificity = 1.0 / (posts.len() as f32).sqrt();
            let (source, count) = (Source::Entity(&entity.name), entity.mentions);
            out.push((index, Speaker { source, count, mass, first, specificity, posts }));
        }
    }
    out
}
