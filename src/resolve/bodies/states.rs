//! Bodies of the states of a country: "the state Senate" in a text about Delaware is that of Delaware, and never the
//! one of the country.

use super::{OF_STATES, body_of, is_of_states};
use crate::dictionary::{EntityRef, FormRole, Kind, Mark, types};
use crate::matchers::{Candidate, Page, Sense};
use crate::resolve::identity::{Link, Linking, Target};
use crate::resolve::mention::{MentionRole, Method};
use crate::resolve::weights::Label;
use crate::resolve::{only, phrases};
use crate::text::fold::{HashMapOf, HashSetOf, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::cell::LazyCell;
use std::sync::LazyLock;

static STATE: LazyLock<u64> = LazyLock::new(|| hash_token("state"));
/// Words for what heads a state, after its name.
static GOVERNORS: LazyLock<HashSetOf> =
    LazyLock::new(|| OF_STATES.groups.get("governor").into_iter().flatten().map(|word| hash_token(word)).collect());
/// Names of states' legislatures without the states.
static LEGISLATURES: LazyLock<HashSetOf> = LazyLock::new(|| {
    let hashes = |name: &str| name.split(' ').map(hash_token).collect::<Vec<_>>();
    OF_STATES.words.iter().map(|(name, _)| phrases::phrase_hash(&hashes(name))).collect()
});

/// For each mention after "state", by its first token: the body of the state that the text names, or none.
pub type Bodies = HashMapOf<Option<EntityRef>>;

/// The bodies among `links`.
pub fn of(page: &Page<'_>, candidates: &[Candidate], links: &[Link]) -> Bodies {
    let mut bodies = Bodies::default();
    let full = LazyCell::new(|| FullNames::of(page, candidates, links));
    let named = LazyCell::new(|| Named::of(page, candidates, links));
    let national = LazyCell::new(|| names_country(page, candidates, links, full.state));
    for (index, link) in links.iter().enumerate().filter(|(_, link)| link.choice.label == Label::Organization) {
        let senses = candidates.get(link.choice.candidate).map_or(&[][..], |candidate| &candidate.senses);
        let after = after_state(page, links, index);
        let bare = || is_legislature(page, link) && !senses.iter().any(|sense| page.supports(sense.entity));
        let chamber = || {
            let state = full.state.one().filter(|_| senses.iter().any(|sense| is_national(page, sense)))?;
            let body = body_of(page, state, link)?;
            // "the Ohio Senate race" is of the country: another chamber must be named, shortly before
            let sentence = page.reading.sentence_index(link.first);
            let shortly = |named: usize| named <= sentence && sentence - named <= SHORTLY;
            let other = full.legislatures.iter().any(|&(other, named)| other != body && shortly(named));
            (other && !*national).then_some(body)
        };
        let chamber = if after || bare() { None } else { chamber() };
        if !after && !bare() && chamber.is_none() {
            continue;
        }
        let by_state = || named.state(page, index, link).and_then(|state| body_of(page, state, link));
        let body = chamber.or_else(|| full.nearest(page, index, link)).or_else(by_state);
        if body.is_some() || after && senses.iter().any(|sense| is_of_country(page, sense)) {
            bodies.insert(link.first as u64, body);
        }
    }
    bodies
}

/// Most sentences from a chamber that is named in full to the other by its bare name.
const SHORTLY: usize = 3;

/// Bodies of states that the text has in full, by each of the ends of their names: in order, each with the index of
/// its mention.
struct FullNames {
    ends: HashMapOf<Vec<(usize, EntityRef)>>,
    /// Those that are chambers or legislatures, with the indexes of their sentences, and their state.
    legislatures: Vec<(EntityRef, usize)>,
    state: Only,
}

impl FullNames {
    fn of(page: &Page<'_>, candidates: &[Candidate], links: &[Link]) -> Self {
        let body = |link: &Link| {
            let senses = &candidates.get(link.choice.candidate)?.senses;
            let body = only(senses.iter().filter(|sense| sense.kind == Kind::Organization))?;
            let state = page.knowledge.of(body.entity).into_iter().find(|&of| page.is_state(of))?;
            Some((body.entity, state))
        };
        let mut ends: HashMapOf<Vec<(usize, EntityRef)>> = HashMapOf::default();
        let (mut legislatures, mut only) = (Vec::new(), Only::None);
        for (index, link) in links.iter().enumerate().filter(|(_, link)| link.last - link.first > 1) {
            let Some((body, state)) = body(link) else { continue };
            if page.knowledge.is_of_type(body, types::LEGISLATURE) {
                only = only.and(state);
                legislatures.push((body, page.reading.sentence_index(link.first)));
            }
            let words = phrases::words(page, link);
            for end in (1..words.len()).filter_map(|from| words.get(from..)) {
                ends.entry(phrases::phrase_hash(end)).or_default().push((index, body));
            }
        }
        Self { ends, legislatures, state: only }
    }

    /// The body whose name ends in the words of the mention `link` at `index`: nearest before, else after.
    fn nearest(&self, page: &Page<'_>, index: usize, link: &Link) -> Option<EntityRef> {
        let bodies = self.ends.get(&phrases::phrase_hash(phrases::words(page, link)))?;
        let after = bodies.partition_point(|body| body.0 < index);
        let before = after.checked_sub(1).and_then(|before| bodies.get(before));
        before.or_else(|| bodies.get(after)).map(|body| body.1)
    }
}

/// Whether the text names a legislature of a country by other words than `state` has for its own: "Congress", "the U.S.
/// Senate".
fn names_country(page: &Page<'_>, candidates: &[Candidate], links: &[Link], state: Only) -> bool {
    let Some(state) = state.one() else { return true };
    links.iter().filter(|link| link.choice.label == Label::Organization).any(|link| {
        let senses = candidates.get(link.choice.candidate).map_or(&[][..], |candidate| &candidate.senses);
        senses.iter().any(|sense| is_national(page, sense)) && body_of(page, state, link).is_none()
    })
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
        is_of_states(record, "types") && !own
    })
}

