//! What a form of address says of the person: "Mrs. Obama" is not Barack Obama.

use super::identity::{Link, Linking, Target};
use super::weights::Label;
use super::{namesakes, offices, only};
use crate::builtin;
use crate::dictionary::source::{parse_grouped, parse_words};
use crate::dictionary::{EntityRef, Kind};
use crate::matchers::Page;
use crate::matchers::surnames::leads;
use crate::text::fold::{HashMapOf, HashSetOf, hash_token};
use crate::text::token::tokenise;
use crate::text::{Classes, Gap, Shape};
use std::sync::LazyLock;

static FEMALE_TITLES: LazyLock<HashSetOf> =
    LazyLock::new(|| parse_words(builtin::FEMALE_TITLES).map(hash_token).collect());
pub(super) static HER: LazyLock<u64> = LazyLock::new(|| hash_token("her"));
static MASCULINE: LazyLock<HashSetOf> = LazyLock::new(|| parse_words(builtin::MASCULINE).map(hash_token).collect());

/// Whether a title of women stands right before the token at `first`.
pub fn of_woman(page: &Page<'_>, first: usize) -> bool {
    let before = first.checked_sub(1).and_then(|before| page.reading.hashes.get(before));
    before.is_some_and(|hash| FEMALE_TITLES.contains(hash)) && page.title_before(first).is_some()
}

impl Linking<'_> {
    /// Whether the first word of the name of `entity` is a given name of men.
    pub(super) fn is_man(&self, entity: EntityRef) -> bool {
        let name = self.page.knowledge.entity(entity).map_or("", |record| record.name());
        let first = tokenise(name).first().map(|token| token.hash(name));
        first.is_some_and(|hash| MASCULINE.contains(&hash))
    }

    /// Whether the text means another than `entity`: a namesake, or by the surname alone "Mrs. Obama", who is not
    /// Barack, or "Obama" in a text that speaks of Carlos Obama alone.
    pub(super) fn is_another(&self, link: &Link, entity: EntityRef) -> bool {
        if self.namesakes.contains(&entity.key()) || namesakes::named_only(self.page, link) {
            return true;
        }
        if link.choice.label != Label::Person || link.last - link.first > 1 {
            return false;
        }
        let name = self.page.knowledge.entity(entity).map_or("", |record| record.name());
        let given = || tokenise(name).first().map(|token| token.hash(name));
        let family = self.page.reading.hashes.get(link.first);
        family.is_some_and(|&family| self.strangers.own(family, given()))
            || of_woman(self.page, link.first) && self.is_man(entity)
            || namesakes::of_rank(self.page, link.first) && offices::any(self.page, entity)
    }

    /// Whether a full name in the text, which may be linked, is a man's.
    pub(super) fn names_man(&self, link: &Link) -> bool {
        match link.target {
            Some(Target::Known(entity)) => self.is_man(entity),
            _ => self.page.reading.hashes.get(link.first).is_some_and(|hash| MASCULINE.contains(hash)),
        }
    }
}

/// The only one of `rivals` who is no man, if the text goes on with "she" and not with "he" after one of the
/// mentions at `indexes`, in its sentence or the next.
pub(super) fn only_woman(linking: &Linking<'_>, indexes: &[usize], rivals: &[EntityRef]) -> Option<EntityRef> {
    let page = linking.page;
    let she = indexes.iter().filter_map(|&index| linking.links.get(index)).any(|link| {
        let sentence = page.reading.sentence_index(link.first);
        let mut words =
            (link.last..page.reading.tokens.len()).take_while(|&i| page.reading.sentence_index(i) < sentence + 2);
        words.find_map(|index| PRONOUNS.get(&page.word_hash(index))).copied().unwrap_or(false)
    });
    only(rivals.iter().copied().filter(|&entity| she && !linking.is_man(entity)))
}

