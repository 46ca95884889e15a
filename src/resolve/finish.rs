//! From links to mentions and entities: names, titles, metonyms, salience.

use super::identity::{Link, Target};
use super::mention::{Entity, Mention, MentionRole, Resolved};
use super::weights::probability;
use crate::dictionary::{EntityRef, Kind, types};
use crate::matchers::candidate::Ending;
use crate::matchers::{Candidate, Evidence as E, Page};
use crate::text::fold::fold;
use crate::text::token::is_apostrophe;
use crate::text::{Classes, SegmentKind, Span};
use std::borrow::Cow;
use std::collections::HashMap;

/// Writes out what was linked.
pub fn finish(page: &Page<'_>, candidates: &[Candidate], links: Vec<Link>) -> Resolved {
    let mut out = Resolved::default();
    let mut index: HashMap<&Target, usize> = HashMap::new();
    for link in &links {
        let (Some(target), Some(candidate)) = (&link.target, candidates.get(link.choice.candidate)) else {
            continue;
        };
        let next = out.entities.len();
        let entity_index = *index.entry(target).or_insert(next);
        let span = whole(page, candidate, target, page.reading.span(link.first, link.last));
        let surface = span.of(page.reading.text);
        if entity_index == next {
            out.entities.push(entity(page, target, surface));
        }
        let Some(entity) = out.entities.get_mut(entity_index) else {
            continue;
        };
        add_to(entity, surface);
        if let Some(title) =
            candidate.title.and_then(|(from, to)| title(page, from, to)).filter(|_| entity.kind == Kind::Person)
            && !entity.titles.contains(&title)
        {
            entity.titles.push(title);
        }
        let stands_for = match target {
            Target::Known(known) => government(page, candidate, *known, link.role),
            Target::New(..) => None,
        };
        out.mentions.push(Mention {
            span,
            entity: entity_index,
            role: if stands_for.is_some() { MentionRole::Metonym } else { link.role },
            stands_for,
            by: link.by,
            segment: page.segment_kind(link.first),
            sentence: page.reading.sentence_index(link.first),
            paragraph: page.reading.segment(link.first).map_or(0, |segment| segment.paragraph),
            score: probability(link.choice.points),
            evidence: candidate.evidence,
        });
    }
    name_new(&mut out);
    salience(&mut out, page.reading.sentences.len());
    order(out)
}

/// The span with the `'s` or the full stop that belongs to the form: "St. John's", "Calif."
fn whole(page: &Page<'_>, candidate: &Candidate, target: &Target, span: Span) -> Span {
    let ending = match target {
        Target::Known(entity) => {
            candidate.senses.iter().find(|sense| sense.entity == *entity).map_or(Ending::Word, |sense| sense.ending)
        }
        // "Boatmen's" is short for "Boatmen's Bancshares Inc"
        Target::New(_, name) if page.possessive(candidate.last - 1) => {
            let start = fold(&format!("{}'s", span.of(page.reading.text)));
            let longer = name.strip_prefix(start.as_str()).is_some_and(|rest| rest.starts_with(' '));
            if longer { Ending::Possessive } else { Ending::Word }
        }
        Target::New(..) => Ending::Word,
    };
    let after = page.reading.text.get(span.end..).unwrap_or_default();
    let more = match ending {
        Ending::Word => 0,
        Ending::Stop => usize::from(after.starts_with('.') && !span.of(page.reading.text).ends_with('.')),
        Ending::Possessive => {
            let apostrophe = after.chars().next().filter(|&c| is_apostrophe(c)).map_or(0, char::len_utf8);
            let s = after.get(apostrophe..).is_some_and(|rest| rest.starts_with(['s', 'S']));
            if apostrophe > 0 && s { apostrophe + 1 } else { 0 }
        }
    };
    Span::new(span.start, span.end + more)
}

fn entity(page: &Page<'_>, target: &Target, surface: &str) -> Entity {
    let blank = |kind| Entity {
        id: String::new(),
        name: String::new(),
        kind,
        type_: None,
        known: false,
        country: None,
        wikidata: None,
        position: None,
        titles: Vec::new(),
        surfaces: Vec::new(),
        mentions: 0,
        salience: 0.0,
    };
    match target {
        Target::Known(known) => match page.knowledge.entity(*known) {
            Some(record) => Entity {
                id: record.key().to_owned(),
                name: record.name().to_owned(),
                type_: Some(record.type_()).filter(|t| !t.is_empty()).map(str::to_owned),
                known: true,
                country: record.country().and_then(|code| String::from_utf8(code.to_vec()).ok()),
                wikidata: record.wikidata().map(|id| format!("Q{id}")),
                position: record.position(),
                ..blank(record.kind())
            },
            None => blank(Kind::Organization),
        },
        Target::New(kind, folded) => Entity {
            id: format!("{}:{}", kind.as_str(), folded.replace(' ', "-")),
            name: plain(surface).into_owned(),
            ..blank(*kind)
        },
    }
}

