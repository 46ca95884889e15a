//! Text from documents made harmless for where it is written.

use std::borrow::Cow;

/// For a terminal: control characters, escape sequences and marks that turn the direction of
/// writing are shown as `\u{…}` instead of acting; line breaks and tabs become blanks.
pub fn terminal(text: &str) -> Cow<'_, str> {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if acts(c) => out.push_str(&c.escape_unicode().to_string()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// For a cell of a spreadsheet: a text that a spreadsheet would take for a formula gets an
/// apostrophe in front (OWASP, "CSV Injection").
pub fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character would act on a page: control characters, and marks that turn the direction of
/// writing also for what follows.
pub fn acts_on_page(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What stands in HTML and XML for a character of markup.
pub fn reference(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    }
}

/// Adds a character to HTML or XML so that it is shown.
pub fn push_shown(out: &mut String, c: char) {
    match reference(c) {
        Some(reference) => out.push_str(reference),
        None => out.push(c),
    }
}

/// For HTML, in text and in a quoted attribute: markup is shown, what acts is replaced.
pub fn html(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| acts_on_page(c) || reference(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\r' => {}
            c if acts_on_page(c) => out.push('\u{fffd}'),
            c => push_shown(&mut out, c),
        }
    }
    Cow::Owned(out)
}

/// For a `<script>` element: JSON that cannot end it or open a comment, the same to a JSON parser.
pub fn script(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// For a cell of a Markdown table.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in terminal(text).chars() {
        match c {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' => out.extend(['\\', c]),
            '<' | '>' | '&' => push_shown(&mut out, c),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts() {
        assert_eq!(terminal("a\u{1b}]52;c;x\u{7}b\u{202e}c\nd"), "a\\u{1b}]52;c;x\\u{7}b\\u{202e}c d");
        assert_eq!(cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(cell("Kim"), "Kim");
        assert_eq!(
            html("<b a='x' c=\"y\">&\u{0}\u{202e}\r\n"),
            "&lt;b a=&#39;x&#39; c=&quot;y&quot;&gt;&amp;\u{fffd}\u{fffd}\n"
        );
        assert_eq!(script("[\"</script><!--\",\"\u{2028}&\"]"), r#"["\u003c/script\u003e\u003c!--","\u2028\u0026"]"#);
        assert_eq!(markdown("a|b<script>`x`"), "a\\|b&lt;script&gt;\\`x\\`");
    }
}
