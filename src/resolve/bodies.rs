//! Bodies that every country has, after the country that they are of: "Japan's Central Bank", "the Peruvian Interior Ministry".
//! None of another country is meant; where the dictionary has none of this one, it is a new body, which carries
//! the name of its country.

use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::weights::Label;
use super::{phrases, state_bodies};
use crate::builtin;
use crate::dictionary::source::{FORM_WORDS, parse_words};
use crate::dictionary::{EntityRef, FormRole, Kind, Mark};
use crate::matchers::{Page, Sense};
use crate::text::fold::{HashMapOf, fold, mix};
use crate::text::{Classes, Gap, Shape};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static TYPES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| parse_words(builtin::STATE_BODIES).collect());

/// Most words in lower case between a country and its body: "Japan's powerful Finance Ministry".
const BETWEEN: usize = 2;

/// Words that are verbs rather than adjectives.
const VERB: Classes = Classes::PERSON_VERB.or(Classes::HEADLINE_VERB);

/// Whose body stands after it.
#[derive(Default)]
pub struct Owners {
    /// The countries that the word before it may mean.
    countries: Vec<EntityRef>,
    /// The states.
    states: Vec<EntityRef>,
}

impl Owners {
    /// What the words before the token at `first` say: "Georgia's" may be two.
    pub fn before(page: &Page<'_>, first: usize) -> Self {
        let function = Classes::STARTER.or(Classes::PREPOSITION).or(Classes::CONJUNCTION).or(Classes::COPULA);
        let adjective = |index: usize| {
            page.shape(index) == Some(Shape::Lower) && !page.class(index).has(function.or(Classes::SPEECH))
        };
        // "the French bombed Parliament"
        let verb = |index: usize| page.class(index).has(VERB) || page.reading.word(index).ends_with("ed");
        let mut end = first;
        while page.gap(end) == Gap::Blank && end > 0 && first - end < BETWEEN && adjective(end - 1) {
            end -= 1;
        }
        if page.gap(end) != Gap::Blank || !page.same_sentence(end.saturating_sub(1), first) {
            return Self::default();
        }
        let before = page.known_from(end.saturating_sub(FORM_WORDS), end).iter().filter(|known| known.last == end);
        // the longest: "South Korea's"
        let senses = before.take(1).flat_map(|known| &known.senses);
        let owns = end.checked_sub(1).is_some_and(|owner| page.possessive(owner));
        // "Germans elect Parliament": the plural is of the people
        let plural = || end.checked_sub(1).map_or("", |owner| page.reading.word(owner)).ends_with('s');
        let describes = end < first && !(end..first).any(verb) && !plural();
        let mut owners = Self::default();
        for sense in senses.filter(|sense| owns || end == first || sense.role == FormRole::Demonym && describes) {
            match sense.kind {
                Kind::Country => owners.countries.push(sense.entity),
                Kind::Place if owns && page.is_state(sense.entity) => {
                    owners.states.push(sense.entity);
                }
                _ => {}
            }
        }
        owners
    }

    /// What the body is of, if that is sure.
    fn only(&self) -> Option<EntityRef> {
        let mut owners = self.countries.iter().chain(&self.states);
        owners.next().copied().filter(|_| owners.next().is_none())
    }

    /// Whether nothing stands before it that may have a body.
    fn is_none(&self) -> bool {
        self.countries.is_empty() && self.states.is_empty()
    }

    /// Whether `sense` is a body of another country, or the court of a country after the name of a state.
    pub fn exclude(&self, page: &Page<'_>, sense: &Sense) -> bool {
        if self.is_none() || sense.mark != Mark::Shared || !is_body(page, sense) {
            return false;
        }
        let Some(record) = page.knowledge.entity(sense.entity) else { return false };
        let country = |of: &EntityRef| page.knowledge.entity(*of).and_then(|of| of.country());
        let of_country = self.countries.iter().any(|of| country(of) == record.country());
        let of = page.knowledge.of(sense.entity);
        // "Ohio's Senate race" is one for the Senate of the country
        let court = record.type_() == "court";
        let of_state = |state: &EntityRef| of.contains(state) || !court && country(state) == record.country();
        !of_country && !self.states.iter().any(of_state)
    }
}

impl Linking<'_> {
    /// Whose body stands at `link`, if it is one: of two the one that is linked, none after a person's name, "Kerry's
    /// Senate hearing".
    pub(super) fn owners(&self, link: &Link) -> Owners {
        let next = self.links.partition_point(|other| other.first < link.first);
        let before = next.checked_sub(1).and_then(|before| self.links.get(before));
        let person = before.is_some_and(|before| before.choice.label == Label::Person && before.last == link.first);
        if person {
            return Owners::default();
        }
        let mut owners = Owners::before(self.page, link.first);
        if let Some(Target::Known(owner)) =
            before.filter(|before| before.last + BETWEEN >= link.first).and_then(|before| before.target.as_ref())
            && (owners.countries.contains(owner) || owners.states.contains(owner))
        {
            owners.countries.retain(|country| country == owner);
            owners.states.retain(|state| state == owner);
        }
        owners
    }
}

/// Whether `sense` is a body of a state, by a form that it shares with those of others.
pub fn is_body(page: &Page<'_>, sense: &Sense) -> bool {
    let record = page.knowledge.entity(sense.entity).filter(|record| record.kind() == Kind::Organization);
    record.is_some_and(|record| record.country().is_some() && TYPES.contains(record.type_()))
}

/// Links bodies after a country, or a state, to the one that the dictionary has of it, or else to a new one; and those
/// after neither to the last before them, unless another country was named meanwhile.
pub fn of_countries(linking: &mut Linking<'_>) {
    for (index, target) in decided(linking) {
        linking.set(index, target, MentionRole::Name, Method::Context);
    }
}

