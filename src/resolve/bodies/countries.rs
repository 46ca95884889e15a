//! Bodies that every country has, after the country that they are of: "Japan's Central Bank", "the Peruvian Interior
//! Ministry". None of another country is meant; where the dictionary has none of this one, it is a new body, which
//! carries the name of its country.

use super::{body_of, is_body};
use crate::dictionary::{EntityRef, Kind, Mark};
use crate::matchers::Sense;
use crate::resolve::identity::{Link, Linking, Target};
use crate::resolve::mention::{MentionRole, Method};
use crate::resolve::weights::Label;
use crate::resolve::{only, phrases};
use crate::text::fold::{HashMapOf, fold};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// Links bodies after a country, or a state, to the one that the dictionary has of it, or else to a new one; and those
/// after neither to the last before them, unless another country was named meanwhile.
pub fn link(linking: &mut Linking<'_>) {
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
        let form = phrases::phrase_hash(phrases::words(linking.page, link));
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
            let country = linking.page.knowledge.country(owner);
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
            let in_full = body_of(page, owner, link);
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
        let country = |entity| linking.page.knowledge.country(entity);
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
        let of = |sense: &&Sense| page.knowledge.country(sense.entity) == Some(here);
        only(senses.iter().filter(of)).map(|sense| Target::Known(sense.entity))
    }

    /// The only country that all places among the tokens `from..to` may be of.
    fn only(&self, from: usize, to: usize) -> Option<[u8; 2]> {
        let all = count(&self.all, from, to);
        let countries = self.of.iter().filter(|(_, places)| all > 0 && count(places, from, to) == all);
        only(countries).map(|(country, _)| *country)
    }
}

/// How many of `places` are among the tokens `from..to`.
fn count(places: &[usize], from: usize, to: usize) -> usize {
    let before = |end: usize| places.partition_point(|&place| place < end);
    before(to).saturating_sub(before(from))
}
