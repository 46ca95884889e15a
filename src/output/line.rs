//! JSON that is written by hand where there is much of it: most of its bytes are names of fields, which
//! need no look for characters to be escaped.

use serde::Serialize;
use std::io::Write;

/// A line of JSON while it is written. What comes before a value is its name with all its punctuation.
#[derive(Default)]
pub struct Line(Vec<u8>);

impl Line {
    /// An empty line with room for `bytes`.
    pub fn with_capacity(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    /// Adds `text`, which is JSON.
    #[inline]
    pub fn raw(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Adds any value.
    ///
    /// # Errors
    ///
    /// What its serialisation gives.
    pub fn value(&mut self, name: &str, value: &impl Serialize) -> Result<(), serde_json::Error> {
        self.raw(name);
        serde_json::to_writer(&mut self.0, value)
    }

    /// Adds a whole number.
    pub fn number(&mut self, name: &str, mut number: u64) {
        self.raw(name);
        let start = self.0.len();
        loop {
            self.0.push(b'0' + (number % 10) as u8);
            number /= 10;
            if number == 0 {
                break;
            }
        }
        if let Some(digits) = self.0.get_mut(start..) {
            digits.reverse();
        }
    }

    /// Adds a text.
    ///
    /// # Errors
    ///
    /// None that a text could give.
    pub fn text(&mut self, name: &str, text: &str) -> Result<(), serde_json::Error> {
        let control = |byte: u8| byte < 0x20;
        let special = |byte: u8| control(byte) | (byte == b'"') | (byte == b'\\');
        if text.bytes().fold(false, |found, byte| found | special(byte)) {
            return self.escaped(name, text, text.bytes().any(control));
        }
        self.raw(name);
        self.raw("\"");
        self.raw(text);
        self.raw("\"");
        Ok(())
    }

    /// Adds a text with quotes in it, as sentences have them, or with `control` characters, which are rare.
    fn escaped(&mut self, name: &str, text: &str, control: bool) -> Result<(), serde_json::Error> {
        if control {
            return self.value(name, &text);
        }
        self.raw(name);
        self.raw("\"");
        let mut rest = text;
        while let Some((before, after)) =
            memchr::memchr2(b'"', b'\\', rest.as_bytes()).and_then(|at| rest.split_at_checked(at))
        {
            self.raw(before);
            self.raw(if after.starts_with('"') { "\\\"" } else { "\\\\" });
            rest = after.get(1..).unwrap_or_default();
        }
        self.raw(rest);
        self.raw("\"");
        Ok(())
    }

    /// Adds a text, or `null`.
    ///
    /// # Errors
    ///
    /// None that a text could give.
    pub fn text_or_null(&mut self, name: &str, text: Option<&str>) -> Result<(), serde_json::Error> {
        match text {
            Some(text) => self.text(name, text),
            None => self.value(name, &()),
        }
    }

    /// Writes what there is.
    ///
    /// # Errors
    ///
    /// Whatever writing gives.
    pub fn write<W: Write>(&self, out: &mut W) -> Result<(), serde_json::Error> {
        out.write_all(&self.0).map_err(serde_json::Error::io)
    }

    /// The whole line.
    ///
    /// # Errors
    ///
    /// None that values could give: all JSON is UTF-8.
    pub fn into_string(self) -> Result<String, serde_json::Error> {
        String::from_utf8(self.0).map_err(|_| serde::ser::Error::custom("not valid UTF-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_as_serde_escapes_them() {
        for text in ["", "plain", "\"", "a \"b\" \\ c", "\\\"", "line\nbreak \"q\"", "\u{1b}[31m", "ü \"é\""] {
            let mut line = Line::default();
            line.text("", text).unwrap();
            assert_eq!(line.into_string().unwrap(), serde_json::to_string(text).unwrap());
        }
    }
}