fn decided(linking: &Linking<'_>) -> Vec<(usize, Target)> {
    // most documents have none that is named again
    let places = LazyCell::new(|| Places::of(linking));
    // the last of each form that stands after its owner: the mention, the country of the owner, and the body
    let mut last: HashMapOf<(usize, Option<[u8; 2]>, Target)> = HashMapOf::default();
    let mut decided = Vec::new();
    for (index, link) in linking.links.iter().enumerate().filter(|(_, link)| link.choice.label == Label::Organization) {
        let Some(candidate) = linking.candidates.get(link.choice.candidate) else { continue };
        let shared = |sense: &Sense| sense.mark == Mark::Shared && is_body(linking.page, sense);
        if !candidate.senses.iter().any(shared) {
            continue;
        }
        let form = phrases::words(linking.page, link).iter().fold(0, |sum, &word| mix(sum, word));
        let owners = linking.owners(link);
        let owner = owners.only();
        let target = match (&link.target, owner) {
            (Some(target), _) => Some(target.clone()),
            (None, Some(owner)) => owned(linking, link, owner),
            (None, None) if owners.is_none() => {
                let before = last.get(&form);
                before
                    .and_then(|(before, country, target)| places.named_again(linking, link, *before, *country, target))
            }
            (None, None) => None,
        };
        let Some(target) = target else { continue };
        if link.target.is_none() {
            decided.push((index, target.clone()));
        }
        if let Some(owner) = owner {
            let country = linking.page.knowledge.entity(owner).and_then(|record| record.country());
            last.insert(form, (index, country, target));
        }
    }
    decided
}

/// The body of `owner` at `link`: the one that the dictionary has, or a new one; none where what the dictionary has by
/// the form is another's.
fn owned(linking: &Linking<'_>, link: &Link, owner: EntityRef) -> Option<Target> {
    let page = linking.page;
    let record = page.knowledge.entity(owner)?;
    match linking.senses(link).as_slice() {
        [sense] => {
            let body = page.knowledge.entity(sense.entity)?;
            (body.country() == record.country()).then_some(Target::Known(sense.entity))
        }
        [] => {
            let in_full = state_bodies::body_of(page, owner, link);
            let known = in_full.filter(|&body| page.knowledge.of(body).contains(&owner));
            let new = || {
                let surface = linking.surface(link.first, link.last);
                Target::New(Kind::Organization, fold(&format!("{surface} of {}", record.name())))
            };
            Some(known.map_or_else(new, Target::Known))
        }
        _ => None,
    }
}

/// Where the document names countries, and places of them: first tokens, in order.
#[derive(Default)]
struct Places {
    all: Vec<usize>,
    /// Those that may be of each country.
    of: BTreeMap<[u8; 2], Vec<usize>>,
}

impl Places {
    fn of(linking: &Linking<'_>) -> Self {
        let country = |entity: EntityRef| linking.page.knowledge.entity(entity).and_then(|record| record.country());
        let mut places = Self::default();
        for link in linking.links.iter().filter(|link| matches!(link.choice.label, Label::Place | Label::Demonym)) {
            let countries: BTreeSet<[u8; 2]> = match link.target {
                Some(Target::Known(entity)) => country(entity).into_iter().collect(),
                Some(Target::New(..)) => BTreeSet::new(),
                None => {
                    let senses = linking.place_senses(link);
                    let owned = senses.iter().any(|sense| sense.mark == Mark::None);
                    let likely = senses.iter().filter(|sense| !owned || sense.mark == Mark::None);
                    likely.filter_map(|sense| country(sense.entity)).collect()
                }
            };
            if !countries.is_empty() {
                places.all.push(link.first);
            }
            for country in countries {
                places.of.entry(country).or_default().push(link.first);
            }
        }
        places
    }

    /// The body that `link` names again, which was `target`, of `country`, at `before`. Where a place of another country
    /// stands between the two, the one of the country that its own sentence names.
    fn named_again(
        &self,
        linking: &Linking<'_>,
        link: &Link,
        before: usize,
        country: Option<[u8; 2]>,
        target: &Target,
    ) -> Option<Target> {
        let (page, before) = (linking.page, linking.links.get(before)?);
        let senses = linking.senses(link);
        if senses.iter().any(|sense| sense.mark != Mark::Shared) {
            return None;
        }
        let sentence = page.reading.sentence(link.first)?;
        // its own sentence may speak of others: "Ukraine's Defense Ministry wrote to Russia"
        let from = if before.first >= sentence.first { before.last } else { page.reading.sentence(before.first)?.last };
        let own = country.and_then(|country| self.of.get(&country)).map_or(0, |own| count(own, from, sentence.last));
        if own == count(&self.all, from, sentence.last) {
            return Some(target.clone());
        }
        let here = self.only(sentence.first, sentence.last)?;
        let of = |sense: &&Sense| page.knowledge.entity(sense.entity).and_then(|r| r.country()) == Some(here);
        let mut bodies = senses.iter().filter(of);
        bodies.next().filter(|_| bodies.next().is_none()).map(|sense| Target::Known(sense.entity))
    }

    /// The only country that all places among the tokens `from..to` may be of.
    fn only(&self, from: usize, to: usize) -> Option<[u8; 2]> {
        let all = count(&self.all, from, to);
        let mut countries = self.of.iter().filter(|(_, places)| all > 0 && count(places, from, to) == all);
        countries.next().filter(|_| countries.next().is_none()).map(|(country, _)| *country)
    }
}

/// How many of `places` are among the tokens `from..to`.
fn count(places: &[usize], from: usize, to: usize) -> usize {
    let before = |end: usize| places.partition_point(|&place| place < end);
    before(to).saturating_sub(before(from))
}
