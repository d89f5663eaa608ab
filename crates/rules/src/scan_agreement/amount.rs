//! How much came, counted by scans: each scan of a package is one of it.

use super::Scanned;
use crate::{
    receipt::Amount,
    refusal::{Field, InputRule, Refusal},
    scanned_code::{Package, containers},
};

/// The amount that was keyed, or, where none was, what was scanned. Packages that were keyed are those of the code.
pub(super) fn complete(keyed: Amount, scans: &[Scanned<'_>], at: &dyn Fn(&str) -> Field) -> Result<Amount, Refusal> {
    let of_containers = |count: i64, name| {
        let containers = i32::try_from(count).map_err(|_| too_many(at(name), count))?;
        Ok(Amount { packages: None, containers: Some(containers), quantity: None })
    };
    let packages: Vec<(&Package, &Scanned<'_>)> =
        scans.iter().filter_map(|scanned| Some((scanned.package?, scanned))).collect();
    match (keyed.packages, keyed.containers, keyed.quantity) {
        (None, None, None) if !packages.is_empty() => {
            let each = each(&packages, at, "scans")?;
            of_containers(each.iter().sum(), "scans")
        }
        (Some(count), None, None) if !packages.is_empty() => {
            let each = each(&packages, at, "packages")?;
            if each.iter().any(|count| Some(count) != each.first()) {
                return Err(several_kinds(at("packages")));
            }
            of_containers(i64::from(count) * each.first().copied().unwrap_or_default(), "packages")
        }
        _ => Ok(keyed),
    }
}

/// The containers behind each scan, which are all of one kind of package: of a box and a syringe out of it nobody can
/// tell how much came.
fn each(packages: &[(&Package, &Scanned<'_>)], at: &dyn Fn(&str) -> Field, name: &str) -> Result<Vec<i64>, Refusal> {
    let kind = |package: &Package| package.identifier.canonical.clone();
    let first = packages.first().map(|(package, _)| kind(package));
    if packages.iter().any(|(package, _)| Some(kind(package)) != first) {
        return Err(several_kinds(at(name)));
    }
    packages.iter().map(|(package, scanned)| counted(package, scanned, at)).collect()
}

fn counted(package: &Package, scanned: &Scanned<'_>, at: &dyn Fn(&str) -> Field) -> Result<i64, Refusal> {
    containers(scanned.reading, package).map_err(|count| {
        let known = package.identifier.containers_per_package;
        let message =
            format!("The code counts {count} in the package, the catalogue {known}: say how many containers came.");
        Refusal::beyond(at("scans"), InputRule::Barcode, known, message)
    })
}

fn several_kinds(field: Field) -> Refusal {
    let message = "Packages of several kinds were scanned: say how many containers came.";
    Refusal::invalid(field, InputRule::Required, message)
}

fn too_many(field: Field, count: i64) -> Refusal {
    Refusal::invalid(field, InputRule::OutOfRange, format!("{count} containers are more than one line can hold."))
}
