//! Topics: every example of the dictionary, and the sample as an editor would label it.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test may

use nertool::Extractor;
use nertool::dictionary::taxonomy::TopicEntry;
use nertool::dictionary::{files, taxonomy};
use nertool::text::Reading;
use nertool::topics::Limits;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Ids of the topics of a text, the best first.
fn topics_of(extractor: &Extractor, text: &str) -> Vec<String> {
    let reading = Reading::of(text, extractor.knowledge());
    let resolved = extractor.extract_reading(&reading, None);
    extractor.topics(&reading, &resolved, None, Limits::default()).topics.into_iter().map(|topic| topic.id).collect()
}

fn entries() -> Vec<TopicEntry> {
    let text = fs::read_to_string("dictionaries/topics.dict").expect("the topics");
    let mut problems = Vec::new();
    let entries = taxonomy::parse("dictionaries/topics.dict", &text, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    entries
}

/// A text gets a topic when it gets one at or below it. Examples that go wrong today stand in
/// `tests/topic-failures.txt`, by their text; one that comes right must leave the list.
#[test]
fn every_example_gets_its_topic() {
    let extractor = Extractor::new().expect("the built-in dictionary");
    let entries = entries();
    let parents: BTreeMap<&str, &str> =
        entries.iter().filter_map(|entry| Some((entry.key.as_str(), entry.of.as_deref()?))).collect();
    let at_or_below = |topic: &str, key: &str| {
        std::iter::successors(Some(topic), |own| parents.get(own).copied()).take(16).any(|own| own == key)
    };
    let list = fs::read_to_string("tests/topic-failures.txt").expect("the list of failures");
    let failing: BTreeSet<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
    let (mut count, mut report, mut failed, mut right_now) = (0, String::new(), String::new(), Vec::new());
    for entry in &entries {
        for example in &entry.examples {
            count += 1;
            let found = topics_of(&extractor, &example.text);
            let right = found.iter().any(|topic| at_or_below(topic, &entry.key)) == example.gets;
            if !right {
                failed.push_str(&format!("{}\n", example.text));
            }
            match (right, failing.contains(example.text.as_str())) {
                (false, false) => {
                    let sign = if example.gets { ">" } else { ">!" };
                    report.push_str(&format!(
                        "{}:{}: {} {sign} {}\n  found {found:?}\n",
                        entry.place.file, example.line, entry.key, example.text
                    ));
                }
                (true, true) => right_now.push(example.text.clone()),
                _ => {}
            }
        }
    }
    if std::env::var_os("NERTOOL_EXAMPLES").is_some() {
        fs::write("target/topic-failures.txt", &failed).expect("target is writable");
    }
    assert!(count > 1000, "only {count} examples");
    assert!(report.is_empty(), "of {count} examples these fail:\n{report}");
    assert!(right_now.is_empty(), "these come right now, take them off the list:\n{}", right_now.join("\n"));
}

/// The article of the sample, and each headline alone. `tests/topics/korea.txt` has a line a text: how it
/// begins, `=>`, the topics it must get, and after `?` those that it may get. One text may differ.
#[test]
fn the_sample_as_an_editor_would_label_it() {
    let extractor = Extractor::new().expect("the built-in dictionary");
    let sample = fs::read_to_string("examples/korea.txt").expect("the sample");
    let (article, headlines) = sample.split_once("\n\n\n").expect("headlines after the article");
    let texts: Vec<&str> = std::iter::once(article).chain(headlines.lines().filter(|line| !line.is_empty())).collect();
    let expected = fs::read_to_string("tests/topics/korea.txt").expect("the expectations");
    let expected: Vec<&str> = expected.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!((texts.len(), expected.len()), (16, 16));
    let mut differences = String::new();
    for (text, line) in texts.iter().zip(&expected) {
        let (start, labels) = line.split_once(" => ").expect("`text => topics`");
        assert!(text.starts_with(start), "{start}");
        let (must, may) = labels.split_once('?').unwrap_or((labels, ""));
        let list = |labels: &str| -> BTreeSet<String> { labels.split_whitespace().map(str::to_owned).collect() };
        let (must, may) = (list(must), list(may));
        let found: BTreeSet<String> = topics_of(&extractor, text).into_iter().collect();
        let missing: Vec<&String> = must.difference(&found).collect();
        let wrong: Vec<&String> =
            found.iter().filter(|topic| !must.contains(*topic) && !may.contains(*topic)).collect();
        if !missing.is_empty() || !wrong.is_empty() {
            differences.push_str(&format!("{start}: missing {missing:?}, unexpected {wrong:?}\n"));
        }
    }
    assert!(differences.lines().count() <= 1, "\n{differences}");
}

/// Topics of a user's file: a new one, one below a built-in one, and terms for a built-in one.
#[test]
fn a_users_topics() {
    let mut extractor = Extractor::new().expect("the built-in dictionary");
    let mut problems = Vec::new();
    let source = files::read("tests/cmd/in/my-topics.dict".as_ref(), &mut problems).expect("a file");
    assert!(problems.is_empty(), "{problems:?}");
    extractor.add_dictionary(&source).expect("a dictionary");
    let first = |text: &str| topics_of(&extractor, text).first().cloned();
    assert_eq!(first("The zorbing league drew crowds on Sunday.").as_deref(), Some("zorbing"));
    assert_eq!(first("He felled the tree by quantum forestry.").as_deref(), Some("deforestation"));
    let reading = Reading::of("Zorbing league opens.", extractor.knowledge());
    let resolved = extractor.extract_reading(&reading, None);
    let found = extractor.topics(&reading, &resolved, None, Limits::default());
    assert_eq!(found.topics.first().map(|topic| topic.subject.as_str()), Some("sport"));
}
