//! Further forms of a term: plurals, and the forms of its verbs.
//!
//! The rules are those of English spelling; a list of words says which of their results exist, so
//! that "stop" gives "stopped" and "oil price" no "oil priced". Words that follow no rule stand in
//! `words/irregulars.txt`.

use std::collections::{BTreeSet, HashMap, HashSet};

/// What inflecting needs to know of words.
#[derive(Default)]
pub struct Words<'s> {
    /// Words that exist; empty if that is not known.
    known: HashSet<&'s str>,
    /// Words that are verbs in news.
    verbs: HashSet<&'s str>,
    /// Irregular forms by their base.
    irregular: HashMap<&'s str, &'s [String]>,
}

impl<'s> Words<'s> {
    /// Words that exist, those of them that are verbs, and rows of irregular words, each with its
    /// base first.
    pub fn new(
        known: impl Iterator<Item = &'s str>,
        verbs: impl Iterator<Item = &'s str>,
        rows: &'s [Vec<String>],
    ) -> Self {
        let irregular = rows.iter().filter_map(|row| row.split_first().map(|(base, forms)| (base.as_str(), forms)));
        Self { known: known.collect(), verbs: verbs.collect(), irregular: irregular.collect() }
    }

    fn exists(&self, word: &str) -> bool {
        self.known.is_empty() || self.known.contains(word)
    }

    /// Whether a phrase that starts with `word` may start with a verb.
    fn leads(&self, word: &str) -> bool {
        self.verbs.contains(word) || (self.known.is_empty() && self.irregular.contains_key(word))
    }

    /// The plural of a noun, which is also the third person of a verb, and irregular plurals.
    fn plurals(&self, word: &str) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let regular = with_s(word);
        let has_other = self.irregular.contains_key(word) && !self.known.contains(regular.as_str());
        if !has_other && (!word.ends_with('s') || word.ends_with("ss")) {
            out.push(regular);
        }
        out.extend(self.irregular.get(word).into_iter().flat_map(|forms| forms.iter().cloned()));
        out
    }

    /// All forms of a verb but its base.
    fn verb_forms(&self, word: &str) -> Vec<String> {
        let mut out = self.plurals(word);
        for ending in ["ed", "ing"] {
            if ending == "ed" && self.irregular.contains_key(word) {
                continue;
            }
            out.extend(self.with_ending(word, ending));
        }
        out
    }

    /// `word` with `-ed` or `-ing`, if it has such a form and shares it with no other word: "improved" is
    /// of "improve", not of "improv", "putting" as likely of "put" as of "putt".
    fn with_ending(&self, word: &str, ending: &str) -> Option<String> {
        let shorter = word.get(..word.len() - 1).unwrap_or_default();
        if doubling(shorter).is_some_and(|last| word.ends_with(last)) && self.known.contains(shorter) {
            return None;
        }
        let stem = match (word.strip_suffix('e'), word.strip_suffix('y')) {
            (Some(stem), _) if ending == "ed" || !stem.ends_with(['e', 'y', 'o']) => stem.to_owned(),
            (_, Some(stem)) if ending == "ed" && !stem.ends_with(is_vowel) => format!("{stem}i"),
            _ => word.to_owned(),
        };
        let single = format!("{stem}{ending}");
        let doubled = doubling(word).map(|last| format!("{word}{last}{ending}"));
        match doubled.filter(|doubled| self.exists(doubled)) {
            Some(doubled) if !self.known.contains(single.as_str()) => Some(doubled),
            _ => Some(single).filter(|single| {
                self.exists(single) && (stem != word || !self.known.contains(format!("{word}e").as_str()))
            }),
        }
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The last letter, if it is a consonant after a single vowel: it may be doubled.
fn doubling(word: &str) -> Option<char> {
    let mut back = word.chars().rev();
    let (last, vowel, before) = (back.next()?, back.next()?, back.next()?);
    let fits = !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y') && is_vowel(vowel) && !is_vowel(before);
    fits.then_some(last)
}

fn with_s(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(is_vowel) && word.chars().any(char::is_lowercase) => format!("{stem}ies"),
        _ if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

/// `term` and its further forms, the term first, each once.
pub fn forms(term: &str, words: &Words<'_>) -> Vec<String> {
    let (head, last) = match term.rfind([' ', '-']) {
        Some(at) => term.split_at(at + 1),
        None => ("", term),
    };
    let plain = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
    let acronym = last.len() > 1 && last.chars().all(|c| c.is_ascii_uppercase());
    let leading = term.split_once(' ').filter(|(first, _)| plain(first) && words.leads(first));
    let mut lasts = vec![last.to_owned()];
    if acronym {
        lasts.push(format!("{last}s"));
    } else if plain(last) {
        lasts.extend(if leading.is_some() || head.contains(' ') {
            words.plurals(last)
        } else {
            words.verb_forms(last)
        });
    }
    let mut out: Vec<String> = lasts.iter().map(|last| format!("{head}{last}")).collect();
    if let Some((first, _)) = leading {
        for form in words.verb_forms(first) {
            out.extend(lasts.iter().map(|last| format!("{form}{}{last}", head.get(first.len()..).unwrap_or_default())));
        }
    }
    let mut seen = BTreeSet::new();
    out.retain(|form| seen.insert(form.clone()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(term: &str) -> Vec<String> {
        let known = "stop stops stopped stopping sanction sanctions sanctioned impose imposes imposed imposing \
                     army armies price priced pricing oil oiled oiling protest protested protesting \
                     improve improved improving put putting";
        let rows: Vec<Vec<String>> =
            ["fight fought", "wife wives"].iter().map(|row| row.split(' ').map(str::to_owned).collect()).collect();
        forms(term, &Words::new(known.split_whitespace(), ["impose", "fight", "stop"].into_iter(), &rows))
    }

    #[test]
    fn what_exists_is_derived() {
        assert_eq!(all("army"), ["army", "armies"]);
        assert_eq!(all("stop"), ["stop", "stops", "stopped", "stopping"]);
        assert_eq!(all("improv"), ["improv", "improvs"]);
        assert_eq!(all("putt"), ["putt", "putts"]);
        assert_eq!(all("UAV"), ["UAV", "UAVs"]);
        assert_eq!(all("oil price"), ["oil price", "oil prices"]);
        assert_eq!(all("trophy wife"), ["trophy wife", "trophy wives"]);
        assert_eq!(all("Brexit"), ["Brexit"]);
        assert_eq!(all("fight corruption").last().map(String::as_str), Some("fought corruptions"));
    }

    #[test]
    fn a_leading_verb_and_the_last_word() {
        let found = all("impose sanction");
        for form in ["impose sanctions", "imposed sanctions", "imposing sanction", "imposes sanctions"] {
            assert!(found.iter().any(|f| f == form), "{form}: {found:?}");
        }
        assert!(found.iter().all(|form| !form.contains("sanctioned")));
    }
}
