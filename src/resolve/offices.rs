//! Office holders by title and surname: "President Macron", "Russian Foreign Minister Lavrov"; or by the
//! country that owns them: "Poland's Duda". The
//! country before the title, or one that the document names, must be the office's; the document's date,
//! where it is known, picks the holder.

use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::weights::Label;
use crate::builtin;
use crate::dictionary::image::OfficeRecord;
use crate::dictionary::source::FORM_WORDS;
use crate::dictionary::{EntityRef, Kind, Knowledge};
use crate::matchers::Page;
use crate::text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A title in the text, without what only modifies it.
struct Title {
    words: String,
    /// "former", "ex-": the office is over.
    past: bool,
}

/// How well a person's office fits a mention; more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// In office before the document's date.
    Before,
    /// In office at the date, or the date is unknown.
    Then,
}

static SHORT: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| lines(builtin::TITLE_ABBREVIATIONS).filter_map(|line| line.split_once(": ")).collect());
static MODIFIERS: LazyLock<BTreeMap<&'static str, bool>> = LazyLock::new(|| {
    let past = |line: &'static str| line.strip_suffix(": past").map_or((line, false), |word| (word, true));
    lines(builtin::TITLE_MODIFIERS).map(past).collect()
});

/// Whether a word before a title says that the office is over: "former".
pub fn is_past(word: &str) -> bool {
    MODIFIERS.get(fold(word).as_str()).copied().unwrap_or(false)
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

/// Links surnames that stand after the title of an office, or after its country's genitive, to its holder.
pub fn titled(linking: &mut Linking<'_>) {
    let named = full_names(linking);
    let countries = linking.linked_countries();
    let mut decided = Vec::new();
    for (index, link) in linking.links.iter().enumerate() {
        if link.target.is_some() || link.choice.label != Label::Person {
            continue;
        }
        let Some(office) = office(linking, link) else { continue };
        let surname = linking.page.reading.hashes.get(link.last.wrapping_sub(1));
        let full = surname.and_then(|hash| named.get(hash)).map_or(&[][..], Vec::as_slice);
        let mut full = full.iter().filter_map(|&full| linking.links.get(full));
        if full.any(|full| suits(linking, link, full) != Suits::Never) {
            continue; // a full name in the document says who it is
        }
        let holders = holders(linking, link, &office, &countries);
        if let [entity] = holders.as_slice() {
            decided.push((index, *entity));
        }
    }
    for (index, entity) in decided {
        linking.set(index, Target::Known(entity), MentionRole::Short, Method::Titles);
    }
}

/// Indexes of the persons' names of two words or more, by the hashes of their last words.
fn full_names(linking: &Linking<'_>) -> BTreeMap<u64, Vec<usize>> {
    let mut named: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, link) in linking.links.iter().enumerate() {
        let surname = linking.page.reading.hashes.get(link.last.wrapping_sub(1));
        if let (Label::Person, 2.., Some(&surname)) = (link.choice.label, link.last - link.first, surname) {
            named.entry(surname).or_default().push(index);
        }
    }
    named
}

/// The office that a surname stands beside: its title, or none but its country: "Poland's Duda".
struct Office {
    title: Option<Title>,
    country: Option<[u8; 2]>,
}

fn office(linking: &Linking<'_>, link: &Link) -> Option<Office> {
    let page = linking.page;
    if let Some((from, to)) = linking.candidates.get(link.choice.candidate)?.title {
        return Some(Office { title: Some(title(page, from, to)?), country: country_before(page, from) });
    }
    let owned = page.possessive(link.first.checked_sub(1)?);
    let country = country_before(page, link.first).filter(|_| owned)?;
    Some(Office { title: None, country: Some(country) })
}

/// Whether the title of tokens `from..to` names an office that `entity` holds or held.
pub fn held(page: &Page<'_>, entity: EntityRef, (from, to): (usize, usize)) -> bool {
    let title = title(page, from, to);
    let same = |held: OfficeRecord<'_>| title.as_ref().is_some_and(|title| same_office(held.title, &title.words));
    page.knowledge.entity(entity).is_some_and(|record| record.offices().any(same))
}

/// How well a full name of the text goes with the title before a surname alone; the best comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suits {
    /// The text gives it the same title: "Gov. Jane Doe ... Gov. Doe".
    Titled,
    /// Its bearer holds or held the office.
    Held,
    /// Nothing speaks against it.
    Open,
    /// Its bearer never held the office, another of the surname did: "Laura Bush ... President Bush".
    Never,
}

/// How well `full` goes with the title before `link`; `Open` if there is none, or but "Mr".
pub fn suits(linking: &Linking<'_>, link: &Link, full: &Link) -> Suits {
    let page = linking.page;
    let title_of = |link: &Link| linking.candidates.get(link.choice.candidate).and_then(|candidate| candidate.title);
    let honorific = page.title_before(link.first).is_some_and(|title| title.honorific);
    let Some(own) = title_of(link).filter(|_| !honorific) else { return Suits::Open };
    let words = |(from, to)| title(page, from, to).map(|title| title.words);
    let alike = || title_of(full).is_some_and(|other| words(other).is_some_and(|other| words(own) == Some(other)));
    match full.target {
        _ if alike() => Suits::Titled,
        Some(Target::Known(entity)) if held(page, entity, own) => Suits::Held,
        Some(Target::Known(_)) if page.short_at(link.first, link.last).any(|other| held(page, other, own)) => {
            Suits::Never
        }
        _ => Suits::Open,
    }
}

