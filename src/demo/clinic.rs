//! The made-up clinic: two sites in two time zones, their staff, and the suppliers with their licences.

use crate::{
    operations::{create_site::CreateSite, create_supplier::CreateSupplier},
    request::Request,
    rules::{
        rights::{Caller, Grant, Role, SiteScope},
        supplier::AuthorizationGiven,
    },
};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{America, Tz};
use rust_decimal::Decimal;

/// The program that the demo's acts are recorded through.
pub const CLIENT: &str = "lotwise demo";

/// One of the two sites.
#[derive(Debug)]
pub struct Site {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its clocks.
    pub zone: Tz,
    /// How busy it is, the busier one being 1.
    pub pace: f64,
    /// Who treats there.
    pub nurse: Person,
    /// Who stands at the till.
    pub till: Person,
}

/// The two sites, the busier one first.
pub const SITES: [Site; 2] = [
    Site {
        code: "denver",
        name: "Glow Denver",
        zone: America::Denver,
        pace: 1.0,
        nurse: Person::at("rn-ana", Role::Nurse, "denver"),
        till: FRONT_DESK,
    },
    Site {
        code: "austin",
        name: "Glow Austin",
        zone: America::Chicago,
        pace: 0.6,
        nurse: Person::at("rn-ben", Role::Nurse, "austin"),
        till: Person::at("fay", Role::FrontDesk, "austin"),
    },
];

/// Somebody of the staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// As the identity provider would name them.
    pub subject: &'static str,
    /// What they are.
    pub role: Role,
    /// Where; everywhere when no site is named.
    pub site: Option<&'static str>,
}

/// Keeps the system.
pub const ADMIN: Person = Person::everywhere("kim", Role::Admin);
/// Runs both stockrooms.
pub const MANAGER: Person = Person::everywhere("max", Role::Manager);
/// Stands at the till of the first site.
pub const FRONT_DESK: Person = Person::at("flo", Role::FrontDesk, "denver");
/// Answers for the treatments.
pub const DIRECTOR: Person = Person::everywhere("dr-dia", Role::MedicalDirector);
/// Inspects.
pub const AUDITOR: Person = Person::everywhere("ivy", Role::Auditor);
/// Keeps the books of money.
pub const ACCOUNTANT: Person = Person::everywhere("ada", Role::Accountant);

impl Person {
    const fn everywhere(subject: &'static str, role: Role) -> Self {
        Self { subject, role, site: None }
    }

    const fn at(subject: &'static str, role: Role, site: &'static str) -> Self {
        Self { subject, role, site: Some(site) }
    }

    /// Who calls when this person does.
    pub fn caller(&self) -> Caller {
        let sites = self.site.map_or(SiteScope::All, |code| SiteScope::Codes([code.to_owned()].into()));
        Caller {
            subject: self.subject.to_owned(),
            client: Some(CLIENT.to_owned()),
            grants: vec![Grant { role: self.role, sites }],
            scopes: [].into(),
        }
    }

    /// The request of this person at an instant.
    pub fn asks(&self, at: DateTime<Utc>) -> Request {
        Request { caller: self.caller(), at, id: "demo".to_owned(), address: None }
    }
}

impl Site {
    /// The instant of a minute of a day by the clocks of the site; where they skip it, an hour later.
    pub fn moment(&self, day: NaiveDate, minute: u32) -> DateTime<Utc> {
        let local = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute.into());
        let shown = self.zone.from_local_datetime(&local).earliest();
        let shown = shown.or_else(|| self.zone.from_local_datetime(&(local + TimeDelta::hours(1))).earliest());
        shown.map_or_else(|| local.and_utc(), |moment| moment.to_utc())
    }

    /// The day of the site at an instant.
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// The site as it is created.
    pub(super) fn create(&self) -> CreateSite {
        CreateSite { code: self.code.to_owned(), name: self.name.to_owned(), time_zone: self.zone.name().to_owned() }
    }
}

/// A supplier: what the assortment calls it, its name, its lead time in days, its licence, and how many days after the
/// last day of the history that ends.
const SUPPLIERS: [(&str, &str, i64, &str, i64); 4] = [
    ("cascade", "Cascade Aesthetic Distribution", 3, "WD-20417", 410),
    ("foothill", "Foothill Specialty Pharma", 4, "WD-88120", 18),
    ("meridian", "Meridian Medical Supply", 2, "WD-55062", 265),
    ("northstar", "Northstar Compounding (503B)", 6, "OF-30981", 150),
];

/// The suppliers with what the assortment calls them. The licence of one ends soon.
pub(super) fn suppliers(first_on: NaiveDate, last_on: NaiveDate) -> Vec<(&'static str, CreateSupplier)> {
    let supplier = |(key, name, days, number, left): (&'static str, &str, i64, &str, i64)| {
        let licence = AuthorizationGiven {
            number: number.to_owned(),
            authority: "State Board of Pharmacy".to_owned(),
            valid_from: first_on - TimeDelta::days(i64::from(first_on.ordinal())),
            valid_until: last_on + TimeDelta::days(left),
            checked_on: Some(first_on),
        };
        let lead_time_days = Some(Decimal::from(days));
        (key, CreateSupplier { name: name.to_owned(), lead_time_days, authorizations: vec![licence] })
    };
    SUPPLIERS.into_iter().map(supplier).collect()
}
