//! Bodies of states: "the state Senate" in a text about Delaware is that of Delaware, and never the one of the country.

use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::phrases;
use super::weights::Label;
use crate::builtin;
use crate::dictionary::source::parse_words;
use crate::dictionary::{EntityRef, FormRole, Kind, Mark};
use crate::matchers::known::senses_of;
use crate::matchers::{Candidate, Page, Sense};
use crate::text::fold::{HashMapOf, HashSetOf, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::sync::LazyLock;

static STATE: LazyLock<u64> = LazyLock::new(|| hash_token("state"));
/// Names of states' legislatures without the states.
static LEGISLATURES: LazyLock<HashSetOf> = LazyLock::new(|| {
    let hashes = |name: &str| name.split(' ').map(hash_token).collect::<Vec<_>>();
    parse_words(builtin::STATE_LEGISLATURES).map(|name| phrases::phrase_hash(&hashes(name))).collect()
});

/// For each mention after "state", by its first token: the body of the state that the text names, or none.
pub type Bodies = HashMapOf<Option<EntityRef>>;

/// The bodies among `links`.
pub fn of(page: &Page<'_>, candidates: &[Candidate], links: &[Link]) -> Bodies {
    let mut bodies = Bodies::default();
    for (index, link) in links.iter().enumerate().filter(|(_, link)| link.choice.label == Label::Organization) {
        let senses = candidates.get(link.choice.candidate).map_or(&[][..], |candidate| &candidate.senses);
        let after = after_state(page, links, index);
        let bare = || is_legislature(page, link) && !senses.iter().any(|sense| page.supports(sense.entity));
        if !after && !bare() {
            continue;
        }
        let named = || named_state(page, candidates, links, index).and_then(|state| body_of(page, state, link));
        let body = in_full(page, candidates, links, index).or_else(named);
        if body.is_some() || after && senses.iter().any(|sense| is_of_country(page, sense)) {
            bodies.insert(link.first as u64, body);
        }
    }
    bodies
}

/// The body whose name ends in the words of the mention at `index`, if the text has it in full: nearest before, else
/// after.
fn in_full(page: &Page<'_>, candidates: &[Candidate], links: &[Link], index: usize) -> Option<EntityRef> {
    let words = phrases::words(page, links.get(index)?);
    let body = |link: &Link| {
        let longer = link.last - link.first > words.len() && phrases::words(page, link).ends_with(words);
        let candidate = candidates.get(link.choice.candidate).filter(|_| longer)?;
        let mut senses = candidate.senses.iter().filter(|sense| sense.kind == Kind::Organization);
        let body = senses.next().filter(|_| senses.next().is_none())?;
        let of = page.knowledge.of(body.entity);
        of.into_iter().any(|of| is_state(page, of)).then_some(body.entity)
    };
    let (before, after) = links.split_at(index);
    before.iter().rev().find_map(body).or_else(|| after.iter().find_map(body))
}

fn is_state(page: &Page<'_>, entity: EntityRef) -> bool {
    page.knowledge.entity(entity).is_some_and(|record| record.is_state())
}

/// Whether the words are those of several states' legislatures: "General Assembly".
fn is_legislature(page: &Page<'_>, link: &Link) -> bool {
    LEGISLATURES.contains(&phrases::phrase_hash(phrases::words(page, link)))
}

/// Whether "state" stands before the mention at `index`: "the state House and Senate" has two.
fn after_state(page: &Page<'_>, links: &[Link], index: usize) -> bool {
    let Some(link) = links.get(index) else { return false };
    let mut first = link.first;
    let before = index.checked_sub(1).and_then(|before| links.get(before));
    if let Some(before) = before.filter(|before| before.choice.label == Label::Organization)
        && before.last + 1 == first
        && page.class(before.last).has(Classes::CONJUNCTION)
    {
        first = before.first;
    }
    let state = |word: usize| page.shape(word) == Some(Shape::Lower) && page.word_hash(word) == *STATE;
    first.checked_sub(1).is_some_and(state) && page.gap(first) == Gap::Blank
}

/// Whether it is a legislature or court of a country, not called after the word: "the state Duma".
fn is_of_country(page: &Page<'_>, sense: &Sense) -> bool {
    page.knowledge.entity(sense.entity).is_some_and(|record| {
        let own = record.name().split(' ').any(|word| hash_token(word) == *STATE);
        matches!(record.type_(), "legislature" | "court") && !own
    })
}

/// The state that was named last before the mention at `index`, or first after it.
fn named_state(page: &Page<'_>, candidates: &[Candidate], links: &[Link], index: usize) -> Option<EntityRef> {
    let state = |link: &Link| state_of(page, candidates.get(link.choice.candidate)?, link);
    let (before, after) = links.split_at(index);
    before.iter().rev().find_map(state).or_else(|| after.iter().find_map(state))
}

/// The state that is mentioned, or in which a town is that is alone of its name.
fn state_of(page: &Page<'_>, candidate: &Candidate, link: &Link) -> Option<EntityRef> {
    if link.choice.label != Label::Place {
        return None;
    }
    let places = || candidate.senses.iter().filter(|s| s.kind == Kind::Place && s.role != FormRole::Demonym);
    let mut states = places().filter(|sense| is_state(page, sense.entity));
    if let (Some(state), None) = (states.next(), states.next()) {
        return Some(state.entity);
    }
    let town = places().find(|sense| sense.mark == Mark::None)?;
    page.knowledge.of(town.entity).into_iter().find(|&of| is_state(page, of))
}

/// The organization that the dictionary has by the name of the state and the words of the mention.
fn body_of(page: &Page<'_>, state: EntityRef, link: &Link) -> Option<EntityRef> {
    let state = page.knowledge.entity(state)?.name();
    let words = page.reading.span(link.first, link.last).of(page.reading.text);
    let senses = senses_of(page.knowledge, &format!("{state} {words}"));
    let mut bodies = senses.iter().filter(|sense| sense.kind == Kind::Organization);
    bodies.next().filter(|_| bodies.next().is_none()).map(|sense| sense.entity)
}

/// Links the bodies that were found.
pub fn link(linking: &mut Linking<'_>) {
    for index in 0..linking.links.len() {
        let Some(link) = linking.links.get(index) else { continue };
        if let Some(&Some(body)) = linking.bodies.get(&(link.first as u64)) {
            linking.set(index, Target::Known(body), MentionRole::Short, Method::Context);
        }
    }
}
