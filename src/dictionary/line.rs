//! Lines of dictionary files: where they stand, their fields, and the mistakes in them.

use std::fmt;

/// A mistake in a dictionary file and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// File as it was named.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        if !self.hint.is_empty() {
            write!(f, "\n  hint: {}", self.hint)?;
        }
        Ok(())
    }
}

/// Where an entry stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// File as it was named.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Number of the section (a comment starts one) within the file.
    pub section: usize,
}

/// Longest form, in bytes.
pub const FORM_BYTES: usize = 256;
/// Longest form, in words.
pub const FORM_WORDS: usize = 16;

/// A line of a file, and where its mistakes go.
pub struct LineReader<'a> {
    /// File as it was named.
    pub file: &'a str,
    /// Line, from 1.
    pub line: usize,
    /// The line.
    pub text: &'a str,
    /// Mistakes found so far.
    pub problems: &'a mut Vec<Problem>,
}

impl<'a> LineReader<'a> {
    /// Reports a mistake at byte `offset` of the line.
    pub fn problem(&mut self, offset: usize, message: &str, hint: &str) {
        let column = self.text.get(..offset).map_or(1, |before| before.chars().count() + 1);
        self.problems.push(Problem {
            file: self.file.to_owned(),
            line: self.line,
            column,
            message: message.to_owned(),
            hint: hint.to_owned(),
        });
    }

    /// Byte offset and text of each field of the line, without blanks around it.
    pub fn fields(&self) -> Vec<(usize, &'a str)> {
        let mut offset = 0;
        let mut fields = Vec::new();
        for field in self.text.split(" | ") {
            let lead = field.len() - field.trim_start().len();
            fields.push((offset + lead, field.trim()));
            offset += field.len() + 3;
        }
        fields
    }

    /// Reports a form that cannot be matched.
    pub fn check_form(&mut self, at: usize, text: &str) {
        if !text.chars().any(char::is_alphanumeric) {
            self.problem(at, "a form without a letter", "remove it");
        } else if text.len() > FORM_BYTES || text.split_whitespace().count() > FORM_WORDS {
            self.problem(at, "a form longer than 256 bytes or 16 words", "shorten it");
        } else if text.contains(['|', '[', ']', '\t']) {
            self.problem(at, &format!("`{text}` has a character that forms cannot have"), "remove | [ ] and tabs");
        }
    }
}

/// The parts of `a; b`, without empty ones.
pub fn list(value: &str) -> Vec<String> {
    value.split(';').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

/// Whether `key` has lower-case letters a-z, digits and single hyphens alone.
pub fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}
