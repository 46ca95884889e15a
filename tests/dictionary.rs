//! The dictionaries: no mistakes, canonical form, and every example line under an entry.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test may

mod marked;

use nertool::dictionary::triggers::Expected;
use nertool::dictionary::{Kind, files, lint, rewrite, stats, taxonomy};
use nertool::eval::marked::parse;
use nertool::{Extractor, builtin, relations, text::Reading};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Countries that have no first-level divisions, or whose only ones are quarters of the capital.
const UNDIVIDED: [&str; 2] = ["mc", "va"];

#[test]
fn no_mistakes() {
    let mut problems = Vec::new();
    let source = files::read_tree(Path::new("dictionaries"), &mut problems).expect("the dictionaries");
    problems.extend(lint::lint(&source, &|_| false, &|_| false));
    let report: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
    assert!(problems.is_empty(), "{} mistakes\n{report}", problems.len());
}

/// What must not be lost: least counts, by the names of `nertool dict stats`.
const FLOORS: [(&str, usize); 18] = [
    ("countries", 249),
    ("metonyms", 250),
    ("divisions", 3_000),
    ("cities", 25_000),
    ("other-places", 2_500),
    ("people", 10_000),
    ("people-with-dates", 5_000),
    ("organizations", 6_000),
    ("companies", 1_500),
    ("media", 600),
    ("given-names", 8_000),
    ("family-names", 20_000),
    ("titles", 600),
    ("organization-words", 300),
    ("decoys", 1_000),
    ("examples", 1_500),
    ("entities", 80_000),
    ("forms", 100_000),
];

#[test]
fn the_floors_hold() {
    let source = files::read_tree(Path::new("dictionaries"), &mut Vec::new()).expect("the dictionaries");
    let counts = stats::counts(&source);
    assert_eq!(builtin::counts().collect::<Vec<_>>(), counts, "the program was built of other dictionaries");
    let names: Vec<&str> = counts.iter().map(|count| count.name).collect();
    assert_eq!(names, FLOORS.map(|floor| floor.0), "a count without a floor");
    for (count, (name, floor)) in counts.iter().zip(FLOORS) {
        assert!(count.count >= floor, "{name}: {} is less than {floor}", count.count);
    }
}

/// Every country has divisions but those too small for them.
#[test]
fn every_country_has_divisions() {
    let source = files::read_tree(Path::new("dictionaries"), &mut Vec::new()).expect("the dictionaries");
    let divided: BTreeSet<&str> = source
        .entries
        .iter()
        .filter(|e| e.type_.as_deref() == Some("state"))
        .flat_map(|e| e.of.iter().map(String::as_str))
        .collect();
    let undivided: Vec<&str> = source
        .entries
        .iter()
        .filter(|e| e.kind == Some(Kind::Country) && e.type_.is_none() && !divided.contains(e.key.as_str()))
        .map(|e| e.key.as_str())
        .collect();
    assert_eq!(undivided, UNDIVIDED);
}

/// A number of dictionary entries in the README is one that `nertool dict stats` prints.
#[test]
fn the_readme_quotes_only_what_stats_prints() {
    let nouns: BTreeSet<&str> = "entities forms surfaces names people persons countries territories metonyms \
        divisions places cities towns organizations companies media titles decoys examples"
        .split_whitespace()
        .collect();
    let known: BTreeSet<usize> = builtin::counts().map(|count| count.count).collect();
    for file in ["README.md", "dictionaries/README.md"] {
        let text = fs::read_to_string(file).expect("a text file");
        let words: Vec<&str> = text.split_whitespace().collect();
        for pair in words.windows(2) {
            let number = pair[0].replace([',', '~'], "").parse::<usize>();
            let noun = pair[1].trim_matches(|c: char| !c.is_alphanumeric());
            if let Some(number) = number.ok().filter(|&number| number >= 100 && nouns.contains(noun)) {
                assert!(known.contains(&number), "{file}: {} {noun}: no count of nertool dict stats", pair[0]);
            }
        }
    }
}

/// `dictionaries/README.md` lists the types of each kind: `place: `city river``.
#[test]
fn every_type_is_documented() {
    let source = files::read_tree(Path::new("dictionaries"), &mut Vec::new()).expect("the dictionaries");
    let text = fs::read_to_string("dictionaries/README.md").expect("a text file");
    let rows = text.lines().filter_map(|line| line.split_once(": `"));
    let listed: BTreeSet<(Kind, &str)> = rows
        .filter_map(|(kind, types)| Some((Kind::parse(kind)?, types.split('`').next()?)))
        .flat_map(|(kind, types)| types.split(' ').map(move |type_| (kind, type_)))
        .collect();
    let used = source.entries.iter().filter_map(|entry| Some((entry.kind?, entry.type_.as_deref()?)));
    let unlisted: BTreeSet<(Kind, &str)> = used.filter(|row| !listed.contains(row)).collect();
    assert_eq!(unlisted, BTreeSet::new());
}

