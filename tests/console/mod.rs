//! Console blocks as tests: in a fenced block of `console`, a line `$ command` is run by bash in the
//! repository, and what follows must be what it prints (both streams). `[..]` stands for any part of
//! a line, a line `[...]` for any number of lines, and a last line `? N` for the exit code (else 0).

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

struct Case {
    line: usize,
    command: String,
    expected: Vec<String>,
    code: i32,
}

/// Runs every console block of the files; panics with a report of what differs.
pub fn check(files: &[impl AsRef<Path>], at_least: usize) {
    let (mut count, mut report) = (0, String::new());
    for file in files {
        let file = file.as_ref();
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for case in cases(&text) {
            count += 1;
            let (code, printed) = run(&case.command);
            let expected: Vec<&str> = case.expected.iter().map(String::as_str).collect();
            let actual: Vec<&str> = printed.lines().map(str::trim_end).collect();
            if code != case.code || !lines_match(&expected, &actual) {
                let place = format!("{}:{}", file.display(), case.line);
                let block = |lines: &[&str]| lines.iter().map(|line| format!("    {line}\n")).collect::<String>();
                report.push_str(&format!(
                    "{place}: $ {}\n  expected (code {}):\n{}  printed (code {code}):\n{}",
                    case.command,
                    case.code,
                    block(&expected),
                    block(&actual)
                ));
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert!(count >= at_least, "only {count} commands were run");
}

fn cases(text: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    let (mut inside, mut open) = (false, false);
    for (index, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            inside = line == "```console";
            open = false;
        } else if !inside {
            continue;
        } else if let Some(command) = line.strip_prefix("$ ") {
            out.push(Case { line: index + 1, command: command.to_owned(), expected: Vec::new(), code: 0 });
            open = true;
        } else if let Some(case) = out.last_mut().filter(|_| open) {
            match line.strip_prefix("? ").and_then(|code| code.parse().ok()) {
                Some(code) => case.code = code,
                None => case.expected.push(line.trim_end().to_owned()),
            }
        }
    }
    out
}

/// Exit code and output; standard input is empty.
fn run(command: &str) -> (i32, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_nertool"));
    let folder = program.parent().expect("the program lies in a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("bash")
        .args(["-o", "pipefail", "-c", &format!("exec 2>&1; {command}")])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("PATH", format!("{}:{path}", folder.display()))
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .expect("bash runs");
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stdout).into_owned())
}

fn lines_match(expected: &[&str], actual: &[&str]) -> bool {
    match expected.split_first() {
        None => actual.is_empty(),
        Some((&"[...]", rest)) => {
            (0..=actual.len()).any(|skip| lines_match(rest, actual.get(skip..).unwrap_or_default()))
        }
        Some((first, rest)) => {
            actual.split_first().is_some_and(|(line, others)| line_matches(first, line) && lines_match(rest, others))
        }
    }
}

fn line_matches(pattern: &str, line: &str) -> bool {
    match pattern.split_once("[..]") {
        None => pattern == line,
        Some((head, rest)) => line.strip_prefix(head).is_some_and(|after| {
            after.char_indices().map(|(at, _)| at).chain([after.len()]).any(|at| line_matches(rest, &after[at..]))
        }),
    }
}

/// A runner that accepts everything would test nothing.
#[test]
fn wildcards_match_what_they_should_and_no_more() {
    assert!(line_matches("a[..]c", "abbc") && line_matches("[..]", "") && !line_matches("a[..]c", "abb"));
    assert!(lines_match(&["a", "[...]", "c"], &["a", "b", "b", "c"]) && !lines_match(&["a"], &["a", "b"]));
    assert!(!lines_match(&["a", "b"], &["a"]) && !lines_match(&["a", "[...]", "c"], &["a", "b"]));
    let found = cases("```console\n$ x\ny\n? 2\n```\n$ not run\n```sh\n$ nor this\n```\n");
    assert!(found.len() == 1 && found.iter().all(|case| case.code == 2 && case.expected == ["y"]));
}
