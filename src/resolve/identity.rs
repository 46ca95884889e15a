//! Who is meant: links every choice to a known entity or to a new one of the document.

use super::choose::Choice;
use super::mention::{MentionRole, Method};
use super::phrases::{self, FullNames, LongerNames};
use super::weights::Label;
use super::{offices, teams, type_nouns};
use crate::dictionary::{EntityRef, FormRole, Kind, Mark};
use crate::matchers::acronyms::Definition;
use crate::matchers::{Candidate, Evidence as E, Page, Sense};
use crate::text::fold::{HashSetOf, fold};
use std::collections::{BTreeSet, HashMap};

/// What a mention is linked to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// An entity of the dictionary.
    Known(EntityRef),
    /// An entity that no dictionary has: its kind and folded name.
    New(Kind, String),
}

/// A choice on its way to a mention.
pub struct Link {
    /// What was chosen.
    pub choice: Choice,
    /// Tokens `first..last`.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Who is meant, once a pass has decided.
    pub target: Option<Target>,
    /// What the mention is to its entity.
    pub role: MentionRole,
    /// What found it.
    pub by: Method,
}

/// A document while its mentions are linked.
pub struct Linking<'a> {
    /// The document.
    pub page: &'a Page<'a>,
    /// What the matchers proposed.
    pub candidates: &'a [Candidate],
    /// Acronyms that the document explains.
    pub definitions: &'a [Definition],
    /// The choices, in order of the text.
    pub links: Vec<Link>,
    longer: LongerNames,
}

/// What is linked so far.
#[derive(Default)]
struct Linked {
    /// Keys of the entities.
    entities: HashSetOf,
    /// ISO codes of the countries they belong to.
    countries: Vec<[u8; 2]>,
}

/// A pass: decides some links, leaves the rest.
type Pass = fn(&mut Linking<'_>);

/// The passes in order: what is sure comes first and supports the rest.
pub const PASSES: [(&str, Pass); 11] = [
    ("demonyms", demonyms),
    ("undisputed senses", undisputed),
    ("owned senses", owned),
    ("supported senses", supported),
    ("acronyms", acronyms),
    ("teams by their cities", teams::teams),
    ("full names", full_names),
    ("office holders", offices::titled),
    ("short names of persons", short_persons),
    ("short names of organizations", short_organizations),
    ("new names", new_names),
];

/// Links all of `choices`.
pub fn link<'a>(
    page: &'a Page<'a>,
    candidates: &'a [Candidate],
    definitions: &'a [Definition],
    choices: &[Choice],
) -> Vec<Link> {
    let links: Vec<Link> = choices
        .iter()
        .filter_map(|&choice| {
            let candidate = candidates.get(choice.candidate)?;
            let (first, last) = (candidate.first, candidate.last);
            Some(Link { choice, first, last, target: None, role: MentionRole::Name, by: Method::Context })
        })
        .collect();
    let longer = LongerNames::of(page, &links);
    let mut linking = Linking { page, candidates, definitions, links, longer };
    for (_, pass) in PASSES {
        pass(&mut linking);
    }
    linking.links
}

/// Whether a sense is of the kind that the label says.
fn fits(label: Label, sense: &Sense) -> bool {
    match label {
        Label::Demonym => sense.role == FormRole::Demonym,
        Label::Person => sense.kind == Kind::Person && sense.role != FormRole::Demonym,
        Label::Place => matches!(sense.kind, Kind::Country | Kind::Place) && sense.role != FormRole::Demonym,
        Label::Organization => sense.kind == Kind::Organization && sense.role != FormRole::Demonym,
    }
}

