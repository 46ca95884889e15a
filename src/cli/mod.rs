//! The command line: one file a command.

mod collect;
mod compare;
mod counted;
mod dict;
mod eval;
mod extract;
mod graph;
mod merge;
mod pipeline;
mod report;
mod spool;
mod summary;
mod topics;
mod why;

use clap::{Args, Parser, Subcommand, ValueEnum};
use nertool::Extractor;
use nertool::dictionary::{files, lint};
use nertool::input::{self, InputFormat};
use nertool::output::table::Look;
use nertool::output::{Format, Sink};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

/// What running a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was read.
    Done,
    /// Some input was skipped; each was named.
    Incomplete,
}

/// Why a command stopped.
pub enum Failure {
    /// A message for the user.
    Message(String),
    /// Whoever read the output has gone.
    ClosedPipe,
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::Message(format!("output: {error}"))
        }
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => error.into(),
            other => Self::Message(format!("output: {other:?}")),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        match error.io_error_kind() {
            Some(kind) => std::io::Error::from(kind).into(),
            None => Self::Message(format!("output: {error}")),
        }
    }
}

/// Finds people, countries, places and organizations in news text.
#[derive(Parser)]
#[command(name = "nertool", disable_version_flag = true, arg_required_else_help = true, after_help = EXAMPLES)]
pub struct Cli {
    /// Print the version, the dictionary and its hash
    #[arg(short = 'V', long)]
    version: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "Examples:
  nertool extract article.txt              entities in a text
  cat article.txt | nertool extract        the same from a pipe, as JSON Lines
  nertool graph news/ > graph.json         who appears with whom
  nertool summary article.txt              people and places, as a table
  nertool topics article.txt               what it is about
  nertool report -o report.html news/      all of it as one page
  nertool why Kim article.txt              why this is, or is not, an entity";

#[derive(Subcommand)]
enum Command {
    /// Entities in a text: table, json, jsonl or csv
    Extract(extract::ExtractArgs),
    /// The entity graph: who appears with whom, as a table, JSON or a graph file
    Graph(graph::GraphArgs),
    /// One graph of parts that were counted apart
    Merge(merge::MergeArgs),
    /// People, countries and places as a table
    Summary(summary::SummaryArgs),
    /// What documents are about, and what for a collection: table, json, jsonl or csv
    Topics(topics::TopicsArgs),
    /// One HTML page: text, tables, graph, timeline
    Report(report::ReportArgs),
    /// What appeared, vanished, rose or fell between two collections
    Compare(compare::CompareArgs),
    /// Why something is, or is not, an entity
    Why(why::WhyArgs),
    /// Precision, recall and F1 on your own gold
    Eval(eval::EvalArgs),
    /// Check, format and count dictionary files
    Dict(dict::DictArgs),
}

/// What to read.
#[derive(Args, Clone)]
pub struct InputArgs {
    /// Files and folders; none or - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How the input is written
    #[arg(long, value_enum, default_value = "auto", value_name = "FORMAT")]
    input_format: InputFormatArg,
    /// Field of a JSON record with the text
    #[arg(long, default_value = "text", value_name = "NAME")]
    text_field: String,
    /// Field with the id
    #[arg(long, default_value = "id", value_name = "NAME")]
    id_field: String,
    /// Field with the title
    #[arg(long, default_value = "title", value_name = "NAME")]
    title_field: String,
    /// Field with the date
    #[arg(long, default_value = "date", value_name = "NAME")]
    date_field: String,
    /// Add a dictionary, a file or a folder of them (repeatable)
    #[arg(short = 'D', long = "dictionary", value_name = "PATH")]
    dictionaries: Vec<PathBuf>,
    /// Points for evidence from a file, for scripts/fit_weights.py
    #[arg(long, hide = true, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Threads (0: one a core)
    #[arg(short = 'j', long, default_value_t = 0, value_name = "N")]
    threads: usize,
}

#[derive(Clone, Copy, ValueEnum)]
enum InputFormatArg {
    Auto,
    Text,
    Jsonl,
}

impl InputArgs {
    fn options(&self) -> input::Options {
        input::Options {
            format: match self.input_format {
                InputFormatArg::Auto => InputFormat::Auto,
                InputFormatArg::Text => InputFormat::Text,
                InputFormatArg::Jsonl => InputFormat::Jsonl,
            },
            text_field: self.text_field.clone(),
            id_field: self.id_field.clone(),
            title_field: self.title_field.clone(),
            date_field: self.date_field.clone(),
        }
    }

