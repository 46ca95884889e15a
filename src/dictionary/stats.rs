//! What dictionary files hold, counted under names that stay the same.

use super::compile::Source;
use super::kind::Kind;
use super::source::{Entry, office};
use super::types;
use crate::text::classes::Classes;
use crate::text::fold::fold;
use std::collections::BTreeSet;

/// A number and what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Stable name, as `nertool dict stats` prints it.
    pub name: &'static str,
    /// How many.
    pub count: usize,
    /// What exactly is counted.
    pub what: &'static str,
}

/// Counts what `source` holds.
pub fn counts(source: &Source) -> Vec<Count> {
    let capitals = capitals(source);
    let entries = |chosen: &dyn Fn(&Entry) -> bool| source.entries.iter().filter(|entry| chosen(entry)).count();
    let typed = |kind: Kind, types: &[&str]| entries(&|e| e.kind == Some(kind) && e.is_of_type(types));
    let kind = |kind: Kind| entries(&|e| e.kind == Some(kind));
    let examples =
        source.entries.iter().map(|e| e.examples.len()).chain(source.decoys.iter().map(|d| d.examples.len()));
    let forms: BTreeSet<&str> =
        source.entries.iter().flat_map(|e| e.forms().chain(&e.demonym)).map(|form| form.text.as_str()).collect();
    let heads = Classes::ORG_HEAD.or(Classes::ORG_SUFFIX).or(Classes::ORG_CORE).or(Classes::LEGAL_FORM);
    let count = |name, count, what| Count { name, count, what };
    vec![
        count("countries", kind(Kind::Country), "countries, territories, former and de-facto states"),
        count(
            "metonyms",
            entries(&|e| e.seat.is_some() || capitals.contains(e.key.as_str())),
            "capitals and seats whose names stand for a government",
        ),
        count("divisions", typed(Kind::Place, types::STATE), "first-level divisions of countries"),
        count("cities", entries(&located_city), "cities with country, coordinates and population"),
        count(
            "other-places",
            typed(Kind::Place, types::OTHER_PLACES),
            "regions, waters, mountains, landmarks, facilities",
        ),
        count("people", kind(Kind::Person), "people"),
        count("people-with-dates", entries(&dated), "people with an office and its dates"),
        count("organizations", kind(Kind::Organization), "organizations"),
        count("companies", typed(Kind::Organization, types::COMPANIES), "companies, banks and exchanges"),
        count("media", typed(Kind::Organization, types::MEDIA), "newspapers, broadcasters, news agencies, other media"),
        count("given-names", words(source, Classes::GIVEN), "given names"),
        count("family-names", words(source, Classes::FAMILY), "family names"),
        count("titles", words(source, Classes::TITLE.or(Classes::ROLE)), "titles and occupations beside a name"),
        count("organization-words", words(source, heads), "heads, endings and legal forms of organizations' names"),
        count("decoys", source.decoys.len(), "what only looks like an entity"),
        count("examples", examples.sum(), "example lines under entries and decoys"),
        count("entities", source.entries.len(), "entities"),
        count("forms", forms.len(), "names of entities, each spelling once"),
    ]
}

fn located_city(entry: &Entry) -> bool {
    entry.is_of_type(types::CITY) && !entry.of.is_empty() && entry.at.is_some() && entry.pop.is_some()
}

fn dated(entry: &Entry) -> bool {
    let has_date =
        |written: &String| office(written).is_some_and(|office| office.from.is_some() || office.to.is_some());
    entry.kind == Some(Kind::Person) && entry.role.iter().any(has_date)
}

/// Keys of cities that a country names as its capital.
fn capitals(source: &Source) -> BTreeSet<&str> {
    let of_country: BTreeSet<(&str, &str)> = source
        .entries
        .iter()
        .flat_map(|country| country.capital.iter().map(|name| (country.key.as_str(), name.as_str())))
        .collect();
    let is_capital = |city: &&Entry| {
        let named = |form: &str| city.of.iter().any(|country| of_country.contains(&(country.as_str(), form)));
        city.is_of_type(types::CITY) && city.forms().any(|form| named(&form.text))
    };
    source.entries.iter().filter(is_capital).map(|city| city.key.as_str()).collect()
}

/// Words and phrases of any of `classes`, each spelling once.
fn words(source: &Source, classes: Classes) -> usize {
    let chosen = source.words.iter().filter(|(class, _)| class.has(classes));
    chosen.map(|(_, word)| fold(word)).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::super::source::{parse_decoys, parse_entries};
    use super::*;

    #[test]
    fn counts_of_a_small_dictionary() {
        let mut problems = Vec::new();
        let mut entries = parse_entries("c.dict", Some(Kind::Country), "fr | France | capital: Paris\n", &mut problems);
        let places = "paris | Paris | of: fr | type: city | at: 48.86,2.35 | pop: 2100000\n> [Paris](paris) was calm.\n\
                      paris-us | Paris? (Texas) | type: city\nelysee | Elysee | type: building | seat: fr\n\
                      seine | Seine | type: river\n";
        entries.extend(parse_entries("p.dict", Some(Kind::Place), places, &mut problems));
        let people = "a-b | A B | role: President of fr 2017/\nc-d | C D | role: Minister of fr\n";
        entries.extend(parse_entries("q.dict", Some(Kind::Person), people, &mut problems));
        let decoys = parse_decoys("decoys.dict", "Paris Agreement | treaty | not the city\n", &mut problems);
        let words = vec![(Classes::GIVEN, "Ana".to_owned()), (Classes::GIVEN, "Ána".to_owned())];
        let found = counts(&Source { entries, decoys, words, ..Source::default() });
        assert_eq!(problems, []);
        for (name, expected) in [
            ("countries", 1),
            ("metonyms", 2),
            ("cities", 1),
            ("other-places", 1),
            ("people", 2),
            ("people-with-dates", 1),
            ("given-names", 1),
            ("decoys", 1),
            ("examples", 1),
            ("entities", 7),
            ("forms", 6),
        ] {
            assert_eq!(found.iter().find(|c| c.name == name).map(|c| c.count), Some(expected), "{name}");
        }
    }
}
