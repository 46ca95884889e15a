//! What joins two entities in a clause: the lines of `relations.dict`. [`relations`](crate::relations) says
//! how they are used.

use super::compile::Source;
use super::kind::Kind;
use super::line::{each_line, items};
use super::source::{Place, Problem};
use crate::text::token::tokenise;
use std::collections::BTreeMap;

/// How a phrase is used in a clause with source A and target B: bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use(pub u32);

impl Use {
    /// Plural present before B: "sue".
    pub const BASE: Self = Self(1);
    /// Singular present before B: "sues".
    pub const PRESENT: Self = Self(1 << 1);
    /// Past before B: "sued".
    pub const PAST: Self = Self(1 << 2);
    /// Participle before B, after "has": "has sued".
    pub const PARTICIPLE: Self = Self(1 << 3);
    /// Participle and preposition before A, after B: "sued by".
    pub const PASSIVE: Self = Self(1 << 4);
    /// Plural present after "A and B": "meet".
    pub const JOINT_BASE: Self = Self(1 << 5);
    /// Past after "A and B": "met".
    pub const JOINT_PAST: Self = Self(1 << 6);
    /// Participle after "A and B have": "met".
    pub const JOINT_PARTICIPLE: Self = Self(1 << 7);
    /// Noun and preposition after "A's", before B: "invasion of".
    pub const NOUN: Self = Self(1 << 8);
    /// Noun and "between" before "A and B": "talks between".
    pub const BETWEEN: Self = Self(1 << 9);
    /// Verb before B, with one of the trigger's own nouns after it: "suspends".
    pub const OPEN_PRESENT: Self = Self(1 << 10);
    /// The same in the past.
    pub const OPEN_PAST: Self = Self(1 << 11);
    /// The same as participle.
    pub const OPEN_PARTICIPLE: Self = Self(1 << 12);
    /// Noun after B that closes what such a verb opens: "deal".
    pub const CLOSE: Self = Self(1 << 13);
    /// No trigger: a word with its lists.
    pub(super) const LISTED: Self = Self(1 << 30);
    /// A further meaning of the same words follows.
    pub(super) const MORE: Self = Self(1 << 31);

    /// Whether a use of `other` is among these.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Lists of words that stand beside triggers: bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct List(pub u32);

impl List {
    /// Has, have, had.
    pub const HAVE: Self = Self(1);
    /// Is, was, been.
    pub const BE: Self = Self(1 << 1);
    /// Adverbs between subject and verb that change nothing.
    pub const STEP: Self = Self(1 << 2);
    /// Nouns that stand for the country or body before them: forces, officials.
    pub const STAND_IN: Self = Self(1 << 3);
    /// Words before a name that are no titles: former, rival.
    pub const BEFORE_NAME: Self = Self(1 << 4);
    /// Adjectives before a noun of a trigger: full-scale.
    pub const BEFORE_NOUN: Self = Self(1 << 5);
    /// The, a, his.
    pub const DETERMINER: Self = Self(1 << 6);
    /// Words after which a subject begins: when, but.
    pub const BEFORE_SUBJECT: Self = Self(1 << 7);
    /// Words that may follow an object: over, because.
    pub const AFTER_OBJECT: Self = Self(1 << 8);
    /// Words that make what follows no fact: if, denied.
    pub const UNREAL: Self = Self(1 << 9);
    /// And.
    pub const AND: Self = Self(1 << 10);
    /// Verbs that may follow a noun with its two names: began, lasted.
    pub const AFTER_PAIR: Self = Self(1 << 11);
    /// Words after an object that begin what is wanted of it: to, for.
    pub const REQUEST: Self = Self(1 << 12);
    /// Words after an object that begin what is spoken of: about, whether.
    pub const TOPIC: Self = Self(1 << 13);
    /// Words after an object that begin what it is blamed or praised for: for, as.
    pub const REASON: Self = Self(1 << 14);
    /// Words after an object that begin how it is afterwards: in turmoil.
    pub const STATE: Self = Self(1 << 15);
    /// Words after an object that begin what it is called: as.
    pub const DESCRIPTION: Self = Self(1 << 16);
    /// Those of the stand-ins that are one person, whom a party or company sends, but is not.
    pub const OFFICER: Self = Self(1 << 17);

    /// What follows an object and tells senses of a verb apart.
    pub const FOLLOWING: Self = Self::REQUEST.or(Self::TOPIC).or(Self::REASON).or(Self::STATE).or(Self::DESCRIPTION);

