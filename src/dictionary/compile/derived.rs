//! Forms that follow from what an entry says: "US Senate", "President Xi", "J.K. Rowling".

use super::Compiler;
use crate::dictionary::entry::{Entry, Word};
use crate::dictionary::kind::Kind;
use crate::dictionary::source::{parse_grouped, parse_words};
use crate::dictionary::types;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FAMILY_FIRST: &str = include_str!("../../../dictionaries/words/family_first.txt");
const SMALL_HEADS: &str = include_str!("../../../dictionaries/words/small_heads.txt");
const STATE_BODIES: &str = include_str!("../../../dictionaries/words/state_bodies.txt");
/// Last words of names, with their short ones.
static SHORTENED: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    parse_grouped(include_str!("../../../dictionaries/words/shortened.txt"), "; ").words.into_iter().collect()
});

impl<'a> Compiler<'a> {
    /// Whether `entry` is an organization of a type that countries have one each of.
    pub(super) fn is_state_body(&self, entry: &Entry) -> bool {
        let listed = |type_: &str| listed(&self.source.state_bodies, STATE_BODIES, type_);
        entry.kind == Some(Kind::Organization) && entry.type_.as_deref().is_some_and(listed)
    }

    /// The country whose state body `entry` is.
    pub(super) fn state_of(&self, entry: &Entry) -> Option<&'a Entry> {
        if !self.is_state_body(entry) {
            return None;
        }
        let &index = self.index.get(entry.of.first()?.as_str())?;
        self.sorted.get(index as usize).copied().filter(|entry| entry.kind == Some(Kind::Country))
    }

    /// "US Senate" for "Senate"; none for forms that are one word in capitals or name a country already.
    pub(super) fn of_country(&self, state: &Entry, form: &str) -> Vec<String> {
        let first = form.split(' ').next().unwrap_or_default();
        let acronym = !form.contains(' ') && form.chars().skip(1).any(char::is_uppercase);
        if acronym || !form.starts_with(char::is_uppercase) || form.contains('.') || self.names(state, first) {
            return Vec::new();
        }
        let initials =
            |text: &&str| text.len() <= 3 && text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let forms = state.forms().map(|form| form.text.as_str()).filter(initials);
        forms.map(|initials| format!("{initials} {form}")).collect()
    }

    /// Whether a name that begins with `word` says of which country it is, or cannot take a word before it: "The".
    fn names(&self, state: &Entry, word: &str) -> bool {
        let mut forms = state.forms().chain(&state.demonym);
        word == "The" || forms.any(|form| form.text.split(' ').next() == Some(word))
    }

    /// "Labour party" for "Labour Party".
    pub(super) fn small_head(&self, form: &str) -> Option<String> {
        let (name, head) = form.rsplit_once(' ')?;
        let small = head.to_lowercase();
        let known = small != head && listed(&self.source.small_heads, SMALL_HEADS, &small);
        known.then(|| format!("{name} {small}"))
    }

    /// What an office holder is called beside the title: "President Macron", "Chancellor von Papen";
    /// where family names come first, the first word too: "President Xi". Of one of a royal house the given name:
    /// "Prince Felix".
    pub(super) fn surnames(&self, entry: &Entry) -> Vec<String> {
        if entry.is_of_type(types::ROYAL) {
            let titled = entry.forms().filter_map(|form| form.text.split_once(' '));
            // "Tupou VI" is nobody's given name
            let given = |name: &str| !name.contains(' ') && !name.bytes().all(|letter| b"IVXLC".contains(&letter));
            return titled.filter(|(_, name)| given(name)).map(|(_, name)| name.to_owned()).collect();
        }
        let Some(name) = entry.name.as_ref().filter(|_| entry.kind == Some(Kind::Person) && !entry.role.is_empty())
        else {
            return Vec::new();
        };
        let words: Vec<&str> = name.text.split(' ').collect();
        let Some(last) = words.len().checked_sub(1).filter(|&last| last > 0) else {
            return Vec::new();
        };
        let lower = |word: &&&str| word.starts_with(char::is_lowercase);
        let particles = words.get(1..last).unwrap_or_default().iter().rev().take_while(lower).count();
        let mut out = vec![words.get(last - particles..).unwrap_or_default().join(" ")];
        let country = self.country(entry, 0).unwrap_or_default();
        let family_first = |code: &str| listed(&self.source.family_first, FAMILY_FIRST, code);
        if std::str::from_utf8(&country).is_ok_and(family_first) {
            out.extend(words.first().map(|&first| first.to_owned()));
        }
        out
    }
}

/// Whether `text` is among `own`, or among those built in where there are none: a user's file has no lists.
fn listed(own: &[Word], built_in: &str, text: &str) -> bool {
    match own {
        [] => parse_words(built_in).any(|word| word == text),
        own => own.iter().any(|word| word.text == text),
    }
}

/// Spellings that follow from a form.
pub(super) fn variants(form: &str) -> Vec<String> {
    joined_initials(form).into_iter().chain(two_letters(form)).collect()
}

/// "Commodity Credit Corp" for "Commodity Credit Corporation".
pub(super) fn shortened(form: &str) -> Vec<String> {
    let Some((name, last)) = form.rsplit_once(' ') else { return Vec::new() };
    SHORTENED.get(last).into_iter().flatten().map(|short| format!("{name} {short}")).collect()
}

