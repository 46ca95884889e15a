//! Who is meant: links every choice to a known entity or to a new one of the document.

use super::choose::Choice;
use super::mention::{MentionRole, Method};
use super::phrases::{self, LongerNames, NameEnds, Strangers};
use super::weights::Label;
use super::{
    bodies, given, initials, namesakes, offices, papers, relatives, royals, senses, short_names, spelled, states,
    surnames, teams, tickers, within,
};
use crate::dictionary::{EntityRef, FormRole, Kind, Mark};
use crate::matchers::acronyms::Definition;
use crate::matchers::{Candidate, Evidence as E, LARGE_PLACE, Page, Sense};
use crate::text::fold::{HashSetOf, fold};
use crate::text::token::tokenise;
use std::collections::HashMap;

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
    /// It is a full name that tells nothing of whom its surname alone means ([`relatives`]).
    pub gives_way: bool,
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
    ends: NameEnds,
    pub(super) strangers: Strangers,
    /// Keys of the known persons whose name in the text is another's.
    pub(super) namesakes: HashSetOf,
    /// Bodies of the states that the document names.
    pub(super) bodies: bodies::states::Bodies,
}

/// A pass: decides some links, leaves the rest.
type Pass = fn(&mut Linking<'_>);

/// The passes in order: what is sure comes first and supports the rest.
pub const PASSES: [(&str, Pass); 25] = [
    ("given names in brackets", given::bracketed),
    ("demonyms", senses::demonyms),
    ("places within others", within::places),
    ("states called like others", states::states),
    ("bodies of states", bodies::states::link),
    ("undisputed senses", senses::undisputed),
    ("bodies of countries", bodies::countries::link),
    ("newspapers by their last words", papers::last_words),
    ("owned senses", senses::owned),
    ("supported senses", senses::supported),
    ("bodies named again", bodies::countries::link),
    ("acronyms", acronyms),
    ("acronyms that are spelt", spelled::unbracketed),
    ("teams by their cities", teams::teams),
    ("full names", full_names),
    ("names with initials", initials::join),
    ("given names of relatives", given::of_relatives),
    ("office holders", offices::titled),
    ("short names of persons", short_names::short_persons),
    ("best-known bearers of surnames", surnames::best_known),
    ("given names of royal houses", royals::given_names),
    ("other short names of persons", short_names::other_short_persons),
    ("short names of organizations", short_organizations),
    ("tickers", tickers::tickers),
    ("new names", new_names),
];

/// Links all of `choices`.
pub fn link<'a>(
    page: &'a Page<'a>,
    candidates: &'a [Candidate],
    definitions: &'a [Definition],
    choices: &[Choice],
) -> Vec<Link> {
    let mut links: Vec<Link> = choices
        .iter()
        .filter_map(|&choice| {
            let candidate = candidates.get(choice.candidate)?;
            let (first, last) = (candidate.first, candidate.last);
            let gives_way = choice.label == Label::Person && relatives::gives_way(page, candidate);
            Some(Link { choice, first, last, gives_way, target: None, role: MentionRole::Name, by: Method::Context })
        })
        .collect();
    let bodies = bodies::states::of(page, candidates, &links);
    links.retain(|link| bodies.get(&(link.first as u64)).is_none_or(Option::is_some));
    let (longer, ends) = (LongerNames::of(page, candidates, &links), NameEnds::of(page, &links));
    let strangers = Strangers::of(page, candidates, &links);
    let namesakes = namesakes::of(page, candidates, &links);
    let mut linking = Linking { page, candidates, definitions, links, longer, ends, strangers, namesakes, bodies };
    for (_, pass) in PASSES {
        pass(&mut linking);
    }
    linking.links
}

impl Linking<'_> {
    pub(super) fn has(&self, link: &Link, evidence: E) -> bool {
        self.candidates.get(link.choice.candidate).is_some_and(|c| c.evidence.has(evidence))
    }

    pub(super) fn surface(&self, first: usize, last: usize) -> &str {
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

    pub(super) fn set_sense(&mut self, index: usize, sense: Sense) {
        if let Some(role) = self.links.get(index).map(|link| self.role(link, &sense)) {
            self.set(index, Target::Known(sense.entity), role, Method::Lexicon);
        }
    }
}

fn initials_of(name: &str, surface: &str) -> bool {
    let letters: String = surface.chars().filter(|c| c.is_alphabetic()).collect();
    let initials: String =
        name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    initials.contains(&letters) || letters.len() <= 5
}

impl Linking<'_> {
    /// Whether half of the longer words of `first..last` stand in the name of `target`: "National Rifle Assn
    /// (NRA)" is the one that the dictionary has, "Coastal Boat Society (CBS)" is not.
    pub(super) fn agrees(&self, target: &Target, first: usize, last: usize) -> bool {
        let Target::Known(entity) = target else { return true };
        let name = self.page.knowledge.entity(*entity).map_or("", |record| record.name());
        let own: HashSetOf = tokenise(name).iter().map(|token| token.hash(name)).collect();
        let long = (first..last).filter(|&index| self.page.reading.word(index).len() >= 4);
        let hashes: Vec<u64> = long.filter_map(|index| self.page.reading.hashes.get(index).copied()).collect();
        2 * hashes.iter().filter(|hash| own.contains(*hash)).count() >= hashes.len()
    }
}

/// The name and the acronym of a definition are one entity, unless the dictionary knows another by the
/// acronym.
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
        let agrees = |target: &Target| name.is_none() || linking.agrees(target, first, last);
        let short_target = || short.get(&number).and_then(|short| short.1.clone()).filter(agrees);
        let known = name.and_then(target_of).or_else(short_target);
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

pub(super) fn kind_of(label: Label) -> Kind {
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
        let part = match link.choice.label {
            Label::Organization => contains_in_longer(linking, link),
            Label::Person => linking.ends.has(phrases::words(linking.page, link)),
            Label::Place | Label::Demonym => false,
        };
        if part {
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

/// "the Claims Commission" after "International Claims Commission".
fn short_organizations(linking: &mut Linking<'_>) {
    for index in 0..linking.links.len() {
        let Some(link) = linking.links.get(index) else {
            continue;
        };
        if link.target.is_some() || link.choice.label != Label::Organization {
            continue;
        }
        // "First Lyon said" may be the company; a line in capitals rather has the place
        if linking.page.is_headline(link.first)
            && let Some(place) = place_inside(linking, link)
        {
            linking.set_sense(index, place);
            continue;
        }
        let club = teams::called_by_end(linking, index);
        if let Some(target) = club.or_else(|| longer_organization(linking, link)) {
            linking.set(index, target, MentionRole::Short, Method::Coreference);
        }
    }
}

/// The large place whose name stands inside a longer organization's, not at its start: "Leeds" is no short form of
/// "Greater Leeds Health Partnership".
fn place_inside(linking: &Linking<'_>, link: &Link) -> Option<Sense> {
    let words = phrases::words(linking.page, link);
    let longer = linking.links.get(linking.longer.with(words)?)?;
    let candidate = linking.candidates.get(link.choice.candidate)?;
    let large = |entity| linking.page.knowledge.entity(entity).is_some_and(|r| r.population() >= LARGE_PLACE);
    let place = |sense: &&Sense| sense.kind == Kind::Place && sense.mark == Mark::None && large(sense.entity);
    let inside = !phrases::words(linking.page, longer).starts_with(words);
    candidate.senses.iter().find(place).copied().filter(|_| inside)
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