#[test]
fn canonical_form() {
    for path in files::dict_files(Path::new("dictionaries")).expect("the dictionaries") {
        let text = fs::read_to_string(&path).expect("a text file");
        let canonical = if taxonomy::is_topics_file(&path.to_string_lossy()) {
            rewrite::canonical_topics(&text)
        } else {
            rewrite::canonical(&text)
        };
        assert!(canonical == text, "{}: nertool dict fmt {0}", path.display());
    }
}

/// Examples that go wrong today stand in `tests/example-failures.txt`, by their text; one that comes
/// right must leave the list.
#[test]
fn every_example_reads_as_marked() {
    let extractor = Extractor::new().expect("the built-in dictionary");
    let mut problems = Vec::new();
    let source = files::read_tree(Path::new("dictionaries"), &mut problems).expect("the dictionaries");
    let list = fs::read_to_string("tests/example-failures.txt").expect("the list of failures");
    let failing: BTreeSet<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
    let entries = source.entries.iter().map(|e| (&e.place, &e.examples));
    let decoys = source.decoys.iter().map(|d| (&d.place, &d.examples));
    let (mut count, mut report, mut right_now) = (0, String::new(), Vec::new());
    for (place, examples) in entries.chain(decoys) {
        for (line, example) in examples {
            count += 1;
            let differences = marked::differences(&extractor, example);
            match (differences.is_empty(), failing.contains(example.as_str())) {
                (false, false) => {
                    report.push_str(&format!("{}:{line}: {example}\n  {}\n", place.file, differences.join("\n  ")));
                }
                (true, true) => right_now.push(example.clone()),
                _ => {}
            }
        }
    }
    if std::env::var_os("NERTOOL_EXAMPLES").is_some() {
        fs::write("target/examples.txt", &report).expect("target is writable");
    }
    assert!(report.is_empty(), "of {count} examples these fail:\n{report}");
    assert!(right_now.is_empty(), "these come right now, take them off the list:\n{}", right_now.join("\n"));
}

/// What an example of `relations.dict` says otherwise than its mark: `>` the first link did it to the
/// second, `<` the second to the first, `>!` nothing is told.
fn misread(extractor: &Extractor, class: &str, names: &[String], expected: Expected, example: &str) -> Option<String> {
    let marked = parse(example);
    let reading = Reading::of(&marked.text, extractor.knowledge());
    let resolved = extractor.extract_reading(&reading, None);
    let found = relations::find(&reading, &resolved, extractor.knowledge());
    let id = |entity: usize| resolved.entities[entity].id.as_str();
    let show = |r: &relations::Relation| format!("{} {} ({}) {}", id(r.source), r.trigger, r.class, id(r.target));
    let shown = || found.iter().map(show).collect::<Vec<_>>().join(", ");
    let links: Vec<&str> = marked.links.iter().map(|link| link.2.as_str()).collect();
    let wanted = match (expected, links.as_slice()) {
        (Expected::Nothing, []) => return (!found.is_empty()).then(|| format!("found {}", shown())),
        (Expected::Forward, &[a, b]) => (a, b),
        (Expected::Backward, &[a, b]) => (b, a),
        _ => return Some("an example has two links, one of `>!` none".to_owned()),
    };
    let fits = |r: &relations::Relation| {
        let ends = (id(r.source), id(r.target));
        let either = r.mutual && ends == (wanted.1, wanted.0);
        (ends == wanted || either) && r.class == class && names.contains(&r.trigger)
    };
    let right = found.len() == 1 && found.iter().all(fits);
    (!right).then(|| format!("found {}", if found.is_empty() { "nothing".to_owned() } else { shown() }))
}

#[test]
fn every_relation_reads_as_marked() {
    let extractor = Extractor::new().expect("the built-in dictionary");
    let source = files::read_tree(Path::new("dictionaries"), &mut Vec::new()).expect("the dictionaries");
    let (mut count, mut report) = (0, String::new());
    for line in &source.triggers {
        for (number, expected, example) in &line.examples {
            count += 1;
            if let Some(difference) = misread(&extractor, &line.class, &line.names, *expected, example) {
                report.push_str(&format!("{}:{number}: {example}\n  {difference}\n", line.place.file));
            }
        }
    }
    assert!(report.is_empty(), "of {count} examples these fail:\n{report}");
    assert!(count >= 60, "{count} examples");
    let classes: BTreeSet<&str> = source.triggers.iter().map(|line| line.class.as_str()).collect();
    let phrases: BTreeSet<&str> = source.triggers.iter().flat_map(|l| &l.forms).map(|form| form.1.as_str()).collect();
    assert!(classes.len() >= 40 && phrases.len() >= 500, "{} classes, {} phrases", classes.len(), phrases.len());
}
