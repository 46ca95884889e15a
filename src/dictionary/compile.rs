//! From entries to an image: what `build.rs` embeds and `--dictionary` builds in memory.

use super::format::{self, NO_FORM, SECTIONS, Section};
use super::kind::{FormRole, Kind, Mark};
use super::source::{self, Decoy, Entry, FormText};
use super::taxonomy::{self, TopicEntry};
use super::trie;
use super::trigger_table;
use super::triggers::{self, TriggerLine};
use super::write::{self, Nodes};
use crate::text::classes::Classes;
use crate::text::fold::hash_token;
use crate::text::token::{Gap, Shape, Token, tokenise};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Everything that goes into one image.
#[derive(Default)]
pub struct Source {
    /// Entities.
    pub entries: Vec<Entry>,
    /// What only looks like an entity.
    pub decoys: Vec<Decoy>,
    /// Words and phrases with their class.
    pub words: Vec<(Classes, String)>,
    /// ISO codes of the countries where family names come first.
    pub family_first: Vec<String>,
    /// Last words of names that may be written small.
    pub small_heads: Vec<String>,
    /// Topics.
    pub topics: Vec<TopicEntry>,
    /// Words with irregular forms, each with its base first.
    pub irregulars: Vec<Vec<String>>,
    /// What joins two entities.
    pub triggers: Vec<TriggerLine>,
    /// Words that stand beside triggers, with their list.
    pub trigger_words: Vec<(triggers::List, String)>,
}

/// Looks a key up in the image below: the entity's index and its country's ISO code.
pub type Base<'b> = dyn Fn(&str) -> Option<(u32, [u8; 2])> + 'b;

/// Hashes of a form's tokens, each with whether a comma stands before it.
pub type Path = Vec<(bool, u64)>;

/// What a form means: the two words of a claim record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    payload: u32,
    info: u32,
}

/// Tags of claims, in the low two bits.
pub const TAG_ENTITY: u32 = 0;
/// A phrase with word classes.
pub const TAG_CLASS: u32 = 1;
/// A decoy.
pub const TAG_DECOY: u32 = 2;

/// Compiles `source`. Keys of entities and topics that it does not have are looked up in the image
/// below, with `base` and `topics`.
///
/// # Errors
///
/// A sentence when the tables cannot be built (more than 128 MB of forms).
pub fn compile(source: &Source, base: &Base<'_>, topics: &dyn Fn(&str) -> Option<u32>) -> Result<Vec<u8>, String> {
    let mut compiler = Compiler::new(source, base);
    compiler.entities();
    compiler.forms();
    taxonomy::compile::write(&mut compiler, source, topics)?;
    compiler.finish()
}

/// The sections of an image while they are written.
pub struct Compiler<'a> {
    source: &'a Source,
    base: &'a Base<'a>,
    sorted: Vec<&'a Entry>,
    index: HashMap<&'a str, u32>,
    strings: String,
    interned: HashMap<String, u32>,
    sections: [Vec<u8>; SECTIONS],
    /// Forms by their tokens' hashes (with the gap before each), then by exact text.
    claims: BTreeMap<Path, BTreeMap<String, Vec<Claim>>>,
    lower_starts: Vec<u64>,
    words: BTreeMap<u64, u64>,
}

impl<'a> Compiler<'a> {
    fn new(source: &'a Source, base: &'a Base<'a>) -> Self {
        let mut sorted: Vec<&Entry> = source.entries.iter().filter(|entry| base(&entry.key).is_none()).collect();
        sorted.sort_by(|a, b| a.key.cmp(&b.key));
        sorted.dedup_by(|a, b| a.key == b.key);
        let index = sorted.iter().enumerate().map(|(i, entry)| (entry.key.as_str(), i as u32)).collect();
        Self {
            source,
            base,
            sorted,
            index,
            strings: String::new(),
            interned: HashMap::new(),
            sections: Default::default(),
            claims: BTreeMap::new(),
            lower_starts: vec![0; format::LOWER_STARTS / 64],
            words: BTreeMap::new(),
        }
    }

    pub(super) fn out(&mut self, section: Section) -> &mut Vec<u8> {
        // the enum has as many variants as the array has items
        match self.sections.get_mut(section as usize) {
            Some(out) => out,
            None => unreachable!("a section for every variant"),
        }
    }

    pub(super) fn put(&mut self, section: Section, words: &[u32]) {
        let out = self.out(section);
        for word in words {
            out.extend_from_slice(&word.to_le_bytes());
        }
    }

