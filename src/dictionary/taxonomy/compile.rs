//! Topics as sections of the image: what is derived from them is derived here, not when a text is read.

use super::inflect::{self, Words};
use super::{Sign, Strength, TopicEntry};
use crate::dictionary::compile::{Compiler, Source};
use crate::dictionary::format::{self, Section};
use crate::dictionary::trie::NO_FORM;
use crate::text::classes::Classes;
use crate::text::fold::{fold, hash_token};
use crate::text::token::tokenise;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A term with all topics that it speaks for.
struct Term<'s> {
    text: &'s str,
    topics: Vec<(u32, Strength)>,
}

/// A form by its tokens' hashes: its words, and the term it is a form of.
type Forms = BTreeMap<Vec<u64>, Vec<(String, u32)>>;

/// Writes the topics of `source`. Their keys may name topics of the image below, whose index
/// `base` tells: then their terms are added to those.
///
/// # Errors
///
/// A sentence when the table of terms cannot be built.
pub fn write(compiler: &mut Compiler<'_>, source: &Source, base: &dyn Fn(&str) -> Option<u32>) -> Result<(), String> {
    let mut sorted: Vec<&TopicEntry> = source.topics.iter().filter(|topic| base(&topic.key).is_none()).collect();
    sorted.sort_by(|a, b| a.key.cmp(&b.key));
    sorted.dedup_by(|a, b| a.key == b.key);
    let own: HashMap<&str, u32> = sorted.iter().zip(0..).map(|(topic, index)| (topic.key.as_str(), index)).collect();
    let reference = |key: &str| own.get(key).copied().or_else(|| base(key).map(|index| index | format::IN_BASE));
    for topic in &sorted {
        let (key, name) = (compiler.intern(&topic.key), compiler.intern(&topic.name));
        let parent = topic.of.as_deref().and_then(reference).map_or(0, |parent| parent + 1);
        compiler.put(Section::Topics, &[key.0, key.1, name.0, name.1, parent, topic.medtop.unwrap_or(0)]);
    }
    let terms = terms(source, &reference);
    let forms = forms(&terms, &words(source));
    let everyday: HashSet<&str> = of_class(source, Classes::COMMON).collect();
    for term in &terms {
        let (at, len) = compiler.intern(term.text);
        let posts = (compiler.out(Section::TopicPosts).len() / 4 / format::POST_WORDS) as u32;
        let words = term.text.split([' ', '-']).count() as u32;
        let common = u32::from(words == 1 && everyday.contains(term.text));
        let info = (term.topics.len() as u32) << 8 | common << 7 | words.min(15);
        compiler.put(Section::TopicTerms, &[at, len, posts, info]);
        for &(topic, strength) in &term.topics {
            compiler.put(Section::TopicPosts, &[topic, strength as u32]);
        }
    }
    evidence(compiler, source, &reference);
    let entities = source.topics.iter().flat_map(|topic| &topic.entities);
    table(compiler, &forms, entities.map(|sign| format::entity_key(&sign.text)))
}

fn of_class(source: &Source, class: Classes) -> impl Iterator<Item = &str> {
    source.words.iter().filter(move |(own, _)| own.has(class)).map(|(_, word)| word.as_str())
}

fn words(source: &Source) -> Words<'_> {
    let verbs = Classes::HEADLINE_VERB.or(Classes::PERSON_VERB).or(Classes::SPEECH);
    Words::new(of_class(source, Classes::COMMON), of_class(source, verbs), &source.irregulars)
}

/// What tells two terms of the same letters apart: capitals that they need, and a sign.
fn kind(text: &str) -> (bool, bool) {
    (text.chars().any(char::is_uppercase), text.ends_with('+'))
}

/// The different terms of all topics, sorted by their text.
fn terms<'s>(source: &'s Source, reference: &dyn Fn(&str) -> Option<u32>) -> Vec<Term<'s>> {
    let mut out: BTreeMap<(String, (bool, bool)), Term<'s>> = BTreeMap::new();
    for topic in &source.topics {
        let Some(index) = reference(&topic.key) else { continue };
        for Sign { text, strength, .. } in &topic.terms {
            let term = out.entry((fold(text), kind(text))).or_insert(Term { text, topics: Vec::new() });
            if term.topics.iter().all(|&(other, _)| other != index) {
                term.topics.push((index, *strength));
            }
        }
    }
    let mut out: Vec<Term<'s>> = out.into_values().collect();
    out.iter_mut().for_each(|term| term.topics.sort_unstable());
    out
}

