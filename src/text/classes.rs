//! Classes of words (`dictionaries/words/*.txt`) as a set of bits.

/// What a word may be: one bit for each file of `dictionaries/words/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(pub u64);

/// The files of `dictionaries/words/` without `.txt`, each with its class. `_more` files add to
/// the class of the name before it.
pub const FILES: [(&str, Classes); 43] = [
    ("given", Classes::GIVEN),
    ("given_more", Classes::GIVEN),
    ("family", Classes::FAMILY),
    ("family_more", Classes::FAMILY),
    ("common", Classes::COMMON),
    ("titles", Classes::TITLE),
    ("honorifics", Classes::HONORIFIC),
    ("roles", Classes::ROLE),
    ("speech", Classes::SPEECH),
    ("person_verbs", Classes::PERSON_VERB),
    ("person_relations", Classes::RELATION),
    ("place_prepositions", Classes::PLACE_PREPOSITION),
    ("directions", Classes::DIRECTION),
    ("org_suffixes", Classes::ORG_SUFFIX),
    ("org_heads", Classes::ORG_HEAD),
    ("org_words", Classes::ORG_WORD),
    ("place_suffixes", Classes::PLACE_SUFFIX),
    ("place_heads", Classes::PLACE_HEAD),
    ("particles", Classes::PARTICLE),
    ("name_suffixes", Classes::NAME_SUFFIX),
    ("abbreviations", Classes::ABBREVIATION),
    ("calendar", Classes::CALENDAR),
    ("languages_religions", Classes::ETHNIC),
    ("events", Classes::EVENT),
    ("event_suffixes", Classes::EVENT_SUFFIX),
    ("starters", Classes::STARTER),
    ("headline_verbs", Classes::HEADLINE_VERB),
    ("legal_forms", Classes::LEGAL_FORM),
    ("company_words", Classes::COMPANY_WORD),
    ("sports_words", Classes::SPORT),
    ("connectors", Classes::CONNECTOR),
    ("conjunctions", Classes::CONJUNCTION),
    ("copulas", Classes::COPULA),
    ("relative_pronouns", Classes::WHO),
    ("prepositions", Classes::PREPOSITION),
    ("natural_features", Classes::NATURAL),
    ("not_names", Classes::NOT_NAME),
    ("org_cores", Classes::ORG_CORE),
    ("org_nouns", Classes::ORG_NOUN),
    ("place_nouns", Classes::PLACE_NOUN),
    ("keyphrase_stops", Classes::KEYPHRASE_STOP),
    ("keyphrase_stops_more", Classes::KEYPHRASE_STOP),
    ("everyday", Classes::EVERYDAY),
];

impl Classes {
    /// Given names.
    pub const GIVEN: Self = Self(1);
    /// Family names.
    pub const FAMILY: Self = Self(1 << 1);
    /// Everyday words that are written in lower case.
    pub const COMMON: Self = Self(1 << 2);
    /// Titles, ranks and occupations before a name.
    pub const TITLE: Self = Self(1 << 3);
    /// Mr, Dr, Sir.
    pub const HONORIFIC: Self = Self(1 << 4);
    /// Nouns that follow a name after a comma.
    pub const ROLE: Self = Self(1 << 5);
    /// Verbs of saying.
    pub const SPEECH: Self = Self(1 << 6);
    /// Verbs whose subject is a person.
    pub const PERSON_VERB: Self = Self(1 << 7);
    /// Wife, son, friend.
    pub const RELATION: Self = Self(1 << 8);
    /// In, near, outside.
    pub const PLACE_PREPOSITION: Self = Self(1 << 9);
    /// North, central, greater.
    pub const DIRECTION: Self = Self(1 << 10);
    /// Last words of organizations' names.
    pub const ORG_SUFFIX: Self = Self(1 << 11);
    /// First words of organizations' names.
    pub const ORG_HEAD: Self = Self(1 << 12);
    /// Words inside organizations' names.
    pub const ORG_WORD: Self = Self(1 << 13);
    /// Last words of places' names.
    pub const PLACE_SUFFIX: Self = Self(1 << 14);
    /// First words of places' names.
    pub const PLACE_HEAD: Self = Self(1 << 15);
    /// De, van, bin.
    pub const PARTICLE: Self = Self(1 << 16);
    /// Jr, III.
    pub const NAME_SUFFIX: Self = Self(1 << 17);
    /// Abbreviations whose full stop ends no sentence.
    pub const ABBREVIATION: Self = Self(1 << 18);
    /// Months, weekdays, holidays.
    pub const CALENDAR: Self = Self(1 << 19);
    /// Languages, religions, peoples.
    pub const ETHNIC: Self = Self(1 << 20);
    /// Events, awards, laws, products, works.
    pub const EVENT: Self = Self(1 << 21);
    /// Last words of events' names.
    pub const EVENT_SUFFIX: Self = Self(1 << 22);
    /// Function words.
    pub const STARTER: Self = Self(1 << 23);
    /// Verbs as headlines use them.
    pub const HEADLINE_VERB: Self = Self(1 << 24);
    /// Inc, Ltd, GmbH.
    pub const LEGAL_FORM: Self = Self(1 << 25);
    /// Words around results and teams.
    pub const SPORT: Self = Self(1 << 26);
    /// Words in lower case inside names: of, the, and.
    pub const CONNECTOR: Self = Self(1 << 27);
    /// And, or.
    pub const CONJUNCTION: Self = Self(1 << 28);
    /// Is, was, has, will.
    pub const COPULA: Self = Self(1 << 29);
    /// Who, whose.
    pub const WHO: Self = Self(1 << 30);
    /// Prepositions of other things than places.
    pub const PREPOSITION: Self = Self(1 << 31);

    /// Last words of the names of rivers, mountains, islands.
    pub const NATURAL: Self = Self(1 << 32);
    /// Initials and words with a capital that name no entity: GDP, SMS, Ms.
    pub const NOT_NAME: Self = Self(1 << 33);

    /// Last words that hardly stand elsewhere than in the names of organizations.
    pub const ORG_CORE: Self = Self(1 << 34);
    /// Nouns in lower case beside the name of an organization: "the carmaker Skoda".
    pub const ORG_NOUN: Self = Self(1 << 35);
    /// Nouns in lower case beside the name of a place: "Idlib province".
    pub const PLACE_NOUN: Self = Self(1 << 36);
    /// Words that stand in no keyphrase: verbs, adverbs, times, amounts.
    pub const KEYPHRASE_STOP: Self = Self(1 << 38);
    /// The most common nouns and adjectives.
    pub const EVERYDAY: Self = Self(1 << 39);

    /// Words between a company's name and its legal form: "Group" in "Goldman Sachs Group Inc".
    pub const COMPANY_WORD: Self = Self(1 << 37);

    /// What is left of the classes of a word that is written as initials: `US` is not the pronoun.
    #[must_use]
    pub const fn of_acronym(self) -> Self {
        let kept = Self::LEGAL_FORM
            .or(Self::ORG_SUFFIX)
            .or(Self::NAME_SUFFIX)
            .or(Self::TITLE)
            .or(Self::HONORIFIC)
            .or(Self::EVENT)
            .or(Self::ABBREVIATION)
            .or(Self::NOT_NAME);
        Self(self.0 & kept.0)
    }

    /// Whether a class of `other` is among these.
    #[inline]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// These without `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Both together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Knows the classes of a word: the dictionary, for the stages that come before it.
pub trait Lexis {
    /// Classes of the word with this [`hash_token`](super::fold::hash_token).
    fn classes(&self, hash: u64) -> Classes;
}
