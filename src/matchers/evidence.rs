//! What speaks for or against a stretch of text being a name. `dictionaries/weights.txt` says how
//! much each counts for each kind.

/// Declares the evidence once: the variant, its name in files, and what it says.
macro_rules! evidence {
    ($($variant:ident $name:literal $meaning:literal),+ $(,)?) => {
        /// One observation about a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Evidence {
            $(#[doc = $meaning] $variant),+
        }

        impl Evidence {
            /// All of them, in the order of the weights file.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Name in `weights.txt` and in the output of `why`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What it says, for a reader.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),+ }
            }
        }
    };
}

evidence! {
    // how it is written
    OneWord "one_word" "it is one word",
    TwoWords "two_words" "it is two words",
    ThreeWords "three_words" "it is three words",
    ManyWords "many_words" "it is four words or more",
    Acronym "acronym" "one word in capitals, up to six letters",
    LongCapitals "long_capitals" "one word in capitals, seven letters or more",
    Dotted "dotted" "an initialism with full stops",
    MixedCase "mixed_case" "a capital inside a word: TransAlta",
    HasInitial "has_initial" "a single capital letter among its words",
    InitialFirst "initial_first" "it starts with an initial",
    InitialLast "initial_last" "it ends with an initial",
    HasNumber "has_number" "a digit in one of its words",
    Ampersand "ampersand" "an ampersand inside",
    HasAnd "has_and" "and inside",
    HasEverydayAnd "has_everyday_and" "and between everyday words inside",
    HasOf "has_of" "of or for inside",
    HasParticle "has_particle" "de, van, bin inside",
    GivenParticle "given_particle" "given name, particle with a capital, one more word: Jo La Rue",
    ParticleFirst "particle_first" "it starts with a particle in lower case",
    HasHyphen "has_hyphen" "a hyphen between two of its words",
    HasPossessive "has_possessive" "'s inside",
    HasStop "has_stop" "a full stop inside that is none of an initial",
    Firm "firm" "a company by its form: surnames, an ordinal, St. before a legal form; a ticker after it",
    Ticker "ticker" "letters in angle brackets after a name",
    HasLineBreak "has_line_break" "a line break inside",
    // where it stands
    WholeRun "whole_run" "all the capitalised words that stand together",
    RunStart "run_start" "the first of more capitalised words",
    RunEnd "run_end" "the last of more capitalised words",
    RunInside "run_inside" "capitalised words before and after",
    SentenceStart "sentence_start" "it starts a sentence",
    InHeadline "in_headline" "in a headline, where capitals prove nothing",
    HeadlineCommon "headline_common" "in a headline, with an everyday word",
    HeadlineAllCommon "headline_all_common" "in a headline, all everyday words",
    HeadlineKnown "headline_known" "in a headline, a form of the dictionary",
    HeadlineOne "headline_one" "in a headline, one word that no list has",
    HeadlineOwned "headline_owned" "in a headline, a form that the dictionary gives to one entity",
    HeadlineCore "headline_core" "in a headline, words of organizations' names first and last",
    VerbBefore "verb_before" "a headline's verb before it",
    InCapitals "in_capitals" "in a line of capitals",
    InDateline "in_dateline" "in a dateline",
    DatelineStart "dateline_start" "it starts a dateline",
    WholeLine "whole_line" "it is a line of its own",
    LineStart "line_start" "it starts a line",
    InTable "in_table" "in a line with more numbers than words",
    // words of it
    FirstCommon "first_common" "its first word is also an everyday word",
    LastCommon "last_common" "its last word is also an everyday word",
    AllCommon "all_common" "all its words are also everyday words",
    NoneCommon "none_common" "none of its words is an everyday word",
    FirstStarter "first_starter" "its first word is a function word",
    LastStarter "last_starter" "its last word is a function word",
    FirstGiven "first_given" "its first word is a given name and no everyday word",
    FirstGivenCommon "first_given_common" "its first word is a given name and an everyday word",
    LastFamily "last_family" "its last word is a family name and no everyday word",
    LastFamilyCommon "last_family_common" "its last word is a family name and an everyday word",
    FamilyEnding "family_ending" "its last word is in no list and ends as names of families do",
    PlaceEnding "place_ending" "its last word is in no list and ends as names of places do",
    GivenFamily "given_family" "given name first, family name last",
    FirstFamily "first_family" "its first word is a family name and no given name",
    LastGiven "last_given" "its last word is a given name and no family name",
    OneGiven "one_given" "a given name alone",
    OneFamily "one_family" "a family name alone",
    GivenUnknown "given_unknown" "given name, then words that no list has",
    AllNames "all_names" "all its words are given or family names",
    NoName "no_name" "no word of it is a given or family name",
    FirstTitle "first_title" "it starts with a title",
    FirstHonorific "first_honorific" "it starts with Mr, Dr, Sir",
    FirstAddress "first_address" "it starts with Mr, Mrs or Ms",
    FirstShortTitle "first_short_title" "it starts with a title with a full stop",
    FamilyPlural "family_plural" "the plural of a name that the document has, after the",
    PartyTag "party_tag" "a party's letter and a state: D-Ohio",
    LastRole "last_role" "it ends with the word for a role",
    OrgSuffix "org_suffix" "it ends as organizations do",
    OrgSuffixOne "org_suffix_one" "the ending of an organization alone",
    LegalForm "legal_form" "it ends with a legal form",
    LegalFormInside "legal_form_inside" "a legal form inside, and more after it",
    OrgHead "org_head" "it starts as organizations do",
    OrgHeadInside "org_head_inside" "the ending of an organization and of, for or on inside: Red Cross Society of",
    OrgWord "org_word" "a word of organizations' names in it",
    PlaceSuffix "place_suffix" "it ends as places do",
    OrgCore "org_core" "it ends with a word that hardly stands elsewhere than in organizations' names",
    OrgWordFirst "org_word_first" "its first word is frequent in organizations' names",
    NaturalFeature "natural_feature" "it ends as rivers, mountains and islands do",
    NotName "not_name" "initials or a word that name no entity",
    PlaceSuffixOne "place_suffix_one" "the ending of a place alone",
    PlaceHead "place_head" "it starts as places do",
    NameSuffix "name_suffix" "it ends with Jr, III",
    QuotedNickname "quoted_nickname" "a nickname in quotation marks inside",
    BracketedGiven "bracketed_given" "a given name in brackets, or the surname after it",
    Calendar "calendar" "a month, weekday or holiday in it",
    EthnicFirst "ethnic_first" "it starts with a language, religion or people",
    EthnicOnly "ethnic_only" "it is a language, religion or people",
    Event "event" "an event, award, law, product or work in it",
    EventSuffix "event_suffix" "it ends as events do",
    EventSuffixAfter "event_suffix_after" "the ending of an event follows",
    VerbInside "verb_inside" "a headline's verb in it, which is no name",
    DirectionFirst "direction_first" "it starts with a direction",
    // what the dictionary says
    KnownPerson "known_person" "a known person",
    SharedPerson "shared_person" "a known person, if something supports it",
    EverydayPerson "everyday_person" "a known person and an everyday word",
    KnownCountry "known_country" "a country",
    SharedCountry "shared_country" "a country, if something supports it",
    KnownPlace "known_place" "a known place",
    SharedPlace "shared_place" "a known place, if something supports it",
    BigPlace "big_place" "a known place of more than half a million",
    OwnedByState "owned_by_state" "a state whose form is not marked as doubtful",
    SmallPlace "small_place" "a town of fewer than 100,000",
    EverydayPlace "everyday_place" "a known place and an everyday word",
    EverydayCountry "everyday_country" "a country and an everyday word",
    KnownOrganization "known_organization" "a known organization",
    SharedOrganization "shared_organization" "a known organization, if something supports it",
    EverydayOrganization "everyday_organization" "a known organization and an everyday word",
    KnownDemonym "known_demonym" "a demonym",
    SharedDemonym "shared_demonym" "a demonym, if something supports it",
    ManySenses "many_senses" "forms of several kinds",
    OwnedLong "owned_long" "a form of two words or more that the dictionary gives to one entity",
    OtherPlace "other_place" "a known place that is no city, state or country",
    OtherCapitals "other_capitals" "written with other capitals than the form",
    SupportedPerson "supported_person" "the document has a word that speaks for the doubtful person",
    SupportedPlace "supported_place" "the document has a word that speaks for the doubtful place",
    SupportedOrganization "supported_organization" "the document has a word that speaks for the doubtful organization",
    SupportedCountry "supported_country" "the document names the country of the doubtful sense",
    WithinAfterComma "within_after_comma" "what it belongs to after a comma: Paris, Texas",
    OwnerOfPlaceBefore "owner_of_place_before" "what the place before the comma belongs to: Biloxi, Miss.",
    StateAfterTown "state_after_town" "the short form of a state after a comma: Zeller, La.",
    StateInTag "state_in_tag" "a state after a party's letter: D-Minn.",
    TownBeforeState "town_before_state" "a known place before the short form of a state: Memphis, Mo.",
    TeamCity "team_city" "a city whose club plays in a league that the document reports on",
    TeamPlays "team_plays" "such a city beside a word that says that its club plays",
    InsidePerson "inside_person" "inside the name of a known person",
    InsidePlace "inside_place" "inside the name of a known place",
    InsideOrganization "inside_organization" "inside the name of a known organization",
    InDecoy "in_decoy" "only a part of a name, or of what is none: a phrase, an acronym, money",
    StartsWithPerson "starts_with_person" "it starts with a known person",
    StartsWithPlace "starts_with_place" "it starts with a known place",
    StartsWithDemonym "starts_with_demonym" "it starts with a demonym",
    StartsWithOrganization "starts_with_organization" "it starts with a known organization",
    EndsWithPerson "ends_with_person" "it ends with a known person",
    EndsWithPlace "ends_with_place" "it ends with a known place",
    EndsWithOrganization "ends_with_organization" "it ends with a known organization",
    CrossesKnown "crosses_known" "it cuts through a known name",
    // before it
    HonorificBefore "honorific_before" "Mr, Dr, Sir before it",
    Addressed "addressed" "Mr, Mrs or Ms before it",
    TitleBefore "title_before" "a title before it",
    ShortTitleBefore "short_title_before" "a title with a full stop before it: Sen., Gen.",
    LowerTitleBefore "lower_title_before" "a title in lower case before it",
    RelationBefore "relation_before" "wife, son, friend before it",
    TheBefore "the_before" "the before it",
    CapitalTheBefore "capital_the_before" "The, with a capital inside a sentence, before it",
    ArticleBefore "article_before" "a or an before it",
    PlacePrepositionBefore "place_preposition_before" "in, at, near before it",
    OfBefore "of_before" "of before it",
    OfAfterPerson "of_after_person" "a person's name and of before it: Gagarin of the",
    PrepositionBefore "preposition_before" "another preposition before it",
    DemonymBefore "demonym_before" "a demonym before it",
    DirectionBefore "direction_before" "a direction before it",
    OwnerBefore "owner_before" "'s before it",
    SpeechBefore "speech_before" "said before it",
    ConjunctionBefore "conjunction_before" "and before it",
    OpenBracket "open_bracket" "an opening bracket before it",
    QuoteBefore "quote_before" "an opening quotation mark before it",
    NumberBefore "number_before" "a number before it",
    PlaceBeforeComma "place_before_comma" "a place and a comma before it",
    CommaBefore "comma_before" "a comma before it",
    ByBefore "by_before" "by before it at the start of a line",
    HyphenBefore "hyphen_before" "a hyphen before it",
    OrgNounBefore "org_noun_before" "a noun for organizations before it: the carmaker, the daily",
    TradeBefore "trade_before" "a word of trade before it: shares of, a stake in",
    PlaceNounBefore "place_noun_before" "a noun for places before it: the river, the city of",
    LowerNounBefore "lower_noun_before" "a word in lower case that is no function word before it",
    HashSign "hash_sign" "# before it",
    // after it
    SpeechAfter "speech_after" "said after it",
    PersonVerbAfter "person_verb_after" "a verb of persons after it",
    WhoAfter "who_after" "who after it",
    RoleAfterComma "role_after_comma" "a role after a comma",
    BodyAfterComma "body_after_comma" "a charity, an organization beside it after a comma",
    PaperBefore "paper_before" "a noun for newspapers before it: the weekly",
    PersonAfterComma "person_after_comma" "a nurse, a professor after a comma",
    SiteAfterComma "site_after_comma" "an article and a noun for places follow after a comma",
    InStateAfterComma "in_state_after_comma" "in before it, and a state after a comma",
    AgeAfterComma "age_after_comma" "an age after a comma",
    PlaceAfterComma "place_after_comma" "a place after a comma",
    AcronymAfter "acronym_after" "its acronym in brackets follows",
    BracketAfter "bracket_after" "an opening bracket after it",
    OwnerAfter "owner_after" "'s after it",
    BasedAfter "based_after" "-based, -born, -led after it",
    HyphenAfter "hyphen_after" "a hyphen after it",
    CopulaAfter "copula_after" "is, was, has after it",
    CommaAfter "comma_after" "a comma after it",
    ConjunctionAfter "conjunction_after" "and after it",
    NumberAfter "number_after" "a number after it",
    OfAfter "of_after" "of after it",
    OrgNounAfter "org_noun_after" "a noun for organizations after it: newspaper, party",
    TradeAfter "trade_after" "a word of trade after it: manufactures, shareholders",
    PlaceNounAfter "place_noun_after" "a noun for places after it: province, prison",
    LowerNounAfter "lower_noun_after" "a word in lower case that is no function word after it",
    StopAfter "stop_after" "it ends a sentence or line",
    PlacePrepositionAfter "place_preposition_after" "in, at, near after it",
    TitledAfter "titled_after" "a title and a person's name follow",
    RoleAfter "role_after" "the word for a role after it",
    OfficeNounAfter "office_noun_after" "the surname of an office holder, before administration, campaign, aides",
    SportAround "sport_around" "words of match reports around it",
    HouseAfter "house_after" "a fashion house, a label after the full name of its founder",
    DivisionAfter "division_after" "everyday words that a company owns, and a unit, an arm after them",
    EditorAfter "editor_after" "a newspaper or magazine, and a columnist, an editor after it",
    SpeechBeforeThe "speech_before_the" "told The, with a capital, before it",
    ClubEnd "club_end" "the last words of a club that the document names in full",
    // lists
    PersonListed "person_listed" "in a list with known persons",
    PlaceListed "place_listed" "in a list with known places",
    OrganizationListed "organization_listed" "in a list with known organizations",
    InLineup "in_lineup" "in a row of surnames with commas between them",
    // the document
    DocumentPerson "document_person" "part of a person's name in the document",
    DocumentPersonLast "document_person_last" "the last word of a person's name in the document",
    DocumentStranger "document_stranger" "the last word of the full name of a person whom no dictionary has",
    DocumentPlace "document_place" "a place elsewhere in the document",
    DocumentOrganization "document_organization" "an organization elsewhere in the document",
    DocumentSamePerson "document_same_person" "a person elsewhere in the document",
    MajorityPerson "majority_person" "the document writes it more than once, most surely as a person",
    MajorityPlace "majority_place" "the document writes it more than once, most surely as a place",
    MajorityOrganization "majority_organization" "the document writes it more than once, most surely as an organization",
    DocumentAcronym "document_acronym" "an acronym that the document explains",
    DocumentInside "document_inside" "part of a longer name elsewhere in the document",
    CompanyStart "company_start" "the first words of a company of the document, alone",
    SeenLower "seen_lower" "written in lower case elsewhere in the document",
    SeenCapital "seen_capital" "written with a capital inside a sentence elsewhere in the document",
    Repeated "repeated" "three times or more in the document",
}

