//! Which column of a table holds what: found by name, in the words that tables use for it.

use std::str::FromStr;

use crate::catalog::Genre;

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident, $name:literal, $label:literal, [$($synonym:literal),* $(,)?];)*) => {
        /// What is read from a table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Role { $($(#[$doc])* $variant,)* }

        impl Role {
            /// Every role, in the order in which columns are given to them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word for it in `--columns title=Film`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The same for people.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// Names of columns that hold it; the first that is there wins.
            fn synonyms(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($synonym),*],)* }
            }
        }
    };
}

roles! {
    /// IMDb id: `tt0111161`, its digits, or a link that holds it.
    ImdbId, "imdb_id", "IMDb id", [
        "imdb_id", "imdbid", "imdb", "tconst", "imdb_title_id", "const", "movie_imdb_link",
        "imdb_link", "imdb_url", "ids_imdb", "movie_ids_imdb",
    ];
    /// TMDB id.
    TmdbId, "tmdb_id", "TMDB id", [
        "tmdb_id", "tmdbid", "tmdb", "themoviedb_id", "ids_tmdb", "movie_ids_tmdb",
    ];
    /// Ids of several worlds, each with its name: `imdb://tt0111161`, `tmdb://278`.
    Guid, "guid", "ids with their names", ["guids_id", "guid"];
    /// The table's own id.
    Id, "id", "id of the table", ["id", "film_id", "movie_id", "movieid", "key"];
    /// Title.
    Title, "title", "title", [
        "title", "name", "movie_title", "film_title", "film", "movie", "primarytitle",
        "primary_title", "original_title", "originaltitle", "movie_name", "series_title",
    ];
    /// Whether the row is a film or something else: `movie`, `tvSeries`.
    Type, "title_type", "kind of title", [
        "title_type", "titletype", "type", "media_type", "mediatype", "item_type",
    ];
    /// Year of release.
    Year, "year", "year", ["year", "release_year", "title_year", "startyear", "start_year", "movie_year", "released_year"];
    /// Date of release; its year counts where there is no column of years.
    Date, "release_date", "release date", [
        "release_date", "releasedate", "released", "premiere_date", "premiered", "release",
    ];
    /// The language that the film was made in.
    Language, "language", "language", ["original_language", "language", "lang"];
    /// The series that the film belongs to.
    Collection, "collection", "series", ["belongs_to_collection", "collection", "collection_name", "franchise"];
    /// Genres in order of importance.
    Genres, "genres", "genres", ["genres", "genre", "labels", "label", "categories", "category"];
    /// The poster's file.
    File, "poster_file", "poster file", [
        "poster_file", "poster", "poster_filename", "image", "image_file", "file", "filename",
        "file_name", "image_path", "path",
    ];
    /// The poster's address on the web, or TMDB's path of it.
    Address, "poster_url", "poster address", [
        "poster_path", "poster_url", "poster_link", "posterurl", "image_url", "img_url", "img_link",
    ];
    /// Train, validation or test, as the table divides its films.
    Split, "split", "split", ["split", "subset", "partition"];
    /// Minutes.
    Runtime, "runtime", "runtime", [
        "runtime", "runtime_minutes", "runtimeminutes", "duration", "length", "runtime_(minutes)",
        "runtime_(mins)", "runtime_(min)", "duration_(min)", "length_(min)",
    ];
    /// Certificate: `PG-13`.
    Certificate, "certificate", "certificate", [
        "certificate", "content_rating", "mpaa_rating", "mpaa", "rated", "age_rating",
    ];
    /// What viewers gave it, of 10.
    Rating, "rating", "rating", [
        "rating", "imdb_rating", "imdb_score", "vote_average", "averagerating", "score", "avg_vote",
    ];
    /// What critics gave it, of 100.
    Metascore, "metascore", "Metascore", ["metascore", "meta_score", "metacritic"];
    /// What it cost.
    Budget, "budget", "budget", ["budget", "production_budget"];
    /// What it earned, where the table does not say where.
    Revenue, "revenue", "revenue", ["revenue", "sales", "box_office", "boxoffice"];
    /// What it earned in the USA (and Canada).
    GrossUs, "gross_us", "gross, USA", [
        "gross_us", "us_gross", "gross", "domestic_gross", "usa_gross_income", "gross_us_canada",
        "gross_usa", "lifetime_gross",
    ];
    /// What it earned in the whole world.
    GrossWorld, "gross_world", "gross, world", [
        "gross_world", "worldwide_gross", "world_gross", "gross_worldwide",
        "worlwide_gross_income", "worldwide_gross_income",
    ];
    /// What it earned in the USA on its first weekend.
    OpeningUs, "opening_us", "opening weekend, USA", [
        "open_boxoffice_us", "opening_us", "open_box_office_us", "opening_weekend",
        "opening_weekend_us", "open_boxoffice",
    ];
    /// Cinemas that showed it.
    Screens, "screens", "cinemas", ["screens", "theaters", "theatres", "widest_release", "open_screens"];
    /// Companies that made it.
    Companies, "companies", "companies", [
        "production_companies", "production_company", "companies", "company", "studio",
    ];
}

