//! The dictionary and the weights that are compiled into the program.

use crate::dictionary::{Image, Knowledge};

static IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dictionary.image"));

/// Points for evidence; the file says how it is made.
pub static WEIGHTS: &str = include_str!("../dictionaries/weights.txt");
/// Points set by hand on top of [`WEIGHTS`]; the file gives the reasons.
pub static PRIORS: &str = include_str!("../dictionaries/priors.txt");
/// Nouns beside a name that say of what type it is: "Idlib province".
pub static TYPE_NOUNS: [&str; 2] =
    [include_str!("../dictionaries/words/org_nouns.txt"), include_str!("../dictionaries/words/place_nouns.txt")];

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