/// The only known woman of the surname at `index`, where a man's full name stands before it and "she" or "her" after
/// it, in its sentence and before anybody else: "Clinton denied it in her speech". None where "her" may be another's.
pub(super) fn woman_meant(linking: &Linking<'_>, index: usize) -> Option<EntityRef> {
    let (page, link) = (linking.page, linking.links.get(index)?);
    let sentence = page.reading.sentence(link.last - 1)?;
    if page.title_before(link.first).is_some_and(|title| title.honorific) && !of_woman(page, link.first) {
        return None;
    }
    let next = linking.links.iter().skip(index + 1).find(|next| next.choice.label == Label::Person);
    let end = next.map_or(sentence.last, |next| next.first.min(sentence.last));
    let pronoun = (link.last..end).find(|&index| is_pronoun(page, index))?;
    // "invited her to": whoever else she is
    if page.word_hash(pronoun) == *HER && !owns_noun(page, pronoun) || other_before(linking, index) {
        return None;
    }
    let pronoun = PRONOUNS.get(&page.word_hash(pronoun));
    let named = |entity: EntityRef| linking.links.iter().any(|link| link.target == Some(Target::Known(entity)));
    let person = |&entity: &EntityRef| {
        let Some(record) = page.knowledge.entity(entity).filter(|record| record.kind() == Kind::Person) else {
            return false;
        };
        let led =
            page.names_country_of(entity) && record.offices().any(|office| leads(page.knowledge, entity.layer, office));
        !linking.is_man(entity) && (led || named(entity))
    };
    only(page.short_at(link.first, link.last).filter(|_| pronoun == Some(&true)).filter(person))
}

/// Whether a noun, or what describes one, follows the pronoun at `index`: "her speech".
fn owns_noun(page: &Page<'_>, index: usize) -> bool {
    let function = Classes::STARTER.or(Classes::PREPOSITION).or(Classes::PLACE_PREPOSITION);
    let function = function.or(Classes::CONJUNCTION).or(Classes::COPULA).or(Classes::WHO);
    page.shape(index + 1) == Some(Shape::Lower)
        && page.gap(index + 1) == Gap::Blank
        && !page.class(index + 1).has(function)
}

/// Whether a person of another name who may be a woman stands before the surname at `index`, in its sentence or the
/// one before.
fn other_before(linking: &Linking<'_>, index: usize) -> bool {
    let Some((before, [link, ..])) = linking.links.split_at_checked(index) else { return false };
    let page = linking.page;
    let (sentence, family) = (page.reading.sentence_index(link.first), page.word_hash(link.first));
    let near = before.iter().rev().take_while(|other| page.reading.sentence_index(other.first) + 1 >= sentence);
    let mut others =
        near.filter(|other| other.choice.label == Label::Person && page.word_hash(other.last - 1) != family);
    others.any(|other| !is_surely_man(linking, other))
}

/// Whether the text, or all whom the dictionary knows by the name, say that the person of `link` is a man.
fn is_surely_man(linking: &Linking<'_>, link: &Link) -> bool {
    let page = linking.page;
    if of_woman(page, link.first) {
        return false;
    }
    let candidate = linking.candidates.get(link.choice.candidate);
    let senses = candidate.map(|candidate| candidate.senses.as_slice()).unwrap_or_default();
    let mut persons = senses.iter().filter(|sense| sense.kind == Kind::Person).peekable();
    linking.names_man(link) || persons.peek().is_some() && persons.all(|sense| linking.is_man(sense.entity))
}

/// Whether the token at `index` is a pronoun of men or of women.
pub(super) fn is_pronoun(page: &Page<'_>, index: usize) -> bool {
    PRONOUNS.contains_key(&page.word_hash(index))
}

/// Hashes of pronouns, each with whether it is one of women.
static PRONOUNS: LazyLock<HashMapOf<bool>> = LazyLock::new(|| {
    let words = parse_grouped(builtin::PRONOUNS, " ").words;
    let of = |(sex, pronouns): (&str, Vec<&'static str>)| (sex == "female", pronouns);
    let each = words.into_iter().map(of).flat_map(|(female, of)| of.into_iter().map(move |word| (word, female)));
    each.map(|(word, female)| (hash_token(word), female)).collect()
});
