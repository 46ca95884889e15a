//! The dictionary and the weights that are compiled into the program.

use crate::dictionary::{Image, Knowledge};

static IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dictionary.image"));

/// Points for evidence; the file says how it is made.
pub static WEIGHTS: &str = include_str!("../dictionaries/weights.txt");
/// Points set by hand on top of [`WEIGHTS`]; the file gives the reasons.
pub static PRIORS: &str = include_str!("../dictionaries/priors.txt");

/// The built-in knowledge.
///
/// # Errors
///
/// Only if the program was built wrongly.
pub fn knowledge() -> Result<Knowledge, String> {
    Image::embedded(IMAGE).map(Knowledge::new)
}
