//! What all matchers look at: a document's words beside the dictionary's forms in it.

use super::candidate::Sense;
use super::known::{Claimed, claimed};
pub use super::known::{Kinds, Known};
use super::leagues::{self, Leagues};
use super::lexicon::{self, LexiconMatch};
use super::titles::{self, Title};
use super::traits::{self, SentenceTraits, Traits};
use super::{articles, companies, lists, many_senses, nicknames, seams, states, surnames, variants};
use crate::dictionary::{EntityRef, FormRole, Kind, Knowledge, Mark};
use crate::text::fold::{HashMapOf, HashSetOf};
use crate::text::{Classes, Gap, Reading, SegmentKind, Shape};

/// A document's words, and the known names in it.
pub struct Page<'a> {
    /// The words.
    pub reading: &'a Reading<'a>,
    /// The dictionary.
    pub knowledge: &'a Knowledge,
    /// Known names in order of the first token, shorter before longer.
    pub known: Vec<Known>,
    /// Short forms that say nothing by themselves, in order of the first token: tokens `first..last`
    /// and the entity.
    pub short: Vec<(usize, usize, EntityRef)>,
    /// For each token: what it tells.
    traits: Vec<Traits>,
    /// For each sentence: what its words tell.
    sentences: Vec<SentenceTraits>,
    /// Phrases of two words or more that end names ("School District"), the longest ones, by the token
    /// after them: the first token and the classes.
    endings: HashMapOf<(usize, Classes)>,
    /// For each token: kinds of the names that start at it.
    pub starts: Vec<Kinds>,
    /// For each token: kinds of the names that end with it.
    pub ends: Vec<Kinds>,
    /// For each token, and the end: index into `known` of the first name that starts there or later.
    from: Vec<u32>,
    /// For each token: index into `known` of the longest name that covers it.
    pub cover: Vec<Option<u32>>,
    /// For each token: the title that ends right before it.
    pub titles: Vec<Option<Title>>,
    /// Leagues that it names.
    pub leagues: Leagues,
    /// Day of the document as `YYYYMMDD`, if it is known.
    pub date: Option<u32>,
    /// Keys of the entities with a form in the document that is theirs alone.
    owners: HashSetOf,
    /// ISO codes of the countries among them.
    countries: Vec<[u8; 2]>,
    /// For each entity, by its key, with a doubtful form in the document: how many of its supporting
    /// phrases the document has.
    supporting: HashMapOf<u32>,
}

mod support;

/// Classes of the last words of names.
const ENDINGS: Classes =
    Classes::ORG_SUFFIX.or(Classes::ORG_CORE).or(Classes::PLACE_SUFFIX).or(Classes::EVENT_SUFFIX).or(Classes::NATURAL);

impl<'a> Page<'a> {
    /// Looks up every form of the dictionary in `reading`.
    pub fn new(reading: &'a Reading<'a>, knowledge: &'a Knowledge) -> Self {
        let count = reading.tokens.len();
        let mut page = Self {
            reading,
            knowledge,
            known: Vec::new(),
            short: Vec::new(),
            endings: HashMapOf::default(),
            traits: traits::of_tokens(reading),
            sentences: traits::of_sentences(reading),
            starts: vec![Kinds::default(); count],
            ends: vec![Kinds::default(); count],
            from: Vec::new(),
            cover: vec![None; count],
            titles: Vec::new(),
            leagues: Leagues::default(),
            date: None,
            owners: HashSetOf::default(),
            countries: Vec::new(),
            supporting: HashMapOf::default(),
        };
        seams::leave_out(reading, knowledge, &mut page.traits);
        let mut matches = Vec::new();
        lexicon::scan(knowledge, lexicon::Words::of(reading), |found| matches.push(found));
        page.known.reserve(matches.len());
        for found in matches {
            if page.within_sentence(found.first, found.last) && !page.left_out(found.first) {
                page.note(found);
            }
        }
        page.derive();
        for known in &mut page.known {
            largest_owns(knowledge, &mut known.senses);
        }
        surnames::drop_small_places(&mut page);
        page.known.retain(|known| !known.senses.is_empty() || known.kinds != Kinds::default());
        page.note_owners();
        articles::drop_unsupported(&mut page);
        many_senses::drop_unnamed(&mut page);
        page.mark_tokens();
        page.note_support();
        page.leagues = leagues::named(&page);
        page.titles = titles::of_tokens(&page);
        page
    }

    /// The page of a document of this day.
    #[must_use]
    pub fn on(mut self, date: Option<u32>) -> Self {
        self.date = date;
        self
    }

