//! The types of entities that rules ask for; `dictionaries/README.md` lists all that there are.

/// Those of the persons of royal houses.
pub const ROYAL: &[&str] = &["royal"];
/// Those of persons who may lead a country.
pub const POLITICIAN: &[&str] = &["politician"];
/// Those of persons of whom every text about sport may speak.
pub const SPORT: &[&str] = &["athlete", "coach"];

/// First-level divisions of countries.
pub const STATE: &[&str] = &["state"];
/// Cities, towns and villages.
pub const CITY: &[&str] = &["city"];
/// Cities and their parts.
pub const CITY_OR_PART: &[&str] = &["city", "district", "neighbourhood"];
/// Places where people live, and what governs them.
pub const SETTLED: &[&str] = &["city", "state", "county", "district"];
/// Lands without a government: "New England".
pub const REGION: &[&str] = &["region"];
/// Rivers, which have the article.
pub const RIVER: &[&str] = &["river"];
/// What is neither a settlement nor a division.
pub const OTHER_PLACES: &[&str] = &[
    "airport", "base", "desert", "island", "landmark", "mountain", "plant", "region", "river", "sea", "stadium",
    "strait",
];

/// Teams.
pub const CLUB: &[&str] = &["club"];
/// What teams play in.
pub const LEAGUE: &[&str] = &["league"];
/// Teams, and what they play in.
pub const CLUB_OR_LEAGUE: &[&str] = &["club", "league"];
/// What politicians are in.
pub const POLITICAL: &[&str] = &["party", "legislature", "government"];
/// What makes laws.
pub const LEGISLATURE: &[&str] = &["legislature"];
/// Through whom a state is governed and judges.
pub const OF_STATE: &[&str] =
    &["agency", "central-bank", "court", "government", "intelligence", "legislature", "ministry"];
/// What has shareholders and "Inc" after its name.
pub const BUSINESS: &[&str] = &["bank", "company"];
/// What never has a legal form.
pub const NO_BUSINESS: &[&str] = &["band", "club", "league", "party"];
/// Businesses and the places where their shares are bought.
pub const COMPANIES: &[&str] = &["bank", "company", "exchange"];
/// Where shares are bought.
pub const EXCHANGE: &[&str] = &["exchange"];
/// Those that print and are named by the last words of their names: "the Times".
pub const NEWSPAPER: &[&str] = &["newspaper"];
/// Those that print and broadcast.
pub const MEDIA: &[&str] = &["broadcaster", "media", "news-agency", "newspaper"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_one_of_the_format() {
        let readme = include_str!("../../dictionaries/README.md");
        let listed = |kind: &str| -> Vec<&str> {
            let line = readme.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(": `"));
            line.expect("the types of the kind").trim_end_matches(['`', ';', '.']).split(' ').collect()
        };
        let persons = [ROYAL, POLITICIAN, SPORT];
        let places = [STATE, CITY, CITY_OR_PART, SETTLED, REGION, RIVER, OTHER_PLACES];
        let organizations = [
            CLUB,
            LEAGUE,
            CLUB_OR_LEAGUE,
            POLITICAL,
            LEGISLATURE,
            OF_STATE,
            BUSINESS,
            NO_BUSINESS,
            COMPANIES,
            EXCHANGE,
            NEWSPAPER,
            MEDIA,
        ];
        for (kind, asked) in [("person", &persons[..]), ("place", &places), ("organization", &organizations)] {
            let listed = listed(kind);
            for type_ in asked.iter().copied().flatten() {
                assert!(listed.contains(type_), "{kind}: {type_}");
            }
        }
    }
}
