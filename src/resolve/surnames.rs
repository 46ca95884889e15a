//! Surnames that stand alone, without a full name in the document: "Trump attacked Clinton". One of their known
//! bearers is meant if the document names others who held offices of the same country at the same time;
//! those who led a country come before others of the name. Where two fit alike, nobody known is meant.

use super::address;
use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::offices;
use super::weights::Label;
use crate::dictionary::image::{OfficeRecord, Record};
use crate::dictionary::{EntityRef, Kind, Knowledge};
use crate::matchers::surnames::{leads, offices_asked};
use crate::text::fold::HashSetOf;
use crate::text::{Classes, Gap};
use std::collections::{BTreeMap, BTreeSet};

/// Most years between the offices of two people of one time.
const APART: u32 = 4;
/// Fewest years by which one bearer must be nearer than the next.
const NEARER: u32 = 2;
/// Most rounds in which the decided help to decide the rest.
const ROUNDS: usize = 3;
/// Years that stand for an office without an end.
const OPEN: u32 = 9999;

/// Years of an office, both included, and the country that it is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Term {
    country: [u8; 2],
    from: u32,
    to: u32,
}

impl Term {
    fn of(knowledge: &Knowledge, layer: usize, office: OfficeRecord<'_>) -> Option<Self> {
        let country = knowledge.entity(Knowledge::resolve(layer, office.of?))?.country()?;
        let to = if office.to == 0 { OPEN } else { office.to / 10_000 };
        (office.from != 0).then_some(Self { country, from: office.from / 10_000, to })
    }

    /// Years between two terms.
    fn apart(self, other: Self) -> u32 {
        self.from.max(other.from).saturating_sub(self.to.min(other.to))
    }
}

/// Terms of a person: those by which a country is led, or all where there are none of these.
fn terms(knowledge: &Knowledge, entity: EntityRef, record: Record<'_>) -> (bool, Vec<Term>) {
    let layer = usize::from(entity.layer);
    let leading: Vec<_> = record.offices().filter(|office| leads(knowledge, entity.layer, *office)).collect();
    let (leads, offices) = if leading.is_empty() { (false, record.offices().collect()) } else { (true, leading) };
    (leads, offices.into_iter().filter_map(|office| Term::of(knowledge, layer, office)).collect())
}

/// Mentions of each word that stands alone, by its hash, and apart those before a noun that asks for an office.
type Open = BTreeMap<(u64, bool), Vec<usize>>;

/// Links surnames, and given names that the dictionary has as forms, to the bearer who fits the document.
pub fn best_known(linking: &mut Linking<'_>) {
    let mut open: Open = BTreeMap::new();
    let full = full_names(linking);
    for (index, link) in linking.links.iter().enumerate() {
        let Some(&word) = linking.page.reading.hashes.get(link.first) else { continue };
        let asks = offices_asked(linking.page, link.first, link.last).is_some_and(|titles| !titles.is_empty());
        if is_open(link) && link.last - link.first == 1 && (asks || !full.contains(&word)) {
            open.entry((word, asks)).or_default().push(index);
        }
    }
    if open.is_empty() {
        return;
    }
    // who is known by others makes others known: "Sanders and Clinton", then both by the third
    for _ in 0..ROUNDS {
        let times = times(linking, &open);
        let found = open.iter().filter_map(|(&form, indexes)| Some((form, bearer(linking, indexes, &times, form)?)));
        let found: Vec<((u64, bool), EntityRef)> = found.collect();
        if found.is_empty() {
            break;
        }
        for (form, entity) in found {
            for index in open.remove(&form).unwrap_or_default() {
                if may_be(linking, index, entity) {
                    linking.set(index, Target::Known(entity), MentionRole::Short, Method::Context);
                }
            }
        }
    }
}

fn is_open(link: &Link) -> bool {
    link.target.is_none() && link.choice.label == Label::Person
}