impl Role {
    /// Roles by which films can be told apart.
    pub const NAMING: [Self; 5] = [
        Self::ImdbId,
        Self::TmdbId,
        Self::Id,
        Self::File,
        Self::Title,
    ];
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let name = normalised(text);
        let is = |role: &&Self| role.name() == name || role.synonyms().contains(&name.as_str());
        Self::ALL.iter().find(is).copied().ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|role| role.name()).collect();
            format!(
                "'{text}' is nothing that is read from a table; use one of {}",
                names.join(", ")
            )
        })
    }
}

/// The columns of one table.
#[derive(Debug, Default, Clone)]
pub struct Columns {
    found: Vec<(Role, usize)>,
    /// Columns that hold 1 where the film is of this genre, and 0 where it is not.
    pub flags: Vec<(usize, Genre)>,
    /// Columns that nothing is read from.
    pub unknown: Vec<usize>,
}

impl Columns {
    /// Finds the roles in a header, by the words that tables use for them.
    pub fn of(header: &[String]) -> Self {
        let names: Vec<String> = header.iter().map(|name| normalised(name)).collect();
        let mut columns = Self::default();
        for &role in Role::ALL {
            let place = |synonym| names.iter().position(|name| name == synonym);
            if let Some(column) = role.synonyms().iter().find_map(place) {
                columns.give(role, column);
            }
        }
        columns.settle(header.len())
    }

    /// How many roles the fields of a row are called after.
    pub fn named(row: &[String]) -> usize {
        let names: Vec<String> = row.iter().map(|name| normalised(name)).collect();
        let is_named = |role: &&Role| {
            role.synonyms()
                .iter()
                .any(|word| names.iter().any(|name| name == word))
        };
        Role::ALL.iter().filter(is_named).count()
    }

    /// The roles of a known layout, by its own names.
    pub fn known(header: &[String], names: &[(Role, &str)]) -> Self {
        let mut columns = Self::default();
        for (role, name) in names {
            if let Some(column) = header.iter().position(|other| normalised(other) == *name) {
                columns.give(*role, column);
            }
        }
        columns.settle(header.len())
    }

    /// Gives `column` this role; another column loses it, and this one its other roles.
    pub fn give(&mut self, role: Role, column: usize) {
        self.found
            .retain(|(other, place)| *other != role && *place != column);
        self.found.push((role, column));
    }

    /// No column has this role.
    pub fn take(&mut self, role: Role) {
        self.found.retain(|(other, _)| *other != role);
    }

    /// Says again which columns nothing is read from, of `count`.
    #[must_use]
    pub fn settle(mut self, count: usize) -> Self {
        let read = |column: &usize| {
            self.found.iter().any(|(_, known)| known == column)
                || self.flags.iter().any(|(known, _)| known == column)
        };
        self.unknown = (0..count).filter(|column| !read(column)).collect();
        self
    }

    /// The column of this role.
    pub fn column(&self, role: Role) -> Option<usize> {
        self.found
            .iter()
            .find(|(found, _)| *found == role)
            .map(|(_, column)| *column)
    }

    /// What this column holds.
    pub fn role(&self, column: usize) -> Option<Role> {
        self.found
            .iter()
            .find(|(_, known)| *known == column)
            .map(|(role, _)| *role)
    }

