//! `nertool dict`: dictionary files checked, formatted, counted.

use super::{Failure, Outcome, complain};
use clap::{Args, Subcommand, ValueEnum};
use nertool::dictionary::compile::Source;
use nertool::dictionary::stats::Count;
use nertool::dictionary::{Kind, Knowledge, files, lint, rewrite, taxonomy};
use nertool::output::Sink;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// Work with dictionary files.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool dict check my.dict
  nertool dict fmt my.dict
  nertool dict stats
  nertool dict stats --format json")]
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
    Stats {
        /// How to write the counts
        #[arg(short, long, value_enum, default_value = "table", value_name = "FORMAT")]
        format: StatsFormat,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum StatsFormat {
    Table,
    Json,
}

/// Runs the subcommand.
pub fn run(args: &DictArgs) -> Result<Outcome, Failure> {
    match &args.command {
        DictCommand::Check { paths } => check(paths),
        DictCommand::Fmt { paths } => fmt(paths),
        DictCommand::Stats { format } => stats(*format),
    }
}

fn check(paths: &[PathBuf]) -> Result<Outcome, Failure> {
    let knowledge = nertool::builtin::knowledge()?;
    let (mut source, mut problems) = (Source::default(), Vec::new());
    // a folder with countries is a dictionary of its own, all else stands on the one built in
    let mut whole = false;
    for path in paths {
        whole |= path.join("countries.dict").exists();
        source.append(files::read(path, &mut problems)?);
    }
    let entity = |key: &str| !whole && knowledge.find(key).is_some();
    let topic = |key: &str| !whole && knowledge.layers().iter().any(|image| image.find_topic(key).is_some());
    problems.extend(lint::lint(&source, &entity, &topic));
    problems.sort();
    if problems.is_empty() {
        let mut out = std::io::stdout();
        let (entries, decoys, topics) = (source.entries.len(), source.decoys.len(), source.topics.len());
        let terms: usize = source.topics.iter().map(|topic| topic.terms.len()).sum();
        let topics = if topics > 0 { format!(", {topics} topics with {terms} terms") } else { String::new() };
        writeln!(out, "{entries} entries and {decoys} decoys{topics}: no mistakes")?;
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
            let canonical = match taxonomy::is_topics_file(&file.to_string_lossy()) {
                true => rewrite::canonical_topics(&text),
                false => rewrite::canonical(&text),
            };
            if canonical != text {
                let mut sink = Sink::open(Some(&file))?;
                let written = sink.write_all(canonical.as_bytes()).and_then(|()| sink.finish());
                written.map_err(|error| format!("{}: {error}", file.display()))?;
                complain(&format!("rewritten: {}", file.display()));
            }
        }
    }
    Ok(Outcome::Done)
}

fn stats(format: StatsFormat) -> Result<Outcome, Failure> {
    let knowledge = nertool::builtin::knowledge()?;
    let size: usize = knowledge.layers().iter().map(nertool::dictionary::Image::size).sum();
    let (topics, terms) = knowledge.topic_counts();
    let mut out = std::io::stdout();
    match format {
        StatsFormat::Json => {
            let counts: BTreeMap<&str, usize> = nertool::builtin::counts().map(|c| (c.name, c.count)).collect();
            let types: BTreeMap<&str, _> = Kind::ALL.map(|kind| (kind.as_str(), types(&knowledge, kind))).into();
            let value = serde_json::json!({
                "nertool": env!("CARGO_PKG_VERSION"),
                "dictionary": knowledge.hash(),
                "bytes": size,
                "counts": counts,
                "topics": topics,
                "terms": terms,
                "types": types,
            });
            writeln!(out, "{value}")?;
        }
        StatsFormat::Table => {
            writeln!(out, "{:<24}{:>16}  of the compiled image", "hash", knowledge.hash())?;
            writeln!(out, "{:<24}{size:>16}  of the compiled image", "bytes")?;
            for Count { name, count, what } in nertool::builtin::counts() {
                writeln!(out, "{name:<24}{count:>16}  {what}")?;
            }
            writeln!(out, "{:<24}{topics:>16}  topics of the taxonomy", "topics")?;
            writeln!(out, "{:<24}{terms:>16}  different words and phrases that speak for them", "terms")?;
            for kind in Kind::ALL {
                for (type_, count) in types(&knowledge, kind) {
                    writeln!(out, "{:<24}{count:>16}", format!("{}/{type_}", kind.as_str()))?;
                }
            }
        }
    }
    Ok(Outcome::Done)
}

/// Number of entities of each type of `kind`; those without a type count as `other`.
fn types(knowledge: &Knowledge, kind: Kind) -> BTreeMap<&str, usize> {
    let mut out = BTreeMap::new();
    for image in knowledge.layers() {
        for record in (0..image.entity_count() as u32).map(|index| image.entity(index)) {
            if record.kind() == kind {
                let type_ = record.type_();
                *out.entry(if type_.is_empty() { "other" } else { type_ }).or_default() += 1;
            }
        }
    }
    out
}
