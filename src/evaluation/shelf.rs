//! The named sets that a library's user kept: one file in the library's folder.

use std::path::{Path, PathBuf};

use super::ThresholdSet;
use super::threshold_set::{SetError, write_beside};

const FILE: &str = "threshold-sets.json";

/// The sets, in the order in which they were kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SetShelf {
    path: PathBuf,
    sets: Vec<ThresholdSet>,
}

impl SetShelf {
    /// The shelf of the library in `root`; empty where nothing was kept.
    ///
    /// # Errors
    /// [`SetError`]: unreadable or damaged.
    pub fn open(root: &Path) -> Result<Self, SetError> {
        let path = root.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => "[]".to_owned(),
            Err(source) => {
                let action = "read";
                return Err(SetError::Disk {
                    path,
                    action,
                    source,
                });
            }
        };
        match serde_json::from_str(&text) {
            Ok(sets) => Ok(Self { path, sets }),
            Err(error) => Err(SetError::NoSet {
                path,
                reason: error.to_string(),
            }),
        }
    }

    /// What is there.
    pub fn sets(&self) -> &[ThresholdSet] {
        &self.sets
    }

    /// The set of this name.
    pub fn get(&self, name: &str) -> Option<&ThresholdSet> {
        self.sets.iter().find(|set| set.name == name)
    }

    /// Keeps a set; one of the same name makes room.
    ///
    /// # Errors
    /// [`SetError::Disk`]; what was there stays.
    pub fn keep(&mut self, set: ThresholdSet) -> Result<(), SetError> {
        let mut sets = self.sets.clone();
        match sets.iter_mut().find(|other| other.name == set.name) {
            Some(place) => *place = set,
            None => sets.push(set),
        }
        self.write(sets)
    }

    /// Forgets the set of this name.
    ///
    /// # Errors
    /// [`SetError::Disk`]; what was there stays.
    pub fn forget(&mut self, name: &str) -> Result<(), SetError> {
        let mut sets = self.sets.clone();
        sets.retain(|set| set.name != name);
        self.write(sets)
    }

    fn write(&mut self, sets: Vec<ThresholdSet>) -> Result<(), SetError> {
        let failed = |source| SetError::Disk {
            path: self.path.clone(),
            action: "written",
            source,
        };
        let text = serde_json::to_string_pretty(&sets)
            .map_err(std::io::Error::from)
            .map_err(failed)?;
        write_beside(&self.path, &(text + "\n")).map_err(failed)?;
        self.sets = sets;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Genre;
    use crate::vision::Threshold;

    fn set(name: &str, threshold: f32) -> ThresholdSet {
        ThresholdSet {
            name: name.to_owned(),
            genres: Genre::six(),
            thresholds: vec![Threshold::new(threshold).expect("in range"); 6],
            objective: None,
            chosen_on: None,
            model: None,
            calibration: Default::default(),
        }
    }

    #[test]
    fn sets_are_kept_replaced_and_forgotten() {
        let root = tempfile::tempdir().expect("a folder");
        let mut shelf = SetShelf::open(root.path()).expect("nothing there yet");
        assert!(shelf.sets().is_empty());
        shelf.keep(set("one", 0.1)).expect("written");
        shelf.keep(set("two", 0.2)).expect("written");
        shelf.keep(set("one", 0.3)).expect("written");
        let again = SetShelf::open(root.path()).expect("as written");
        assert_eq!(again, shelf);
        assert_eq!(again.sets().len(), 2);
        assert_eq!(again.get("one"), Some(&set("one", 0.3)));
        shelf.forget("one").expect("written");
        assert_eq!(
            SetShelf::open(root.path()).expect("as written").sets(),
            [set("two", 0.2)]
        );
        std::fs::write(root.path().join(FILE), "[{}]").expect("written");
        let error = SetShelf::open(root.path()).expect_err("damaged");
        assert!(error.to_string().contains(FILE), "{error}");
    }
}
