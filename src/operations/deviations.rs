//! Deviations: the rules that a recorded fact broke, kept for a medical director to review.

use super::Act;
use crate::rules::refusal::Reason;
use entity::{
    deviation,
    id::{DeviationId, SiteId},
};

/// The row for a broken rule, to be completed with the line that broke it.
pub(super) fn row(act: &Act<'_>, site_id: SiteId, reason: &Reason) -> deviation::Model {
    deviation::Model {
        id: DeviationId::new(),
        usage_line_id: None,
        sale_line_id: None,
        posting_id: None,
        site_id,
        code: reason.code().word().to_owned(),
        reasons: reason.unusable().iter().map(|reason| reason.word()).collect::<Vec<_>>().join(" "),
        message: reason.to_string(),
        recorded_at: act.now(),
        reviewed_by: None,
        reviewed_at: None,
        review_note: None,
    }
}
