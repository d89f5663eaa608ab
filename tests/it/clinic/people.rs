//! The people of the clinic, each with the token that the identity provider would issue.

use super::Clinic;
use chrono::{DateTime, Utc};
use lotwise::{
    request::Request,
    rules::rights::{Caller, Grant, Role, SiteScope},
};
use std::collections::BTreeSet;

impl Clinic {
    /// Kim keeps the system, at every site.
    pub(crate) fn admin(&self) -> Request {
        admin(self.now)
    }

    /// Max runs the stockrooms of both sites.
    pub(crate) fn manager(&self) -> Request {
        asks(caller("max", Role::Manager, SiteScope::All), self.now)
    }

    /// Ana treats patients at both sites.
    pub(crate) fn nurse(&self) -> Request {
        asks(caller("ana", Role::Nurse, SiteScope::All), self.now)
    }

    /// Flo stands at the till of both sites.
    pub(crate) fn front_desk(&self) -> Request {
        asks(caller("flo", Role::FrontDesk, SiteScope::All), self.now)
    }

    /// Dr. Dia answers for the treatments.
    pub(crate) fn director(&self) -> Request {
        asks(caller("dia", Role::MedicalDirector, SiteScope::All), self.now)
    }

    /// Ivy inspects.
    pub(crate) fn auditor(&self) -> Request {
        asks(caller("ivy", Role::Auditor, SiteScope::All), self.now)
    }

    /// Somebody else with one role at one site.
    pub(crate) fn somebody(&self, subject: &str, role: Role, site_code: &str) -> Request {
        asks(caller(subject, role, SiteScope::Codes(BTreeSet::from([site_code.to_owned()]))), self.now)
    }
}

pub(super) fn admin(now: DateTime<Utc>) -> Request {
    asks(caller("kim", Role::Admin, SiteScope::All), now)
}

/// A person with one role.
fn caller(subject: &str, role: Role, sites: SiteScope) -> Caller {
    let grants = vec![Grant { role, sites }];
    Caller { subject: subject.to_owned(), client: Some("tests".to_owned()), grants, scopes: BTreeSet::new() }
}

/// The same request at another moment, such as `2026-03-02T18:00:00Z`.
pub(crate) fn at(request: Request, moment: &str) -> Request {
    Request { at: moment.parse().expect("a moment"), ..request }
}

fn asks(caller: Caller, at: DateTime<Utc>) -> Request {
    Request { caller, at, id: "a test".to_owned(), address: None }
}
