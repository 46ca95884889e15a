//! Lines that are kept until all have come: in memory, from a certain size in a temporary file.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::PathBuf;

/// Bytes that are kept in memory.
const MEMORY: usize = 4 << 20;

/// Lines in the order in which they came.
#[derive(Default)]
pub struct Spool {
    memory: Vec<u8>,
    disk: Option<Disk>,
}

struct Disk {
    path: PathBuf,
    writer: BufWriter<File>,
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Spool {
    /// Adds a line, which ends in a line break.
    ///
    /// # Errors
    ///
    /// The temporary file and why it cannot be written.
    pub fn push(&mut self, line: &str) -> Result<(), String> {
        self.memory.extend_from_slice(line.as_bytes());
        if self.memory.len() > MEMORY { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> Result<(), String> {
        if self.disk.is_none() {
            self.disk = Some(create()?);
        }
        if let Some(disk) = &mut self.disk {
            disk.writer.write_all(&self.memory).map_err(|error| failed(&disk.path, &error))?;
        }
        self.memory.clear();
        Ok(())
    }

    /// Gives every line to `each`.
    ///
    /// # Errors
    ///
    /// Why the temporary file cannot be read, or what `each` gives.
    pub fn read(mut self, mut each: impl FnMut(&str) -> Result<(), String>) -> Result<(), String> {
        if let Some(disk) = &mut self.disk {
            let whole = disk.writer.flush().and_then(|()| disk.writer.get_mut().seek(SeekFrom::Start(0)));
            whole.map_err(|error| failed(&disk.path, &error))?;
            let reader = BufReader::with_capacity(1 << 16, disk.writer.get_ref());
            for line in reader.lines() {
                each(&line.map_err(|error| failed(&disk.path, &error))?)?;
            }
        }
        let text = std::str::from_utf8(&self.memory).map_err(|error| error.to_string())?;
        text.lines().try_for_each(each)
    }
}

fn failed(path: &std::path::Path, error: &std::io::Error) -> String {
    format!("{}: {error}: set TMPDIR to a folder with more room", path.display())
}

/// A new file that no one else has.
fn create() -> Result<Disk, String> {
    let folder = std::env::temp_dir();
    let mut number = 0;
    loop {
        let path = folder.join(format!("nertool-{}-{number}.spool", std::process::id()));
        match OpenOptions::new().read(true).write(true).create_new(true).open(&path) {
            Ok(file) => {
                return Ok(Disk { path, writer: BufWriter::with_capacity(1 << 16, file) });
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(error) => return Err(failed(&path, &error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lines_come_back() {
        let line = format!("{}\n", "x".repeat(1 << 20));
        let mut spool = Spool::default();
        for _ in 0..10 {
            spool.push(&line).unwrap();
        }
        let path = spool.disk.as_ref().map(|disk| disk.path.clone()).unwrap();
        let mut count = 0;
        spool
            .read(|read| {
                count += usize::from(read.len() == 1 << 20);
                Ok(())
            })
            .unwrap();
        assert_eq!(count, 10);
        assert!(!path.exists(), "the file goes");
    }
}
