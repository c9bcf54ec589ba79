//! What tables say about a film beside its title and genres: money, dates, ratings.

use serde::{Deserialize, Serialize};

use super::tables::amount::Amount;

/// Facts about a film; what no table said is `None`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// ISO date of release: `1995-10-30`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release_date: Option<String>,
    /// Minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runtime: Option<u32>,
    /// `PG-13`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// What viewers gave it, 0 to 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<f64>,
    /// What critics gave it, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metascore: Option<f64>,
    /// What it cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<Amount>,
    /// What it earned; in the world, where the table does not say where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revenue: Option<Amount>,
    /// What it earned in the USA (and Canada).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gross_us: Option<Amount>,
    /// What it earned in the whole world.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gross_world: Option<Amount>,
    /// What it earned in the USA on its first weekend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening_us: Option<Amount>,
    /// Cinemas that showed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screens: Option<u32>,
    /// Companies that made it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<String>,
    /// TMDB's id of the series that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collection_id: Option<i64>,
    /// The poster's address on the web, or TMDB's path of it (`/kqjL17yufvn9OVLyXYpvtyrFfak.jpg`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poster_address: Option<String>,
}

impl Facts {
    /// Takes from `other` what is not known yet.
    pub fn complete(&mut self, other: Self) {
        macro_rules! take {
            ($($field:ident)*) => { $(if self.$field.is_none() { self.$field = other.$field; })* };
        }
        take!(release_date runtime certificate rating metascore budget revenue gross_us);
        take!(gross_world opening_us screens collection_id poster_address);
        if self.companies.is_empty() {
            self.companies = other.companies;
        }
    }
}
