//! Whose a body is, by the words before it: "Japan's powerful Finance Ministry".

use super::{is_body, is_of_states};
use crate::dictionary::source::FORM_WORDS;
use crate::dictionary::{EntityRef, FormRole, Kind, Mark};
use crate::matchers::{Page, Sense, inflections};
use crate::resolve::identity::{Link, Linking, Target};
use crate::resolve::only;
use crate::resolve::weights::Label;
use crate::text::{Classes, Gap, Shape};

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
        let verb = |index: usize| page.class(index).has(VERB) || inflections::is_past(page, index);
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
        let plural = || end.checked_sub(1).is_some_and(|owner| inflections::is_plural(page, owner));
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
    pub(super) fn only(&self) -> Option<EntityRef> {
        only(self.countries.iter().chain(&self.states).copied())
    }

    /// Whether nothing stands before it that may have a body.
    pub(super) fn is_none(&self) -> bool {
        self.countries.is_empty() && self.states.is_empty()
    }

    /// Whether `sense` is a body of another country, or the court of a country after the name of a state.
    pub fn exclude(&self, page: &Page<'_>, sense: &Sense) -> bool {
        if self.is_none() || sense.mark != Mark::Shared || !is_body(page, sense) {
            return false;
        }
        let Some(record) = page.knowledge.entity(sense.entity) else { return false };
        let country = |of: &EntityRef| page.knowledge.country(*of);
        let of_country = self.countries.iter().any(|of| country(of) == record.country());
        let of = page.knowledge.of(sense.entity);
        // "Ohio's Senate race" is one for the Senate of the country
        let court = is_of_states(record, "never");
        let of_state = |state: &EntityRef| of.contains(state) || !court && country(state) == record.country();
        !of_country && !self.states.iter().any(of_state)
    }
}

impl Linking<'_> {
    /// Whose body stands at `link`, if it is one: of two the one that is linked, none after a person's name, "Kerry's
    /// Senate hearing".
    pub(in crate::resolve) fn owners(&self, link: &Link) -> Owners {
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
