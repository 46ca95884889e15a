//! The program: arguments in, an exit code out.

mod cli;

use clap::Parser;
use cli::{Cli, Failure, Outcome};
use std::io::Write;
use std::process::ExitCode;

/// 0 done, 1 some input was skipped, 2 it could not be done.
fn main() -> ExitCode {
    match cli::run(Cli::parse()) {
        Ok(Outcome::Done) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(1),
        Err(Failure::Message(message)) => {
            let _ = writeln!(std::io::stderr(), "error: {message}");
            ExitCode::from(2)
        }
    }
}
