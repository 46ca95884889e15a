//! Kinds of entities, roles and marks of forms.

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A human being.
    Person,
    /// A country or territory.
    Country,
    /// Everything geographic below or above a country, and facilities.
    Place,
    /// A body of people with a name.
    Organization,
    /// A topic of the taxonomy, as a node of the graph; no entity is of this kind.
    Topic,
}

impl Kind {
    /// All kinds of entities, in the order of output.
    pub const ALL: [Self; 4] = [Self::Person, Self::Country, Self::Place, Self::Organization];

    /// The name in files and output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Country => "country",
            Self::Place => "place",
            Self::Organization => "organization",
            Self::Topic => "topic",
        }
    }

    /// The kind of this name; plurals too.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "person" | "people" | "persons" => Self::Person,
            "country" | "countries" => Self::Country,
            "place" | "places" => Self::Place,
            "organization" | "organizations" | "organisation" | "organisations" => Self::Organization,
            _ => return None,
        })
    }

    /// The kind of a node of the graph: of an entity, or a topic.
    pub fn of_node(name: &str) -> Option<Self> {
        if name == Self::Topic.as_str() { Some(Self::Topic) } else { Self::parse(name) }
    }

    /// The kind that a dictionary file's place says its entries have: `people/asia.dict`,
    /// `countries.dict`.
    pub fn of_file(path: &str) -> Option<Self> {
        let path = path.replace('\\', "/");
        path.split('/').rev().take(2).find_map(|part| Self::parse(part.strip_suffix(".dict").unwrap_or(part)))
    }

    pub(crate) fn from_u8(value: u8) -> Option<Self> {
        Self::ALL.get(usize::from(value)).copied()
    }
}

/// How far a form may be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The entity owns the form.
    #[default]
    None,
    /// `?`: shared with something else.
    Shared,
    /// `~`: also an everyday word.
    Everyday,
}

/// What a form is to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormRole {
    /// The usual name.
    Name,
    /// A further form.
    Alias,
    /// An adjective or inhabitant.
    Demonym,
    /// A short form that says nothing by itself: the surname of an office holder beside the title, the
    /// city of a team in a report of its league.
    Short,
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn the_file_decides() {
        assert_eq!(Kind::of_file("dictionaries/people/asia.dict"), Some(Kind::Person));
        assert_eq!(Kind::of_file("countries.dict"), Some(Kind::Country));
        assert_eq!(Kind::of_file("my.dict"), None);
    }
}