/// Other ways to write a campus: "University of Texas Dallas", "University of Texas, Dallas" and "UT Dallas" for
/// "University of Texas at Dallas".
pub(super) fn campuses(form: &str) -> Vec<String> {
    const OF: &str = "University of ";
    let parted = || form.split_once(", ").or_else(|| form.split_once(" at "));
    let Some((university, town)) = parted().filter(|(university, _)| university.starts_with(OF)) else {
        return Vec::new();
    };
    let state = university.get(OF.len()..).unwrap_or_default();
    let initials: String = state.split(' ').filter_map(|word| word.chars().next()).collect();
    let own = initials.chars().all(char::is_uppercase) && !town.contains(',') && town.starts_with(char::is_uppercase);
    if !own {
        return Vec::new();
    }
    let mut out: Vec<String> = [" ", ", ", " at "].map(|between| format!("{university}{between}{town}")).into();
    // "US Lafayette" is no university
    if initials != "S" {
        out.push(format!("U{initials} {town}"));
    }
    out
}

/// "Goebbels" for "Göbbels": what stands for a letter with an umlaut or a stroke where type has none.
/// Without the mark alone, "Gobbels", they are the same to the matcher anyway.
fn two_letters(form: &str) -> Option<String> {
    let spelled: String = form
        .chars()
        .map(|letter| match letter {
            'ä' | 'æ' => "ae".to_owned(),
            'ö' | 'ø' => "oe".to_owned(),
            'ü' => "ue".to_owned(),
            'å' => "aa".to_owned(),
            'Ä' | 'Æ' => "Ae".to_owned(),
            'Ö' | 'Ø' => "Oe".to_owned(),
            'Ü' => "Ue".to_owned(),
            'Å' => "Aa".to_owned(),
            other => other.to_string(),
        })
        .collect();
    (spelled != form).then_some(spelled)
}

/// "J.K. Rowling" for "J. K. Rowling".
fn joined_initials(form: &str) -> Option<String> {
    let words: Vec<&str> = form.split(' ').collect();
    let initial =
        |word: &&str| word.len() == 2 && word.ends_with('.') && word.starts_with(|c: char| c.is_ascii_uppercase());
    let count = words.iter().take_while(|word| initial(word)).count();
    let joined = words.iter().take(count).copied().collect::<String>();
    let rest = words.iter().skip(count).copied().collect::<Vec<_>>().join(" ");
    (count > 1).then(|| format!("{joined} {rest}"))
}

#[cfg(test)]
mod tests {
    use crate::dictionary::compile::{Source, compile};
    use crate::dictionary::image::Image;
    use crate::dictionary::kind::Kind;
    use crate::dictionary::source::parse_entries;

    /// The forms that the compiled image has of these entries, which have the lists that are built in.
    fn forms(entries: [(Kind, &str); 2]) -> Vec<String> {
        let mut problems = Vec::new();
        let read = entries.map(|(kind, text)| parse_entries("my.dict", Some(kind), text, &mut problems));
        assert_eq!(problems, []);
        let source = Source { entries: read.concat(), ..Source::default() };
        let image = Image::open(compile(&source, &|_| None, &|_| None).unwrap()).unwrap();
        let all = image.forms();
        all.indexes().map(|form| all.text(form, all.head(form)).to_owned()).collect()
    }

    #[test]
    fn state_bodies_take_initials_where_the_country_is_not_named() {
        let country = "gb | United Kingdom | aka: UK; GB; Britain | demonym: British; Briton | iso: GB";
        let body = "mps | Parliament | aka: UK Parliament; British MPs; The Commons; HoC | of: gb | type: legislature";
        let forms = forms([(Kind::Country, country), (Kind::Organization, body)]);
        let derived: Vec<&str> = forms.iter().map(String::as_str).filter(|form| form.contains(' ')).collect();
        assert!(derived.contains(&"GB Parliament") && derived.contains(&"UK Parliament"), "{derived:?}");
        for twice in ["GB UK Parliament", "UK British MPs", "UK The Commons", "UK HoC"] {
            assert!(!derived.contains(&twice), "{derived:?}");
        }
    }

    #[test]
    fn persons_take_no_initials() {
        let country = "us | United States | aka: US | iso: US";
        let forms = forms([(Kind::Country, country), (Kind::Person, "jane-roe | Jane Roe | of: us | type: military")]);
        assert!(forms.iter().any(|form| form == "Jane Roe") && !forms.iter().any(|form| form == "US Jane Roe"));
    }

    #[test]
    fn office_holders_are_called_by_the_family_name() {
        let country = "cn | China | iso: CN";
        let people = "li-wei | Li Wei | of: cn | role: Premier of cn\nvan-oy | Jan van Oy | role: Mayor";
        let forms = forms([(Kind::Country, country), (Kind::Person, people)]);
        assert!(["Li", "Wei", "van Oy"].iter().all(|name| forms.iter().any(|form| form == name)), "{forms:?}");
        assert!(!forms.iter().any(|form| form == "Jan" || form == "Oy"), "{forms:?}");
    }

    #[test]
    fn initials_are_written_together_too() {
        assert_eq!(super::variants("J. K. Rowling"), ["J.K. Rowling"]);
        assert!(super::variants("John K. Rowling").is_empty());
        assert_eq!(super::variants("Wolfgang Schäuble"), ["Wolfgang Schaeuble"]);
    }
}
