//! Names that the dictionary gives to several: which sense is meant, by what else the document says.

use super::identity::{Link, Linking, Target};
use super::weights::Label;
use super::{bodies, surnames, type_nouns};
use crate::dictionary::{EntityRef, FormRole, Kind, Mark, types};
use crate::matchers::{Evidence as E, Sense, leagues};
use crate::text::fold::{HashMapOf, HashSetOf};
use std::collections::BTreeSet;

/// What is linked so far.
#[derive(Default)]
struct Linked {
    /// Keys of the entities.
    entities: HashSetOf,
    /// ISO codes of the countries they belong to.
    countries: Vec<[u8; 2]>,
}

/// Whether a sense is of the kind that the label says.
fn fits(label: Label, sense: &Sense) -> bool {
    match label {
        Label::Demonym => sense.role == FormRole::Demonym,
        Label::Person => sense.kind == Kind::Person && sense.role != FormRole::Demonym,
        Label::Place => matches!(sense.kind, Kind::Country | Kind::Place) && sense.role != FormRole::Demonym,
        // "the Conservatives" are a party and its members
        Label::Organization => sense.kind == Kind::Organization,
    }
}

impl Linking<'_> {
    /// What the dictionary says that `link` may be.
    pub(super) fn senses(&self, link: &Link) -> Vec<Sense> {
        let Some(candidate) = self.candidates.get(link.choice.candidate) else {
            return Vec::new();
        };
        let record = |sense: &Sense| self.page.knowledge.entity(sense.entity);
        let vague = |sense: &Sense| {
            sense.role == FormRole::Demonym
                && record(sense).is_some_and(|record| record.kind() == Kind::Place && record.country().is_none())
        };
        // "South Africa's Democratic lawmakers" are nobody's of Washington
        let foreign = |sense: &Sense| {
            let adjective = sense.role == FormRole::Demonym && sense.mark == Mark::Everyday;
            adjective && self.is_owned_abroad(link, sense.entity)
        };
        let another = |sense: &Sense| self.is_another(link, sense.entity);
        let senses = candidate.senses.iter().copied();
        let mut senses: Vec<Sense> = senses
            .filter(|sense| fits(link.choice.label, sense) && !vague(sense) && !foreign(sense) && !another(sense))
            .collect();
        if link.choice.label == Label::Organization && senses.iter().any(|sense| bodies::is_body(self.page, sense)) {
            let owners = self.owners(link);
            senses.retain(|sense| !owners.exclude(self.page, sense));
        }
        senses
    }

    /// Whether `'s` of what is surely in another country than `entity` stands before `link`.
    fn is_owned_abroad(&self, link: &Link, entity: EntityRef) -> bool {
        let Some(owner) = link.first.checked_sub(1).filter(|&owner| self.page.possessive(owner)) else { return false };
        let country = |entity| self.page.knowledge.country(entity);
        let Some(cover) = self.page.cover(owner).filter(|known| known.last == link.first) else { return false };
        let mut countries = cover.senses.iter().filter_map(|sense| country(sense.entity)).peekable();
        countries.peek().is_some() && countries.all(|other| Some(other) != country(entity))
    }

    /// The countries and places that `link` may be.
    pub(super) fn place_senses(&self, link: &Link) -> Vec<Sense> {
        let mut senses = self.senses(link);
        senses.retain(|sense| matches!(sense.kind, Kind::Country | Kind::Place));
        senses
    }

    /// ISO codes of the countries that are mentioned.
    pub(super) fn linked_countries(&self) -> BTreeSet<[u8; 2]> {
        self.linked().countries.into_iter().collect()
    }

    /// Entities that are linked so far, and their countries.
    fn linked(&self) -> Linked {
        let mut linked = Linked::default();
        for link in &self.links {
            if let Some(Target::Known(entity)) = link.target
                && linked.entities.insert(entity.key())
                && let Some(country) = self.page.knowledge.country(entity)
                && !linked.countries.contains(&country)
            {
                linked.countries.push(country);
            }
        }
        linked
    }

    /// How much of the document speaks for `sense` of the mention at `last`.
    fn support(&self, link: &Link, sense: &Sense, linked: &Linked) -> u32 {
        let Some(record) = self.page.knowledge.entity(sense.entity) else {
            return 0;
        };
        let mut support = 0;
        // "BUENOS AIRES, March 3": a dateline has the town, whatever the text says of the state
        let town = record.is_state() && self.has(link, E::DatelineStart);
        if linked.entities.contains(&sense.entity.key()) && !town {
            support += 4;
        }
        support += 3 * self.page.supporting(sense.entity);
        if record.country().is_some_and(|country| linked.countries.contains(&country)) {
            support += 1;
        }
        let of = self.page.knowledge.of(sense.entity);
        if of.iter().any(|owner| linked.entities.contains(&owner.key())) {
            support += 1;
        }
        if record.kind() == Kind::Person && record.country().is_some_and(|country| self.sentence_names(link, country)) {
            support += 3;
        }
        if type_nouns::speak_for(self.page, link.first, link.last, record.type_()) {
            support += 6;
        }
        if types::RIVER.contains(&record.type_()) {
            support += type_nouns::article_of_river(self.page, link.first, link.last);
        }
        support + self.comma_support(link, &of)
    }

    /// Whether the sentence of `link` mentions the country: "Germany's Scholz".
    fn sentence_names(&self, link: &Link, country: [u8; 2]) -> bool {
        let Some(sentence) = self.page.reading.sentence(link.first) else { return false };
        let from = self.links.partition_point(|other| other.first < sentence.first);
        let inside = self.links.iter().skip(from).take_while(|other| other.first < sentence.last);
        inside.filter_map(|other| other.target.as_ref()).any(|target| {
            matches!(target, Target::Known(entity) if self.page.knowledge.entity(*entity)
                .is_some_and(|record| record.kind() == Kind::Country && record.country() == Some(country)))
        })
    }

    /// For the last word of each person's name of two words or more: who that is, two of them at most.
    fn bearers(&self) -> HashMapOf<Vec<Option<Target>>> {
        let mut bearers: HashMapOf<Vec<Option<Target>>> = HashMapOf::default();
        let full = |link: &&Link| link.choice.label == Label::Person && link.last - link.first > 1 && !link.gives_way;
        for link in self.links.iter().filter(full) {
            if let Some(&word) = self.page.reading.hashes.get(link.last - 1) {
                let known = bearers.entry(word).or_default();
                if known.len() < 2 && !known.contains(&link.target) {
                    known.push(link.target.clone());
                }
            }
        }
        bearers
    }

    /// "Paris, Texas": the place after the comma is what this one belongs to.
    fn comma_support(&self, link: &Link, of: &[EntityRef]) -> u32 {
        if of.is_empty() || self.page.gap(link.last) != crate::text::Gap::Comma {
            return 0;
        }
        let mut after = self.page.known_from(link.last, link.last + 2).iter();
        if after.any(|known| known.senses.iter().any(|s| of.contains(&s.entity))) { 8 } else { 0 }
    }
}

