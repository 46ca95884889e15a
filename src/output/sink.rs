//! Where results go: standard output, or a file that is whole or absent.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// A destination that must be [`finish`](Sink::finish)ed; a file appears under its name only then.
pub enum Sink {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A file: written beside its name, renamed when whole.
    File {
        /// What is written.
        writer: BufWriter<File>,
        /// Where it is written.
        temporary: PathBuf,
        /// Its name.
        target: PathBuf,
    },
}

impl Sink {
    /// Opens standard output, or a file beside `path`.
    ///
    /// # Errors
    ///
    /// The path and why it cannot be written.
    pub fn open(path: Option<&PathBuf>) -> Result<Self, String> {
        let Some(path) = path else {
            return Ok(Self::Stdout(BufWriter::with_capacity(1 << 16, io::stdout())));
        };
        if path.is_dir() {
            return Err(format!("{}: is a folder", path.display()));
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let temporary = path.with_file_name(name);
        let file = File::create(&temporary).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self::File { writer: BufWriter::with_capacity(1 << 16, file), temporary, target: path.clone() })
    }

    /// Writes out what is buffered; a file gets its name.
    ///
    /// # Errors
    ///
    /// Whatever writing gives, a full disk too.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut writer) => writer.flush(),
            Self::File { mut writer, temporary, target } => {
                let written = writer.flush().and_then(|()| writer.get_ref().sync_all());
                let moved = written.and_then(|()| std::fs::rename(&temporary, &target));
                if moved.is_err() {
                    let _ = std::fs::remove_file(&temporary);
                }
                moved
            }
        }
    }

    /// Gives up: a file that was begun is removed.
    pub fn discard(self) {
        if let Self::File { temporary, .. } = self {
            let _ = std::fs::remove_file(temporary);
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(writer) => writer.write(bytes),
            Self::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(writer) => writer.flush(),
            Self::File { writer, .. } => writer.flush(),
        }
    }
}
