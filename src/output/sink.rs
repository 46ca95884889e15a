//! Where results go: standard output, or a file that is whole or absent.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// A destination that must be [`finish`](Sink::finish)ed; a file appears under its name only then, and what
/// was written of it goes if the sink is dropped before.
pub enum Sink {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A file: written beside its name, renamed when whole.
    File {
        /// What is written.
        writer: BufWriter<File>,
        /// Where it is written.
        temporary: Temporary,
        /// Its name.
        target: PathBuf,
    },
}

/// The path of a file that goes with this value, unless it was renamed.
pub struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
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
        let temporary = Temporary(path.with_file_name(name));
        let file = File::create(&temporary.0).map_err(|error| format!("{}: {error}", path.display()))?;
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
                writer.flush()?;
                writer.get_ref().sync_all()?;
                std::fs::rename(&temporary.0, &target)
            }
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

#[cfg(test)]
mod tests {
    use super::Sink;
    use std::io::Write;

    #[test]
    fn a_file_is_whole_or_absent() {
        let folder = std::env::temp_dir().join(format!("nertool-sink-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("out.json");
        let files = || std::fs::read_dir(&folder).unwrap().count();
        let mut sink = Sink::open(Some(&path)).unwrap();
        sink.write_all(b"half").unwrap();
        assert_eq!((path.exists(), files()), (false, 1));
        drop(sink);
        assert_eq!(files(), 0);
        let mut sink = Sink::open(Some(&path)).unwrap();
        sink.write_all(b"whole").unwrap();
        sink.finish().unwrap();
        assert_eq!((std::fs::read(&path).unwrap().as_slice(), files()), (&b"whole"[..], 1));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