/// Demonyms have a sense by nature. Those of what spans many countries ("European") name no entity.
pub fn demonyms(linking: &mut Linking<'_>) {
    for index in 0..linking.links.len() {
        let Some(link) = linking.links.get(index).filter(|link| link.choice.label == Label::Demonym) else {
            continue;
        };
        let senses = linking.senses(link);
        let mut unmarked = senses.iter().filter(|sense| sense.mark != Mark::Shared);
        if let (Some(&sense), None) = (unmarked.next(), unmarked.next()) {
            linking.set_sense(index, sense);
        }
    }
}

/// One sense owns the form: it is meant, unless another has more support (next pass).
pub fn undisputed(linking: &mut Linking<'_>) {
    for index in 0..linking.links.len() {
        let Some(link) = linking.links.get(index).filter(|link| link.target.is_none()) else {
            continue;
        };
        let senses = linking.senses(link);
        if let [sense] = senses.as_slice()
            && sense.mark != Mark::Shared
        {
            linking.set_sense(index, *sense);
        }
    }
}

/// Several senses, one of which owns the form: it is meant unless the document supports another.
pub fn owned(linking: &mut Linking<'_>) {
    decide_senses(linking, |senses| senses.iter().any(|sense| sense.mark != Mark::Shared));
}

/// Senses that are shared with others: the one that the document supports, now that it is known whom
/// else it names.
pub fn supported(linking: &mut Linking<'_>) {
    decide_senses(linking, |_| true);
}

fn decide_senses(linking: &mut Linking<'_>, now: impl Fn(&[Sense]) -> bool) {
    let (linked, bearers) = (linking.linked(), linking.bearers());
    let mut decided = Vec::new();
    for (index, link) in linking.links.iter().enumerate().filter(|(_, link)| link.target.is_none()) {
        let senses = linking.senses(link);
        if !now(&senses) {
            continue;
        }
        let mut ranked: Vec<(u32, bool, u32, Sense)> = senses
            .into_iter()
            .map(|sense| {
                let population = linking.page.knowledge.entity(sense.entity).map_or(0, |r| r.population());
                (linking.support(link, &sense, &linked), sense.mark != Mark::Shared, population, sense)
            })
            .collect();
        // an owner of the form yields only to clear support for another
        ranked.sort_by_key(|&(support, owner, population, sense)| {
            (std::cmp::Reverse(support + 3 * u32::from(owner)), std::cmp::Reverse(population), sense.entity)
        });
        let Some(&(support, owner, _, sense)) = ranked.first() else {
            continue;
        };
        let tied = ranked.get(1).is_some_and(|next| next.0 + 3 * u32::from(next.1) == support + 3 * u32::from(owner));
        // a surname is shared by more people than any dictionary has: "Scholz" after "Rudolf Scholz"
        let surname = sense.kind == Kind::Person && !owner && link.last - link.first < 2;
        let word = linking.page.reading.hashes.get(link.first);
        let mut named = word.and_then(|word| bearers.get(word)).into_iter().flatten();
        // "Bush" is rather a president than a governor: decided when all others are linked
        let overshadowed = || surnames::is_overshadowed(linking, link, sense.entity);
        if surname
            && (support < 3 || overshadowed() || named.any(|bearer| *bearer != Some(Target::Known(sense.entity))))
        {
            continue;
        }
        // "versus Drexel": no bank plays
        let club = || linking.page.knowledge.is_of_type(sense.entity, types::CLUB);
        let label = link.choice.label;
        if label == Label::Organization && !owner && !club() && leagues::names_club(linking.page, link.first, link.last)
        {
            continue;
        }
        let large = outgrows(&ranked);
        if (support > 0 || owner || large) && (!tied || large) {
            decided.push((index, sense));
        }
    }
    for (index, sense) in decided {
        linking.set_sense(index, sense);
    }
}

/// Whether the first of several places has ten times the people of the next: "Sydney".
fn outgrows(ranked: &[(u32, bool, u32, Sense)]) -> bool {
    let places = ranked.iter().all(|(_, _, _, sense)| sense.kind == Kind::Place);
    let mut population = ranked.iter().map(|row| row.2);
    let first = population.next().unwrap_or(0);
    places && first >= 200_000 && population.all(|other| other <= first / 10)
}
