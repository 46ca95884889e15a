//! `nertool compare`.

use super::collect::{self, DuplicateArgs};
use super::counted::{KindsArgs, ScopeArgs};
use super::{Failure, InputArgs, Outcome, OutputArgs};
use clap::Args;
use nertool::aggregate::Aggregate;
use nertool::aggregate::compare::{self, Options};
use nertool::output::{Format, compare as output, json};
use std::io::Write;

/// What changed between two collections.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool compare last-week/ this-week/
  nertool compare --top 0 -o changes.csv january.jsonl february.jsonl
Log-odds with an informative Dirichlet prior (Monroe, Colaresi, Quinn 2008); z above 0: more in the second.")]
pub struct CompareArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    kinds: KindsArgs,
    /// Rows of each change (0: all)
    #[arg(long, default_value_t = 10, value_name = "N")]
    top: usize,
    /// Standard deviations from which a share rose or fell
    #[arg(long, default_value_t = 1.96, value_name = "Z")]
    min_z: f64,
    /// Weight of the prior in units; never more than the smaller collection has
    #[arg(long, default_value_t = 500, value_name = "UNITS")]
    prior: u32,
    /// Also what did not change
    #[arg(long)]
    steady: bool,
    #[command(flatten)]
    copies: DuplicateArgs,
}

/// Counts both and writes what differs.
pub fn run(args: &CompareArgs) -> Result<Outcome, Failure> {
    let formats = [Format::Table, Format::Json, Format::Csv];
    let format = args.output.format(&formats, Format::Table, Format::Json)?;
    let [first, second] = args.input.paths.as_slice() else {
        return Err("compare takes two files or folders: nertool compare A B".to_owned().into());
    };
    let extractor = args.input.extractor()?;
    let kinds = args.kinds.read()?;
    let count = |path: &std::path::PathBuf| {
        let input = InputArgs { paths: vec![path.clone()], ..args.input.clone() };
        collect::count(&input, &extractor, Aggregate::new(args.scope.scope, &kinds, 0), args.copies, None)
    };
    let (a, outcome_a) = count(first)?;
    let (b, outcome_b) = count(second)?;
    let comparison = compare::compare(&a, &b, Options { min_z: args.min_z, prior: f64::from(args.prior) });
    let names = (first.display().to_string(), second.display().to_string());
    let compared = output::Compared {
        a: &a,
        b: &b,
        names: (&names.0, &names.1),
        comparison: &comparison,
        top: args.top,
        steady: args.steady,
    };
    let mut sink = args.output.sink()?;
    match format {
        Format::Json => {
            let dictionary = json::dictionary(extractor.knowledge());
            serde_json::to_writer_pretty(&mut sink, &output::json(&compared, dictionary))?;
            sink.write_all(b"\n")?;
        }
        Format::Csv => output::csv(&mut sink, &compared)?,
        _ => sink.write_all(output::terminal_table(&compared, args.output.look()).as_bytes())?,
    }
    sink.finish()?;
    Ok(if outcome_a == Outcome::Done { outcome_b } else { outcome_a })
}
