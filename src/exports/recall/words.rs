//! What a recall's words mean to people outside the clinic: no names of enums, and instants by the clock on the wall.

use chrono_tz::Tz;
use entity::{
    instant::Instant,
    recall::{self, RecallKind, RecallStatus},
    recall_class::RecallClass,
    recall_contact::{ContactStatus, ContactSubject},
    usage_line::LotEvidence,
};

/// What kind of recall.
pub fn kind(kind: RecallKind) -> &'static str {
    match kind {
        RecallKind::Recall => "Recall",
        RecallKind::MarketWithdrawal => "Market withdrawal",
        RecallKind::SuspectProduct => "Suspect product",
        RecallKind::Mock => "Mock recall (an exercise: nothing was held and nobody was told)",
    }
}

/// How far it is.
pub fn status(status: RecallStatus) -> &'static str {
    match status {
        RecallStatus::Open => "open",
        RecallStatus::Closed => "closed",
        RecallStatus::Cancelled => "cancelled: opened in error",
    }
}

/// How grave it is.
pub fn classification(class: RecallClass) -> &'static str {
    match class {
        RecallClass::ClassI => "Class I",
        RecallClass::ClassII => "Class II",
        RecallClass::ClassIII => "Class III",
        RecallClass::NotYetClassified => "not yet classified (treated as Class I)",
    }
}

/// Who is to be told.
pub fn subject(subject: ContactSubject) -> &'static str {
    match subject {
        ContactSubject::Patient => "Patients who were treated",
        ContactSubject::Customer => "Customers who bought",
        ContactSubject::Sale => "Sales that name nobody",
    }
}

/// How far it is with telling them.
pub fn contact(status: ContactStatus) -> &'static str {
    match status {
        ContactStatus::Pending => "still to be told",
        ContactStatus::Contacted => "told",
        ContactStatus::Acknowledged => "told, and answered",
        ContactStatus::Unreachable => "could not be reached",
        ContactStatus::NotRequired => "need not be told",
    }
}

/// How the lot of a line is known.
pub fn evidence(evidence: LotEvidence) -> &'static str {
    match evidence {
        LotEvidence::Scanned => "lot scanned from the package",
        LotEvidence::Stated => "lot stated by a person",
        LotEvidence::Assumed => "lot assumed by first expired, first out",
    }
}

/// What the recall is called.
pub fn recall_name(recall: &recall::Model) -> String {
    match &recall.number {
        Some(number) => format!("Recall {number} of {}", recall.firm),
        None => format!("The recall of {}", recall.firm),
    }
}

/// An instant by the clock of a site, with the zone's own letters.
pub fn local(at: Instant, zone: Tz) -> String {
    at.to_utc().with_timezone(&zone).format("%Y-%m-%d %H:%M %Z").to_string()
}
