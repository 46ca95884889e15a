//! What is wrong in topics taken together.

use super::{Sign, TopicEntry};
use crate::dictionary::compile::Source;
use crate::dictionary::line::Problem;
use crate::text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Adds everything wrong in the topics of `source` to `out`. `entity` and `topic` tell keys that stand
/// elsewhere.
pub fn lint(source: &Source, entity: &dyn Fn(&str) -> bool, topic: &dyn Fn(&str) -> bool, out: &mut Vec<Problem>) {
    let own: BTreeSet<&str> = source.entries.iter().map(|entry| entry.key.as_str()).collect();
    let mut first: BTreeMap<&str, &TopicEntry> = BTreeMap::new();
    for topic in &source.topics {
        if let Some(other) = first.insert(&topic.key, topic) {
            let message = format!("topic `{}` stands at {}:{} too", topic.key, other.place.file, other.place.line);
            out.push(problem(topic, 1, message, "merge the two, or give one a longer key"));
        }
        let known = |key: &str| key == super::LEADERS || own.contains(key) || entity(key);
        for sign in topic.entities.iter().filter(|sign| !known(&sign.text)) {
            let message = format!("no entry has the key `{}`", sign.text);
            out.push(problem(topic, sign.column, message, "correct the key or leave it out"));
        }
        repeated(topic, &topic.terms, out);
        repeated(topic, &topic.entities, out);
        if topic.examples.iter().all(|example| !example.gets) {
            let message = format!("`{}` has no example", topic.key);
            out.push(problem(topic, 1, message, "put a line `> text` under it: a text that gets the topic"));
        }
    }
    let parents: BTreeSet<&str> = source.topics.iter().filter_map(|topic| topic.of.as_deref()).collect();
    for topic_ in &source.topics {
        ancestors(topic_, &first, topic, out);
        let speaks = topic_.terms.iter().chain(&topic_.entities).any(|sign| sign.strength != super::Strength::Weak);
        if !speaks && !parents.contains(topic_.key.as_str()) {
            let message = format!("`{}` has weak terms alone", topic_.key);
            out.push(problem(topic_, 1, message, "add a term without `?`: weak terms count only beside others"));
        }
    }
    order(source, out);
}

fn problem(topic: &TopicEntry, column: usize, message: String, hint: &str) -> Problem {
    Problem { file: topic.place.file.clone(), line: topic.place.line, column, message, hint: hint.to_owned() }
}

/// Terms that a topic gives twice.
fn repeated(topic: &TopicEntry, signs: &[Sign], out: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for sign in signs.iter().filter(|sign| !seen.insert((fold(&sign.text), sign.text.ends_with('+')))) {
        out.push(problem(topic, sign.column, format!("`{}` stands twice", sign.text), "remove one"));
    }
}

/// A parent that is no topic; a topic above itself.
fn ancestors(
    topic: &TopicEntry,
    topics: &BTreeMap<&str, &TopicEntry>,
    elsewhere: &dyn Fn(&str) -> bool,
    out: &mut Vec<Problem>,
) {
    let Some(parent) = topic.of.as_deref() else { return };
    if !topics.contains_key(parent) && !elsewhere(parent) {
        out.push(problem(topic, 1, format!("no topic has the key `{parent}`"), "correct `of`, or add that topic"));
        return;
    }
    let mut above = topics.get(parent);
    for _ in 0..topics.len() {
        match above {
            Some(next) if next.key == topic.key => {
                let message = format!("`{}` stands above itself", topic.key);
                out.push(problem(topic, 1, message, "correct `of`"));
                return;
            }
            Some(next) => above = next.of.as_deref().and_then(|key| topics.get(key)),
            None => return,
        }
    }
}

/// Sections whose first topic is not a top one, or whose rest is not sorted by key.
fn order(source: &Source, out: &mut Vec<Problem>) {
    for pair in source.topics.windows(2) {
        let [a, b] = pair else { continue };
        let same = (&a.place.file, a.place.section) == (&b.place.file, b.place.section);
        if same && a.of.is_some() && b.of.is_none() {
            let message = format!("the top subject `{}` stands inside a section", b.key);
            out.push(problem(b, 1, message, "put it first in a section of its own: nertool dict fmt FILE"));
        } else if same && a.of.is_some() && a.key > b.key {
            let message = format!("`{}` stands after `{}`", b.key, a.key);
            out.push(problem(b, 1, message, "sort the section by key: nertool dict fmt FILE"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        let topics = super::super::parse("topics.dict", text, &mut out);
        assert_eq!(out, []);
        lint(&Source { topics, ..Source::default() }, &|key| key == "nato", &|key| key == "war", &mut out);
        out.sort();
        out.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn clean_topics_have_no_problems() {
        let text = "top | Top\n> a.\na | Ay | terms: x; y? | entities: nato^ | of: top\n> x.\nb | Bee | terms: x | of: war\n> x.\n";
        assert_eq!(messages(text), [] as [String; 0]);
    }

    #[test]
    fn every_check_finds_its_mistake() {
        for (text, message) in [
            ("a | Ay | terms: x | of: zz\n> x.\n", "topics.dict:1:1: no topic has the key `zz`"),
            ("a | Ay | terms: x | entities: zz\n> x.\n", "topics.dict:1:31: no entry has the key `zz`"),
            (
                "a | Ay | terms: x\n> x.\na | Ay | terms: z\n> x.\n",
                "topics.dict:3:1: topic `a` stands at topics.dict:1",
            ),
            ("a | Ay | terms: x y; X-Y^\n> x.\n", "topics.dict:1:22: `X-Y` stands twice"),
            ("a | Ay | terms: x\n>! x.\n", "topics.dict:1:1: `a` has no example"),
            ("a | Ay | terms: x?\n> x.\n", "topics.dict:1:1: `a` has weak terms alone"),
            ("a | Ay | terms: x | of: a\n> x.\n", "topics.dict:1:1: `a` stands above itself"),
            (
                "b | Bee | terms: x | of: war\n> x.\na | Ay | terms: x | of: war\n> x.\n",
                "topics.dict:3:1: `a` stands after `b`",
            ),
        ] {
            let found = messages(text);
            assert!(found.len() == 1 && found.iter().all(|m| m.starts_with(message)), "{text}: {found:?}");
        }
    }
}