    /// The value of this role in a record; `None` where the table lacks the column or the field
    /// is empty or says "nothing" (`\N`, `nan`, `N/A`, `null`).
    pub fn value<'a>(&self, role: Role, fields: &'a [impl AsRef<str>]) -> Option<&'a str> {
        let text = fields.get(self.column(role)?)?.as_ref();
        // A film may be called "Null" or "Nan".
        let empty = match role {
            Role::Title => text.is_empty() || text == "\\N",
            _ => says_nothing(text),
        };
        (!empty).then_some(text)
    }

    /// Whether rows can be told apart: by an id, by their poster, by their title.
    pub fn names_films(&self) -> bool {
        let any = |role| self.column(role).is_some();
        Role::NAMING.into_iter().any(any)
    }

    /// How many roles of money are there.
    pub fn amounts(&self) -> usize {
        [
            Role::Budget,
            Role::Revenue,
            Role::GrossUs,
            Role::GrossWorld,
            Role::OpeningUs,
        ]
        .into_iter()
        .filter(|role| self.column(*role).is_some())
        .count()
    }
}

/// Whether a field is empty or holds a word for it.
pub fn says_nothing(text: &str) -> bool {
    let words = ["", "\\n", "nan", "n/a", "na", "null", "none", "-"];
    text.len() <= 4 && words.contains(&text.to_ascii_lowercase().as_str())
}

/// `IMDb ID` and `imdb-id` are the same column.
pub fn normalised(name: &str) -> String {
    let name = name.trim().to_lowercase();
    name.replace([' ', '-', '.'], "_")
}

/// The names of columns that have none.
pub fn numbers(count: usize) -> Vec<String> {
    (1..=count)
        .map(|number| format!("column {number}"))
        .collect()
}

/// The column that a person means by a name or, where none has it, by its number from 1 on.
pub fn meant(header: &[String], name: &str) -> Option<usize> {
    let by = |is: &dyn Fn(&String) -> bool| header.iter().position(is);
    by(&|other| other == name)
        .or_else(|| by(&|other| normalised(other) == normalised(name)))
        .or_else(|| {
            let number = name.parse::<usize>().ok()?;
            number.checked_sub(1).filter(|&index| index < header.len())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &str) -> Columns {
        Columns::of(&header.split(',').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn names_are_found_in_any_case_and_order() {
        let found = columns("Genre,IMDb ID,Title,colour,Release-Date,Poster");
        assert_eq!(found.column(Role::ImdbId), Some(1));
        assert_eq!(found.column(Role::Genres), Some(0));
        assert_eq!(found.column(Role::Date), Some(4));
        assert_eq!(found.column(Role::File), Some(5));
        assert_eq!(found.column(Role::Year), None);
        assert_eq!(found.unknown, [3]);
        assert!(found.names_films());
    }

    #[test]
    fn the_better_of_two_names_wins() {
        let found = columns("original_title,title,poster_path,poster_file");
        assert_eq!(
            (found.column(Role::Title), found.column(Role::File)),
            (Some(1), Some(3))
        );
        assert_eq!(found.column(Role::Address), Some(2));
        assert_eq!(found.unknown, [0]);
    }

    #[test]
    fn words_for_nothing_are_nothing_but_a_title() {
        let found = columns("id,title,year");
        let fields = ["7", "Null", "\\N"];
        assert_eq!(found.value(Role::Id, &fields), Some("7"));
        assert_eq!(found.value(Role::Title, &fields), Some("Null"));
        assert_eq!(found.value(Role::Year, &fields), None);
    }

    #[test]
    fn a_table_without_ids_and_titles_names_no_films() {
        assert!(!columns("colour,year").names_films());
        assert!(columns("title,year").names_films());
        assert!(columns("image,year").names_films());
    }

    #[test]
    fn a_column_that_is_given_away_leaves_its_old_role() {
        let mut found = columns("Title,Film,Tags");
        found.give(Role::Title, 1);
        found.give(Role::Genres, 2);
        let found = found.settle(3);
        assert_eq!(found.column(Role::Title), Some(1));
        assert_eq!((found.role(0), found.unknown), (None, vec![0]));
        assert_eq!("Genre".parse(), Ok(Role::Genres));
        assert!("colour".parse::<Role>().is_err());
    }

    #[test]
    fn columns_are_meant_by_name_or_number() {
        let header = ["Film", "2", "Release Year"].map(str::to_owned);
        for (name, column) in [
            ("Film", 0),
            ("1", 0),
            ("2", 1),
            ("3", 2),
            ("release-year", 2),
        ] {
            assert_eq!(meant(&header, name), Some(column), "{name}");
        }
        assert_eq!((meant(&header, "0"), meant(&header, "4")), (None, None));
    }
}