/// Words of the persons' names of two words or more.
fn full_names(linking: &Linking<'_>) -> HashSetOf {
    let persons = linking.links.iter().filter(|link| link.choice.label == Label::Person && link.last - link.first > 1);
    persons
        .filter(|link| !link.gives_way)
        .flat_map(|link| linking.page.reading.hashes.get(link.first..link.last).unwrap_or_default())
        .copied()
        .collect()
}

/// Terms of others, each with the word of the surname that it hangs on where that is open.
type Times = Vec<(Option<u64>, Vec<Term>)>;

/// The terms of each person that is linked; and of those who alone can be meant by an open surname, if the
/// document has their country.
fn times(linking: &Linking<'_>, open: &Open) -> Times {
    let knowledge = linking.page.knowledge;
    let persons = linking.links.iter().filter_map(|link| match link.target {
        Some(Target::Known(entity)) if link.choice.label == Label::Person => Some((None, entity)),
        _ => None,
    });
    let mut persons: BTreeSet<(Option<u64>, EntityRef)> = persons.collect();
    let countries = linking.linked_countries();
    for (&(word, _), indexes) in open {
        let bearers = bearers(linking, indexes);
        let led = bearers.iter().any(|bearer| bearer.leads);
        let mut first = bearers.iter().filter(|bearer| bearer.leads == led);
        if let (Some(one), None) = (first.next(), first.next())
            && one.terms.iter().any(|term| countries.contains(&term.country))
        {
            persons.insert((Some(word), one.entity));
        }
    }
    let of = |entity: EntityRef| knowledge.entity(entity).map(|record| terms(knowledge, entity, record).1);
    let times = persons.into_iter().filter_map(|(word, entity)| Some((word, of(entity)?)));
    times.filter(|(_, terms)| !terms.is_empty()).collect()
}

/// One who bears an open surname.
struct Bearer {
    entity: EntityRef,
    /// Led a country.
    leads: bool,
    terms: Vec<Term>,
}

/// Those whom the mentions at `indexes`, which are of one word, may mean: who led a country, or has the word
/// as a form of the dictionary.
fn bearers(linking: &Linking<'_>, indexes: &[usize]) -> Vec<Bearer> {
    let page = linking.page;
    let Some(link) = indexes.first().and_then(|&index| linking.links.get(index)) else { return Vec::new() };
    let senses = linking.candidates.get(link.choice.candidate).map(|candidate| candidate.senses.as_slice());
    let forms = senses.unwrap_or_default().iter().filter(|sense| sense.kind == Kind::Person);
    let forms: BTreeSet<EntityRef> = forms.map(|sense| sense.entity).collect();
    // a given name is shared by more than any dictionary has
    let given = page.class(link.first).has(Classes::GIVEN);
    let all: BTreeSet<EntityRef> = page.short_at(link.first, link.last).chain(forms.iter().copied()).collect();
    let bearer = |entity: EntityRef| {
        let record = page.knowledge.entity(entity).filter(|record| record.kind() == Kind::Person)?;
        let (leads, terms) = terms(page.knowledge, entity, record);
        let named = indexes.iter().any(|&index| may_be(linking, index, entity));
        (named && (leads || forms.contains(&entity) && !given)).then_some(Bearer { entity, leads, terms })
    };
    all.into_iter().filter_map(bearer).collect()
}

/// Whether the words around a mention allow that `entity` is meant.
fn may_be(linking: &Linking<'_>, index: usize, entity: EntityRef) -> bool {
    let Some(link) = linking.links.get(index) else { return false };
    let candidate = linking.candidates.get(link.choice.candidate);
    let title = candidate.and_then(|candidate| candidate.title);
    let honorific = linking.page.title_before(link.first).is_some_and(|title| title.honorific);
    let held = title.is_none_or(|title| honorific || offices::held(linking.page, entity, title));
    held && of_year(linking, link, entity) && holds_asked(linking, link, entity) && !linking.is_another(link, entity)
}

