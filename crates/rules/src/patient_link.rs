//! Patients that the EHR merged: which links stand, and whom they make one.

use entity::patient_link::Model;
use std::collections::{BTreeMap, BTreeSet};

/// The links that stand, from the id that was merged away into the one that stays: of several rows the newest counts,
/// and one that takes the link back leaves none.
pub fn standing(rows: impl IntoIterator<Item = Model>) -> BTreeMap<String, String> {
    let mut newest: BTreeMap<String, Model> = BTreeMap::new();
    for row in rows {
        if newest.get(&row.from_id).is_none_or(|known| known.sequence < row.sequence) {
            newest.insert(row.from_id.clone(), row);
        }
    }
    newest.into_values().filter(|link| !link.undone).map(|link| (link.from_id, link.into_id)).collect()
}

/// The ids on the other side of `links` from those in `known`.
pub fn reached(links: &BTreeMap<String, String>, known: &BTreeSet<String>) -> BTreeSet<String> {
    let ends = links.iter().filter(|(from, into)| known.contains(*from) || known.contains(*into));
    ends.flat_map(|(from, into)| [from, into]).filter(|id| !known.contains(*id)).cloned().collect()
}

/// Every id that stands for the patient of `id` by `links`, itself included.
pub fn everyone(links: &BTreeMap<String, String>, id: &str) -> BTreeSet<String> {
    let mut known = BTreeSet::from([id.to_owned()]);
    loop {
        let new = reached(links, &known);
        if new.is_empty() {
            return known;
        }
        known.extend(new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::instant::Instant;
    use proptest::prelude::*;

    fn row(from: &str, sequence: i32, into: &str, undone: bool) -> Model {
        let (from_id, into_id) = (from.to_owned(), into.to_owned());
        Model { from_id, sequence, into_id, undone, at: Instant(0), by: "ana".to_owned() }
    }

    #[test]
    fn the_newest_row_of_an_id_counts_whatever_the_order_of_reading() {
        let rows = [row("a", 3, "c", false), row("a", 1, "b", false), row("a", 2, "b", true), row("d", 1, "e", false)];
        let links = standing(rows).into_iter().collect::<Vec<_>>();
        assert_eq!(links, [("a".to_owned(), "c".to_owned()), ("d".to_owned(), "e".to_owned())]);
    }

    #[test]
    fn a_link_taken_back_links_nobody() {
        assert!(standing([row("a", 1, "b", false), row("a", 2, "b", true)]).is_empty());
    }

    #[test]
    fn a_link_is_followed_both_ways() {
        let links = standing([row("a", 1, "b", false), row("c", 1, "b", false), row("x", 1, "y", false)]);
        let known = BTreeSet::from(["b".to_owned()]);
        assert_eq!(reached(&links, &known), BTreeSet::from(["a".to_owned(), "c".to_owned()]));
    }

    proptest! {
        #[test]
        fn whoever_is_reached_reaches_the_same_ids(pairs in prop::collection::vec((0..12_u8, 0..12_u8), 0..20)) {
            let rows = pairs.iter().map(|(from, into)| row(&from.to_string(), 1, &into.to_string(), false));
            let links = standing(rows);
            for id in (0..12).map(|id: u8| id.to_string()) {
                let ids = everyone(&links, &id);
                for other in &ids {
                    prop_assert_eq!(&everyone(&links, other), &ids);
                }
                prop_assert!(links.iter().all(|(from, into)| ids.contains(from) == ids.contains(into)));
            }
        }
    }
}