impl Linking<'_> {
    fn senses(&self, link: &Link) -> Vec<Sense> {
        let Some(candidate) = self.candidates.get(link.choice.candidate) else {
            return Vec::new();
        };
        let vague = |sense: &Sense| {
            let type_ = self.page.knowledge.entity(sense.entity).map_or("", |record| record.type_());
            sense.role == FormRole::Demonym && matches!(type_, "continent" | "region" | "bloc")
        };
        candidate.senses.iter().copied().filter(|sense| fits(link.choice.label, sense) && !vague(sense)).collect()
    }

    fn has(&self, link: &Link, evidence: E) -> bool {
        self.candidates.get(link.choice.candidate).is_some_and(|c| c.evidence.has(evidence))
    }

    fn surface(&self, first: usize, last: usize) -> &str {
        self.page.reading.span(first, last).of(self.page.reading.text)
    }

    /// Role of a mention that the dictionary gives to `sense`.
    fn role(&self, link: &Link, sense: &Sense) -> MentionRole {
        let name = self.page.knowledge.entity(sense.entity).map_or("", |record| record.name());
        let surface = self.surface(link.first, link.last);
        let capitals = |text: &str| text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if sense.role == FormRole::Demonym {
            MentionRole::Demonym
        } else if capitals(surface) && surface.len() <= 8 && !capitals(name) && initials_of(name, surface) {
            MentionRole::Acronym
        } else if sense.kind == Kind::Person && link.last - link.first == 1 && name.contains(' ') {
            MentionRole::Short
        } else {
            MentionRole::Name
        }
    }

    pub(super) fn set(&mut self, index: usize, target: Target, role: MentionRole, by: Method) {
        if let Some(link) = self.links.get_mut(index) {
            (link.target, link.role, link.by) = (Some(target), role, by);
        }
    }

    fn set_sense(&mut self, index: usize, sense: Sense) {
        if let Some(role) = self.links.get(index).map(|link| self.role(link, &sense)) {
            self.set(index, Target::Known(sense.entity), role, Method::Lexicon);
        }
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
                && let Some(country) = self.page.knowledge.entity(entity).and_then(|record| record.country())
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
        if linked.entities.contains(&sense.entity.key()) {
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
        support + self.comma_support(link, &of)
    }

    /// Whether the sentence of `link` mentions the country: "Germany's Scholz".
    fn sentence_names(&self, link: &Link, country: [u8; 2]) -> bool {
        let sentence = self.page.reading.sentence_index(link.first);
        self.links.iter().any(|other| {
            let same = self.page.reading.sentence_index(other.first) == sentence;
            let target = other.target.as_ref().filter(|_| same);
            matches!(target, Some(Target::Known(entity)) if self.page.knowledge.entity(*entity)
                .is_some_and(|record| record.kind() == Kind::Country && record.country() == Some(country)))
        })
    }

    /// Whether another person's full name ends with the word of `link`: "Scholz" after "Rudolf Scholz".
    fn other_bearer(&self, link: &Link, entity: EntityRef) -> bool {
        let hashes = &self.page.reading.hashes;
        let word = link.last.checked_sub(1).and_then(|last| hashes.get(last));
        self.links.iter().any(|other| {
            other.choice.label == Label::Person
                && other.last - other.first > 1
                && other.last.checked_sub(1).and_then(|last| hashes.get(last)) == word
                && other.target != Some(Target::Known(entity))
        })
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

fn initials_of(name: &str, surface: &str) -> bool {
    let letters: String = surface.chars().filter(|c| c.is_alphabetic()).collect();
    let initials: String =
        name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    initials.contains(&letters) || letters.len() <= 5
}

/// Demonyms have a sense by nature. Those of continents and regions ("European") name no entity.
fn demonyms(linking: &mut Linking<'_>) {
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
fn undisputed(linking: &mut Linking<'_>) {
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
fn owned(linking: &mut Linking<'_>) {
    decide_senses(linking, |senses| senses.iter().any(|sense| sense.mark != Mark::Shared));
}

/// Senses that are shared with others: the one that the document supports, now that it is known whom
/// else it names.
fn supported(linking: &mut Linking<'_>) {
    decide_senses(linking, |_| true);
}

fn decide_senses(linking: &mut Linking<'_>, now: impl Fn(&[Sense]) -> bool) {
    let linked = linking.linked();
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
        // a surname is shared by more people than any dictionary has
        let person_without_more = sense.kind == Kind::Person && support < 3 && !owner && link.last - link.first < 2;
        let one_word = link.last - link.first < 2;
        if sense.kind == Kind::Person && !owner && one_word && linking.other_bearer(link, sense.entity) {
            continue;
        }
        let large = outgrows(&ranked);
        if (support > 0 || owner || large) && (!tied || large) && !person_without_more {
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

/// The name and the acronym of a definition are one entity.
fn acronyms(linking: &mut Linking<'_>) {
    let numbers = &linking.page.reading.numbers;
    // mentions of each acronym that is defined: their indexes, and what they are linked to
    let mut short: HashMap<u32, (Vec<usize>, Option<Target>)> = HashMap::new();
    for definition in linking.definitions {
        short.entry(numbers.get(definition.acronym).copied().unwrap_or_default()).or_default();
    }
    for (index, link) in linking.links.iter().enumerate().filter(|(_, link)| link.last - link.first == 1) {
        if let Some((indexes, target)) = numbers.get(link.first).and_then(|number| short.get_mut(number)) {
            indexes.push(index);
            *target = target.take().or_else(|| link.target.clone());
        }
    }
    let mut defined: Vec<u32> = Vec::new();
    for definition in linking.definitions {
        let number = numbers.get(definition.acronym).copied().unwrap_or_default();
        let (first, last) = definition.name;
        let name = linking.links.binary_search_by_key(&definition.name, |link| (link.first, link.last)).ok();
        let target_of = |index: usize| linking.links.get(index).and_then(|link| link.target.clone());
        let known = name.and_then(target_of).or_else(|| short.get(&number).and_then(|short| short.1.clone()));
        let new = || {
            let label = name.and_then(|index| linking.links.get(index))?.choice.label;
            Some(Target::New(kind_of(label), fold(linking.surface(first, last))))
        };
        let Some(target) = known.or_else(new) else {
            continue;
        };
        if let Some(short) = short.get_mut(&number) {
            short.1 = Some(target.clone());
            defined.push(number);
        }
        if let Some(index) = name.filter(|&index| linking.links.get(index).is_some_and(|link| link.target.is_none())) {
            linking.set(index, target, MentionRole::Name, Method::Acronyms);
        }
    }
    for number in defined {
        if let Some((indexes, Some(target))) = short.remove(&number) {
            for index in indexes {
                linking.set(index, target.clone(), MentionRole::Acronym, Method::Acronyms);
            }
        }
    }
}

fn kind_of(label: Label) -> Kind {
    match label {
        Label::Person => Kind::Person,
        Label::Place | Label::Demonym => Kind::Place,
        Label::Organization => Kind::Organization,
    }
}

/// Names of two words and more that no sense was found for: new persons, places, organizations.
fn full_names(linking: &mut Linking<'_>) {
    for index in 0..linking.links.len() {
        let Some(link) = linking.links.get(index) else {
            continue;
        };
        let words = (link.first..link.last).filter(|&i| linking.page.nameable(i)).count();
        if link.target.is_some() || words < 2 || link.choice.label == Label::Demonym {
            continue;
        }
        if link.choice.label == Label::Organization && contains_in_longer(linking, link) {
            continue;
        }
        let target = Target::New(kind_of(link.choice.label), fold(linking.surface(link.first, link.last)));
        let by = method(linking, link);
        linking.set(index, target, MentionRole::Name, by);
    }
}

/// Whether a longer organization of the document has these words in this order.
fn contains_in_longer(linking: &Linking<'_>, short: &Link) -> bool {
    longer_organization(linking, short).is_some()
}

fn longer_organization(linking: &Linking<'_>, short: &Link) -> Option<Target> {
    let longer = linking.longer.with(phrases::words(linking.page, short))?;
    let longer = linking.links.get(longer)?;
    Some(match &longer.target {
        Some(target) => target.clone(),
        None => Target::New(Kind::Organization, fold(linking.surface(longer.first, longer.last))),
    })
}

/// What found a name that the dictionary does not have.
fn method(linking: &Linking<'_>, link: &Link) -> Method {
    let has = |evidence| linking.has(link, evidence);
    match link.choice.label {
        Label::Person if has(E::TitleBefore) || has(E::HonorificBefore) || has(E::LowerTitleBefore) => Method::Titles,
        Label::Person if has(E::FirstGiven) || has(E::LastFamily) || has(E::AllNames) => Method::Names,
        Label::Organization if has(E::OrgSuffix) || has(E::OrgHead) || has(E::LegalForm) => Method::Heads,
        Label::Place if has(E::PlaceSuffix) || has(E::PlaceHead) => Method::Heads,
        Label::Organization if has(E::Acronym) => Method::Acronyms,
        _ => Method::Context,
    }
}

/// "Trump" after or before "Donald Trump": the nearest full name before it, else the next after.
fn short_persons(linking: &mut Linking<'_>) {
    let full = FullNames::of(linking.page, &linking.links);
    let mut decided = Vec::new();
    for (index, link) in linking.links.iter().enumerate() {
        if link.target.is_some() || link.choice.label != Label::Person {
            continue;
        }
        let words = phrases::words(linking.page, link);
        let found = full.nearest(linking.page, &linking.links, index, words);
        if let Some(target) = found.and_then(|full| linking.links.get(full)?.target.clone()) {
            decided.push((index, target));
        }
    }
    for (index, target) in decided {
        linking.set(index, target, MentionRole::Short, Method::Coreference);
    }
}

/// "the Claims Commission" after "International Claims Commission".
fn short_organizations(linking: &mut Linking<'_>) {
    for index in 0..linking.links.len() {
        let Some(link) = linking.links.get(index) else {
            continue;
        };
        if link.target.is_some() || link.choice.label != Label::Organization {
            continue;
        }
        if let Some(target) = longer_organization(linking, link) {
            linking.set(index, target, MentionRole::Short, Method::Coreference);
        }
    }
}

/// The rest: one-word names that nothing in the document explains. A country that plays as a team
/// stays the country.
fn new_names(linking: &mut Linking<'_>) {
    for index in 0..linking.links.len() {
        let Some(link) = linking.links.get(index).filter(|link| link.target.is_none()) else {
            continue;
        };
        if link.choice.label == Label::Demonym {
            continue;
        }
        let candidate = linking.candidates.get(link.choice.candidate);
        let country = candidate.and_then(|c| {
            c.senses
                .iter()
                .find(|s| s.kind == Kind::Country && s.mark == Mark::None && link.choice.label != Label::Person)
        });
        if let Some(&sense) = country {
            linking.set_sense(index, sense);
            continue;
        }
        let target = Target::New(kind_of(link.choice.label), fold(linking.surface(link.first, link.last)));
        let by = method(linking, link);
        linking.set(index, target, MentionRole::Name, by);
    }
}
