//! Parts that were counted apart give, byte for byte, what all documents give at once: random
//! documents with near copies, random splits, any number of threads.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test may

use nertool::aggregate::network::Random;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PEOPLE: [&str; 6] =
    ["Donald Trump", "Kim Jong Un", "Emmanuel Macron", "Angela Merkel", "Karoline Hofstadter", "JANE Q. PUBLIC"];
const PLACES: [&str; 6] = ["North Korea", "Germany", "Paris", "Singapore", "the United Nations", "NATO"];
const SAID: [&str; 6] = ["met officials in", "criticised", "spoke about", "left", "was asked about", "was praised by"];

/// A number below `n`.
fn below(random: &mut Random, n: usize) -> usize {
    random.order(n)[0]
}

fn sentence(random: &mut Random) -> String {
    let person = PEOPLE[below(random, PEOPLE.len())];
    let title = ["", "President ", "Chancellor "][below(random, 3)];
    let (said, place) = (SAID[below(random, SAID.len())], PLACES[below(random, PLACES.len())]);
    let more = ["", " together with Emmanuel Macron", " after a week in Germany"][below(random, 3)];
    format!("{title}{person} {said} {place}{more} {} times.", below(random, 40))
}

/// Documents as JSON Lines; a third repeat another with a few words more or less.
fn documents(random: &mut Random, count: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for _ in 0..count {
        let text = match (texts.is_empty(), below(random, 6)) {
            (false, 0) => texts[below(random, texts.len())].clone(),
            (false, 1) => format!("{} Our staff in Paris wrote this.", texts[below(random, texts.len())]),
            _ => (0..1 + below(random, 25)).map(|_| sentence(random)).collect::<Vec<_>>().join(" "),
        };
        texts.push(text);
    }
    let dates = ["2024-01-05", "2024-01-31T08:00:00Z", "Feb. 1, 2024", "2024-02", "some day"];
    let dates: Vec<&str> = texts.iter().map(|_| dates[below(random, dates.len())]).collect();
    let line = |(at, text): (usize, &String)| serde_json::json!({"id": format!("d{}", at * 7 % 100), "text": text, "date": dates[at]});
    texts.iter().enumerate().map(line).map(|line| line.to_string() + "\n").collect()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn nertool(folder: &Path, arguments: &[&str]) -> (Vec<u8>, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_nertool")).args(arguments).current_dir(folder).output().unwrap();
    let message = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.success(), "{arguments:?}: {message}");
    (run.stdout, message)
}

/// Deals `lines` out to files and counts each; the names of the partial files in random order.
fn parts(folder: &Path, lines: &[String], random: &mut Random, options: &[&str]) -> Vec<String> {
    let count = 1 + below(random, 8);
    let mut files = vec![String::new(); count];
    for at in random.order(lines.len()) {
        files[below(random, count)].push_str(&lines[at]);
    }
    let mut names = Vec::new();
    for at in random.order(count) {
        let (input, output) = (format!("in-{at}.jsonl"), format!("part-{at}.jsonl"));
        fs::write(folder.join(&input), &files[at]).unwrap();
        nertool(folder, &[&["graph", "-o", &output, &input], options].concat());
        names.push(output);
    }
    names
}

#[test]
fn parts_give_the_whole() {
    let folder = folder("whole");
    let mut copies = 0;
    for round in 0..12 {
        let mut random = Random::new(round);
        let lines = documents(&mut random, 40);
        fs::write(folder.join("all.jsonl"), lines.concat()).unwrap();
        let scope = ["sentence", "document", "window:2"][round as usize % 3];
        let by = ["day", "week", "month"][below(&mut random, 3)];
        let counted = ["--scope", scope, "--evidence", "2", "--by", by];
        let (whole, message) = nertool(&folder, &[&["graph", "-j", "1", "all.jsonl"], &counted[..]].concat());
        copies += usize::from(message.contains("near copies"));
        let (again, _) = nertool(&folder, &[&["graph", "-j", "3", "all.jsonl"], &counted[..]].concat());
        assert!(whole == again, "round {round}: another number of threads");
        periods_add_up(&whole);
        let names = parts(&folder, &lines, &mut random, &counted);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (merged, _) = nertool(&folder, &[&["merge"], &names[..]].concat());
        assert!(whole == merged, "round {round}: {} parts in {}", names.len(), folder.display());
        // parts of parts
        let (some, rest) = names.split_at(names.len() / 2);
        if !some.is_empty() {
            nertool(&folder, &[&["merge", "-o", "some.jsonl"], some].concat());
            let (merged, _) = nertool(&folder, &[&["merge", "some.jsonl"], rest].concat());
            assert!(whole == merged, "round {round}: parts of parts");
        }
    }
    assert!(copies > 8, "near copies are part of the test");
}

/// The units of a period are those of documents with its date; all together are those of all documents
/// but the undated.
fn periods_add_up(graph: &[u8]) {
    let graph: serde_json::Value = serde_json::from_slice(graph).unwrap();
    let sum = |periods: &serde_json::Value| {
        periods.as_object().map_or(0, |all| all.values().map(|units| units.as_u64().unwrap()).sum::<u64>())
    };
    let head = &graph["graph"];
    let documents = head["periods"].as_object().unwrap().values().map(|total| total["documents"].as_u64().unwrap());
    assert_eq!(documents.sum::<u64>() + head["undated"].as_u64().unwrap(), head["documents"].as_u64().unwrap());
    assert!(graph["edges"].to_string().contains("\"trigger\":\"criticised\""), "relations are part of the test");
    let (mut dated, mut all) = (0, 0);
    for part in graph["nodes"].as_array().unwrap().iter().chain(graph["edges"].as_array().unwrap()) {
        let units = part["units"].as_u64().unwrap();
        assert!(sum(&part["periods"]) <= units, "{part}");
        dated += sum(&part["periods"]);
        all += units;
    }
    assert!(0 < dated && dated < all, "some documents have a date, some have none: {dated} of {all}");
}

