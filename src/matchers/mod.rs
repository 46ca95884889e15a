//! Finds everything that could be a name and what speaks for it. Matchers differ by method, never
//! by kind of entity, and never choose: [`resolve`](crate::resolve) does.

pub mod acronyms;
pub mod apposition;
pub mod around;
pub mod articles;
pub mod beside;
pub mod brackets;
pub mod candidate;
pub mod companies;
pub mod context;
pub mod endings;
pub mod evidence;
pub mod firms;
pub mod fit;
pub mod inflections;
pub mod known;
pub mod languages;
pub mod leagues;
pub mod lexicon;
pub mod lineups;
pub mod lists;
pub mod many_senses;
pub mod names;
pub mod nicknames;
pub mod page;
pub mod politics;
pub mod portfolios;
pub mod repeats;
pub mod results;
pub mod seams;
pub mod states;
pub mod storms;
pub mod surnames;
pub mod titles;
pub mod trade;
pub mod traits;
pub mod type_nouns;
pub mod units;
pub mod variants;
pub mod words;
pub mod works;

pub use candidate::{Candidate, Candidates, Sense};
pub use evidence::{Evidence, EvidenceSet};
pub use page::Page;

/// People of a place from which its name rather stands for it than for a person, a partner or a part of an
/// organization.
pub const LARGE_PLACE: u32 = 100_000;

/// A matcher: proposes candidates, or observes those that are there.
type Matcher = fn(&Page<'_>, &mut Candidates);

/// The matchers in the order they run: five propose, the rest observe.
const MATCHERS: [(&str, Matcher); 14] = [
    ("lexicon", names::propose_known),
    ("names", names::propose),
    ("portfolios", portfolios::propose),
    ("nicknames", nicknames::propose),
    ("firms", firms::propose),
    ("beside", beside::observe),
    ("words", words::observe),
    ("brackets", brackets::observe),
    ("titles", titles::observe),
    ("context", context::observe),
    ("lineups", lineups::observe),
    ("repeats", repeats::observe),
    ("storms", storms::observe),
    ("titles of works", works::observe),
];

/// Names of the matchers, in order.
pub fn names_of_matchers() -> impl Iterator<Item = &'static str> {
    MATCHERS.iter().map(|(name, _)| *name)
}

/// All candidates of a document, in order of the text, and the acronyms it explains.
pub fn run(page: &Page<'_>) -> (Vec<Candidate>, Vec<acronyms::Definition>) {
    let mut candidates = Candidates::default();
    for (_, matcher) in MATCHERS {
        matcher(page, &mut candidates);
    }
    let definitions = acronyms::define(page, &mut candidates);
    (candidates.into_sorted(), definitions)
}
