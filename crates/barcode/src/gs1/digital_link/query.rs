//! What stands behind the question mark of a link: expiry date, weight and the like.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::address::{Address, Plus};
use super::{alternatives, path};
use crate::gs1::Elements;
use crate::gs1::table::ApplicationIdentifier;
use crate::reading::ScanProblemCode::ForbiddenCompanion;

/// Names that older links use in place of the identifiers of dates (Digital Link 1.0).
const NAMES: [(&str, &str); 2] = [("exp", "17"), ("expdt", "7003")];

/// Reads the attributes. Other names that are no numbers belong to others and are passed over.
pub(super) fn read<'a>(found: &mut Elements<'a>, address: &Address<'a>, keys: &[&str], reference_date: NaiveDate) {
    if keys.is_empty() {
        return;
    }
    let mut at = address.query_at;
    let mut given: HashSet<&str> = keys.iter().copied().collect();
    for attribute in address.query.split('&') {
        if let Some((name, value)) = attribute.split_once('=')
            && let Some(code) = identifier_of(name)
        {
            place(found, code, !given.insert(code), keys, at);
            let written = path::Written { text: value, plus: Plus::Space, at: at + name.len() + 1 };
            path::add(found, code, &written, reference_date);
        }
        at += attribute.len() + 1;
    }
}

/// Reports an attribute that may not stand here: given already, never an attribute, or fit for the path.
fn place(found: &mut Elements<'_>, code: &str, repeated: bool, keys: &[&str], at: usize) {
    let Some(identifier) = ApplicationIdentifier::find(code) else { return };
    let message = match () {
        () if repeated => format!("({code}) is given twice."),
        () if !identifier.link_attribute => format!("({code}) may not stand behind the question mark."),
        () if alternatives(keys).any(|alternative| alternative.contains(&code)) => {
            format!("({code}) belongs in the path of the address.")
        }
        () => return,
    };
    found.report(ForbiddenCompanion, message, at);
}

fn identifier_of(name: &str) -> Option<&str> {
    let older = NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
    older.or_else(|| Some(name).filter(|name| is_number(name)))
}

fn is_number(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit())
}
