//! Text for XML.

use super::inert::{push_shown, reference};
use std::borrow::Cow;

/// Whether XML 1.0 allows this character at all (production 2, Char); what it does not allow cannot
/// be escaped either.
pub fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

/// For the content of an element or an attribute in quotes; characters that XML does not allow are
/// left out.
pub fn escape(text: &str) -> Cow<'_, str> {
    let plain = |c: char| is_char(c) && reference(c).is_none() && !matches!(c, '\t' | '\n' | '\r');
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars().filter(|&c| is_char(c)) {
        match c {
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c => push_shown(&mut out, c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_an_attribute_and_nothing_is_ill_formed() {
        assert_eq!(escape("a\"b'<c>&\u{1}\u{b}\u{fffe}\u{ffff}d\n"), "a&quot;b&#39;&lt;c&gt;&amp;d&#10;");
        assert_eq!(escape("]]>"), "]]&gt;");
        assert_eq!(escape("Kim 김 𝒳"), "Kim 김 𝒳");
    }
}