/// Whether it is a chamber of a country's legislature.
fn is_national(page: &Page<'_>, sense: &Sense) -> bool {
    let states = || page.knowledge.of(sense.entity).into_iter().any(|of| page.is_state(of));
    page.knowledge.is_of_type(sense.entity, types::LEGISLATURE) && is_of_country(page, sense) && !states()
}

/// What one or several states were named.
#[derive(Clone, Copy, Default)]
enum Only {
    #[default]
    None,
    One(EntityRef),
    Several,
}

impl Only {
    fn and(self, state: EntityRef) -> Self {
        match self {
            Self::None => Self::One(state),
            Self::One(one) if one == state => self,
            Self::One(_) | Self::Several => Self::Several,
        }
    }

    fn one(self) -> Option<EntityRef> {
        match self {
            Self::One(state) => Some(state),
            Self::None | Self::Several => None,
        }
    }
}

/// How a state is named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// Before the word for its governor.
    Governed,
    /// By a name that is its own.
    State,
    /// By a town, or by a name that is as well one in it.
    Town,
}

/// What the text has named up to a place, that included.
#[derive(Clone, Copy, Default)]
struct Before {
    index: usize,
    states: Only,
    governed: Only,
    town: Option<EntityRef>,
}

/// States that the text names.
#[derive(Default)]
struct Named {
    /// In the order of the text.
    places: Vec<Before>,
    /// By the sentence.
    sentences: HashMapOf<Only>,
    /// Index and state, in the order of the text: those named themselves, and those by their towns.
    states: Vec<(usize, EntityRef)>,
    towns: Vec<(usize, EntityRef)>,
}

impl Named {
    fn of(page: &Page<'_>, candidates: &[Candidate], links: &[Link]) -> Self {
        let mut named = Self::default();
        let mut before = Before::default();
        for (index, link) in links.iter().enumerate().filter(|(_, link)| link.choice.label == Label::Place) {
            let candidate = candidates.get(link.choice.candidate);
            let Some((state, how)) = candidate.and_then(|candidate| state_of(page, candidate, link)) else { continue };
            before.index = index;
            if how == How::Town {
                before.town = Some(state);
                named.towns.push((index, state));
            } else {
                before.states = before.states.and(state);
                named.states.push((index, state));
                let sentence = named.sentences.entry(page.reading.sentence_index(link.first) as u64).or_default();
                *sentence = sentence.and(state);
            }
            if how == How::Governed {
                before.governed = before.governed.and(state);
            }
            named.places.push(before);
        }
        named
    }

    /// The state that is meant at the mention `link` at `index`: the one of its sentence, or that whose governor was
    /// named before, or the only one before, or that of the last town; else the first after it. Of several none.
    fn state(&self, page: &Page<'_>, index: usize, link: &Link) -> Option<EntityRef> {
        let sentence = self.sentences.get(&(page.reading.sentence_index(link.first) as u64));
        if let Some(state) = sentence.and_then(|sentence| sentence.one()) {
            return Some(state);
        }
        let last = self.places.partition_point(|place| place.index < index).checked_sub(1);
        let before = last.and_then(|last| self.places.get(last)).copied().unwrap_or_default();
        if let Some(state) = before.governed.one() {
            return Some(state);
        }
        let first = |named: &[(usize, EntityRef)]| {
            named.get(named.partition_point(|place| place.0 < index)).map(|place| place.1)
        };
        match before.states {
            Only::One(state) => Some(state),
            Only::Several => None,
            Only::None => before.town.or_else(|| first(&self.states)).or_else(|| first(&self.towns)),
        }
    }
}

/// The state that is mentioned, or in which a town is that is alone of its name. "New York" is one or in one,
/// "Washington" and "Georgia" may be neither.
fn state_of(page: &Page<'_>, candidate: &Candidate, link: &Link) -> Option<(EntityRef, How)> {
    let own = |sense: &&Sense| matches!(sense.kind, Kind::Place | Kind::Country) && sense.role != FormRole::Demonym;
    let places = || candidate.senses.iter().filter(own);
    let mut states = places().filter(|sense| page.is_state(sense.entity));
    if let (Some(state), None) = (states.next(), states.next()) {
        if page.gap(link.last) == Gap::Blank && GOVERNORS.contains(&page.word_hash(link.last)) {
            return Some((state.entity, How::Governed));
        }
        if state.mark == Mark::None {
            return Some((state.entity, How::State));
        }
        let known = places().filter(|sense| sense.entity != state.entity && is_likely(sense));
        let agree = known.map(|sense| page.knowledge.of(sense.entity)).all(|of| of.contains(&state.entity));
        return agree.then_some((state.entity, How::Town));
    }
    let town = places().find(|sense| sense.kind == Kind::Place && sense.mark == Mark::None)?;
    let of = page.knowledge.of(town.entity).into_iter().find(|&of| page.is_state(of))?;
    Some((of, How::Town))
}

/// Whether it is a country, or a town that owns the name.
fn is_likely(sense: &Sense) -> bool {
    sense.kind == Kind::Country || sense.mark == Mark::None
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
