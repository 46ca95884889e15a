//! Compiles `dictionaries/` into the image that the program embeds.

#![allow(dead_code, unused_imports)] // shares the modules of the library that read, check and compile dictionaries

#[path = "src/dictionary/mod.rs"]
mod dictionary;
#[path = "src/text/mod.rs"]
mod text;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            for line in message.lines() {
                let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("{line}\n").as_bytes());
            }
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    let directive = |line: &str| {
        std::io::Write::write_all(&mut std::io::stdout(), format!("cargo::{line}\n").as_bytes())
            .map_err(|error| error.to_string())
    };
    // a distributor may build with dictionaries of its own
    directive("rerun-if-env-changed=NERTOOL_DICTIONARIES")?;
    let root = std::env::var("NERTOOL_DICTIONARIES").unwrap_or_else(|_| "dictionaries".to_owned());
    directive(&format!("rerun-if-changed={root}"))?;
    directive("rerun-if-changed=build.rs")?;
    let out = std::env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let mut problems = Vec::new();
    let source = dictionary::files::read_tree(Path::new(&root), &mut problems)?;
    if !problems.is_empty() {
        return Err(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }
    let image = dictionary::compile::compile(&source, &|_| None, &|_| None)?;
    write(&out, "dictionary.image", &image)?;
    let counts = dictionary::stats::counts(&source);
    let counts: String = counts.iter().map(|c| format!("{}\t{}\t{}\n", c.name, c.count, c.what)).collect();
    write(&out, "counts.tsv", counts.as_bytes())
}

fn write(out: &str, name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = Path::new(out).join(name);
    std::fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