/// The forms of all terms. What is written out as a term of a topic is no form of another term of that
/// topic: "sanctions" may say less there than "sanction".
fn forms(terms: &[Term<'_>], words: &Words<'_>) -> Forms {
    let mut out: Forms = BTreeMap::new();
    let mut add = |form: &str, term: u32| {
        let tokens = tokenise(form);
        let path: Vec<u64> = tokens.iter().map(|token| hash_token(token.span().of(form))).collect();
        let written: Vec<&str> = tokens.iter().map(|token| token.span().of(form)).collect();
        if path.is_empty() {
            return;
        }
        // the sign of "LGBTQ+" or "Disney+" belongs to it
        let sign = if form.ends_with('+') { "+" } else { "" };
        let written = format!("{}{sign}", written.join(" "));
        let same: &mut Vec<(String, u32)> = out.entry(path).or_default();
        let topics = |term: u32| terms.get(term as usize).map(|term| term.topics.as_slice()).unwrap_or_default();
        let spoken_for = |topic: u32| {
            let mut others = same.iter().filter(|(other, _)| kind(other) == kind(&written));
            others.any(|&(_, other)| topics(other).iter().any(|&(own, _)| own == topic))
        };
        if !topics(term).iter().all(|&(topic, _)| spoken_for(topic)) {
            same.push((written, term));
        }
    };
    for (term, index) in terms.iter().zip(0..) {
        add(term.text, index);
    }
    for (term, index) in terms.iter().zip(0..) {
        inflect::forms(term.text, words).iter().skip(1).for_each(|form| add(form, index));
    }
    out
}

/// Entities that speak for topics, sorted by key.
fn evidence(compiler: &mut Compiler<'_>, source: &Source, reference: &dyn Fn(&str) -> Option<u32>) {
    let mut entities: BTreeMap<&str, Vec<(u32, Strength)>> = BTreeMap::new();
    for topic in &source.topics {
        let Some(index) = reference(&topic.key) else { continue };
        for sign in &topic.entities {
            entities.entry(&sign.text).or_default().push((index, sign.strength));
        }
    }
    for (key, mut topics) in entities {
        topics.sort_unstable();
        let (at, len) = compiler.intern(key);
        let posts = (compiler.out(Section::TopicPosts).len() / 4 / format::POST_WORDS) as u32;
        compiler.put(Section::TopicEntities, &[at, len, posts, topics.len() as u32]);
        for (topic, strength) in topics {
            compiler.put(Section::TopicPosts, &[topic, strength as u32]);
        }
    }
}

/// Writes the forms, the trie over their tokens, and the set of the keys that the walk starts with, where there
/// are two tokens that of both too, as many a first word stands in other phrases; and of `entities`.
fn table(compiler: &mut Compiler<'_>, forms: &Forms, entities: impl Iterator<Item = u64>) -> Result<(), String> {
    let mut nodes: BTreeMap<u64, (u64, bool)> = BTreeMap::new();
    let mut starts: BTreeSet<u64> = entities.collect();
    let mut index = 0u64;
    for (path, same) in forms {
        let mut key = 0;
        for (i, &hash) in path.iter().enumerate() {
            key = if i == 0 { format::first_key(hash) } else { format::next_key(key, hash, false) };
            match (i, path.len()) {
                (0, 1) | (1, _) => starts.insert(key),
                (0, _) => starts.insert(format::leading(key)),
                _ => false,
            };
            if i > 0 || path.len() == 1 {
                nodes.entry(key).or_insert((NO_FORM, false)).1 |= i + 1 < path.len();
            }
        }
        if let Some(node) = nodes.get_mut(&key) {
            node.0 = index;
        }
        let last = same.len() - 1;
        for (i, (written, term)) in same.iter().enumerate() {
            let (at, len) = compiler.intern(written);
            let more = if i < last { format::TERM_FORM_MORE } else { 0 };
            let plain = written.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b' ');
            let info = more | if plain { format::TERM_FORM_PLAIN } else { 0 };
            compiler.put(Section::TopicForms, &[at, len, *term, info]);
            index += 1;
        }
    }
    compiler.phrases(&nodes, Section::TopicPilots, Section::TopicSlots)?;
    compiler.starts(&starts, Section::TopicStarts);
    Ok(())
}