    /// Whether two tokens are of one sentence.
    pub fn same_sentence(&self, one: usize, other: usize) -> bool {
        self.reading.sentence_index(one) == self.reading.sentence_index(other)
    }

    fn within_sentence(&self, first: usize, last: usize) -> bool {
        self.reading.segment(first).is_some_and(|segment| last <= segment.last)
    }

    fn note(&mut self, found: LexiconMatch) {
        let Claimed { senses, kinds, short, classes } = claimed(self.knowledge, found);
        self.short.extend(short.into_iter().map(|entity| (found.first, found.last, entity)));
        let (first, last) = (found.first, found.last);
        if classes.has(ENDINGS) && self.nameable(first) {
            self.endings.entry(last as u64).or_insert((first, classes));
        }
        let position = self.known.iter().rev().take_while(|k| k.first == first).position(|k| k.last == last);
        match position.and_then(|back| self.known.iter_mut().rev().nth(back)) {
            Some(known) => {
                for sense in senses {
                    // a form in its own spelling comes before one that only compares equal
                    if !known.senses.iter().any(|other| other.entity == sense.entity) {
                        known.senses.push(sense);
                    }
                }
                known.kinds.add(kinds);
            }
            None => self.known.push(Known { first, last, senses, kinds }),
        }
    }

    /// Adds the names that follow from the known ones and the words around them.
    fn derive(&mut self) {
        // a list of counties says which Orange is meant; for the rest the dictionary's own form has the word
        let mut known = lists::of_places(self);
        known.append(&mut states::in_tags(self));
        let mut more = companies::with_legal_forms(self);
        more.append(&mut variants::of_persons(self));
        more.append(&mut nicknames::of_persons(self));
        if known.is_empty() && more.is_empty() {
            return;
        }
        known.append(&mut self.known);
        known.append(&mut more);
        known.sort_by_key(|known| (known.first, known.last));
        known.dedup_by_key(|known| (known.first, known.last));
        self.known = known;
    }

    fn mark_tokens(&mut self) {
        let mut known = self.known.iter().map(|known| known.first).peekable();
        let mut passed = 0;
        self.from = Vec::with_capacity(self.reading.tokens.len() + 1);
        for token in 0..=self.reading.tokens.len() {
            while known.next_if(|&first| first < token).is_some() {
                passed += 1;
            }
            self.from.push(passed);
        }
        for (index, known) in self.known.iter().enumerate() {
            if let Some(kinds) = self.starts.get_mut(known.first) {
                kinds.add(known.kinds);
            }
            if let Some(kinds) = known.last.checked_sub(1).and_then(|i| self.ends.get_mut(i)) {
                kinds.add(known.kinds);
            }
            for token in known.first..known.last {
                let longer = |other: u32| {
                    self.known
                        .get(other as usize)
                        .is_none_or(|other| known.last - known.first > other.last - other.first)
                };
                if let Some(cover) = self.cover.get_mut(token)
                    && cover.is_none_or(longer)
                {
                    *cover = Some(index as u32);
                }
            }
        }
    }

    /// The known names that start at one of the tokens `first..last`, in order.
    pub fn known_from(&self, first: usize, last: usize) -> &[Known] {
        let index = |token: usize| self.from.get(token).map_or(self.known.len(), |&index| index as usize);
        self.known.get(index(first)..index(last)).unwrap_or_default()
    }

    /// What the dictionary knows by exactly the tokens `first..last`.
    pub fn known_at(&self, first: usize, last: usize) -> impl Iterator<Item = &Sense> {
        let known = self.known_from(first, first + 1).iter().filter(move |known| known.last == last);
        known.flat_map(|known| &known.senses)
    }

    /// Whether `entity` is a first-level division of a country.
    pub fn is_state(&self, entity: EntityRef) -> bool {
        self.knowledge.entity(entity).is_some_and(|record| record.is_state())
    }

    /// The longest known name over the token at `index`.
    #[inline]
    pub fn cover(&self, index: usize) -> Option<&Known> {
        let known = (*self.cover.get(index)?)?;
        self.known.get(known as usize)
    }

    /// The title that ends right before the token.
    #[inline]
    pub fn title_before(&self, index: usize) -> Option<Title> {
        self.titles.get(index).copied().flatten()
    }

    /// Kinds of the names that start at the token.
    #[inline]
    pub fn starts(&self, index: usize) -> Kinds {
        self.starts.get(index).copied().unwrap_or_default()
    }

    /// Classes of the words that end with the token before `last`, by the longest phrase that ends names
    /// and starts after `first`: "School District" is no district.
    pub fn tail(&self, first: usize, last: usize) -> Classes {
        let own = self.class(last.wrapping_sub(1));
        let phrase = self.endings.get(&(last as u64)).filter(|phrase| phrase.0 > first);
        phrase.map_or(own, |phrase| own.without(ENDINGS).or(phrase.1))
    }

