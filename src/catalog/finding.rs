//! What was wrong with a row or an image, in words that help; collected, counted and shown.
//!
//! A finding never stops the work. Some only tell what was mended on the way (a grey poster, a
//! wrong extension), others why a film has no poster or does not appear at all.

use std::fmt;
use std::str::FromStr;

/// One thing that an import came across.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is, for counting and filtering.
    pub kind: FindingKind,
    /// What it is about: a file, a column, a film's id.
    pub subject: String,
    /// Where it stands: `films.csv, row 12` (the header is row 1), or a folder.
    pub place: String,
    /// Why, and what to do about it.
    pub detail: String,
}

macro_rules! finding_kinds {
    ($($(#[$doc:meta])* $variant:ident, $name:literal, $label:literal;)*) => {
        /// The kinds of [`Finding`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingKind { $($(#[$doc])* $variant,)* }

        impl FindingKind {
            /// Every kind, in the order in which people are told of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// `snake_case`, for JSON and the database.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// A few words for people.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }
        }
    };
}

finding_kinds! {
    /// A table's column that nothing is read from.
    UnknownColumn, "unknown_column", "column that is not read";
    /// A table whose first row is a film already.
    NoHeader, "no_header", "table without a header";
    /// A row with too many or too few fields, or bytes that are no text.
    MalformedRow, "malformed_row", "malformed row";
    /// A row whose fields stand in the wrong columns: the second half of one that broke.
    ShiftedRow, "shifted_row", "row whose fields are shifted";
    /// Text that is not UTF-8, read in the encoding that its letters tell.
    NotUtf8, "not_utf8", "table that is not UTF-8";
    /// A value that is not what its column holds (a year `abcd`): left out, the row is kept.
    InvalidValue, "invalid_value", "value that makes no sense";
    /// A column whose values are kept in another unit than the table's.
    Converted, "converted", "values kept in another unit";
    /// A name that is no genre of TMDB or IMDb; kept.
    UnknownGenre, "unknown_genre", "genre that is not known, kept";
    /// A row about something other than a film: an episode, a game.
    NotAFilm, "not_a_film", "no film";
    /// A row that names no film.
    MissingId, "missing_id", "row without an id";
    /// A row whose film stood in an earlier row; the earlier one counts.
    DuplicateId, "duplicate_id", "id that stood before";
    /// A row without an IMDb id whose poster's address is that of an earlier such row.
    SharedAddress, "shared_address", "no IMDb id, and the poster of another row";
    /// Two films were taken for one by title and year, without an id that says so.
    MergedByTitle, "merged_by_title", "joined by title and year";
    /// A row's ids belong to two films.
    ConflictingIds, "conflicting_ids", "ids of two films";
    /// Tables differ about a film's year; the first table's counts.
    ConflictingYears, "conflicting_years", "tables differ about the year";
    /// Tables differ about a film's genres; the first table's count.
    ConflictingGenres, "conflicting_genres", "tables differ about the genres";
    /// The poster that a row names is not there.
    MissingFile, "missing_file", "poster file not found";
    /// Several files may be the poster that a row means, or several rows may mean one file; none was
    /// taken.
    AmbiguousPoster, "ambiguous_poster", "poster that could be another film's, not taken";
    /// A poster was found by a title or a like name, not by a path or an id.
    PosterByLikeness, "poster_by_likeness", "poster found by title or a like name";
    /// Another poster of a film that has one.
    OtherPoster, "other_poster", "another poster of a film";
    /// A film's description (`.nfo`) that nothing can be read from.
    UnreadableNote, "unreadable_note", "description that cannot be read";
    /// The server of the poster's address does not have it (any more).
    PosterGone, "poster_gone", "poster that its server does not have";
    /// The poster's address is not safe to ask: no https, no public host.
    AddressRefused, "address_refused", "poster's address that is not asked";
    /// The poster could not be fetched; the next run may be luckier.
    NotFetched, "not_fetched", "poster that could not be fetched";
    /// Posters in the folder that no row asks for.
    UnclaimedFile, "unclaimed_file", "poster that no row names";
    /// The file cannot be read: permission, a disk's fault, not a regular file.
    UnreadableFile, "unreadable_file", "file that cannot be read";
    /// A file of no bytes.
    ZeroByte, "zero_byte", "empty file";
    /// More bytes than a poster can need.
    FileTooLarge, "file_too_large", "file too large";
    /// An image format that Onesheet does not read (AVIF, HEIC, SVG).
    UnsupportedFormat, "unsupported_format", "format that is not read";
    /// The bytes are no image, or a damaged one.
    Undecodable, "undecodable", "no image, or damaged";
    /// The image ends before its last line.
    Truncated, "truncated", "truncated image";
    /// Far more pixels than a poster can have.
    DecompressionBomb, "decompression_bomb", "far too many pixels";
    /// A single pixel: a tracker or a placeholder.
    OnePixel, "one_pixel", "a single pixel";
    /// Too small to show anything.
    Tiny, "tiny", "too small";
    /// Far wider or far taller than a poster.
    BannerShaped, "banner_shaped", "not the shape of a poster";
    /// One colour and nothing on it.
    Flat, "flat", "one colour only";
    /// One picture for many films.
    Placeholder, "placeholder", "placeholder for many films";
    /// The picture of another film.
    SharedPoster, "shared_poster", "poster of another film";
    /// The poster could not be copied into the library; it is read from where it lies.
    NotCopied, "not_copied", "poster that could not be copied";
    /// Stored as cyan, magenta, yellow, black; converted.
    Cmyk, "cmyk", "CMYK, converted";
    /// More than 8 bits a channel; reduced.
    SixteenBit, "sixteen_bit", "16 bits a channel, reduced";
    /// Transparent parts; laid over white.
    Alpha, "alpha", "transparent, laid over white";
    /// No colour; read as it is.
    Grey, "grey", "grey";
    /// Turned or mirrored as its EXIF orientation says.
    ExifRotated, "exif_rotated", "turned as EXIF says";
    /// An animation; its first frame is read.
    Animated, "animated", "animation, first frame read";
    /// The file's extension names another format than its content.
    WrongExtension, "wrong_extension", "extension of another format";
}

impl FindingKind {
    /// Whether the image was mended and serves as a poster all the same.
    pub fn is_mended(self) -> bool {
        matches!(
            self,
            Self::Cmyk
                | Self::SixteenBit
                | Self::Alpha
                | Self::Grey
                | Self::ExifRotated
                | Self::Animated
                | Self::WrongExtension
        )
    }
}

impl FindingKind {
    /// Whether the image could be read and only its shape or size speaks against it: a person may
    /// want it all the same.
    pub fn is_of_shape(self) -> bool {
        matches!(self, Self::OnePixel | Self::Tiny | Self::BannerShaped)
    }

    /// What was done about a [mended](Self::is_mended) image; empty for other kinds.
    pub fn how_mended(self) -> &'static str {
        match self {
            Self::Cmyk => "stored in printing inks (CMYK); converted to RGB",
            Self::SixteenBit => "more than 8 bits a channel; reduced to 8",
            Self::Alpha => "transparent in parts; laid over white",
            Self::Grey => "a picture without colour; read as it is",
            Self::ExifRotated => "turned upright as its EXIF orientation says",
            Self::Animated => "an animation; its first frame is the poster",
            Self::NotCopied => "not copied into the library; read from where it lies",
            Self::WrongExtension => {
                "the extension names another format than the content; read by its content"
            }
            _ => "",
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

impl FromStr for FindingKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| format!("'{name}' is no kind of finding"))
    }
}
