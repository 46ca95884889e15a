//! Names of the dictionary that stand in a document.

use super::candidate::{Ending, Sense};
use super::lexicon::{Fit, LexiconMatch, Words, walk};
use crate::dictionary::{Claim, EntityRef, FormRole, Kind, Knowledge};
use crate::text::Classes;
use crate::text::token::tokenise;

/// Kinds of known names, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// Known persons.
    pub const PERSON: Self = Self(1);
    /// Known countries and places.
    pub const PLACE: Self = Self(2);
    /// Known organizations.
    pub const ORGANIZATION: Self = Self(4);
    /// Demonyms.
    pub const DEMONYM: Self = Self(8);
    /// Decoys.
    pub const DECOY: Self = Self(16);

    /// Whether a kind of `other` is among these.
    #[inline]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// The kind of a sense.
    fn of(role: FormRole, kind: Kind) -> Self {
        match (role, kind) {
            (FormRole::Demonym, _) => Self::DEMONYM,
            (_, Kind::Person) => Self::PERSON,
            (_, Kind::Country | Kind::Place) => Self::PLACE,
            (_, Kind::Organization | Kind::Topic) => Self::ORGANIZATION,
        }
    }
}

/// A known name: tokens `first..last`, its senses and their kinds.
pub struct Known {
    /// Index of the first token.
    pub first: usize,
    /// One past the index of the last token.
    pub last: usize,
    /// Its senses, without decoys.
    pub senses: Vec<Sense>,
    /// Kinds of its senses.
    pub kinds: Kinds,
}

/// What the dictionary says of a form in a text.
#[derive(Default)]
pub struct Claimed {
    /// Whom or what it names.
    pub senses: Vec<Sense>,
    /// Kinds of these, decoys included.
    pub kinds: Kinds,
    /// Entities that it is a short form of, which says nothing by itself.
    pub short: Vec<EntityRef>,
    /// Classes of the phrase that it is.
    pub classes: Classes,
}

/// The claims of a form that was found.
pub fn claimed(knowledge: &Knowledge, found: LexiconMatch) -> Claimed {
    let mut out = Claimed::default();
    let Some(image) = knowledge.layers().get(found.layer) else {
        return out;
    };
    let form = image.form(found.form);
    let ending = match form.text {
        _ if form.possessive => Ending::Possessive,
        text if text.ends_with('.') => Ending::Stop,
        _ => Ending::Word,
    };
    for claim in image.claims(form) {
        match claim {
            Claim::Entity { entity, role, mark } => {
                let entity = Knowledge::resolve(found.layer, entity);
                if role == FormRole::Short {
                    out.short.push(entity);
                    continue;
                }
                let Some(record) = knowledge.entity(entity) else {
                    continue;
                };
                let kind = record.kind();
                out.senses.push(Sense { entity, kind, role, mark, fit: found.fit, ending });
                out.kinds.add(Kinds::of(role, kind));
            }
            Claim::Decoy(_) => out.kinds.add(Kinds::DECOY),
            Claim::Class(classes) => out.classes = out.classes.or(classes),
        }
    }
    out
}

/// The senses of a name that stands in no text.
pub fn senses_of(knowledge: &Knowledge, name: &str) -> Vec<Sense> {
    let tokens = tokenise(name);
    let words = Words { text: name, tokens: &tokens, hashes: &[] };
    let mut senses = Vec::new();
    for (layer, image) in knowledge.layers().iter().enumerate() {
        walk(image, words, 0, &mut |form, last, fit| {
            if last == tokens.len() && fit == Fit::Exact {
                senses.extend(claimed(knowledge, LexiconMatch { first: 0, last, layer, form, fit }).senses);
            }
        });
    }
    senses
}
