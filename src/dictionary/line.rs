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

/// A field of a line: `label: value`.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    /// Byte offset of the label in the line.
    pub at: usize,
    /// What stands before the colon.
    pub label: &'a str,
    /// Byte offset of the value.
    pub value_at: usize,
    /// What stands after it, without blanks around it; never empty.
    pub value: &'a str,
}

/// Gives `each` the lines of a file that are neither blank nor comments.
pub fn each_line<'a>(
    file: &'a str,
    text: &'a str,
    problems: &mut Vec<Problem>,
    mut each: impl FnMut(&mut LineReader<'a, '_>),
) {
    let mut section = 0;
    for (text, line) in text.lines().zip(1..) {
        if text.starts_with('#') {
            section += 1;
        } else if !text.trim().is_empty() {
            each(&mut LineReader { file, line, section, text, problems });
        }
    }
}

/// A line of a file, and where its mistakes go.
pub struct LineReader<'a, 'p> {
    /// File as it was named.
    pub file: &'a str,
    /// Line, from 1.
    pub line: usize,
    /// Number of its section: of the comments before it.
    pub section: usize,
    /// The line.
    pub text: &'a str,
    /// Mistakes found so far.
    pub problems: &'p mut Vec<Problem>,
}

impl<'a> LineReader<'a, '_> {
    /// Where the line stands.
    pub fn place(&self) -> Place {
        Place { file: self.file.to_owned(), line: self.line, section: self.section }
    }

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

    /// The key, which is the first field; none if it is not one, which is reported.
    pub fn key(&mut self, (at, key): (usize, &'a str)) -> Option<&'a str> {
        if is_key(key) {
            return Some(key);
        }
        let hint = "a key has lower-case letters a-z, digits and single hyphens";
        self.problem(at, &format!("`{key}` is not a key"), hint);
        None
    }

    /// Label and value of a field; none if it has none, is empty, or its label is among those `seen`, which is
    /// reported.
    pub fn field(&mut self, (at, field): (usize, &'a str), seen: &mut Vec<&'a str>) -> Option<Field<'a>> {
        let Some((label, value)) = field.split_once(':') else {
            self.problem(at, &format!("`{field}` is not a field"), "write: label: value");
            return None;
        };
        if seen.contains(&label) {
            let hint = "put all values into one field, separated by `;`";
            self.problem(at, &format!("field `{label}` stands twice"), hint);
            return None;
        }
        seen.push(label);
        let value_at = at + label.len() + 1 + (value.len() - value.trim_start().len());
        let value = value.trim();
        if value.is_empty() {
            self.problem(at, &format!("field `{label}` is empty"), "leave the field out");
            return None;
        }
        Some(Field { at, label, value_at, value })
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
pub fn items(value: &str) -> impl Iterator<Item = &str> {
    value.split(';').map(str::trim).filter(|item| !item.is_empty())
}

/// Like [`items`], empty ones too, each with its byte offset; that of `value` is `at`.
pub fn items_at(at: usize, value: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = at;
    value.split(';').map(move |written| {
        let start = next + written.len() - written.trim_start().len();
        next += written.len() + 1;
        (start, written.trim())
    })
}

/// [`items`] as texts of their own.
pub fn list(value: &str) -> Vec<String> {
    items(value).map(str::to_owned).collect()
}

/// Whether `key` has lower-case letters a-z, digits and single hyphens alone.
pub fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}