    /// Kinds of the names that end with the token.
    #[inline]
    pub fn ends(&self, index: usize) -> Kinds {
        self.ends.get(index).copied().unwrap_or_default()
    }

    /// Shape of the token at `index`.
    #[inline]
    pub fn shape(&self, index: usize) -> Option<Shape> {
        self.reading.tokens.get(index).map(|token| token.shape)
    }

    /// What stands before the token at `index`.
    #[inline]
    pub fn gap(&self, index: usize) -> Gap {
        self.reading.tokens.get(index).map_or(Gap::Break, |token| token.gap)
    }

    /// Classes of the token at `index`.
    #[inline]
    pub fn class(&self, index: usize) -> Classes {
        self.reading.class(index)
    }

    /// Hash of the word at `index`, 0 past the end.
    #[inline]
    pub fn word_hash(&self, index: usize) -> u64 {
        self.reading.hashes.get(index).copied().unwrap_or_default()
    }

    /// Whether `'s` follows the token at `index`.
    #[inline]
    pub fn possessive(&self, index: usize) -> bool {
        self.reading.tokens.get(index).is_some_and(|token| token.possessive)
    }

    /// What the token at `index` tells.
    #[inline]
    pub fn traits(&self, index: usize) -> Traits {
        self.traits.get(index).copied().unwrap_or_default()
    }

    /// What the sentence of the token at `index` tells.
    #[inline]
    pub fn sentence_traits(&self, index: usize) -> SentenceTraits {
        self.sentences.get(self.reading.sentence_index(index)).copied().unwrap_or_default()
    }

    /// Whether the token could be a word of a name: it has a capital, or goes on after a hyphen
    /// without being an everyday word ("Jae-myung", not "Seoul-based").
    #[inline]
    pub fn nameable(&self, index: usize) -> bool {
        self.traits(index).has(Traits::NAMEABLE)
    }

    /// Whether the token was told to be no part of a name.
    fn left_out(&self, index: usize) -> bool {
        self.traits(index).has(Traits::LEFT_OUT)
    }

    /// Whether the token is written as initials and not in a line of capitals.
    #[inline]
    pub fn acronym(&self, index: usize) -> bool {
        self.traits(index).has(Traits::ACRONYM)
    }

    /// Kind of the segment of the token.
    #[inline]
    pub fn segment_kind(&self, index: usize) -> SegmentKind {
        self.reading.segment(index).map_or(SegmentKind::Body, |segment| segment.kind)
    }

    /// Entities with a short form of exactly these tokens.
    pub fn short_at(&self, first: usize, last: usize) -> impl Iterator<Item = EntityRef> + '_ {
        let from = self.short.partition_point(|short| short.0 < first);
        let here = self.short.iter().skip(from).take_while(move |short| short.0 == first);
        here.filter(move |short| short.1 == last).map(|short| short.2)
    }

    /// Whether the capital of the token says that it is a name: inside a sentence of prose.
    pub fn capital_proves(&self, index: usize) -> bool {
        let inside = self.reading.sentence(index).is_some_and(|sentence| {
            let after_quote = self.reading.between(index).ends_with(['"', '“', '‘']);
            sentence.first < index && !after_quote
        });
        inside && self.segment_kind(index) == SegmentKind::Body
    }

    /// Whether capitals prove nothing around the token.
    #[inline]
    pub fn is_headline(&self, index: usize) -> bool {
        self.traits(index).has(Traits::HEADLINE)
    }
}

/// Among places of one name the one with ten times the people of the next owns it: "Sydney".
fn largest_owns(knowledge: &Knowledge, senses: &mut [Sense]) {
    const LARGE: u32 = 200_000;
    if senses
        .iter()
        .any(|sense| sense.kind != Kind::Place || sense.mark != Mark::Shared || sense.role == FormRole::Demonym)
    {
        return;
    }
    let population = |sense: &Sense| knowledge.entity(sense.entity).map_or(0, |record| record.population());
    senses.sort_by_key(|sense| (std::cmp::Reverse(population(sense)), sense.entity));
    let next = senses.get(1).map_or(0, population);
    if let Some(first) = senses.first_mut().filter(|first| population(first) >= LARGE.max(next.saturating_mul(10))) {
        first.mark = Mark::None;
    }
}

/// How far the senses of one kind may be trusted: the best mark among them.
pub fn best_mark(senses: &[Sense], wanted: impl Fn(&Sense) -> bool) -> Option<Mark> {
    senses.iter().filter(|sense| wanted(sense)).map(|sense| sense.mark).min()
}
