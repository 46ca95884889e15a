//! Topics in a compiled dictionary.

use super::Strength;
use crate::dictionary::format::{self, Section};
use crate::dictionary::image::Image;
use crate::dictionary::tables;
use crate::dictionary::trie::{Trie, TrieNode};

/// A topic's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopicRecord<'i> {
    /// Its id.
    pub key: &'i str,
    /// Its name.
    pub name: &'i str,
    /// Reference of the topic above it.
    pub parent: Option<u32>,
    /// Code of the IPTC Media Topics.
    pub medtop: Option<u32>,
}

/// A form of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermForm<'i> {
    /// Its words, one blank between them; none if it is plain.
    pub text: Option<&'i str>,
    /// Index of the term.
    pub term: u32,
    /// A further form of the same letters follows.
    pub more: bool,
}

/// A term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermRecord {
    /// Number of its words.
    pub words: u32,
    /// It is one word that everybody uses.
    pub everyday: bool,
    posts: (u32, u32),
}

/// What the walk for terms reads, looked up once a text.
pub struct TermTable<'i> {
    starts: &'i [[u8; 8]],
    trie: Trie<'i>,
}

/// What may start with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Starts {
    /// A term of this word alone.
    pub alone: bool,
    /// A longer term.
    pub longer: bool,
}

impl TermTable<'_> {
    /// What may start with the token of this hash; a few others pass too.
    pub fn starts(&self, hash: u64) -> Starts {
        let key = format::first_key(hash);
        Starts { alone: tables::has(self.starts, key), longer: tables::has(self.starts, format::leading(key)) }
    }

    /// Whether a term may start with the two tokens of this key; a few others pass too.
    pub fn may_be(&self, key: u64) -> bool {
        tables::has(self.starts, key)
    }

    /// Node of the trie of terms with this key; its form is the index of a [`TermForm`]. The first token of
    /// longer terms has none.
    pub fn node(&self, key: u64) -> Option<TrieNode> {
        self.trie.find(key)
    }
}

/// What a term or entity speaks for: the reference of a topic, and how much.
pub type Post = (u32, Strength);

impl Image {
    /// Number of topics.
    pub fn topic_count(&self) -> usize {
        self.section(Section::Topics).len() / 4 / format::TOPIC_WORDS
    }

    /// Number of terms.
    pub fn term_count(&self) -> usize {
        self.section(Section::TopicTerms).len() / 4 / format::TERM_WORDS
    }

    /// The topic at `index`.
    pub fn topic(&self, index: u32) -> TopicRecord<'_> {
        let word = |i: usize| self.word(Section::Topics, index as usize * format::TOPIC_WORDS + i);
        TopicRecord {
            key: self.text(word(0), word(1)),
            name: self.text(word(2), word(3)),
            parent: self.topic_parent(index),
            medtop: Some(word(5)).filter(|&code| code != 0),
        }
    }

    /// Reference of the topic above the one at `index`.
    pub fn topic_parent(&self, index: u32) -> Option<u32> {
        self.word(Section::Topics, index as usize * format::TOPIC_WORDS + 4).checked_sub(1)
    }

    /// Index of the topic with this key.
    pub fn find_topic(&self, key: &str) -> Option<u32> {
        self.search(self.topic_count(), key, |index| self.topic(index).key.as_bytes())
    }

    /// What the walk for terms reads.
    pub fn term_table(&self) -> TermTable<'_> {
        TermTable { starts: self.topic_starts(), trie: self.trie(Section::TopicPilots, Section::TopicSlots) }
    }

    fn topic_starts(&self) -> &[[u8; 8]] {
        self.section(Section::TopicStarts).as_chunks().0
    }

    /// The form of a term at `index`. A plain one fits wherever its key does, and its text is not read.
    pub fn term_form(&self, index: u32) -> TermForm<'_> {
        let word = |i: usize| self.word(Section::TopicForms, index as usize * format::TERM_FORM_WORDS + i);
        let (info, term) = (word(3), word(2));
        let text = (info & format::TERM_FORM_PLAIN == 0).then(|| self.text(word(0), word(1)));
        TermForm { text, term, more: info & format::TERM_FORM_MORE != 0 }
    }

    /// The term at `index`.
    pub fn term(&self, index: u32) -> TermRecord {
        let word = |i: usize| self.word(Section::TopicTerms, index as usize * format::TERM_WORDS + i);
        let info = word(3);
        TermRecord { words: info & 15, everyday: info >> 7 & 1 == 1, posts: (word(2), info >> 8) }
    }

    /// The term at `index` as the dictionary writes it.
    pub fn term_text(&self, index: u32) -> &str {
        let word = |i: usize| self.word(Section::TopicTerms, index as usize * format::TERM_WORDS + i);
        self.text(word(0), word(1))
    }

    /// What a term speaks for.
    pub fn posts(&self, term: TermRecord) -> impl Iterator<Item = Post> + '_ {
        self.posts_at(term.posts)
    }

    /// What the entity with this key speaks for.
    pub fn entity_posts(&self, key: &str) -> impl Iterator<Item = Post> + '_ {
        let (records, strings) = (self.section(Section::TopicEntities), self.section(Section::Strings));
        let (records, _) = records.as_chunks::<{ 4 * format::TOPIC_ENTITY_WORDS }>();
        let word =
            |index: u32, i: usize| match records.get(index as usize).and_then(|record| record.as_chunks().0.get(i)) {
                Some(word) => u32::from_le_bytes(*word),
                None => 0,
            };
        let key_of = |index: u32| {
            let at = word(index, 0) as usize;
            strings.get(at..at + word(index, 1) as usize).unwrap_or_default()
        };
        // few entities speak for topics
        let listed = tables::has(self.topic_starts(), format::entity_key(key));
        let found = if listed { self.search(records.len(), key, key_of) } else { None };
        self.posts_at(found.map_or((0, 0), |index| (word(index, 2), word(index, 3))))
    }

    fn posts_at(&self, (start, count): (u32, u32)) -> impl Iterator<Item = Post> + '_ {
        (start..start.saturating_add(count)).map(|index| {
            let word = |i: usize| self.word(Section::TopicPosts, index as usize * format::POST_WORDS + i);
            (word(0), Strength::from_u32(word(1)))
        })
    }
}
