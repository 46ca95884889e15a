//! What resolving gives: mentions without overlap, each of one entity.

use crate::dictionary::Kind;
use crate::matchers::EvidenceSet;
use crate::text::{SegmentKind, Span};

/// What a mention is to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionRole {
    /// The name or another full form.
    Name,
    /// Surname, first name or shortened form.
    Short,
    /// Initials.
    Acronym,
    /// "North Korean" for North Korea.
    Demonym,
    /// "Pyongyang" where it means the government.
    Metonym,
}

impl MentionRole {
    /// Name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Short => "short",
            Self::Acronym => "acronym",
            Self::Demonym => "demonym",
            Self::Metonym => "metonym",
        }
    }
}

/// What found a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The dictionary.
    Lexicon,
    /// Parts of names.
    Names,
    /// A title before it.
    Titles,
    /// The head or ending of organizations and places.
    Heads,
    /// An acronym.
    Acronyms,
    /// What stands around it.
    Context,
    /// A fuller form in the document.
    Coreference,
}

impl Method {
    /// Name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lexicon => "lexicon",
            Self::Names => "names",
            Self::Titles => "titles",
            Self::Heads => "heads",
            Self::Acronyms => "acronyms",
            Self::Context => "context",
            Self::Coreference => "coreference",
        }
    }
}

/// A name in the text and the entity it stands for.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Index into [`Resolved::entities`].
    pub entity: usize,
    /// What it is to the entity.
    pub role: MentionRole,
    /// Id of the country whose government it means.
    pub stands_for: Option<String>,
    /// What found it.
    pub by: Method,
    /// Kind of its segment.
    pub segment: SegmentKind,
    /// Index of its sentence in the document.
    pub sentence: usize,
    /// Index of its paragraph in the document.
    pub paragraph: usize,
    /// Probability that it is a name of this kind, by the evidence.
    pub score: f32,
    /// The evidence.
    pub evidence: EvidenceSet,
}

/// A person, country, place or organization of a document.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Key of the dictionary, or `kind:slug` if no dictionary has it.
    pub id: String,
    /// Usual name; for an unknown entity its longest form in the document.
    pub name: String,
    /// Kind.
    pub kind: Kind,
    /// Refinement of the kind.
    pub type_: Option<String>,
    /// Whether a dictionary has it.
    pub known: bool,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<String>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// Latitude and longitude in degrees.
    pub position: Option<(f64, f64)>,
    /// Titles before its mentions, in order of first appearance.
    pub titles: Vec<String>,
    /// Its different surfaces, in order of first appearance.
    pub surfaces: Vec<String>,
    /// Number of its mentions.
    pub mentions: usize,
    /// Share of the document that is about it, 0 to 1; all entities together have 1.
    pub salience: f64,
}

/// A document's entities and their mentions.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// In order of the text, without overlap.
    pub mentions: Vec<Mention>,
    /// By salience, then id.
    pub entities: Vec<Entity>,
}
