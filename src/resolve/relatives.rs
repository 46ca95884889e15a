//! Full names that tell nothing of whom the surname alone means: of relatives ("her mother, Jane Roe"), and what only
//! looks like a name ("Must Watch Roe", "AG Roe"). Where the dictionary knows a bearer whom the document speaks
//! for, the surname is that bearer's.

use super::address;
use crate::builtin;
use crate::dictionary::Kind;
use crate::dictionary::source::parse_words;
use crate::matchers::{Candidate, Page};
use crate::text::fold::{HashSetOf, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::sync::LazyLock;

/// Most words between a name and the noun after it that says whose relative it is: "Jane Roe, his late mother".
const APPOSITION: usize = 3;

static RELATIVES: LazyLock<HashSetOf> = LazyLock::new(|| parse_words(builtin::RELATIVES).map(hash_token).collect());

/// Whether the person `name` is a full name that gives way to a known bearer of its surname.
pub fn gives_way(page: &Page<'_>, name: &Candidate) -> bool {
    let (first, last) = (name.first, name.last);
    if name.len() < 2 {
        return false;
    }
    if name.senses.iter().any(|sense| sense.kind == Kind::Person) {
        return is_relative(page, first, last);
    }
    let (class, shape) = (page.class(first), page.shape(first));
    let given = class.has(Classes::GIVEN) || shape == Some(Shape::Initial);
    // "Manchin-Toomey", but not "Tsai Ping-kun"
    let short = |index: usize| page.short_at(index, index + 1).next().is_some();
    let surname = || short(first) && short(last - 1);
    let no_name = || class.has(WORDS) || shape == Some(Shape::Upper) || surname();
    !given && no_name() || is_relative(page, first, last) || holds_known(page, first, last)
}

/// Words that are no given names.
const WORDS: Classes = Classes::COMMON.or(Classes::STARTER).or(Classes::TITLE).or(Classes::HONORIFIC);

/// Whether the full name of a known person is a part of it: two names without a sign between them.
fn holds_known(page: &Page<'_>, first: usize, last: usize) -> bool {
    let parts = page.known_from(first, last).iter();
    let mut parts = parts.filter(|known| known.last <= last && known.last - known.first > 1);
    parts.any(|known| known.senses.iter().any(|sense| sense.kind == Kind::Person))
}

/// Whether a noun beside the name of tokens `first..last` says whose relative it is.
fn is_relative(page: &Page<'_>, first: usize, last: usize) -> bool {
    let relation = |index: usize| is_relation(page, index);
    let before = || first.checked_sub(1).is_some_and(relation) && matches!(page.gap(first), Gap::Blank | Gap::Comma);
    // "Jane Roe, her late mother", but not "Jane Roe, mother of two"
    let after = || {
        let mut words = (last + 1..last + APPOSITION).take_while(|&index| page.gap(index) == Gap::Blank);
        page.gap(last) == Gap::Comma && address::is_pronoun(page, last) && words.any(relation)
    };
    before() || after()
}

/// Whether the token at `index` is a word of the family. "Trump's son-in-law" has another surname.
pub(super) fn is_relation(page: &Page<'_>, index: usize) -> bool {
    RELATIVES.contains(&page.word_hash(index))
        && page.shape(index) == Some(Shape::Lower)
        && page.gap(index + 1) != Gap::Hyphen
}
