//! The dictionary and the weights that are compiled into the program.

use crate::dictionary::stats::Count;
use crate::dictionary::{Image, Knowledge};

static IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dictionary.image"));
static COUNTS: &str = include_str!(concat!(env!("OUT_DIR"), "/counts.tsv"));

/// Points for evidence; the file says how it is made.
pub static WEIGHTS: &str = include_str!("../dictionaries/weights.txt");
/// Points set by hand on top of [`WEIGHTS`]; the file gives the reasons.
pub static PRIORS: &str = include_str!("../dictionaries/priors.txt");
/// Nouns beside a name that say of what type it is: "Idlib province".
pub static TYPE_NOUNS: [&str; 2] =
    [include_str!("../dictionaries/words/org_nouns.txt"), include_str!("../dictionaries/words/place_nouns.txt")];

/// Given names and their short ones: "Charles: Charlie Chuck".
pub static NICKNAMES: &str = include_str!("../dictionaries/words/nicknames.txt");

/// Plurals after a list of places: "counties: County".
pub static PLURAL_HEADS: &str = include_str!("../dictionaries/words/plural_heads.txt");

/// How names of families end that are in no list.
pub static FAMILY_ENDINGS: &str = include_str!("../dictionaries/words/family_endings.txt");
/// How names of places end that are in no list.
pub static PLACE_ENDINGS: &str = include_str!("../dictionaries/words/place_endings.txt");

/// Words beside the name of a company.
pub static TRADE_WORDS: &str = include_str!("../dictionaries/words/trade_words.txt");

/// Words of units of a company, between its name and its legal form.
pub static UNIT_WORDS: &str = include_str!("../dictionaries/words/unit_words.txt");

/// How inflected words end, for those that no list has.
pub static INFLECTIONS: &str = include_str!("../dictionaries/words/inflections.txt");

/// Given names that only men bear.
pub static MASCULINE: &str = include_str!("../dictionaries/words/masculine.txt");
/// Forms of address: Mr, Mrs.
pub static ADDRESSES: &str = include_str!("../dictionaries/words/addresses.txt");
/// Titles of women.
pub static FEMALE_TITLES: &str = include_str!("../dictionaries/words/female_titles.txt");

/// Nouns for people in everyday life.
pub static ORDINARY: &str = include_str!("../dictionaries/words/ordinary.txt");

/// Offices by which a country is led.
pub static LEADING_OFFICES: &str = include_str!("../dictionaries/words/leading_offices.txt");

/// Nouns after the surname of one who has or seeks an office.
pub static OFFICE_NOUNS: &str = include_str!("../dictionaries/words/office_nouns.txt");

/// Adjectives for the wings of parties.
pub static PARTY_WINGS: &str = include_str!("../dictionaries/words/party_wings.txt");

/// Words of the family that say whose relative a name is.
pub static RELATIVES: &str = include_str!("../dictionaries/words/relatives.txt");
/// Pronouns that tell women from men.
pub static PRONOUNS: &str = include_str!("../dictionaries/words/pronouns.txt");

/// Words of match reports beside the cities of clubs.
pub static MATCH_WORDS: &str = include_str!("../dictionaries/words/match_words.txt");

/// Words before the names of those who wrote, edited or photographed.
pub static CREDITS: &str = include_str!("../dictionaries/words/credits.txt");

/// Words beside a name that say what bears it.
pub static BESIDE_NAMES: &str = include_str!("../dictionaries/words/beside_names.txt");

/// Letters of parties before a state.
pub static PARTY_LETTERS: &str = include_str!("../dictionaries/words/party_letters.txt");

/// Words before the titles of works.
pub static WORK_NOUNS: &str = include_str!("../dictionaries/words/work_nouns.txt");

/// Nouns before the names of storms.
pub static STORM_NOUNS: &str = include_str!("../dictionaries/words/storm_nouns.txt");

/// Words for a part of a land: "western Washington".
pub static PARTS_OF_LANDS: &str = include_str!("../dictionaries/words/parts_of_lands.txt");

/// What the legislatures of states are called without the state.
pub static STATE_LEGISLATURES: &str = include_str!("../dictionaries/words/state_legislatures.txt");

/// Titles as newsrooms shorten them.
pub static TITLE_ABBREVIATIONS: &str = include_str!("../dictionaries/words/title_abbreviations.txt");
/// Words before a title that leave the office what it is.
pub static TITLE_MODIFIERS: &str = include_str!("../dictionaries/words/title_modifiers.txt");

/// The built-in knowledge.
///
/// # Errors
///
/// Only if the program was built wrongly.
pub fn knowledge() -> Result<Knowledge, String> {
    Image::embedded(IMAGE).map(Knowledge::new)
}

/// What the dictionary files held when they were compiled.
pub fn counts() -> impl Iterator<Item = Count> {
    COUNTS.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let (name, count, what) = (fields.next()?, fields.next()?, fields.next()?);
        Some(Count { name, count: count.parse().ok()?, what })
    })
}
