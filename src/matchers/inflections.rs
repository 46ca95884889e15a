//! What form of a word its ending shows, where no list has the word.

use super::page::Page;
use crate::builtin;
use crate::dictionary::source::{Grouped, parse_grouped};
use std::sync::LazyLock;

static ENDINGS: LazyLock<Grouped<'static>> = LazyLock::new(|| parse_grouped(builtin::INFLECTIONS, " "));

/// Whether the word at `index` ends like a verb in the past: "bombed".
pub fn is_past(page: &Page<'_>, index: usize) -> bool {
    ends_like(page, index, "past")
}

/// Whether the word at `index` ends like a participle: "leading".
pub fn is_participle(page: &Page<'_>, index: usize) -> bool {
    ends_like(page, index, "participle")
}

/// Whether the word at `index` ends like a plural: "Germans".
pub fn is_plural(page: &Page<'_>, index: usize) -> bool {
    ends_like(page, index, "plural")
}

fn ends_like(page: &Page<'_>, index: usize, form: &str) -> bool {
    let word = page.reading.word(index);
    ENDINGS.groups.get(form).is_some_and(|endings| endings.iter().any(|ending| word.ends_with(ending)))
}
