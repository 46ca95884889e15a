//! What a document is about.

pub mod keyphrases;

pub use keyphrases::Keyphrase;
