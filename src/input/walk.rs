//! The files of a folder, in order of their names.

use super::{Skipped, io_reason};
use std::path::{Path, PathBuf};

/// Endings that are read from folders; a file that is named is always read.
const ENDINGS: [&str; 4] = ["txt", "text", "jsonl", "ndjson"];
/// Deepest folder.
const DEPTH: usize = 64;

/// Gives every text file under `folder` to `each`, sorted by path; hidden files are left out.
pub fn files(folder: &Path, each: &mut dyn FnMut(Result<PathBuf, Skipped>) -> bool) -> bool {
    walk(folder, 0, each)
}

fn walk(folder: &Path, depth: usize, each: &mut dyn FnMut(Result<PathBuf, Skipped>) -> bool) -> bool {
    let skip = |path: &Path, reason: String| Err(Skipped { source: path.display().to_string(), line: None, reason });
    if depth > DEPTH {
        return each(skip(folder, format!("folders deeper than {DEPTH} (a link in a circle?)")));
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
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let text = path.extension().and_then(|e| e.to_str()).is_some_and(|e| ENDINGS.contains(&e));
        let go_on = if hidden {
            true
        } else if path.is_dir() {
            walk(&path, depth + 1, each)
        } else if text {
            each(Ok(path))
        } else {
            true
        };
        if !go_on {
            return false;
        }
    }
    true
}