    /// All lists with their names in the file.
    pub const ALL: [(&'static str, Self); 18] = [
        ("have", Self::HAVE),
        ("be", Self::BE),
        ("step", Self::STEP),
        ("stand-in", Self::STAND_IN),
        ("before-name", Self::BEFORE_NAME),
        ("before-noun", Self::BEFORE_NOUN),
        ("determiner", Self::DETERMINER),
        ("before-subject", Self::BEFORE_SUBJECT),
        ("after-object", Self::AFTER_OBJECT),
        ("unreal", Self::UNREAL),
        ("and", Self::AND),
        ("after-pair", Self::AFTER_PAIR),
        ("request", Self::REQUEST),
        ("topic", Self::TOPIC),
        ("reason", Self::REASON),
        ("state", Self::STATE),
        ("description", Self::DESCRIPTION),
        ("officer", Self::OFFICER),
    ];

    /// Whether a list of `other` is among these.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What an example line expects of its two links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// `>`: the first is the source.
    Forward,
    /// `<`: the second is the source.
    Backward,
    /// `>!`: no relation.
    Nothing,
}

/// A line of `relations.dict`.
#[derive(Clone, Debug, Default)]
pub struct TriggerLine {
    /// Group of triggers that mean about the same.
    pub class: String,
    /// It joins both ways.
    pub mutual: bool,
    /// In running text its present tense is a plan: "France meets Italy on Sunday".
    pub planned: bool,
    /// Kinds that the source may be of; empty: all.
    pub from: Vec<Kind>,
    /// Kinds that the target may be of; empty: all.
    pub to: Vec<Kind>,
    /// One of these lists must have the word that goes on behind its object; none: any word may.
    pub then: List,
    /// None of these may have it.
    pub unless: List,
    /// Its triggers as they are shown: verbs in the past.
    pub names: Vec<String>,
    /// Its phrases: use, words, index of the trigger that they are.
    pub forms: Vec<(Use, String, usize)>,
    /// Example lines under it.
    pub examples: Vec<(usize, Expected, String)>,
    /// Where it stands.
    pub place: Place,
}

impl TriggerLine {
    /// Adds a phrase of the trigger that is shown as `name`.
    fn form(&mut self, uses: Use, phrase: String, name: &str) {
        let at = self.names.iter().position(|other| other == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        self.forms.push((uses, phrase, at));
    }

    /// Kinds and flags as a word of its record.
    pub(super) fn info(&self) -> u32 {
        let mask = |kinds: &[Kind]| match kinds {
            [] => 0xff,
            kinds => kinds.iter().fold(0, |mask, kind| mask | 1 << (*kind as u32)),
        };
        let following = |list: List| list.0 >> FOLLOWING_SHIFT;
        mask(&self.from)
            | mask(&self.to) << 8
            | u32::from(self.mutual) << 16
            | u32::from(self.planned) << 17
            | following(self.then) << THEN_SHIFT
            | following(self.unless) << UNLESS_SHIFT
    }

    /// Whether the word behind the object decides between this line and `other`.
    fn parted(&self, other: &Self) -> bool {
        let apart = |one: &Self, other: &Self| one.then.has(other.unless);
        let both = self.then != List::default() && other.then != List::default();
        apart(self, other) || apart(other, self) || both && !self.then.has(other.then)
    }
}

/// First bit of [`List::FOLLOWING`], and where its bits stand in the word of a record.
pub(super) const FOLLOWING_SHIFT: u32 = List::FOLLOWING.0.trailing_zeros();
pub(super) const THEN_SHIFT: u32 = 18;
pub(super) const UNLESS_SHIFT: u32 = THEN_SHIFT + List::FOLLOWING.0.count_ones();

/// Reads `relations.dict` into `source`.
pub fn parse(file: &str, text: &str, source: &mut Source, problems: &mut Vec<Problem>) {
    each_line(file, text, problems, |reader| {
        if let Some((expected, example)) = example(reader.text) {
            match source.triggers.last_mut() {
                Some(trigger) => trigger.examples.push((reader.line, expected, example.to_owned())),
                None => reader.problem(0, "an example without a trigger above it", "put it under the trigger it tests"),
            }
        } else if let Some(words) = reader.text.strip_prefix("words | ") {
            match list(words) {
                Ok(words) => source.trigger_words.extend(words),
                Err(message) => reader.problem(0, &message, "write: words | LIST | word; word"),
            }
        } else {
            match trigger(reader.text) {
                Ok(trigger) => source.triggers.push(TriggerLine { place: reader.place(), ..trigger }),
                Err(message) => reader.problem(0, &message, "write: class | verb: base; present; past; participle"),
            }
        }
    });
}

fn example(line: &str) -> Option<(Expected, &str)> {
    let nothing = line.strip_prefix(">! ").map(|rest| (Expected::Nothing, rest));
    let forward = || line.strip_prefix("> ").map(|rest| (Expected::Forward, rest));
    nothing.or_else(forward).or_else(|| line.strip_prefix("< ").map(|rest| (Expected::Backward, rest)))
}

fn list(line: &str) -> Result<Vec<(List, String)>, String> {
    let (name, words) = line.split_once(" | ").ok_or("a list has a name and words")?;
    let list = list_of(name.trim())?;
    let words: Vec<(List, String)> = items(words).map(|word| (list, word.to_owned())).collect();
    match words.iter().find(|(_, word)| tokenise(word).len() != 1) {
        Some((_, long)) => Err(format!("`{long}` is not one word")),
        None => Ok(words),
    }
}

fn list_of(name: &str) -> Result<List, String> {
    List::ALL.iter().find(|row| row.0 == name).map(|row| row.1).ok_or_else(|| format!("no list `{name}`"))
}

/// Lists of what follows an object.
fn following(value: &str) -> Result<List, String> {
    items(value).try_fold(List::default(), |all, name| match list_of(name)? {
        list if List::FOLLOWING.has(list) => Ok(all.or(list)),
        _ => Err(format!("`{name}` is no list of what follows an object")),
    })
}

fn trigger(line: &str) -> Result<TriggerLine, String> {
    let mut fields = line.split(" | ").map(str::trim);
    let class = fields.next().unwrap_or_default();
    let mut out = TriggerLine { class: class.to_owned(), ..TriggerLine::default() };
    let (mut verb, mut afters, mut passive, mut open) = (Vec::new(), vec!["-"], Vec::new(), Vec::new());
    for field in fields {
        let (label, value) = field.split_once(": ").ok_or_else(|| format!("`{field}` is not a field"))?;
        match label {
            "verb" => verb = items(value).collect(),
            "after" => afters = items(value).collect(),
            "passive" => passive = items(value).collect(),
            "noun" => items(value).for_each(|noun| out.form(Use::NOUN, noun.to_owned(), noun)),
            "between" => items(value).for_each(|noun| out.form(Use::BETWEEN, format!("{noun} between"), noun)),
            "open" => open = items(value).collect(),
            "from" => out.from = kinds(value)?,
            "to" => out.to = kinds(value)?,
            "then" => out.then = following(value)?,
            "unless" => out.unless = following(value)?,
            "is" => {
                for flag in items(value) {
                    match flag {
                        "mutual" => out.mutual = true,
                        "planned" => out.planned = true,
                        _ => return Err(format!("no flag `{flag}`")),
                    }
                }
            }
            _ => return Err(format!("no field `{label}`")),
        }
    }
    match verb.as_slice() {
        [] => {}
        &[base, present, past, participle] => {
            out.verb([base, present, past, participle], &afters, &passive, &open);
        }
        other => return Err(format!("`{}` is not four forms of a verb", other.join("; "))),
    }
    if class.is_empty() || out.forms.is_empty() {
        return Err("a line has a class and phrases".to_owned());
    }
    Ok(out)
}

impl TriggerLine {
    /// Adds the phrases of a verb, given in its base form, present, past and participle.
    fn verb(&mut self, [base, present, past, participle]: [&str; 4], afters: &[&str], passive: &[&str], open: &[&str]) {
        let parts = [
            (base, Use::BASE, Use::JOINT_BASE, Use::default()),
            (present, Use::PRESENT, Use::default(), Use::OPEN_PRESENT),
            (past, Use::PAST, Use::JOINT_PAST, Use::OPEN_PAST),
            (participle, Use::PARTICIPLE, Use::JOINT_PARTICIPLE, Use::OPEN_PARTICIPLE),
        ];
        for (form, alone, joint, opening) in parts {
            for &after in afters {
                let name = joined(past, after);
                self.form(alone, joined(form, after), &name);
                // "held talks with" without a target is "held talks"
                let whole = after.strip_suffix("with").map_or(after, str::trim_end);
                let bare = whole.is_empty() && afters.contains(&"-");
                if self.mutual && joint != Use::default() && (after == "-" || whole != after && !bare) {
                    self.form(joint, joined(form, whole), &name);
                }
            }
            if opening != Use::default() && !open.is_empty() {
                self.form(opening, form.to_owned(), &joined(past, afters.first().unwrap_or(&"-")));
            }
        }
        passive.iter().for_each(|by| self.form(Use::PASSIVE, joined(participle, by), past));
        for &noun in open {
            self.form(Use::CLOSE, noun.to_owned(), &joined(past, afters.first().unwrap_or(&"-")));
        }
    }
}

fn joined(verb: &str, after: &str) -> String {
    if after == "-" || after.is_empty() { verb.to_owned() } else { format!("{verb} {after}") }
}

fn kinds(value: &str) -> Result<Vec<Kind>, String> {
    items(value).map(|name| Kind::parse(name).ok_or_else(|| format!("no kind `{name}`"))).collect()
}

/// Phrases that two lines claim for the same use between the same kinds of entities.
pub(super) fn lint(lines: &[TriggerLine], problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<(Use, &str), Vec<&TriggerLine>> = BTreeMap::new();
    let overlap = |a: &[Kind], b: &[Kind]| a.is_empty() || b.is_empty() || a.iter().any(|kind| b.contains(kind));
    for line in lines {
        for (uses, phrase, _) in line.forms.iter().filter(|form| form.0 != Use::CLOSE) {
            let others = seen.entry((*uses, phrase)).or_default();
            let both = |other: &&TriggerLine| {
                overlap(&other.from, &line.from) && overlap(&other.to, &line.to) && !other.parted(line)
            };
            if let Some(other) = others.iter().copied().find(both) {
                problems.push(Problem {
                    file: line.place.file.clone(),
                    line: line.place.line,
                    column: 1,
                    message: format!("`{phrase}` stands in line {} too", other.place.line),
                    hint: "leave it in one of the lines, or give them different kinds, or `then` and `unless`"
                        .to_owned(),
                });
            }
            others.push(line);
        }
    }
}

#[cfg(test)]
mod tests;
