//! A lot under its right number and date: it keeps its id, and what was before is kept beside it.

use super::{CorrectLotDone, Corrected, deviations};
use crate::{
    error::Error,
    operations::{approvals, recall_notices::again},
    rules::{
        lot_correction::Expiry,
        refusal::{Reason, Refusal, field},
    },
};
use entity::{id::PostingId, lot, lot_correction as correction_row, lot_spelling};
use sea_orm::{IntoActiveModel, Set};

impl Corrected<'_> {
    /// The lot keeps its id, under the right number and date; it is found by its old spellings too.
    pub(super) async fn rename(&self, lot: &lot::Model) -> Result<CorrectLotDone, Error> {
        let expiry = Expiry { expires_on: self.label.expires_on, basis: self.label.expiry_basis };
        let renamed = self.label.lot_number != lot.lot_number;
        if !renamed && expiry == Expiry::of(lot) {
            let message = format!("Lot {} says so already.", lot.lot_number);
            return Err(Refusal::new(field("lotId"), Reason::AlreadyDone { message }).into());
        }
        if renamed {
            self.spell(lot).await?;
        }
        self.set_expiry(lot, expiry).await?;
        let before = renamed.then(|| lot.lot_number.clone());
        let row = correction_row::Model {
            lot_number_before: before,
            lot_number_after: renamed.then(|| self.label.lot_number.clone()),
            ..self.row(PostingId::new(), lot, expiry)
        };
        self.record(row).await?;
        deviations::add(self.act, &[lot], &self.label.lot_number, expiry).await?;
        Ok(CorrectLotDone { lot_id: lot.id, posting_ids: vec![] })
    }

    async fn spell(&self, lot: &lot::Model) -> Result<(), Error> {
        let mut row = lot.clone().into_active_model();
        row.lot_number = Set(self.label.lot_number.clone());
        row.lot_unknown = Set(self.label.canonical.is_none());
        self.act.update(row).await?;
        let Some(canonical) = self.label.canonical.clone() else { return Ok(()) };
        let spelling = lot_spelling::Model { product_id: lot.product_id, canonical: canonical.clone(), lot_id: lot.id };
        self.act.insert_missing(vec![spelling]).await?;
        again::lot_is_known(self.act, &canonical).await
    }

    pub(super) async fn set_expiry(&self, lot: &lot::Model, expiry: Expiry) -> Result<(), Error> {
        if expiry == Expiry::of(lot) {
            return Ok(());
        }
        let mut row = lot.clone().into_active_model();
        row.expires_on = Set(expiry.expires_on);
        row.expiry_sort = Set(expiry.expires_on.unwrap_or(lot::UNDATED));
        row.expiry_basis = Set(expiry.basis);
        self.act.update(row).await?;
        Ok(())
    }

    /// The fact that `lot` was corrected, and what its expiry was where that is another now.
    pub(super) fn row(&self, id: PostingId, lot: &lot::Model, expiry: Expiry) -> correction_row::Model {
        let expiry_changed = expiry != Expiry::of(lot);
        correction_row::Model {
            id,
            lot_id: lot.id,
            at: self.act.now(),
            by: self.act.person().to_owned(),
            confirmed_by: self.second.name(),
            reason: self.reason.clone(),
            lot_number_before: None,
            expires_on_before: lot.expires_on.filter(|_| expiry_changed),
            expiry_changed,
            merged_from_id: None,
            lot_number_after: None,
            expires_on_after: expiry.expires_on.filter(|_| expiry_changed),
        }
    }

    pub(super) async fn record(&self, row: correction_row::Model) -> Result<(), Error> {
        approvals::signed_for(self.act, row.id.0);
        self.act.insert(row).await?;
        Ok(())
    }
}
