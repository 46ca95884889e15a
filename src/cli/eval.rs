//! `nertool eval`: precision, recall, F1 on a user's own gold.

use super::{Failure, Outcome};
use clap::{Args, ValueEnum};
use nertool::Extractor;
use nertool::eval::{self, Gold, GoldFormat, Options, Row, Score};
use nertool::output::inert;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Score the extractor on gold.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool eval gold.jsonl
  nertool eval gold.conll --labels PER,LOC,ORG,MISC --by-label
  nertool eval paragraphs.txt --errors 20
Gold is JSON Lines ({\"id\", \"text\", \"entities\": [{\"start\", \"end\", \"label\"}]}, offsets in code points),
CoNLL columns, or text with [surface](key), paragraphs apart by lines of ---.")]
pub struct EvalArgs {
    /// The gold; - for standard input
    #[arg(value_name = "GOLD")]
    path: PathBuf,
    /// Only these labels
    #[arg(long, default_value = "PER,LOC,ORG", value_name = "LABELS")]
    labels: String,
    /// Figures of each label
    #[arg(long)]
    by_label: bool,
    /// Also count overlap as right
    #[arg(long)]
    relaxed: bool,
    /// The most frequent misses and false finds
    #[arg(long, default_value_t = 0, value_name = "N")]
    errors: usize,
    /// Label of demonyms ("North Korean"); LOC where gold for places has them
    #[arg(long, default_value = "MISC", value_name = "LABEL")]
    demonyms: String,
    /// How the gold is written
    #[arg(long, value_enum, default_value = "auto", value_name = "FORMAT")]
    gold_format: GoldFormatArg,
}

#[derive(Clone, Copy, ValueEnum)]
enum GoldFormatArg {
    Auto,
    Jsonl,
    Conll,
    Marked,
}

/// Scores and writes.
pub fn run(args: &EvalArgs) -> Result<Outcome, Failure> {
    let extractor = Extractor::new()?;
    let gold = read(args, &extractor)?;
    let labels: Vec<String> =
        args.labels.split(',').map(|label| label.trim().to_uppercase()).filter(|label| !label.is_empty()).collect();
    let options = Options { labels };
    let demonyms = eval::usual_label(&args.demonyms);
    let mut score = Score::default();
    for document in &gold {
        score.add(document, eval::predict(&extractor, &document.text, &demonyms), &options);
    }
    Ok(write(args, &options, &score, &mut std::io::stdout().lock()).map(|()| Outcome::Done)?)
}

fn read(args: &EvalArgs, extractor: &Extractor) -> Result<Vec<Gold>, String> {
    let name =
        if args.path == Path::new("-") { nertool::input::STDIN.to_owned() } else { args.path.display().to_string() };
    let mut bytes = Vec::new();
    let result = if args.path == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(&args.path).map(|read| bytes = read)
    };
    result.map_err(|error| format!("{name}: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes().iter().take(valid).filter(|&&byte| byte == b'\n').count();
        format!("{name}:{line}: not valid UTF-8 (hint: iconv -t UTF-8 converts a file)")
    })?;
    let format = match args.gold_format {
        GoldFormatArg::Auto => GoldFormat::of(&text),
        GoldFormatArg::Jsonl => GoldFormat::Jsonl,
        GoldFormatArg::Conll => GoldFormat::Conll,
        GoldFormatArg::Marked => GoldFormat::Marked,
    };
    format.read(&name, &text, extractor.knowledge())
}

fn write(args: &EvalArgs, options: &Options, score: &Score, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "documents {}   labels {}", score.documents, inert::terminal(&options.labels.join(",")))?;
    if score.partial > 0 {
        writeln!(
            out,
            "WARNING: {} documents are not exhaustively annotated: read recall only, precision means nothing",
            score.partial
        )?;
    }
    row(out, "strict span+type", score.strict_total())?;
    row(out, "span only", score.span_total())?;
    if args.relaxed {
        row(out, "relaxed (overlap)", score.relaxed_total())?;
    }
    if args.by_label {
        for label in &options.labels {
            let Some(strict) = score.strict.get(label) else {
                continue;
            };
            row(out, &format!("  {}", inert::terminal(label)), *strict)?;
            if args.relaxed {
                let relaxed = score.relaxed.get(label).copied().unwrap_or_default();
                row(out, &format!("  {} relaxed", inert::terminal(label)), relaxed)?;
            }
        }
        if let Some(mean) = score.macro_f1(options) {
            writeln!(out, "  macro F1 {:.2}", 100.0 * mean)?;
        }
    }
    if args.errors > 0 {
        errors(args.errors, score, out)?;
    }
    Ok(())
}

fn row(out: &mut impl Write, name: &str, row: Row) -> std::io::Result<()> {
    let (p, r, f1) = row.figures();
    let (p, r, f1) = (100.0 * p, 100.0 * r, 100.0 * f1);
    writeln!(
        out,
        "{name:<22} P {p:6.2}  R {r:6.2}  F1 {f1:6.2}   (tp {}, pred {}, gold {})",
        row.right, row.found, row.gold
    )
}

fn errors(most: usize, score: &Score, out: &mut impl Write) -> std::io::Result<()> {
    let sorted = |counts: &eval::score::Frequencies| {
        let mut rows: Vec<((String, String), usize)> =
            counts.iter().map(|(key, count)| (key.clone(), *count)).collect();
        rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        rows.truncate(most);
        rows
    };
    for (name, counts) in [("missed", &score.missed), ("spurious", &score.spurious)] {
        writeln!(out, "--- most frequent {name} ({} in all)", counts.values().sum::<usize>())?;
        for ((surface, label), count) in sorted(counts) {
            writeln!(out, "{count:5}  {:<5} '{}'", inert::terminal(&label), inert::terminal(&surface))?;
        }
    }
    writeln!(out, "--- right span, wrong label (gold -> predicted)")?;
    for ((gold, found), count) in sorted(&score.confused) {
        writeln!(out, "{count:5}  {} -> {}", inert::terminal(&gold), inert::terminal(&found))?;
    }
    Ok(())
}
