//! The phrases of relations as compiled: a trie like that of names, in sections of its own.

use super::format::{self, RELATION_FORM_WORDS, Section, TRIGGER_WORDS};
use super::image::Image;
use super::kind::Kind;
use super::trie::{NO_FORM, TrieNode};
use super::triggers::{FOLLOWING_SHIFT, List, THEN_SHIFT, TriggerLine, UNLESS_SHIFT, Use};
use crate::text::fold::hash_token;
use crate::text::token::tokenise;
use std::collections::BTreeMap;

/// Phrases as a trie: its nodes by key with form and whether longer phrases go on, and the records of
/// the forms.
pub(super) struct Tables {
    pub(super) nodes: BTreeMap<u64, (u64, bool)>,
    pub(super) forms: Vec<u32>,
}

/// Builds the trie of all phrases and listed words.
pub(super) fn tables(triggers: &[TriggerLine], words: &[(List, String)]) -> Tables {
    let mut meanings: BTreeMap<Vec<u64>, BTreeMap<u32, u32>> = BTreeMap::new();
    let mut listed: BTreeMap<Vec<u64>, u32> = BTreeMap::new();
    let path = |text: &str| tokenise(text).iter().map(|token| hash_token(token.span().of(text))).collect::<Vec<u64>>();
    let mut first = 0;
    for line in triggers {
        for (uses, form, name) in &line.forms {
            *meanings.entry(path(form)).or_default().entry(first + *name as u32).or_default() |= uses.0;
        }
        first += line.names.len() as u32;
    }
    for (list, word) in words {
        *listed.entry(path(word)).or_default() |= list.0;
        meanings.entry(path(word)).or_default();
    }
    let mut out = Tables { nodes: BTreeMap::new(), forms: Vec::new() };
    for (path, meanings) in meanings {
        let mut key = 0;
        for (i, &hash) in path.iter().enumerate() {
            key = if i == 0 { format::first_key(hash) } else { format::next_key(key, hash, false) };
            out.nodes.entry(key).or_insert((NO_FORM, false)).1 |= i + 1 < path.len();
        }
        if let Some(node) = out.nodes.get_mut(&key) {
            node.0 = (out.forms.len() / RELATION_FORM_WORDS) as u64;
        }
        let lists = listed.get(&path).map(|lists| (*lists, Use::LISTED.0));
        let records: Vec<(u32, u32)> = lists.into_iter().chain(meanings).collect();
        for (at, (what, uses)) in records.iter().enumerate() {
            let more = if at + 1 < records.len() { Use::MORE.0 } else { 0 };
            out.forms.extend([*what, uses | more]);
        }
    }
    out
}

/// A trigger as stored.
#[derive(Clone, Copy)]
pub struct Trigger<'i> {
    /// Its class.
    pub class: &'i str,
    /// The trigger as it is shown.
    pub name: &'i str,
    info: u32,
}

impl Trigger<'_> {
    /// Whether it joins both ways.
    pub fn mutual(self) -> bool {
        self.info >> 16 & 1 == 1
    }

    /// Whether its present tense is a plan in running text.
    pub fn planned(self) -> bool {
        self.info >> 17 & 1 == 1
    }

    /// Whether it may lead from an entity of one kind to one of the other.
    pub fn fits(self, from: Kind, to: Kind) -> bool {
        self.info >> (from as u32) & 1 == 1 && self.info >> (8 + to as u32) & 1 == 1
    }

    /// Whether the word that goes on behind its object, by its lists, agrees with the trigger.
    pub fn goes_on(self, following: List) -> bool {
        let lists = |shift: u32| List((self.info >> shift << FOLLOWING_SHIFT) & List::FOLLOWING.0);
        let then = lists(THEN_SHIFT);
        (then == List::default() || then.has(following)) && !lists(UNLESS_SHIFT).has(following)
    }

    /// Whether its source may be any kind of entity.
    pub fn names_source(self, kind: Kind) -> bool {
        self.info & 0xff != 0xff && self.info >> (kind as u32) & 1 == 1
    }
}

impl Image {
    /// Node of the trie of relations' phrases.
    pub fn relation_node(&self, key: u64) -> Option<TrieNode> {
        self.node_of(key, Section::RelationPilots, Section::RelationSlots)
    }

    /// Triggers that the phrase `form` may be of, with its uses.
    pub fn relation_uses(&self, form: u32) -> impl Iterator<Item = (u32, Use)> + '_ {
        self.relation_records(form).filter(|(_, uses)| !uses.has(Use::LISTED))
    }

    /// Lists that the word with this hash is on.
    pub fn lists(&self, hash: u64) -> List {
        let form = self.relation_node(format::first_key(hash)).and_then(|node| node.form());
        let records = form.into_iter().flat_map(|form| self.relation_records(form));
        records.filter(|(_, uses)| uses.has(Use::LISTED)).fold(List::default(), |all, (list, _)| all.or(List(list)))
    }

    fn relation_records(&self, form: u32) -> impl Iterator<Item = (u32, Use)> + '_ {
        let mut at = Some(form as usize);
        std::iter::from_fn(move || {
            let here = at?;
            let word = |i: usize| self.word(Section::RelationForms, here * RELATION_FORM_WORDS + i);
            let uses = Use(word(1));
            at = uses.has(Use::MORE).then_some(here + 1);
            Some((word(0), uses))
        })
    }

    /// The trigger at `index`.
    pub fn trigger(&self, index: u32) -> Trigger<'_> {
        let word = |i: usize| self.word(Section::Triggers, index as usize * TRIGGER_WORDS + i);
        Trigger { class: self.text(word(0), word(1)), name: self.text(word(2), word(3)), info: word(4) }
    }

    /// Number of triggers and of their phrases and words.
    pub fn trigger_counts(&self) -> (usize, usize) {
        let words = |section| self.section(section).len() / 4;
        (words(Section::Triggers) / TRIGGER_WORDS, words(Section::RelationForms) / RELATION_FORM_WORDS)
    }
}
