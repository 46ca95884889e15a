//! Bodies of states after the country that they are of: "Japan's Central Bank", "the Peruvian Interior Ministry".
//! None of another country is meant; where the dictionary has none of this one, it is a new body, which carries
//! the name of its country.

use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::phrases;
use super::weights::Label;
use crate::builtin;
use crate::dictionary::source::{FORM_WORDS, parse_words};
use crate::dictionary::{EntityRef, FormRole, Kind, Mark};
use crate::matchers::{Page, Sense};
use crate::text::fold::{HashMapOf, fold, mix};
use crate::text::{Classes, Gap, Shape};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static TYPES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| parse_words(builtin::STATE_BODIES).collect());

/// Most words in lower case between a country and its body: "Japan's powerful Finance Ministry".
const BETWEEN: usize = 2;

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
        let mut owners = Self::default();
        for sense in senses.filter(|sense| owns || end == first || sense.role == FormRole::Demonym) {
            let record = page.knowledge.entity(sense.entity);
            match sense.kind {
                Kind::Country => owners.countries.push(sense.entity),
                Kind::Place if owns && record.is_some_and(|record| record.is_state()) => {
                    owners.states.push(sense.entity);
                }
                _ => {}
            }
        }
        owners
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
    /// Whose body stands at `link`, if it is one: none after a person's name, "Kerry's Senate hearing".
    pub(super) fn owners(&self, link: &Link) -> Owners {
        let next = self.links.partition_point(|other| other.first < link.first);
        let before = next.checked_sub(1).and_then(|before| self.links.get(before));
        let person = before.is_some_and(|before| before.choice.label == Label::Person && before.last == link.first);
        if person { Owners::default() } else { Owners::before(self.page, link.first) }
    }
}

/// Whether `sense` is a body of a state, by a form that it shares with those of others.
pub fn is_body(page: &Page<'_>, sense: &Sense) -> bool {
    let record = page.knowledge.entity(sense.entity).filter(|record| record.kind() == Kind::Organization);
    record.is_some_and(|record| record.country().is_some() && TYPES.contains(record.type_()))
}

/// Links bodies after a country, or a state, to the one that the dictionary has of it, or else to a new one; and those
/// after neither to the last before them.
pub fn of_countries(linking: &mut Linking<'_>) {
    let mut last: HashMapOf<Target> = HashMapOf::default();
    let mut decided = Vec::new();
    for (index, link) in linking.links.iter().enumerate().filter(|(_, link)| link.choice.label == Label::Organization) {
        let Some(candidate) = linking.candidates.get(link.choice.candidate) else { continue };
        let shared = |sense: &Sense| sense.mark == Mark::Shared && is_body(linking.page, sense);
        if !candidate.senses.iter().any(shared) {
            continue;
        }
        let form = phrases::words(linking.page, link).iter().fold(0, |sum, &word| mix(sum, word));
        let owners = linking.owners(link);
        let senses = linking.senses(link);
        let target = match (&link.target, senses.as_slice(), owner(linking, index, link, &owners)) {
            (Some(target), ..) => target.clone(),
            (None, [sense], Some(_)) => Target::Known(sense.entity),
            (None, [], Some(owner)) => {
                let name = linking.page.knowledge.entity(owner).map_or("", |record| record.name());
                let surface = linking.surface(link.first, link.last);
                Target::New(Kind::Organization, fold(&format!("{surface} of {name}")))
            }
            (None, _, None) if owners.is_none() && senses.iter().all(|sense| sense.mark == Mark::Shared) => {
                match last.get(&form) {
                    Some(target) => target.clone(),
                    None => continue,
                }
            }
            _ => continue,
        };
        if link.target.is_none() {
            decided.push((index, target.clone()));
        }
        last.insert(form, target);
    }
    for (index, target) in decided {
        linking.set(index, target, MentionRole::Name, Method::Context);
    }
}

/// What the body of `link` is of: what stands before it, by its link where it has one.
fn owner(linking: &Linking<'_>, index: usize, link: &Link, owners: &Owners) -> Option<EntityRef> {
    let mut may_be = owners.countries.iter().chain(&owners.states);
    let before = index.checked_sub(1).and_then(|before| linking.links.get(before));
    let linked = before.filter(|before| before.last + BETWEEN >= link.first).and_then(|before| match before.target {
        Some(Target::Known(entity)) => may_be.clone().find(|owner| **owner == entity),
        _ => None,
    });
    let only = || may_be.next().filter(|_| may_be.next().is_none());
    linked.or_else(only).copied()
}
