//! Which column of a table holds what: found by name, in the words that tables use for it.

/// What is read from a table. Columns are found by their order here: the first synonym wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// IMDb id: `tt0111161`, its digits, or a link that holds it.
    ImdbId,
    /// TMDB id.
    TmdbId,
    /// The table's own id.
    Id,
    /// Title.
    Title,
    /// Year of release.
    Year,
    /// Date of release, whose year is taken.
    Date,
    /// The language that the film was made in.
    Language,
    /// The series that the film belongs to.
    Collection,
    /// Genres in order of importance.
    Genres,
    /// The poster's file.
    File,
}

const SYNONYMS: &[(Role, &[&str])] = &[
    (
        Role::ImdbId,
        &[
            "imdb_id",
            "imdbid",
            "imdb",
            "tconst",
            "imdb_title_id",
            "const",
            "movie_imdb_link",
            "imdb_link",
            "imdb_url",
        ],
    ),
    (
        Role::TmdbId,
        &["tmdb_id", "tmdbid", "tmdb", "themoviedb_id"],
    ),
    (Role::Id, &["id", "film_id", "movie_id", "movieid", "key"]),
    (
        Role::Title,
        &[
            "title",
            "name",
            "movie_title",
            "film_title",
            "film",
            "movie",
            "primarytitle",
            "primary_title",
            "original_title",
            "originaltitle",
        ],
    ),
    (
        Role::Year,
        &[
            "year",
            "release_year",
            "title_year",
            "startyear",
            "start_year",
        ],
    ),
    (
        Role::Date,
        &[
            "release_date",
            "releasedate",
            "released",
            "date",
            "premiere_date",
        ],
    ),
    (Role::Language, &["original_language", "language", "lang"]),
    (
        Role::Collection,
        &[
            "belongs_to_collection",
            "collection",
            "collection_name",
            "franchise",
        ],
    ),
    (
        Role::Genres,
        &[
            "genres",
            "genre",
            "labels",
            "label",
            "categories",
            "category",
        ],
    ),
    (
        Role::File,
        &[
            "poster_file",
            "poster",
            "poster_filename",
            "image",
            "image_file",
            "file",
            "filename",
            "file_name",
            "poster_path",
            "image_path",
            "path",
        ],
    ),
];

/// The columns of one table.
#[derive(Debug, Default)]
pub struct Columns {
    found: Vec<(Role, usize)>,
    /// Columns that nothing is read from.
    pub unknown: Vec<usize>,
}

impl Columns {
    /// Finds the roles in a header.
    pub fn of(header: &[String]) -> Self {
        let names: Vec<String> = header.iter().map(|name| normalised(name)).collect();
        let mut found = Vec::new();
        for (role, synonyms) in SYNONYMS {
            let column = synonyms
                .iter()
                .find_map(|synonym| names.iter().position(|name| name == synonym));
            found.extend(column.map(|column| (*role, column)));
        }
        let unknown = (0..header.len())
            .filter(|column| found.iter().all(|(_, known)| known != column))
            .collect();
        Self { found, unknown }
    }

    /// The column of this role.
    pub fn column(&self, role: Role) -> Option<usize> {
        self.found
            .iter()
            .find(|(found, _)| *found == role)
            .map(|(_, column)| *column)
    }

    /// The value of this role in a record; `None` where the table lacks the column or the field
    /// is empty or says "nothing" (`\N`, `nan`, `N/A`, `null`).
    pub fn value<'a>(&self, role: Role, fields: &'a [impl AsRef<str>]) -> Option<&'a str> {
        let text = fields.get(self.column(role)?)?.as_ref();
        let nothing = ["", "\\n", "nan", "n/a", "na", "null", "none"];
        // A film may be called "Null" or "Nan".
        let empty = match role {
            Role::Title => text.is_empty(),
            _ => nothing.contains(&text.to_ascii_lowercase().as_str()),
        };
        (!empty).then_some(text)
    }

    /// Whether rows can be told apart: by an id or by their poster.
    pub fn names_films(&self) -> bool {
        [Role::ImdbId, Role::TmdbId, Role::Id, Role::File]
            .into_iter()
            .any(|role| self.column(role).is_some())
    }
}

/// `IMDb ID` and `imdb-id` are the same column.
fn normalised(name: &str) -> String {
    let name = name.trim().to_lowercase();
    name.replace([' ', '-', '.'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &str) -> Columns {
        Columns::of(&header.split(',').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn names_are_found_in_any_case_and_order() {
        let found = columns("Genre,IMDb ID,Title,budget,Release-Date,Poster");
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
        assert_eq!(found.unknown, [0, 2]);
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
    fn a_table_without_ids_names_no_films() {
        assert!(!columns("title,year").names_films());
        assert!(columns("image,year").names_films());
    }
}