/// A surface on one line: line breaks and runs of blanks become one blank.
fn plain(surface: &str) -> Cow<'_, str> {
    let single = |text: &str| !text.contains("  ") && !text.starts_with(' ') && !text.ends_with(' ');
    if surface.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') && single(surface) {
        return Cow::Borrowed(surface);
    }
    Cow::Owned(surface.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn add_to(entity: &mut Entity, surface: &str) {
    let surface = plain(surface);
    entity.mentions += 1;
    if !entity.surfaces.iter().any(|known| *known == surface) {
        entity.surfaces.push(surface.into_owned());
    }
}

/// A new entity is called by its longest surface that is not all in capitals.
fn name_new(out: &mut Resolved) {
    for entity in out.entities.iter_mut().filter(|entity| !entity.known) {
        let lower = |text: &str| text.chars().any(char::is_lowercase);
        let mixed = entity.surfaces.iter().filter(|s| lower(s)).max_by_key(|s| s.chars().count());
        if let Some(name) = mixed {
            entity.name.clone_from(name);
        } else if entity.name.contains(' ') {
            entity.name = title_case(&entity.name);
        }
    }
}

fn title_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = true;
    for c in text.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphanumeric();
    }
    out
}

/// "Press Secretary": the words before a name without Mr and Mrs, each with a capital.
fn title(page: &Page<'_>, from: usize, to: usize) -> Option<String> {
    let words: Vec<String> = (from..to)
        .filter(|&i| page.class(i).has(Classes::TITLE) || !page.class(i).has(Classes::HONORIFIC))
        .map(|i| {
            let word = page.reading.word(i);
            let mut chars = word.chars();
            match chars.next() {
                Some(first) if !page.class(i).has(Classes::CONNECTOR) => first.to_uppercase().chain(chars).collect(),
                _ => word.to_owned(),
            }
        })
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The country whose government a capital or palace means here: it speaks or acts, or owns
/// something, and no preposition of place stands before it.
fn government(page: &Page<'_>, candidate: &Candidate, entity: EntityRef, role: MentionRole) -> Option<String> {
    let country = page.knowledge.stands_for(entity)?;
    let has = |evidence| candidate.evidence.has(evidence);
    if has(E::PlacePrepositionBefore) || role != MentionRole::Name || has(E::InDateline) {
        return None;
    }
    let city = page.knowledge.is_of_type(entity, types::CITY);
    let acts = has(E::SpeechAfter) || has(E::PersonVerbAfter);
    let owns = city && has(E::OwnerAfter) && !has(E::SentenceStart);
    let has_done = page.class(candidate.last).has(Classes::COPULA) && page.reading.word(candidate.last) == "has";
    (acts || owns || has_done).then(|| page.knowledge.entity(country).map(|record| record.key().to_owned())).flatten()
}

/// Weight of a mention in a headline or the first sentence, against 1 elsewhere.
const PROMINENT: f64 = 2.0;

/// Share of each entity in the document: its mentions, those in headlines and at the start of the
/// text counted double.
fn salience(out: &mut Resolved, sentences: usize) {
    let lead = (sentences / 10).clamp(1, 3);
    let mut weights = vec![0.0; out.entities.len()];
    for mention in &out.mentions {
        let headline = matches!(mention.segment, SegmentKind::Headline | SegmentKind::Capitals);
        let prominent = mention.sentence < lead || (headline && mention.sentence < 3);
        if let Some(weight) = weights.get_mut(mention.entity) {
            *weight += if prominent { PROMINENT } else { 1.0 };
        }
    }
    let total: f64 = weights.iter().sum();
    for (entity, weight) in out.entities.iter_mut().zip(weights) {
        entity.salience = (weight / total.max(1.0) * 1e4).round() / 1e4;
    }
}

/// Sorts entities by salience, then id; mentions follow.
fn order(mut out: Resolved) -> Resolved {
    let mut order: Vec<usize> = (0..out.entities.len()).collect();
    order.sort_by(|&a, &b| match (out.entities.get(a), out.entities.get(b)) {
        (Some(a), Some(b)) => b.salience.total_cmp(&a.salience).then_with(|| a.id.cmp(&b.id)),
        _ => a.cmp(&b),
    });
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        if let Some(place) = place.get_mut(old) {
            *place = new;
        }
    }
    for mention in &mut out.mentions {
        mention.entity = place.get(mention.entity).copied().unwrap_or(0);
    }
    let mut entities: Vec<Option<Entity>> = out.entities.into_iter().map(Some).collect();
    out.entities = order.iter().filter_map(|&old| entities.get_mut(old).and_then(Option::take)).collect();
    out
}
