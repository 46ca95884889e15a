//! Forms that are also something that is no name of the entity.

use super::problem_at;
use crate::dictionary::compile::Source;
use crate::dictionary::kind::Mark;
use crate::dictionary::source::Problem;
use crate::text::classes::Classes;
use crate::text::fold::fold;
use std::collections::BTreeMap;

/// An everyday word, a lone given name or a word of the calendar that is a form and says nothing of it.
/// Initials are apart: `WHO` is not "who".
pub fn everyday_words(source: &Source, out: &mut Vec<Problem>) {
    let mut classes: BTreeMap<String, Classes> = BTreeMap::new();
    for (class, word) in &source.words {
        let all = classes.entry(fold(word)).or_default();
        *all = all.or(*class);
    }
    for entry in source.entries.iter().filter(|entry| entry.examples.is_empty()) {
        for form in entry.forms().chain(&entry.demonym) {
            let initials = form.text.chars().all(|c| !c.is_lowercase());
            let class = classes.get(&fold(&form.text)).copied().unwrap_or_default();
            if form.mark != Mark::None || initials {
                continue;
            }
            let (what, mark) = if class.has(Classes::COMMON) {
                ("an everyday word", '~')
            } else if class.has(Classes::CALENDAR) {
                ("a word of the calendar", '~')
            } else if class.has(Classes::GIVEN) {
                ("a given name", '?')
            } else {
                continue;
            };
            let message = format!("`{}` is {what}", form.text);
            let hint = format!("mark it `{mark}`, or put an example line under the entry");
            out.push(problem_at(&entry.place, entry.form_column(&form.text), message, &hint));
        }
    }
}
