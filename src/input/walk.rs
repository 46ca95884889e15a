//! The files of a folder, in order of their names.

use super::{Skipped, io_reason};
use std::path::{Path, PathBuf};

/// Endings that are read from folders; a file that is named is always read.
const ENDINGS: [&str; 4] = ["txt", "text", "jsonl", "ndjson"];
/// Deepest folder.
const DEPTH: usize = 64;

/// Gives every text file under `folder` to `each`, sorted by path; hidden files are left out.
pub fn files(folder: &Path, each: &mut dyn FnMut(Result<PathBuf, Skipped>) -> bool) -> bool {
    walk(folder, &mut Vec::new(), each)
}

/// `above` are the folders in which this one lies, without links: one of them again is a link in a circle,
/// and two such links in a folder would double the walk at every step.
fn walk(folder: &Path, above: &mut Vec<PathBuf>, each: &mut dyn FnMut(Result<PathBuf, Skipped>) -> bool) -> bool {
    let skip = |path: &Path, reason: String| Err(Skipped { source: path.display().to_string(), line: None, reason });
    if above.len() > DEPTH {
        return each(skip(folder, format!("folders deeper than {DEPTH}")));
    }
    let real = match folder.canonicalize() {
        Ok(real) => real,
        Err(error) => return each(skip(folder, io_reason(&error))),
    };
    if above.contains(&real) {
        return each(skip(folder, "a link to a folder in which it lies".to_owned()));
    }
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return each(skip(folder, io_reason(&error))),
    };
    let paths: std::io::Result<Vec<PathBuf>> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = match paths {
        Ok(paths) => paths,
        Err(error) => return each(skip(folder, io_reason(&error))),
    };
    paths.sort();
    above.push(real);
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let text = path.extension().and_then(|e| e.to_str()).is_some_and(|e| ENDINGS.contains(&e));
        let go_on = if hidden {
            true
        } else if path.is_dir() {
            walk(&path, above, each)
        } else if text {
            each(Ok(path))
        } else {
            true
        };
        if !go_on {
            return false;
        }
    }
    above.pop();
    true
}
