//! Options that say what is counted, the same for every command that counts.

use clap::Args;
use nertool::aggregate::Scope;
use nertool::dictionary::Kind;

/// `--scope`.
#[derive(Args, Clone, Copy)]
pub struct ScopeArgs {
    /// What counts as together: sentence, paragraph, document, window:N (sentences)
    #[arg(long, default_value = "sentence", value_parser = Scope::parse)]
    pub scope: Scope,
}

/// `--year`.
#[derive(Args, Clone, Copy)]
pub struct YearArgs {
    /// Year of datelines that name none (GENEVA, March 6 -)
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
}

/// `--kinds`.
#[derive(Args)]
pub struct KindsArgs {
    /// Kinds of entities: person,country,place,organization
    #[arg(long, default_value = "person,country,place,organization", value_name = "KINDS")]
    kinds: String,
}

impl KindsArgs {
    /// The kinds, each once.
    ///
    /// # Errors
    ///
    /// Names a kind that there is not.
    pub fn read(&self) -> Result<Vec<Kind>, String> {
        let mut out = Vec::new();
        for name in self.kinds.split(',').map(str::trim) {
            let kind =
                Kind::parse(name).ok_or_else(|| format!("no kind `{name}`: person, country, place, organization"))?;
            if !out.contains(&kind) {
                out.push(kind);
            }
        }
        Ok(out)
    }
}