/// A set of evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct EvidenceSet(BitSet);

impl EvidenceSet {
    /// Adds `evidence`.
    #[inline]
    pub fn add(&mut self, evidence: Evidence) {
        self.0.insert(evidence as usize);
    }

    /// Adds `evidence` where `holds`.
    #[inline]
    pub fn add_if(&mut self, evidence: Evidence, holds: bool) {
        if let Some(word) = self.0.0.get_mut(evidence as usize / 64) {
            *word |= u64::from(holds) << (evidence as usize % 64);
        }
    }

    /// Adds all of `other`.
    #[inline]
    pub fn add_all(&mut self, other: Self) {
        for (word, other) in self.0.0.iter_mut().zip(other.0.0) {
            *word |= other;
        }
    }

    /// Whether `evidence` is there.
    #[inline]
    pub fn has(self, evidence: Evidence) -> bool {
        let bit = evidence as usize;
        self.0.0.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// What both have.
    #[inline]
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (word, other) in self.0.0.iter_mut().zip(other.0.0) {
            *word &= other;
        }
        self
    }

    /// Whether nothing is there.
    #[inline]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// What is there, as numbers.
    #[inline]
    pub fn bits(self) -> BitSet {
        self.0
    }

    /// What is there, in order.
    pub fn iter(self) -> impl Iterator<Item = Evidence> {
        Evidence::ALL.iter().copied().filter(move |&evidence| self.has(evidence))
    }
}

/// A set of numbers below 256.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct BitSet([u64; 4]);

impl BitSet {
    /// Adds `bit`.
    #[inline]
    pub fn insert(&mut self, bit: usize) {
        if let Some(word) = self.0.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    /// Gives what is there to `each`, in rising order.
    #[inline]
    pub fn each(self, mut each: impl FnMut(usize)) {
        for (block, mut word) in self.0.into_iter().enumerate() {
            while word != 0 {
                each(block * 64 + word.trailing_zeros() as usize);
                word &= word - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_every_evidence() {
        assert!(Evidence::ALL.len() <= 256, "the set has room for 256");
        let mut set = EvidenceSet::default();
        for (i, &evidence) in Evidence::ALL.iter().enumerate() {
            assert_eq!(evidence as usize, i);
            assert!(!set.has(evidence));
            set.add(evidence);
            assert!(set.has(evidence));
        }
        assert_eq!(set.iter().count(), Evidence::ALL.len());
    }
}
