//! `nertool dict`: dictionary files checked, formatted, counted.

use super::{Failure, Outcome, complain};
use clap::{Args, Subcommand};
use nertool::dictionary::compile::Source;
use nertool::dictionary::{Kind, files, lint, rewrite};
use std::io::Write;
use std::path::PathBuf;

/// Work with dictionary files.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool dict check my.dict
  nertool dict fmt my.dict
  nertool dict stats")]
pub struct DictArgs {
    #[command(subcommand)]
    command: DictCommand,
}

#[derive(Subcommand)]
enum DictCommand {
    /// Report every mistake in dictionary files
    Check {
        /// Files or folders
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Rewrite files in canonical order and form
    Fmt {
        /// Files or folders
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Count what the built-in dictionary has
    Stats,
}

/// Runs the subcommand.
pub fn run(args: &DictArgs) -> Result<Outcome, Failure> {
    match &args.command {
        DictCommand::Check { paths } => check(paths),
        DictCommand::Fmt { paths } => fmt(paths),
        DictCommand::Stats => stats(),
    }
}

fn check(paths: &[PathBuf]) -> Result<Outcome, Failure> {
    let knowledge = nertool::builtin::knowledge()?;
    let (mut source, mut problems) = (Source::default(), Vec::new());
    let mut tree = false;
    for path in paths {
        if path.is_dir() {
            tree = true;
            let read = files::read_tree(path, &mut problems)?;
            source.entries.extend(read.entries);
            source.decoys.extend(read.decoys);
            source.words.extend(read.words);
            source.triggers.extend(read.triggers);
            source.trigger_words.extend(read.trigger_words);
        } else {
            files::read_file(path, &mut source, &mut problems)?;
        }
    }
    problems.extend(lint::lint(&source, &|key| !tree && knowledge.find(key).is_some()));
    problems.sort();
    if problems.is_empty() {
        let mut out = std::io::stdout();
        writeln!(out, "{} entries and {} decoys: no mistakes", source.entries.len(), source.decoys.len())?;
        return Ok(Outcome::Done);
    }
    for problem in &problems {
        complain(&problem.to_string());
    }
    Err(format!("{} mistakes", problems.len()).into())
}

fn fmt(paths: &[PathBuf]) -> Result<Outcome, Failure> {
    for path in paths {
        let all = if path.is_dir() { files::dict_files(path)? } else { vec![path.clone()] };
        for file in all {
            let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            let canonical = rewrite::canonical(&text);
            if canonical != text {
                std::fs::write(&file, canonical).map_err(|error| format!("{}: {error}", file.display()))?;
                complain(&format!("rewritten: {}", file.display()));
            }
        }
    }
    Ok(Outcome::Done)
}

fn stats() -> Result<Outcome, Failure> {
    let knowledge = nertool::builtin::knowledge()?;
    let mut out = std::io::stdout();
    let (entities, forms) = knowledge.counts();
    writeln!(out, "{entities} entities with {forms} forms, hash {}", knowledge.hash())?;
    for kind in Kind::ALL {
        let mut types: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        for image in knowledge.layers() {
            for index in 0..image.entity_count() as u32 {
                let record = image.entity(index);
                if record.kind() == kind {
                    *types.entry(record.type_()).or_default() += 1;
                }
            }
        }
        writeln!(out, "{:>8}  {}", types.values().sum::<usize>(), kind.as_str())?;
        for (type_, count) in types {
            writeln!(out, "{count:>16}  {}", if type_.is_empty() { "(no type)" } else { type_ })?;
        }
    }
    let size: usize = knowledge.layers().iter().map(nertool::dictionary::Image::size).sum();
    writeln!(out, "{size:>8}  bytes of compiled image")?;
    Ok(Outcome::Done)
}