/// Most years from an election to the office that it gives.
const ELECTION: u32 = 1;

/// Whether `entity` can be meant after a year: "the 1992 Clinton campaign".
fn of_year(linking: &Linking<'_>, link: &Link, entity: EntityRef) -> bool {
    let (page, knowledge) = (linking.page, linking.page.knowledge);
    let before = link.first.checked_sub(1).map_or("", |before| page.reading.word(before));
    let year = before.parse::<u32>().ok().filter(|year| before.len() == 4 && (1500..2100).contains(year));
    year.is_none_or(|year| {
        let terms = knowledge.entity(entity).map(|record| terms(knowledge, entity, record).1);
        terms
            .unwrap_or_default()
            .iter()
            .any(|term| (term.from.saturating_sub(ELECTION)..=term.to.max(term.from)).contains(&year))
    })
}

/// Whether `entity` holds or held an office that the noun after `link` asks for, if it does.
pub fn holds_asked(linking: &Linking<'_>, link: &Link, entity: EntityRef) -> bool {
    let asked = offices_asked(linking.page, link.first, link.last).filter(|titles| !titles.is_empty());
    asked.is_none_or(|titles| {
        let record = linking.page.knowledge.entity(entity);
        record.is_some_and(|record| record.offices().any(|office| titles.contains(&office.title)))
    })
}

/// Who is meant by the mentions at `indexes`, which are of one `form`.
fn bearer(linking: &Linking<'_>, indexes: &[usize], times: &Times, form: (u64, bool)) -> Option<EntityRef> {
    let (date, (word, _)) = (linking.page.date, form);
    let bearers = bearers(linking, indexes);
    let fitting = bearers.iter().filter_map(|bearer| {
        let most = if bearer.leads { APART } else { 0 };
        let apart = apart(&bearer.terms, times, word, date).filter(|&apart| apart <= most)?;
        Some((!bearer.leads, apart, bearer.entity))
    });
    let fitting: BTreeSet<(bool, u32, EntityRef)> = fitting.collect();
    let Some(&(behind, apart, entity)) = fitting.first() else {
        return only_leader(linking, indexes, &bearers, times, form);
    };
    let rivals = fitting.iter().filter(|rival| rival.0 == behind && rival.1 < apart + NEARER);
    let rivals: Vec<EntityRef> = rivals.map(|rival| rival.2).collect();
    if rivals.len() == 1 { Some(entity) } else { address::only_woman(linking, indexes, &rivals) }
}

/// Fewest years by which one leader of a country must be nearer than the next, where neither is of the text's time.
const FAR_NEARER: u32 = 8;

/// The leader of a country whom the text names who alone is meant though none of its time is named: "the Carter
/// administration", or, where something else speaks for an office, a surname that no other office holder has; of two
/// the one who is far nearer.
fn only_leader(
    linking: &Linking<'_>,
    indexes: &[usize],
    bearers: &[Bearer],
    times: &Times,
    (word, asks): (u64, bool),
) -> Option<EntityRef> {
    let first = indexes.first().and_then(|&index| linking.links.get(index))?;
    let leading = || bearers.iter().filter(|bearer| bearer.leads);
    let others = || linking.page.short_at(first.first, first.last).filter(|&of| !leading().any(|b| b.entity == of));
    let stranger = |index: usize| linking.links.get(index).is_some_and(|link| is_stranger(linking, link));
    let usual = || linking.page.class(first.first).has(USUAL) || indexes.iter().any(|&index| is_listed(linking, index));
    let rivalled = || leading().count() > 1 || others().next().is_some() || usual();
    if !asks && (rivalled() || indexes.iter().any(|&index| stranger(index))) {
        return None;
    }
    // a surname of many needs a sign that the leader is meant
    let many = linking.page.class(first.first).has(Classes::FAMILY);
    let signed = |bearer: &Bearer| {
        asks || !many
            || indexes.iter().any(|&index| beside_office(linking, index, bearer.entity))
            || apart(&bearer.terms, times, word, linking.page.date).is_some()
            || linking.page.has_near(bearer.entity)
    };
    let countries = linking.linked_countries();
    let here = leading().filter(|bearer| bearer.terms.iter().any(|term| countries.contains(&term.country)));
    let mut ranked: Vec<(Option<u32>, EntityRef)> =
        here.map(|bearer| (apart(&bearer.terms, times, word, linking.page.date), bearer.entity)).collect();
    ranked.sort_unstable();
    match ranked.as_slice() {
        [(_, only)] => {
            leading().find(|bearer| bearer.entity == *only).filter(|only| signed(only)).map(|only| only.entity)
        }
        [(Some(years), nearest), (Some(next), _), ..] if years + FAR_NEARER <= *next => Some(*nearest),
        _ => None,
    }
}

