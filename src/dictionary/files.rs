//! Dictionary files of a folder, read in a fixed order.

use super::compile::Source;
use super::entry::Word;
use super::kind::Kind;
use super::source::{self, Problem};
use super::taxonomy;
use super::triggers;
use crate::text::classes::{Classes, FILES};
use std::path::{Path, PathBuf};

/// The file of what joins two entities.
const RELATIONS: &str = "relations.dict";

/// Reads every `.dict` file and the word files under `root`. What is wrong is added to `problems`;
/// the rest is read all the same.
///
/// # Errors
///
/// A folder or file that cannot be read, with its path.
pub fn read_tree(root: &Path, problems: &mut Vec<Problem>) -> Result<Source, String> {
    let mut source = Source::default();
    for path in dict_files(root)? {
        let name = display(root, &path);
        let text = text_of(&path)?;
        add(&name, &text, &mut source, problems);
    }
    let irregulars = root.join("words/irregulars.txt");
    if irregulars.exists() {
        let text = text_of(&irregulars)?;
        let row = |line: &str| line.split_whitespace().map(str::to_owned).collect();
        source.irregulars.extend(source::parse_words(&text).map(row));
    }
    for (stem, class) in FILES {
        let path = root.join("words").join(format!("{stem}.txt"));
        if path.exists() {
            let text = text_of(&path)?;
            source.words.extend(source::parse_words(&text).map(|word| (class, word.to_owned())));
        }
    }
    source.family_first = placed(root, "words/family_first.txt")?;
    source.state_bodies = placed(root, "words/state_bodies.txt")?;
    source.small_heads = placed(root, "words/small_heads.txt")?;
    let except = root.join("words/uncommon.txt");
    if except.exists() {
        let text = text_of(&except)?;
        let except: std::collections::HashSet<&str> = source::parse_words(&text).collect();
        source.words.retain(|(class, word)| *class != Classes::COMMON || !except.contains(word.as_str()));
    }
    Ok(source)
}

/// The lines of a word file with their places; none if it does not exist.
fn placed(root: &Path, name: &str) -> Result<Vec<Word>, String> {
    let path = root.join(name);
    if !path.exists() {
        return Ok(Vec::new());
    }
    Ok(source::parse_placed(&display(root, &path), &text_of(&path)?))
}

/// Reads what a user names: one `.dict` file, or a folder like [`read_tree`].
///
/// # Errors
///
/// A folder or file that cannot be read, with its path.
pub fn read(path: &Path, problems: &mut Vec<Problem>) -> Result<Source, String> {
    if path.is_dir() {
        return read_tree(path, problems);
    }
    let mut source = Source::default();
    add(&path.display().to_string(), &text_of(path)?, &mut source, problems);
    Ok(source)
}

/// Adds what a `.dict` file holds: its name says what that is.
fn add(name: &str, text: &str, source: &mut Source, problems: &mut Vec<Problem>) {
    if Path::new(name).file_name().is_some_and(|file| file == "decoys.dict") {
        source.decoys.extend(source::parse_decoys(name, text, problems));
    } else if taxonomy::is_topics_file(name) {
        source.topics.extend(taxonomy::parse(name, text, problems));
    } else if Path::new(name).file_name().is_some_and(|file| file == RELATIONS) {
        triggers::parse(name, text, source, problems);
    } else {
        source.entries.extend(source::parse_entries(name, Kind::of_file(name), text, problems));
    }
}

/// The `.dict` files under `root`, in order of their paths.
///
/// # Errors
///
/// A folder that cannot be read, with its path.
pub fn dict_files(root: &Path) -> Result<Vec<PathBuf>, String> {
    let mut out = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for entry in entries {
            let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "dict") {
                out.push(path);
            }
        }
    }
    out.sort();
    Ok(out)
}

fn display(root: &Path, path: &Path) -> String {
    let folder = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let inside = path.strip_prefix(root).unwrap_or(path);
    format!("{folder}/{}", inside.display()).replace('\\', "/")
}

fn text_of(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    String::from_utf8(bytes).map_err(|error| {
        let line = 1 + error.as_bytes().iter().take(error.utf8_error().valid_up_to()).filter(|&&b| b == b'\n').count();
        format!("{}:{line}: not UTF-8\n  hint: save the file as UTF-8", path.display())
    })
}