    /// The extractor with the dictionaries that were named.
    fn extractor(&self) -> Result<Extractor, Failure> {
        let mut extractor = Extractor::new()?;
        if let Some(path) = &self.weights {
            let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
            let name = path.display().to_string();
            extractor.set_weights(nertool::resolve::Weights::parse(&[(&name, &text)])?);
        }
        let mut problems = Vec::new();
        for path in &self.dictionaries {
            let source = files::read(path, &mut problems)?;
            let known = extractor.knowledge();
            let topic = |key: &str| known.layers().iter().any(|image| image.find_topic(key).is_some());
            problems.extend(lint::lint(&source, &|key| known.find(key).is_some(), &topic));
            if problems.is_empty() {
                extractor.add_dictionary(&source)?;
            }
        }
        if problems.is_empty() {
            return Ok(extractor);
        }
        Err(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n").into())
    }

    /// Refuses to wait for someone to type.
    fn require_input(&self) -> Result<(), Failure> {
        if self.paths.is_empty() && std::io::stdin().is_terminal() {
            return Err("no input: name a file or folder, or pipe text in (- reads what is typed)".to_owned().into());
        }
        Ok(())
    }
}

/// Where to write and how.
#[derive(Args)]
pub struct OutputArgs {
    /// Format of the output; auto is a table on a terminal and JSON Lines in a pipe
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<String>,
    /// Write to a file; its ending decides the format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Colours: auto, always, never
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    color: ColorArg,
    /// Width of tables in columns (default: that of the terminal)
    #[arg(long, value_name = "COLUMNS")]
    width: Option<u16>,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
enum ColorArg {
    Auto,
    Always,
    Never,
}

impl OutputArgs {
    /// The format: as named, else by the file's ending, else `terminal` or `pipe`.
    fn format(&self, allowed: &[Format], terminal: Format, pipe: Format) -> Result<Format, Failure> {
        let names = || allowed.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
        if let Some(name) = self.format.as_deref().filter(|name| *name != "auto") {
            let format = Format::parse(name).filter(|format| allowed.contains(format));
            return format.ok_or_else(|| format!("no format `{name}` here: choose auto, {}", names()).into());
        }
        if let Some(path) = &self.output {
            let format = Format::of_file(path).filter(|format| allowed.contains(format));
            let hint = format!("{}: its ending names no format here: choose --format {}", path.display(), names());
            return format.ok_or_else(|| hint.into());
        }
        Ok(if std::io::stdout().is_terminal() { terminal } else { pipe })
    }

    fn sink(&self) -> Result<Sink, Failure> {
        Ok(Sink::open(self.output.as_ref())?)
    }

    fn look(&self) -> Look {
        let terminal = self.output.is_none() && std::io::stdout().is_terminal();
        let plain =
            std::env::var_os("NO_COLOR").is_some() || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let size = terminal_size::terminal_size().map(|(terminal_size::Width(width), _)| width);
        Look {
            width: self.width.or(size.filter(|_| terminal)).unwrap_or(100).max(40),
            colour: match self.color {
                ColorArg::Always => true,
                ColorArg::Never => false,
                ColorArg::Auto => terminal && !plain,
            },
        }
    }
}

/// A line on standard error.
fn complain(message: &str) {
    let _ = writeln!(std::io::stderr(), "{message}");
}

/// Runs what the arguments say.
///
/// # Errors
///
/// What stopped it.
pub fn run(cli: Cli) -> Result<Outcome, Failure> {
    if cli.version {
        return version();
    }
    match cli.command {
        Some(Command::Extract(args)) => extract::run(&args),
        Some(Command::Graph(args)) => graph::run(&args),
        Some(Command::Merge(args)) => merge::run(&args),
        Some(Command::Summary(args)) => summary::run(&args),
        Some(Command::Topics(args)) => topics::run(&args),
        Some(Command::Report(args)) => report::run(&args),
        Some(Command::Compare(args)) => compare::run(&args),
        Some(Command::Why(args)) => why::run(&args),
        Some(Command::Eval(args)) => eval::run(&args),
        Some(Command::Dict(args)) => dict::run(&args),
        None => Err("no command: nertool --help".to_owned().into()),
    }
}

fn version() -> Result<Outcome, Failure> {
    let knowledge = nertool::builtin::knowledge()?;
    let (entities, forms) = knowledge.counts();
    let mut out = std::io::stdout();
    writeln!(
        out,
        "nertool {} (dictionary built-in {}, {entities} entities, {forms} forms)",
        env!("CARGO_PKG_VERSION"),
        knowledge.hash()
    )?;
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::{CommandFactory, Parser};

    /// Words of a command line; in quotes, several are one.
    fn words(line: &str) -> Vec<String> {
        let parts = line.split('"').enumerate();
        let words = |(at, part): (usize, &str)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        };
        parts.flat_map(words).collect()
    }

    /// The calls of nertool in `text`: one a line or a step of a pipe, without what explains them.
    fn calls(text: &str) -> Vec<Vec<String>> {
        let steps = text.lines().flat_map(|line| line.split('|').flat_map(|step| step.split("&&")));
        let calls = steps.map(|step| step.trim().trim_start_matches("$ ")).filter(|step| step.starts_with("nertool "));
        calls.filter_map(|call| call.split(" > ").next()?.split("  ").next()).map(words).collect()
    }

    #[test]
    fn every_call_that_readme_and_help_show_is_one() {
        let readme = include_str!("../../README.md");
        let mut texts: Vec<String> = readme.split("```").skip(1).step_by(2).map(str::to_owned).collect();
        let mut commands = vec![Cli::command()];
        while let Some(command) = commands.pop() {
            texts.extend(command.get_after_help().map(ToString::to_string));
            commands.extend(command.get_subcommands().cloned());
        }
        let calls: Vec<Vec<String>> = texts.iter().flat_map(|text| calls(text)).collect();
        let wrong: Vec<String> =
            calls.iter().filter_map(|call| Cli::try_parse_from(call).err()).map(|e| e.to_string()).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(calls.len() >= 40, "{} calls", calls.len());
    }
}