/// Whether the text says something of the person of `link` that it would not say of one whom everybody knows: "Desai,
/// who runs a shop", "Desai, 34".
fn is_stranger(linking: &Linking<'_>, link: &Link) -> bool {
    let page = linking.page;
    let age = || page.reading.word(link.last).parse::<u8>().is_ok();
    page.gap(link.last) == Gap::Comma && (page.class(link.last).has(Classes::WHO) || age())
}

/// Whether the mention at `index` stands after an office that `entity` held, or before a noun for what office holders
/// have.
fn beside_office(linking: &Linking<'_>, index: usize, entity: EntityRef) -> bool {
    let Some(link) = linking.links.get(index) else { return false };
    let title = linking.candidates.get(link.choice.candidate).and_then(|candidate| candidate.title);
    title.is_some_and(|title| offices::held(linking.page, entity, title))
        || offices_asked(linking.page, link.first, link.last).is_some()
}

/// Whether a mention stands between commas: "Millar, Howe, Larkin".
fn is_listed(linking: &Linking<'_>, index: usize) -> bool {
    let page = linking.page;
    let ends = |link: &Link| page.gap(link.last) == Gap::Comma || !page.same_sentence(link.first, link.last);
    linking.links.get(index).is_some_and(|link| page.gap(link.first) == Gap::Comma && ends(link))
}

/// Words that are the names of many.
const USUAL: Classes = Classes::GIVEN.or(Classes::COMMON);

/// Years between a person's terms and those of the others, of the same country, on the average; none if there
/// are no others.
fn apart(own: &[Term], times: &Times, word: u64, date: Option<u32>) -> Option<u32> {
    let nearest = |terms: &Vec<Term>| {
        let pairs = own
            .iter()
            .flat_map(|own| terms.iter().filter(|term| term.country == own.country).map(|term| own.apart(*term)));
        pairs.min()
    };
    let others = times.iter().filter(|(of, _)| *of != Some(word));
    let mut years: Vec<u32> = others.filter_map(|(_, terms)| nearest(terms)).collect();
    if years.is_empty() {
        return None;
    }
    if let Some(year) = date.map(|date| date / 10_000) {
        years.extend(own.iter().map(|own| own.apart(Term { from: year, to: year, ..*own })).min());
    }
    let sum: u32 = years.iter().sum();
    u32::try_from(years.len()).ok().map(|count| sum.div_ceil(count))
}

/// Whether `entity` led no country, but another bearer of the name of `link` led its own.
pub fn is_overshadowed(linking: &Linking<'_>, link: &Link, entity: EntityRef) -> bool {
    let knowledge = linking.page.knowledge;
    let leads_of = |of: EntityRef| {
        let record = knowledge.entity(of).filter(|record| record.offices().next().is_some())?;
        terms(knowledge, of, record).0.then(|| record.country()).flatten()
    };
    let Some(country) = knowledge.country(entity) else { return false };
    let leads = |other: EntityRef| other != entity && leads_of(other) == Some(country);
    leads_of(entity).is_none() && linking.page.short_at(link.first, link.last).any(leads)
}
