//! Forms of entities, decoys and words in the image: what each claims, and how they are laid out.

use super::Compiler;
use super::derived::{campuses, shortened, variants};
use crate::dictionary::entry::{Entry, FormText};
use crate::dictionary::format::{self, NO_FORM, Section};
use crate::dictionary::kind::{FormRole, Kind, Mark};
use crate::dictionary::write::{self, Nodes};
use crate::text::fold::hash_token;
use crate::text::token::{Gap, Shape, Token, tokenise};

/// What a form means: the two words of a claim record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Claim {
    payload: u32,
    info: u32,
}

/// Tags of claims, in the low two bits.
pub const TAG_ENTITY: u32 = 0;
/// A phrase with word classes.
pub const TAG_CLASS: u32 = 1;
/// Where in a claim's info the classes stand that its payload has no room for.
pub const CLASS_SHIFT: u32 = 8;
/// A decoy.
pub const TAG_DECOY: u32 = 2;

impl Compiler<'_> {
    /// Collects what claims a form: entities, decoys, phrases with word classes.
    pub(super) fn forms(&mut self) {
        let source = self.source;
        for entry in &source.entries {
            if let Some(reference) = self.reference(&entry.key) {
                self.entry_forms(entry, reference);
            }
        }
        for decoy in &source.decoys {
            self.claim(&decoy.form, Claim { payload: 0, info: TAG_DECOY | (decoy.form.mark as u32) << 4 });
        }
        for (class, word) in &source.words {
            let tokens = tokenise(word);
            match tokens.as_slice() {
                [] => {}
                [one] => *self.words.entry(hash_token(one.span().of(word))).or_default() |= class.0,
                _ => self.claim(
                    &FormText { text: word.clone(), mark: Mark::None },
                    Claim { payload: class.0 as u32, info: TAG_CLASS | ((class.0 >> 32) as u32) << CLASS_SHIFT },
                ),
            }
        }
    }

    fn entry_forms(&mut self, entry: &Entry, reference: u32) {
        let claim = |role: FormRole, mark: Mark| Claim {
            payload: reference,
            info: TAG_ENTITY | (role as u32) << 2 | (mark as u32) << 4,
        };
        let state = self.state_of(entry);
        for (i, form) in entry.forms().enumerate() {
            let role = if i == 0 { FormRole::Name } else { FormRole::Alias };
            self.claim(form, claim(role, form.mark));
            for text in state.iter().flat_map(|state| self.of_country(state, &form.text)).collect::<Vec<_>>() {
                self.claim(&FormText { text, mark: Mark::None }, claim(FormRole::Alias, Mark::None));
            }
            let short = if entry.kind == Some(Kind::Organization) { shortened(&form.text) } else { Vec::new() };
            let campuses = if entry.type_.as_deref() == Some("university") { campuses(&form.text) } else { Vec::new() };
            for text in variants(&form.text).into_iter().chain(self.small_head(&form.text)).chain(short).chain(campuses)
            {
                self.claim(&FormText { text, mark: form.mark }, claim(FormRole::Alias, form.mark));
            }
        }
        for form in &entry.demonym {
            self.claim(form, claim(FormRole::Demonym, form.mark));
        }
        for text in entry.team.iter().cloned().chain(self.surnames(entry)) {
            self.claim(&FormText { text, mark: Mark::Shared }, claim(FormRole::Short, Mark::Shared));
        }
    }

    fn claim(&mut self, form: &FormText, claim: Claim) {
        let tokens = tokenise(&form.text);
        let path: Vec<(bool, u64)> =
            tokens.iter().map(|token| (token.gap == Gap::Comma, hash_token(token.span().of(&form.text)))).collect();
        let Some(first) = tokens.first() else { return };
        if claim.info & 3 != TAG_CLASS {
            self.note_lower_start(&form.text, first);
        }
        let claims = self.claims.entry(path).or_default().entry(form.text.clone()).or_default();
        if !claims.iter().any(|other| other.payload == claim.payload && (other.info ^ claim.info) & 3 == 0) {
            claims.push(claim);
        }
    }

    fn note_lower_start(&mut self, form: &str, first: &Token) {
        if matches!(first.shape, Shape::Lower | Shape::Mixed | Shape::Number) {
            let bit = format::lower_bit(form.as_bytes(), first.start(), first.len());
            if let Some(word) = self.lower_starts.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
    }

    /// Writes forms and claims. Those that texts have most come first, so that they lie close together:
    /// those of one token, and of these and the rest the ones that are no places.
    pub(super) fn write_forms(&mut self) -> Result<Nodes, String> {
        let mut nodes = Nodes::default();
        let mut claims: Vec<_> = std::mem::take(&mut self.claims).into_iter().collect();
        claims.sort_by_key(|(path, texts)| {
            (path.len() > 1, !texts.values().flatten().any(|claim| self.is_common(claim)))
        });
        let count = claims.iter().map(|(_, texts)| texts.len() as u64).sum::<u64>();
        self.out(Section::Forms).extend_from_slice(&count.to_le_bytes());
        for (path, texts) in claims {
            let form = u32::try_from(self.out(Section::Forms).len() / 8).unwrap_or(NO_FORM);
            if form >= NO_FORM {
                return Err("more than 128 MB of forms".to_owned());
            }
            nodes.add(&path, form);
            let last = texts.len() - 1;
            for (i, (text, claims)) in texts.into_iter().enumerate() {
                self.write_form(&text, claims, i < last)?;
            }
        }
        Ok(nodes)
    }

    /// Whether a form is one of a person, country, organization, or decoy: places are many and seldom named.
    fn is_common(&self, claim: &Claim) -> bool {
        let entity = self.sorted.get(claim.payload as usize);
        claim.info & 3 == TAG_DECOY
            || claim.info & 3 == TAG_ENTITY && entity.is_none_or(|entity| entity.kind != Some(Kind::Place))
    }

    fn write_form(&mut self, text: &str, mut claims: Vec<Claim>, more: bool) -> Result<(), String> {
        if text.len() as u64 > format::FORM_LEN || claims.len() > format::MOST_CLAIMS {
            return Err(format!("`{text}` is too long, or claimed too often"));
        }
        claims.sort_unstable();
        let claims_at = (self.out(Section::Claims).len() / 4 / format::CLAIM_WORDS) as u64;
        for claim in &claims {
            self.put(Section::Claims, &[claim.payload, claim.info]);
        }
        let possessive = tokenise(text).last().is_some_and(|token| token.possessive);
        let flags = if more { format::FORM_MORE } else { 0 } | if possessive { format::FORM_POSSESSIVE } else { 0 };
        let count = (claims.len() as u64) << format::CLAIM_COUNT_SHIFT;
        let out = self.out(Section::Forms);
        out.extend_from_slice(&(claims_at << 32 | count | flags | text.len() as u64).to_le_bytes());
        out.extend_from_slice(text.as_bytes());
        out.resize(out.len().next_multiple_of(8), 0);
        Ok(())
    }

    /// Writes the classes of words.
    pub(super) fn write_words(&mut self) -> Result<(), String> {
        let words = std::mem::take(&mut self.words);
        let keys: Vec<u64> = words.keys().map(|&hash| format::first_key(hash)).collect();
        let classes: Vec<u64> = words.into_values().collect();
        let (pilots, slots) = write::table(&keys).ok_or("the word table cannot be built")?;
        let word =
            |(index, key): (usize, u64)| key << format::CLASS_BITS | classes.get(index).copied().unwrap_or_default();
        let slots = slots.flat_map(|slot| slot.map_or(0, word).to_le_bytes()).collect();
        *self.out(Section::WordPilots) = pilots;
        *self.out(Section::WordSlots) = slots;
        Ok(())
    }
}
