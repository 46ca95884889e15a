//! Text that nobody means well: whatever comes in, nothing panics, spans are the text, in order and
//! apart, and the same bytes come out for any number of threads.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test may

use nertool::Extractor;
use nertool::aggregate::network::Random;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// What hostile documents are made of: names, marks, broken words, characters that fold oddly.
const PIECES: [&str; 56] = [
    "Donald Trump",
    "KIM JONG UN",
    "U.S.",
    "u.s",
    "US",
    "us",
    "'s",
    "’s",
    "'",
    "’",
    "\"",
    "“",
    "”",
    "(",
    ")",
    "((((",
    "&",
    "AT&T",
    "-",
    "–",
    "—",
    "--",
    ".",
    "...",
    ",",
    ";",
    ":",
    "/",
    "@",
    "#",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    "\u{301}",
    "\u{feff}",
    "İ",
    "ß",
    "ﬁ",
    "é",
    "e\u{301}",
    "漢字",
    "🙂",
    "👩‍👩‍👧",
    "Ünal",
    "of the",
    "van der",
    "President",
    "Inc.",
    "\u{0}",
    "\u{1b}[31m",
    "1999",
];

fn document(random: &mut Random, pieces: usize) -> String {
    let mut text = String::new();
    for _ in 0..pieces {
        text.push_str(PIECES[random.order(PIECES.len())[0]]);
        if random.order(3)[0] > 0 {
            text.push(' ');
        }
    }
    text
}

fn check(extractor: &Extractor, text: &str) {
    let found = extractor.extract(text);
    let mut end = 0;
    for mention in &found.mentions {
        assert!(mention.span.start >= end && mention.span.end > mention.span.start, "{text:?}: {:?}", mention.span);
        assert!(
            text.get(mention.span.start..mention.span.end).is_some(),
            "{text:?}: {:?} splits a character",
            mention.span
        );
        assert!(mention.entity < found.entities.len(), "{text:?}");
        end = mention.span.end;
    }
    for (index, entity) in found.entities.iter().enumerate() {
        let own = found.mentions.iter().filter(|mention| mention.entity == index).count();
        assert_eq!(entity.mentions, own, "{text:?}: {}", entity.id);
    }
    let again = extractor.extract(text);
    assert_eq!(format!("{:?}", found.mentions), format!("{:?}", again.mentions), "{text:?}");
}

#[test]
fn random_pieces_give_spans_in_order() {
    let extractor = Extractor::new().expect("the built-in dictionary");
    let mut random = Random::new(11);
    for round in 0..400 {
        check(&extractor, &document(&mut random, 1 + round % 60));
    }
}

#[test]
fn long_runs_of_one_thing() {
    let extractor = Extractor::new().expect("the built-in dictionary");
    for piece in [
        "A",
        "a",
        "A ",
        "A. ",
        "U.S. ",
        "(",
        "“",
        "\"",
        "-\n",
        ". ",
        "Kim ",
        "Kim-",
        "KIM JONG UN ",
        "’s ",
        "& ",
        "of ",
        "é",
    ] {
        check(&extractor, &piece.repeat(4000));
    }
}

/// One text in five ways to write it: what is found must not depend on them.
#[test]
fn wrapping_blanks_and_quotes_change_nothing() {
    let extractor = Extractor::new().expect("the built-in dictionary");
    let sample = fs::read_to_string("examples/korea.txt").expect("the sample");
    let article = sample.split("\n\n").next().expect("the article");
    let names = |text: &str| -> Vec<String> {
        let found = extractor.extract(text);
        found.mentions.iter().map(|m| format!("{}={}", found.entities[m.entity].id, m.role.as_str())).collect()
    };
    let plain = names(article);
    assert!(plain.len() > 40, "{} mentions", plain.len());
    let no_break = article.replace(' ', "\u{a0}");
    let straight = article.replace(['“', '”'], "\"").replace('’', "'");
    let decomposed: String = article.replace('é', "e\u{301}");
    let carriage = article.replace('\n', "\r\n");
    for (what, text) in
        [("no-break blanks", no_break), ("straight quotes", straight), ("decomposed", decomposed), ("CR LF", carriage)]
    {
        assert_eq!(names(&text), plain, "{what}");
    }
    let wrapped: String = article.lines().map(|line| wrap(line, 72) + "\n\n").collect();
    assert_eq!(names(&wrapped), plain, "wrapped at 72 columns");
}

fn wrap(line: &str, width: usize) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for word in line.split(' ') {
        if column > 0 && column + word.len() >= width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
        }
        out.push_str(word);
        column += word.len() + 1;
    }
    out
}

fn run(arguments: &[&str], threads: &str) -> Vec<u8> {
    let run = Command::new(env!("CARGO_BIN_EXE_nertool"))
        .args(arguments)
        .args(["--threads", threads])
        .stdin(Stdio::null())
        .output()
        .expect("nertool runs");
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    run.stdout
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("threads");
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("documents.jsonl");
    let mut random = Random::new(5);
    let sample = fs::read_to_string("examples/korea.txt").expect("the sample");
    let lines: Vec<&str> = sample.lines().filter(|line| !line.trim().is_empty()).collect();
    let text: String = (0..700)
        .map(|id| {
            let body: Vec<&str> = random.order(lines.len()).into_iter().take(1 + id % 7).map(|at| lines[at]).collect();
            serde_json::json!({"id": id.to_string(), "text": body.join("\n\n")}).to_string() + "\n"
        })
        .collect();
    fs::write(&file, text).expect("a file");
    let path = file.to_str().expect("a path");
    for arguments in [
        vec!["extract", "--format", "jsonl", path],
        vec!["extract", "--format", "csv", path],
        vec!["summary", "--format", "json", path],
        vec!["graph", "--format", "json", path],
    ] {
        let one = run(&arguments, "1");
        assert!(one.len() > 1000, "{arguments:?}");
        for threads in ["2", "3", "8"] {
            assert!(run(&arguments, threads) == one, "{arguments:?} differs with {threads} threads");
        }
    }
}