    pub(super) fn intern(&mut self, text: &str) -> (u32, u32) {
        if let Some(&at) = self.interned.get(text) {
            return (at, text.len() as u32);
        }
        let at = self.strings.len() as u32;
        self.strings.push_str(text);
        self.interned.insert(text.to_owned(), at);
        (at, text.len() as u32)
    }

    /// Reference to the entity of `key`, if it exists.
    fn reference(&self, key: &str) -> Option<u32> {
        match self.index.get(key) {
            Some(&index) => Some(index),
            None => (self.base)(key).map(|(index, _)| index | format::IN_BASE),
        }
    }

    /// ISO code of the country that `entry` is or belongs to.
    fn country(&self, entry: &Entry, depth: usize) -> Option<[u8; 2]> {
        if let Some(iso) = &entry.iso {
            return iso.as_bytes().try_into().ok();
        }
        entry.of.iter().find_map(|key| match self.index.get(key.as_str()) {
            Some(&index) if depth < 8 => self.country(self.sorted.get(index as usize)?, depth + 1),
            Some(_) => None,
            None => (self.base)(key).map(|(_, iso)| iso).filter(|iso| *iso != [0; 2]),
        })
    }

    /// For each capital's and seat's key: the country whose government it stands for.
    fn seats(&self) -> HashMap<&'a str, u32> {
        let mut out = HashMap::new();
        for entry in &self.sorted {
            if let Some(reference) = entry.seat.as_deref().and_then(|key| self.reference(key)) {
                out.insert(entry.key.as_str(), reference);
            }
        }
        for country in self.sorted.iter().filter(|entry| !entry.capital.is_empty()) {
            let Some(&reference) = self.index.get(country.key.as_str()) else {
                continue;
            };
            for city in
                self.sorted.iter().filter(|city| city.kind == Some(Kind::Place) && city.of.contains(&country.key))
            {
                if city.forms().any(|form| country.capital.contains(&form.text))
                    && city.type_.as_deref() == Some("city")
                {
                    out.entry(city.key.as_str()).or_insert(reference);
                }
            }
        }
        out
    }

    fn entities(&mut self) {
        let seats = self.seats();
        for entry in self.sorted.clone() {
            let key = self.intern(&entry.key);
            let name = self.intern(entry.name.as_ref().map_or("", |name| &name.text));
            let type_ = self.intern(entry.type_.as_deref().unwrap_or(""));
            let country = self.country(entry, 0).unwrap_or_default();
            let (lat, lon) = match entry.at.as_deref().and_then(source::coordinates) {
                Some((lat, lon)) => (degrees(lat), degrees(lon)),
                None => (format::NOWHERE, format::NOWHERE),
            };
            let links: Vec<u32> = entry.of.iter().filter_map(|key| self.reference(key)).collect();
            let links_at = self.out(Section::Links).len() as u32 / 4;
            self.put(Section::Links, &links);
            let near_at = self.out(Section::Near).len() as u32 / 8;
            for phrase in &entry.near {
                let hashes: Vec<u64> = tokenise(phrase).iter().map(|t| hash_token(t.span().of(phrase))).collect();
                let out = self.out(Section::Near);
                out.extend_from_slice(&(hashes.len() as u64).to_le_bytes());
                hashes.iter().for_each(|hash| out.extend_from_slice(&hash.to_le_bytes()));
            }
            let near_len = self.out(Section::Near).len() as u32 / 8 - near_at;
            let offices_at = (self.out(Section::Offices).len() / 4 / format::OFFICE_WORDS) as u32;
            let offices: Vec<source::Office> = entry.role.iter().filter_map(|role| source::office(role)).collect();
            for office in &offices {
                let (title, len) = self.intern(&office.title);
                let of = office.of.as_deref().and_then(|key| self.reference(key)).map_or(0, |r| r + 1);
                self.put(Section::Offices, &[title, len, of, office.from.unwrap_or(0), office.to.unwrap_or(0)]);
            }
            let wikidata = entry.wikidata.as_deref().and_then(|id| id.get(1..)?.parse().ok()).unwrap_or(0);
            let record = [
                key.0,
                key.1,
                name.0,
                name.1,
                type_.0,
                type_.1,
                entry.kind.unwrap_or(Kind::Organization) as u32,
                u32::from(u16::from_le_bytes(country)),
                lat,
                lon,
                entry.pop.unwrap_or(0),
                wikidata,
                links_at,
                links.len() as u32,
                near_at,
                near_len,
                offices_at,
                offices.len() as u32,
                seats.get(entry.key.as_str()).map_or(0, |reference| reference + 1),
                0,
            ];
            self.put(Section::Entities, &record);
        }
    }

    fn forms(&mut self) {
        let source = self.source;
        for entry in &source.entries {
            let Some(reference) = self.reference(&entry.key) else {
                continue;
            };
            let claim = |role: FormRole, mark: Mark| Claim {
                payload: reference,
                info: TAG_ENTITY | (role as u32) << 2 | (mark as u32) << 4,
            };
            let initials = self.country_initials(entry);
            for (i, form) in entry.forms().enumerate() {
                let role = if i == 0 { FormRole::Name } else { FormRole::Alias };
                self.claim(form, claim(role, form.mark));
                for text in initials.iter().filter_map(|initials| of_country(initials, &form.text)) {
                    self.claim(&FormText { text, mark: Mark::None }, claim(FormRole::Alias, Mark::None));
                }
                for text in variants(&form.text).into_iter().chain(self.small_head(&form.text)) {
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
                    Claim { payload: class.0 as u32, info: TAG_CLASS },
                ),
            }
        }
    }

    /// Initials of the country whose state body `entry` is: "US" for its Senate.
    fn country_initials(&self, entry: &Entry) -> Vec<&'a str> {
        let state = entry.type_.as_deref().is_some_and(|type_| STATE_BODIES.contains(&type_));
        let country = entry.of.first().filter(|_| state).and_then(|key| self.index.get(key.as_str()));
        let country = country.and_then(|&index| self.sorted.get(index as usize).copied());
        let initials = |form: &&'a FormText| {
            form.text.len() <= 3 && form.text.len() > 1 && form.text.bytes().all(|byte| byte.is_ascii_uppercase())
        };
        let forms = country.into_iter().filter(|entry| entry.kind == Some(Kind::Country)).flat_map(Entry::forms);
        forms.filter(initials).map(|form| form.text.as_str()).collect()
    }

    /// "Labour party" for "Labour Party".
    fn small_head(&self, form: &str) -> Option<String> {
        let (name, head) = form.rsplit_once(' ')?;
        let small = head.to_lowercase();
        (small != head && self.source.small_heads.contains(&small)).then(|| format!("{name} {small}"))
    }

    /// What an office holder is called beside the title: "President Macron", "Chancellor von Papen";
    /// where family names come first, the first word too: "President Xi".
    fn surnames(&self, entry: &Entry) -> Vec<String> {
        let Some(name) = entry.name.as_ref().filter(|_| entry.kind == Some(Kind::Person) && !entry.role.is_empty())
        else {
            return Vec::new();
        };
        let words: Vec<&str> = name.text.split(' ').collect();
        let Some(last) = words.len().checked_sub(1).filter(|&last| last > 0) else {
            return Vec::new();
        };
        let lower = |word: &&&str| word.starts_with(char::is_lowercase);
        let particles = words.get(1..last).unwrap_or_default().iter().rev().take_while(lower).count();
        let mut out = vec![words.get(last - particles..).unwrap_or_default().join(" ")];
        let country = self.country(entry, 0).unwrap_or_default();
        let family_first = |code: &String| code.as_bytes() == country.as_slice();
        if self.source.family_first.iter().any(family_first) {
            out.extend(words.first().map(|&first| first.to_owned()));
        }
        out
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

    fn finish(mut self) -> Result<Vec<u8>, String> {
        let nodes = self.write_forms()?;
        *self.out(Section::Singles) = write::set(nodes.singles.keys().copied(), nodes.singles.len());
        *self.out(Section::Pairs) = write::set(nodes.pairs.iter().copied(), nodes.pairs.len());
        let deeper = nodes.longer.keys().copied().filter(|key| !nodes.pairs.contains(key));
        *self.out(Section::Deeper) = write::set(deeper, nodes.longer.len() - nodes.pairs.len());
        let tables = [
            (&nodes.singles, Section::SinglePilots, Section::SingleSlots),
            (&nodes.longer, Section::PhrasePilots, Section::PhraseSlots),
        ];
        for (nodes, pilots_to, slots_to) in tables {
            let (pilots, slots) = write::nodes(nodes).ok_or("the phrase table cannot be built")?;
            *self.out(pilots_to) = pilots;
            *self.out(slots_to) = slots;
        }
        self.write_words()?;
        self.write_triggers()?;
        let lower = std::mem::take(&mut self.lower_starts);
        let out = self.out(Section::LowerStarts);
        lower.iter().for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
        let strings = std::mem::take(&mut self.strings).into_bytes();
        *self.out(Section::Strings) = strings;
        Ok(write::assemble(&self.sections))
    }

    /// Writes forms and claims. Those that texts have most come first, so that they lie close together:
    /// those of one token, and of these and the rest the ones that are no places.
    fn write_forms(&mut self) -> Result<Nodes, String> {
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

    /// Writes a trie of its own from its nodes: key, form, has children.
    pub(super) fn phrases(
        &mut self,
        nodes: &BTreeMap<u64, (u64, bool)>,
        pilots_to: Section,
        slots_to: Section,
    ) -> Result<(), String> {
        let (pilots, slots) = trie::write(nodes).ok_or("a table of phrases cannot be built")?;
        *self.out(pilots_to) = pilots;
        *self.out(slots_to) = slots;
        Ok(())
    }

    /// Writes a set of keys, sparse: few others pass.
    pub(super) fn starts(&mut self, keys: &BTreeSet<u64>, section: Section) {
        *self.out(section) = write::set(keys.iter().copied(), 2 * keys.len());
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

    fn write_words(&mut self) -> Result<(), String> {
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

impl Compiler<'_> {
    fn write_triggers(&mut self) -> Result<(), String> {
        let source = self.source;
        for trigger in &source.triggers {
            let class = self.intern(&trigger.class);
            for name in &trigger.names {
                let name = self.intern(name);
                self.put(Section::Triggers, &[class.0, class.1, name.0, name.1, trigger.info()]);
            }
        }
        let tables = trigger_table::tables(&source.triggers, &source.trigger_words);
        self.put(Section::RelationForms, &tables.forms);
        self.phrases(&tables.nodes, Section::RelationPilots, Section::RelationSlots)
    }
}

fn degrees(value: f64) -> u32 {
    ((value * format::PER_DEGREE).round() as i32) as u32
}

/// Types of organizations that are named with their country's initials before them: "US Senate".
const STATE_BODIES: [&str; 9] =
    ["government", "ministry", "agency", "legislature", "court", "central-bank", "intelligence", "police", "military"];

/// "US Senate" for "Senate"; none for forms that are one word in capitals or name a country already.
fn of_country(initials: &str, form: &str) -> Option<String> {
    let first = form.split(' ').next().unwrap_or_default();
    let acronym = !form.contains(' ') && form.chars().skip(1).any(char::is_uppercase);
    let named = [initials, "United", "American", "British", "The"].contains(&first) || form.contains('.');
    (!acronym && !named && form.starts_with(char::is_uppercase)).then(|| format!("{initials} {form}"))
}

/// Spellings that follow from a form.
fn variants(form: &str) -> Vec<String> {
    joined_initials(form).into_iter().chain(two_letters(form)).collect()
}

/// "Goebbels" for "Göbbels": what stands for a letter with an umlaut or a stroke where type has none.
/// Without the mark alone, "Gobbels", they are the same to the matcher anyway.
fn two_letters(form: &str) -> Option<String> {
    let spelled: String = form
        .chars()
        .map(|letter| match letter {
            'ä' | 'æ' => "ae".to_owned(),
            'ö' | 'ø' => "oe".to_owned(),
            'ü' => "ue".to_owned(),
            'å' => "aa".to_owned(),
            'Ä' | 'Æ' => "Ae".to_owned(),
            'Ö' | 'Ø' => "Oe".to_owned(),
            'Ü' => "Ue".to_owned(),
            'Å' => "Aa".to_owned(),
            other => other.to_string(),
        })
        .collect();
    (spelled != form).then_some(spelled)
}

/// "J.K. Rowling" for "J. K. Rowling".
fn joined_initials(form: &str) -> Option<String> {
    let words: Vec<&str> = form.split(' ').collect();
    let initial =
        |word: &&str| word.len() == 2 && word.ends_with('.') && word.starts_with(|c: char| c.is_ascii_uppercase());
    let count = words.iter().take_while(|word| initial(word)).count();
    let joined = words.iter().take(count).copied().collect::<String>();
    let rest = words.iter().skip(count).copied().collect::<Vec<_>>().join(" ");
    (count > 1).then(|| format!("{joined} {rest}"))
}
