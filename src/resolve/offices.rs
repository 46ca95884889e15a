//! Office holders by title and surname: "President Macron", "Russian Foreign Minister Lavrov"; or by the
//! country that owns them: "Poland's Duda". The
//! country before the title, or one that the document names, must be the office's; the document's date,
//! where it is known, picks the holder.

use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::weights::Label;
use crate::builtin;
use crate::dictionary::source::FORM_WORDS;
use crate::dictionary::{EntityRef, Kind};
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
        let title = linking.candidates.get(link.choice.candidate).and_then(|c| c.title);
        let owner = || link.first.checked_sub(1).is_some_and(|before| linking.page.possessive(before));
        if title.is_none() && !owner() {
            continue;
        }
        let surname = linking.page.reading.hashes.get(link.last.wrapping_sub(1));
        if surname.is_some_and(|hash| named.contains(hash)) {
            continue; // a full name in the document says who it is
        }
        let (from, title) = match title {
            Some((from, to)) => (from, self::title(linking.page, from, to)),
            None => (link.first, Some(Title { words: String::new(), past: false })),
        };
        let Some(title) = title else { continue };
        let before = country_before(linking.page, from);
        if title.words.is_empty() && before.is_none() {
            continue; // "Poland's Duda" holds an office of Poland; "Smith's Duda" none
        }
        let holders = holders(linking, link, &title, before, &countries);
        if let [entity] = holders.as_slice() {
            decided.push((index, *entity));
        }
    }
    for (index, entity) in decided {
        linking.set(index, Target::Known(entity), MentionRole::Short, Method::Titles);
    }
}

/// Hashes of the last words of persons' names of two words or more.
fn full_names(linking: &Linking<'_>) -> BTreeSet<u64> {
    let persons = linking.links.iter().filter(|link| link.choice.label == Label::Person && link.last - link.first > 1);
    persons.filter_map(|link| linking.page.reading.hashes.get(link.last - 1).copied()).collect()
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
    senses.filter_map(|sense| page.knowledge.entity(sense.entity)?.country()).next()
}

/// Persons called as `link` is who hold the office, the best fitting ones.
fn holders(
    linking: &Linking<'_>,
    link: &Link,
    title: &Title,
    before: Option<[u8; 2]>,
    countries: &BTreeSet<[u8; 2]>,
) -> Vec<EntityRef> {
    let mut best: Option<Fit> = None;
    let mut out: Vec<EntityRef> = Vec::new();
    let short = linking.page.short_at(link.first, link.last);
    let shared = linking.candidates.get(link.choice.candidate).map(|candidate| candidate.senses.as_slice());
    let shared = shared.unwrap_or_default().iter().map(|sense| sense.entity);
    for entity in short.chain(shared) {
        let Some(fit) = fits(linking.page, entity, title, before, countries) else { continue };
        if best.is_none_or(|best| fit > best) {
            (best, out) = (Some(fit), Vec::new());
        }
        if best == Some(fit) && !out.contains(&entity) {
            out.push(entity);
        }
    }
    out
}

fn fits(
    page: &Page<'_>,
    entity: EntityRef,
    title: &Title,
    before: Option<[u8; 2]>,
    countries: &BTreeSet<[u8; 2]>,
) -> Option<Fit> {
    let record = page.knowledge.entity(entity).filter(|record| record.kind() == Kind::Person)?;
    let layer = usize::from(entity.layer);
    let holds = |office: crate::dictionary::image::OfficeRecord<'_>| {
        let of = office.of.map(|of| crate::dictionary::Knowledge::resolve(layer, of))?;
        let country = page.knowledge.entity(of)?.country()?;
        let here = before.map_or_else(|| countries.contains(&country), |before| before == country);
        (here && same_office(office.title, &title.words))
            .then(|| at_date(page.date, office.from, office.to, title.past))?
    };
    record.offices().filter_map(holds).max()
}

/// Whether a dictionary's title names the office of `words`: "Interim President" is a "president". No
/// words mean any office.
fn same_office(office: &str, words: &str) -> bool {
    if words.is_empty() {
        return true;
    }
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
