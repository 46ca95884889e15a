//! Names of a document by the words in them, so that a short form finds its full one at once.

use super::companies;
use super::identity::Link;
use super::mention::Method;
use super::weights::Label;
use crate::dictionary::Kind;
use crate::matchers::{Candidate, Page};
use crate::text::Classes;
use crate::text::fold::{HashMapOf, HashSetOf, mix};

/// Hashes of the words of a link.
pub fn words<'p>(page: &Page<'p>, link: &Link) -> &'p [u64] {
    page.reading.hashes.get(link.first..link.last).unwrap_or_default()
}

/// Hash of a phrase, of the hashes of its words.
pub(super) fn phrase_hash(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |sum, &word| mix(sum, word))
}

/// Words that stand together in longer names of organizations: index of the first of these.
pub struct LongerNames(HashMapOf<usize>);

impl LongerNames {
    /// The organizations among `links`.
    pub fn of(page: &Page<'_>, candidates: &[Candidate], links: &[Link]) -> Self {
        let mut longer = HashMapOf::default();
        let organizations = || links.iter().enumerate().filter(|(_, link)| link.choice.label == Label::Organization);
        let mut add = |index: usize, words: &[u64]| {
            longer.entry(phrase_hash(words)).or_insert(index);
        };
        // a short name is rather the first word of a name, or the first of a company, than words inside another
        for (index, link) in organizations().filter(|(_, link)| link.last - link.first > 1) {
            words(page, link).get(..1).into_iter().for_each(|first| add(index, first));
            if candidates.get(link.choice.candidate).is_some_and(companies::is_formed) {
                let starts = companies::first_words(page, link.first, link.last);
                starts.filter_map(|(from, end)| page.reading.hashes.get(from..end)).for_each(|first| add(index, first));
            }
        }
        for (index, link) in organizations() {
            let words = words(page, link);
            for count in 1..words.len() {
                words.windows(count).for_each(|phrase| add(index, phrase));
            }
        }
        Self(longer)
    }

    /// Index of the first longer name that has these words in this order.
    pub fn with(&self, words: &[u64]) -> Option<usize> {
        self.0.get(&phrase_hash(words)).copied()
    }
}

/// Ends of two words and more of longer names of persons: "de la Cruz" beside "Carla de la Cruz".
pub struct NameEnds(HashSetOf);

impl NameEnds {
    /// Those of the persons among `links`.
    pub fn of(page: &Page<'_>, links: &[Link]) -> Self {
        let persons = links.iter().filter(|link| link.choice.label == Label::Person);
        let names = persons.map(|link| words(page, link));
        Self(
            names
                .flat_map(|name| (1..name.len().saturating_sub(1)).filter_map(|from| name.get(from..)))
                .map(phrase_hash)
                .collect(),
        )
    }

    /// Whether one of the names ends with these words and has more before them.
    pub fn has(&self, words: &[u64]) -> bool {
        self.0.contains(&phrase_hash(words))
    }
}

/// Full names of persons whom no dictionary has, where no known person of that family name stands in full:
/// first words by the last.
pub struct Strangers(HashMapOf<Vec<u64>>);

impl Strangers {
    /// Those among `links`. The first word must be a given name: what else stands there may be none.
    pub fn of(page: &Page<'_>, candidates: &[Candidate], links: &[Link]) -> Self {
        let (mut strangers, mut known) = (HashMapOf::<Vec<u64>>::default(), HashSetOf::default());
        for link in links.iter().filter(|link| link.choice.label == Label::Person) {
            let [first, .., last] = words(page, link) else { continue };
            let senses = candidates.get(link.choice.candidate).map(|candidate| candidate.senses.as_slice());
            if senses.unwrap_or_default().iter().any(|sense| sense.kind == Kind::Person) {
                known.insert(*last);
            } else if page.class(link.first).has(Classes::GIVEN) && !link.gives_way {
                strangers.entry(*last).or_default().push(*first);
            }
        }
        strangers.retain(|last, _| !known.contains(last));
        Self(strangers)
    }

    /// Whether the family name with this hash is a stranger's, and none of them is called `given`.
    pub fn own(&self, family: u64, given: Option<u64>) -> bool {
        self.0.get(&family).is_some_and(|firsts| given.is_none_or(|given| !firsts.contains(&given)))
    }
}

/// Full names of persons that are linked: their indexes, rising, by each of their words and by the last.
#[derive(Default)]
pub struct FullNames {
    by_word: HashMapOf<Vec<usize>>,
    by_surname: HashMapOf<Vec<usize>>,
}

impl FullNames {
    /// The persons of two words or more among `links`, the office holders known by their titles, and
    /// those of whose full name a part stands alone.
    pub fn of(page: &Page<'_>, links: &[Link]) -> Self {
        let mut names = Self::default();
        for (index, link) in links.iter().enumerate() {
            let full = link.last - link.first > 1 || matches!(link.by, Method::Titles | Method::Names);
            if link.choice.label != Label::Person || !full || link.target.is_none() {
                continue;
            }
            let words = words(page, link);
            words.iter().for_each(|&word| names.by_word.entry(word).or_default().push(index));
            words.last().into_iter().for_each(|&word| names.by_surname.entry(word).or_default().push(index));
        }
        names
    }

    /// Indexes of the full names that end with the last of `words`.
    pub fn of_surname(&self, words: &[u64]) -> &[usize] {
        words.last().and_then(|word| self.by_surname.get(word)).map_or(&[], Vec::as_slice)
    }

    /// Index of the full name with all of `words` that is nearest before `index`, else of the next after;
    /// on each side one that ends with the last of them before others. `may_be` tells who is meant by none.
    pub fn nearest(
        &self,
        page: &Page<'_>,
        links: &[Link],
        index: usize,
        words: &[u64],
        may_be: &dyn Fn(&Link) -> bool,
    ) -> Option<usize> {
        let holds = |full: &&usize| {
            let named = |link: &Link| words.iter().all(|word| self::words(page, link).contains(word));
            links.get(**full).is_some_and(|link| named(link) && may_be(link))
        };
        let full = |by: &HashMapOf<Vec<usize>>, before: bool| {
            let names = by.get(words.last()?)?;
            let (earlier, later) = names.split_at(names.partition_point(|&full| full < index));
            if before { earlier.iter().rev().find(holds).copied() } else { later.iter().find(holds).copied() }
        };
        full(&self.by_surname, true)
            .or_else(|| full(&self.by_word, true))
            .or_else(|| full(&self.by_surname, false))
            .or_else(|| full(&self.by_word, false))
    }
}