/// Whether `entity` holds or held an office.
pub fn any(page: &Page<'_>, entity: EntityRef) -> bool {
    page.knowledge.entity(entity).is_some_and(|record| record.offices().next().is_some())
}

fn title(page: &Page<'_>, from: usize, to: usize) -> Option<Title> {
    let mut words = fold(page.reading.span(from, to).of(page.reading.text));
    let mut past = false;
    // the longest modifier first: "newly elected", then "new"
    while let Some((modifier, &over)) = MODIFIERS
        .iter()
        .rev()
        .find(|(modifier, _)| words.strip_prefix(**modifier).is_some_and(|rest| rest.starts_with(' ')))
    {
        words = words.get(modifier.len() + 1..).unwrap_or_default().to_owned();
        past |= over;
    }
    let full = SHORT.get(words.as_str()).map_or(words.as_str(), |full| full);
    (!full.is_empty()).then(|| Title { words: full.to_owned(), past })
}

/// ISO code of the country whose name or demonym stands right before the title.
fn country_before(page: &Page<'_>, from: usize) -> Option<[u8; 2]> {
    let near = page.known_from(from.saturating_sub(FORM_WORDS), from).iter();
    let known = near.filter(|known| known.last == from && known.first < from);
    let senses = known.flat_map(|known| &known.senses).filter(|sense| sense.kind == Kind::Country);
    senses.filter_map(|sense| page.knowledge.country(sense.entity)).next()
}

/// Persons called as `link` is who hold the office, the best fitting ones.
fn holders(linking: &Linking<'_>, link: &Link, office: &Office, countries: &BTreeSet<[u8; 2]>) -> Vec<EntityRef> {
    let mut best: Option<Fit> = None;
    let mut out: Vec<EntityRef> = Vec::new();
    let short = linking.page.short_at(link.first, link.last);
    let shared = linking.candidates.get(link.choice.candidate).map(|candidate| candidate.senses.as_slice());
    let shared = shared.unwrap_or_default().iter().map(|sense| sense.entity);
    for entity in short.chain(shared) {
        let Some(fit) = fits(linking.page, entity, office, countries) else { continue };
        if best.is_none_or(|best| fit > best) {
            (best, out) = (Some(fit), Vec::new());
        }
        if best == Some(fit) && !out.contains(&entity) {
            out.push(entity);
        }
    }
    out
}

fn fits(page: &Page<'_>, entity: EntityRef, office: &Office, countries: &BTreeSet<[u8; 2]>) -> Option<Fit> {
    let record = page.knowledge.entity(entity).filter(|record| record.kind() == Kind::Person)?;
    let layer = usize::from(entity.layer);
    let holds = |held: OfficeRecord<'_>| {
        let of = held.of.map(|of| Knowledge::resolve(layer, of))?;
        let country = page.knowledge.entity(of)?.country()?;
        let here = office.country.map_or_else(|| countries.contains(&country), |named| named == country);
        let same = office.title.as_ref().is_none_or(|title| same_office(held.title, &title.words));
        let past = office.title.as_ref().is_some_and(|title| title.past);
        (here && same).then(|| at_date(page.date, held.from, held.to, past))?
    };
    record.offices().filter_map(holds).max()
}

/// Whether a dictionary's title names the office of `words`: "Interim President" is a "president".
fn same_office(office: &str, words: &str) -> bool {
    let office = fold(office);
    let rest = office.strip_suffix(words).map(str::trim_end);
    rest.is_some_and(|rest| rest.is_empty() || MODIFIERS.contains_key(rest))
}

/// Whether the office was held at `date`, both as `YYYYMMDD`; unknown parts are 0.
fn at_date(date: Option<u32>, from: u32, to: u32, past: bool) -> Option<Fit> {
    let Some(date) = date else { return Some(Fit::Then) };
    // a month before and after: "President-elect", the outgoing one; unknown days and months count whole
    let begun = from == 0 || from <= date + 100;
    let slack = if to.is_multiple_of(10_000) { 1231 } else { 100 };
    let over = to != 0 && to + slack < date;
    match (begun, over) {
        (false, _) => None,
        (true, true) => Some(Fit::Before),
        (true, false) => Some(if past && from != 0 { Fit::Before } else { Fit::Then }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_and_dates() {
        assert!(same_office("President", "president"));
        assert!(same_office("Interim President", "president"));
        assert!(!same_office("Vice President", "president"));
        let (from, to) = (19_930_120, 20_010_120);
        assert_eq!(at_date(Some(19_960_829), from, to, false), Some(Fit::Then));
        assert_eq!(at_date(Some(20_160_101), from, to, false), Some(Fit::Before));
        assert_eq!(at_date(Some(19_900_101), from, to, false), None);
        assert_eq!(at_date(None, from, to, false), Some(Fit::Then));
    }
}