#[test]
fn filters_and_copies_after_merging() {
    let folder = folder("filters");
    let mut random = Random::new(99);
    let lines = documents(&mut random, 60);
    fs::write(folder.join("all.jsonl"), lines.concat()).unwrap();
    let names = parts(&folder, &lines, &mut random, &[]);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut different = Vec::new();
    for shown in [
        &["--keep-duplicates"][..],
        &["--min-weight", "2"],
        &["--top", "3", "-f", "gexf"],
        &["--around", "donald trump", "-f", "dot"],
        &["--backbone", "0.4", "-f", "csv"],
        &["--by", "week"],
        &["--by", "month", "-f", "gexf"],
        &["--by", "day", "-f", "graphml"],
        &["--format", "table", "--width", "100"],
    ] {
        let (whole, _) = nertool(&folder, &[&["graph", "all.jsonl"], shown].concat());
        let (merged, _) = nertool(&folder, &[&["merge"], &names[..], shown].concat());
        assert!(whole == merged, "{shown:?}");
        different.push(whole);
    }
    assert!(different.windows(2).all(|pair| pair[0] != pair[1]), "every option changes something");
    let (plain, message) = nertool(&folder, &["graph", "--duplicates", "all.jsonl"]);
    assert!(plain != different[0], "copies change counts");
    let named = message.lines().filter(|line| line.starts_with("near copy: d")).count();
    let said = message.lines().last().unwrap();
    assert!(named > 0 && said.starts_with(&format!("{named} of 60 documents")), "{message}");
}

#[test]
fn what_does_not_add_up_is_refused() {
    let folder = folder("refused");
    fs::write(folder.join("a.jsonl"), "{\"text\": \"Donald Trump met Kim Jong Un in Singapore.\"}\n").unwrap();
    fs::write(folder.join("more.dict"), "").unwrap();
    fs::create_dir_all(folder.join("people")).unwrap();
    fs::write(folder.join("people/more.dict"), "kim-min | Kim Min | of: kp | type: politician\n").unwrap();
    nertool(&folder, &["graph", "a.jsonl", "-o", "plain.jsonl"]);
    nertool(&folder, &["graph", "a.jsonl", "-o", "scope.jsonl", "--scope", "document"]);
    nertool(&folder, &["graph", "a.jsonl", "-o", "by.jsonl", "--by", "week"]);
    nertool(&folder, &["graph", "a.jsonl", "-o", "year.jsonl", "--year", "1987"]);
    nertool(&folder, &["graph", "a.jsonl", "-o", "kinds.jsonl", "--kinds", "person"]);
    nertool(&folder, &["graph", "a.jsonl", "-o", "more.jsonl", "-D", "people/more.dict"]);
    let plain = fs::read_to_string(folder.join("plain.jsonl")).unwrap();
    let (head, line) = plain.split_once('\n').unwrap();
    for (name, text) in [
        ("old.jsonl", plain.replace("\"partial\":3", "\"partial\":2")),
        ("changed.jsonl", plain.replace("\"evidence\":1", "\"evidence\":2")),
        ("headless.jsonl", line.to_owned()),
        ("cut.jsonl", plain[..plain.len() - 20].to_owned()),
        ("broken.jsonl", format!("{head}\n{}", line.replace("\"pairs\":[[0,1", "\"pairs\":[[0,9"))),
        ("huge.jsonl", format!("{head}\n{}", line.replace("\"units\":1,", "\"units\":99999999999,"))),
        ("empty.jsonl", String::new()),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    for (name, place, reason) in [
        ("scope.jsonl", "scope.jsonl:1: ", "--scope document instead of sentence"),
        ("by.jsonl", "by.jsonl:1: ", "--by week instead of none"),
        ("year.jsonl", "year.jsonl:1: ", "--year 1987 instead of none"),
        ("kinds.jsonl", "kinds.jsonl:1: ", "--kinds person instead of"),
        ("more.jsonl", "more.jsonl:1: ", "dictionary"),
        ("old.jsonl", "old.jsonl:1: ", "count it again"),
        ("changed.jsonl", "changed.jsonl:1: ", "options do not fit"),
        ("headless.jsonl", "headless.jsonl:1: ", "no partial counts"),
        ("cut.jsonl", "cut.jsonl:2: ", "cut off"),
        ("broken.jsonl", "broken.jsonl:2: ", "an entity that is not there"),
        ("huge.jsonl", "huge.jsonl:2: ", "u32"),
        ("empty.jsonl", "empty.jsonl:1: ", "empty"),
        ("missing.jsonl", "missing.jsonl: ", "No such file"),
    ] {
        let arguments = ["merge", "plain.jsonl", name, "-o", "out.json"];
        let run = Command::new(env!("CARGO_BIN_EXE_nertool")).args(arguments).current_dir(&folder).output().unwrap();
        let message = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{name}: {message}");
        assert!(message.contains(place) && message.contains(reason), "{name}: {message}");
        assert!(!folder.join("out.json").exists(), "{name}: nothing half done");
    }
}
