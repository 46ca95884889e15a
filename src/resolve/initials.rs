//! One person whom a text calls with and without a middle initial, or "Jr.": "Jane C. Roe … Jane Roe".

use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::phrases::phrase_hash;
use super::weights::Label;
use crate::dictionary::Kind;
use crate::matchers::Page;
use crate::text::fold::{HashMapOf, fold};
use crate::text::{Classes, Shape};

/// A name without initials and suffix, and what it has of these.
struct Parts {
    /// Hash of the words that are left.
    plain: u64,
    /// Hash of the initials; none for a plain name.
    initials: Option<u64>,
    /// Hash of the suffix.
    suffix: Option<u64>,
}

/// The names of one person by their plain form.
#[derive(Default)]
struct Bearer {
    /// Links of the plain name, and of the others.
    plain: Vec<usize>,
    fuller: Vec<usize>,
    initials: Option<u64>,
    suffix: Option<u64>,
    /// Two initials or two suffixes, or one of the names is told to be a relative's: more than one person.
    several: bool,
}

/// Gives the plain name and the one with initials or a suffix one target, where the text has both and only one
/// of the latter.
pub fn join(linking: &mut Linking<'_>) {
    let person = |link: &Link| link.choice.label == Label::Person;
    if !linking.links.iter().any(|link| person(link) && !is_plain(linking.page, link.first, link.last)) {
        return;
    }
    let mut bearers: HashMapOf<Bearer> = HashMapOf::default();
    let mut names = Vec::new();
    for (index, link) in linking.links.iter().enumerate() {
        if !person(link) || link.last - link.first < 2 {
            continue;
        }
        let parts = parts(linking.page, link.first, link.last);
        let bearer = bearers.entry(parts.plain).or_insert_with(|| {
            names.push(parts.plain);
            Bearer::default()
        });
        let plain = parts.initials.is_none() && parts.suffix.is_none();
        if plain {
            bearer.plain.push(index)
        } else {
            bearer.fuller.push(index)
        }
        bearer.several |= link.gives_way;
        for (seen, own) in [(&mut bearer.initials, parts.initials), (&mut bearer.suffix, parts.suffix)] {
            bearer.several |= seen.is_some() && own.is_some() && *seen != own;
            *seen = seen.or(own);
        }
    }
    for bearer in names.iter().filter_map(|name| bearers.get(name)) {
        if !bearer.several && !bearer.plain.is_empty() && !bearer.fuller.is_empty() {
            unite(linking, bearer);
        }
    }
}

/// The known person if one of the names is, else the plain name.
fn unite(linking: &mut Linking<'_>, bearer: &Bearer) {
    let all = || bearer.plain.iter().chain(&bearer.fuller).copied();
    let links = || all().filter_map(|index| linking.links.get(index));
    let known = links().find_map(|link| link.target.clone().filter(|target| matches!(target, Target::Known(_))));
    let plain = || linking.links.get(*bearer.plain.first()?);
    let new = || plain().map(|link| Target::New(Kind::Person, fold(linking.surface(link.first, link.last))));
    let Some(target) = known.or_else(new) else { return };
    for index in all().collect::<Vec<_>>() {
        let new = linking.links.get(index).is_some_and(|link| matches!(link.target, Some(Target::New(..))));
        if new {
            linking.set(index, target.clone(), MentionRole::Name, Method::Names);
        }
    }
}

/// Whether a name has no middle initial and no suffix.
fn is_plain(page: &Page<'_>, first: usize, last: usize) -> bool {
    let middle = (first + 1..last.saturating_sub(1)).any(|index| page.shape(index) == Some(Shape::Initial));
    !middle && !is_suffixed(page, first, last)
}

/// Whether a name of two words and more has a suffix: "Jr."
fn is_suffixed(page: &Page<'_>, first: usize, last: usize) -> bool {
    last - first > 2 && page.class(last - 1).has(Classes::NAME_SUFFIX)
}

fn parts(page: &Page<'_>, first: usize, last: usize) -> Parts {
    let suffixed = is_suffixed(page, first, last);
    let end = last - usize::from(suffixed);
    let initial = |index: &usize| *index > first && index + 1 < end && page.shape(*index) == Some(Shape::Initial);
    let (initials, words): (Vec<usize>, Vec<usize>) = (first..end).partition(initial);
    let hashes = |words: Vec<usize>| words.into_iter().map(|index| page.word_hash(index)).collect::<Vec<u64>>();
    let initials = hashes(initials);
    Parts {
        plain: phrase_hash(&hashes(words)),
        initials: (!initials.is_empty()).then(|| phrase_hash(&initials)),
        suffix: suffixed.then(|| page.word_hash(last - 1)),
    }
}
