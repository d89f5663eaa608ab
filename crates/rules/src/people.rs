//! Whose links an answer or a file shows: patients and customers, by the ids that other systems issued. The audit log keeps
//! them with the read, so that it can say who saw somebody.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Patients and customers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct People {
    /// Patients, by the EHR's ids.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub patients: BTreeSet<String>,
    /// Customers, by the POS's ids.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub customers: BTreeSet<String>,
}

impl People {
    /// One patient.
    #[must_use]
    pub fn patient(id: &str) -> Self {
        Self { patients: BTreeSet::from([id.to_owned()]), ..Self::default() }
    }

    /// One customer.
    #[must_use]
    pub fn customer(id: &str) -> Self {
        Self { customers: BTreeSet::from([id.to_owned()]), ..Self::default() }
    }

    /// These patients.
    #[must_use]
    pub fn patients(ids: impl IntoIterator<Item = String>) -> Self {
        Self { patients: ids.into_iter().collect(), ..Self::default() }
    }

    /// These customers.
    #[must_use]
    pub fn customers(ids: impl IntoIterator<Item = String>) -> Self {
        Self { customers: ids.into_iter().collect(), ..Self::default() }
    }

    /// How many they are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.patients.len() + self.customers.len()
    }

    /// These and those.
    pub fn add(&mut self, others: Self) {
        self.patients.extend(others.patients);
        self.customers.extend(others.customers);
    }

    /// Whether it is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patients.is_empty() && self.customers.is_empty()
    }

    /// Whether one of these ids stands as a word in `text`.
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        text.split_whitespace().any(|word| self.patients.contains(word) || self.customers.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_who_is_named_twice_is_one() {
        let mut people = People::patients(["P2".to_owned(), "P1".to_owned(), "P2".to_owned()]);
        people.add(People::customer("P1"));
        assert_eq!((people.patients.len(), people.customers.len()), (2, 1));
        assert!(!people.is_empty() && People::default().is_empty());
    }

    #[test]
    fn a_word_is_somebody_only_as_a_whole() {
        let people = People::patient("P1");
        assert!(people.stand_in("P1") && people.stand_in("lot P1"));
        assert!(!people.stand_in("P12") && !people.stand_in(""));
    }
}
