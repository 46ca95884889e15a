//! Names of one word that another entity of the text bears as well.

use crate::dictionary::Kind;
use crate::resolve::Resolved;
use crate::resolve::mention::Entity;
use crate::text::fold::{HashMapOf, hash_bytes};

/// A person of the same surname is as likely meant if the text names him this much more seldom at most: three
/// times where the other is named four times.
const RIVAL: usize = 4;

/// The entities of a document by the first and the last words of their names.
#[derive(Default)]
pub struct Rivals(HashMapOf<Vec<usize>>);

impl Rivals {
    /// Those of `resolved`.
    pub fn of(resolved: &Resolved) -> Self {
        let mut rivals = Self::default();
        for (index, entity) in resolved.entities.iter().enumerate() {
            let mut words = entity.name.split(' ');
            for word in [words.next(), words.next_back()].into_iter().flatten() {
                rivals.0.entry(hash_bytes(word.as_bytes())).or_default().push(index);
            }
        }
        rivals
    }

    /// Whether `word`, which was taken for `own`, may as well mean another.
    pub fn any(&self, resolved: &Resolved, own: &Entity, word: &str) -> bool {
        let bearers = self.0.get(&hash_bytes(word.as_bytes())).into_iter().flatten();
        let mut others = bearers.filter_map(|&index| resolved.entities.get(index)).filter(|other| other.id != own.id);
        others.any(|other| is_rival(other, own, word))
    }
}

/// Whether `word`, which was taken for `own`, may as well mean `other`.
fn is_rival(other: &Entity, own: &Entity, word: &str) -> bool {
    let is = |name: Option<&str>| name.is_some_and(|name| name.eq_ignore_ascii_case(word));
    let bears = || is(other.name.split(' ').next_back());
    match own.kind {
        _ if !own.known && is(Some(&other.name)) => true,
        _ if other.kind != Kind::Person || !other.known => false,
        Kind::Country => false,
        Kind::Person => {
            let often = !own.known || other.mentions * RIVAL >= own.mentions * (RIVAL - 1);
            often && (bears() || is(other.name.split(' ').next()))
        }
        _ => bears(),
    }
}
