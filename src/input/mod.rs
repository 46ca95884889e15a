//! Files, folders and standard input, as documents. Nothing is lost silently: what cannot be read
//! is reported with its place and counted, and the rest is read.

mod json;
mod plain;
mod walk;

use std::fmt;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// A text with what is known about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Unique name: the path, or the record's own id.
    pub id: String,
    /// Title, if a field has it.
    pub title: Option<String>,
    /// Date as the record writes it.
    pub date: Option<String>,
    /// The text; offsets of mentions point into it.
    pub text: String,
}

/// A file or record that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Path, or `standard input`.
    pub source: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// What is wrong, and what may help.
    pub reason: String,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.source, self.reason),
            None => write!(f, "{}: {}", self.source, self.reason),
        }
    }
}

/// How input is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputFormat {
    /// By the file's name; standard input by its first character.
    #[default]
    Auto,
    /// One document a file.
    Text,
    /// One JSON object a line.
    Jsonl,
}

/// What to read and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// How input is written.
    pub format: InputFormat,
    /// Field of a record with the text.
    pub text_field: String,
    /// Field with the id; without it the path and line.
    pub id_field: String,
    /// Field with the title.
    pub title_field: String,
    /// Field with the date.
    pub date_field: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: InputFormat::Auto,
            text_field: "text".to_owned(),
            id_field: "id".to_owned(),
            title_field: "title".to_owned(),
            date_field: "date".to_owned(),
        }
    }
}

/// What reading gives, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A document.
    Document(Document),
    /// Something that could not be read.
    Skipped(Skipped),
}

/// Name of standard input in messages and ids.
pub const STDIN: &str = "standard input";

/// Reads `paths` (none, or `-`: standard input; folders with all that is in them) and gives every
/// document and every failure to `each`, in order, until it answers `false`.
pub fn read(paths: &[PathBuf], options: &Options, each: &mut dyn FnMut(Item) -> bool) {
    let stdin_only = [PathBuf::from("-")];
    let paths = if paths.is_empty() { &stdin_only } else { paths };
    for path in paths {
        let go_on = if path.as_os_str() == "-" {
            stream(STDIN, None, Box::new(std::io::stdin()), options, each)
        } else if path.is_dir() {
            walk::files(path, &mut |found| match found {
                Ok(file) => open(&file, options, each),
                Err(skipped) => each(Item::Skipped(skipped)),
            })
        } else {
            open(path, options, each)
        };
        if !go_on {
            return;
        }
    }
}

fn open(path: &Path, options: &Options, each: &mut dyn FnMut(Item) -> bool) -> bool {
    let name = path.display().to_string();
    match std::fs::File::open(path) {
        Ok(file) => stream(&name, path.extension().and_then(|e| e.to_str()), Box::new(file), options, each),
        Err(error) => each(Item::Skipped(Skipped { source: name, line: None, reason: io_reason(&error) })),
    }
}

/// The system's words without the error number.
fn io_reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_lowercase(),
        None => text,
    }
}

fn stream(
    name: &str,
    extension: Option<&str>,
    input: Box<dyn Read>,
    options: &Options,
    each: &mut dyn FnMut(Item) -> bool,
) -> bool {
    let mut reader = BufReader::with_capacity(1 << 16, input);
    let jsonl = match options.format {
        InputFormat::Jsonl => true,
        InputFormat::Text => false,
        InputFormat::Auto => match extension {
            Some(extension) => matches!(extension, "jsonl" | "ndjson"),
            None => json::starts_like_json(&mut reader),
        },
    };
    if jsonl { json::lines(name, &mut reader, options, each) } else { plain::whole(name, &mut reader, each) }
}
