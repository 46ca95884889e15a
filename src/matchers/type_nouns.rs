//! Nouns that say of what type an entity is: "province", "insurer", "daily".

use crate::builtin;
use crate::dictionary::source::parse_grouped;
use crate::text::fold::{HashMapOf, hash_token};
use std::sync::LazyLock;

/// Types that each noun speaks for, by the hash of the noun.
pub static TYPES_OF_NOUN: LazyLock<HashMapOf<Vec<&'static str>>> = LazyLock::new(|| {
    let mut types: HashMapOf<Vec<&'static str>> = HashMapOf::default();
    for (noun, of_noun) in builtin::TYPE_NOUNS.into_iter().flat_map(|text| parse_grouped(text, " ").words) {
        types.entry(hash_token(noun)).or_default().extend(of_noun);
    }
    types
});

/// Whether the noun with this hash speaks for one of `types`.
pub fn speaks_for(noun: u64, types: &[&str]) -> bool {
    TYPES_OF_NOUN.get(&noun).is_some_and(|of_noun| of_noun.iter().any(|of| types.contains(of)))
}
