//! The refusal to close a recall: what keeps it open, lot by lot and site by site, or by its contacts.

use super::UserErrorCode;
use crate::{
    graphql::{
        loader::required,
        object::{lot::Lot, site::Site},
        scalar::Decimal,
    },
    rules::recall::closing::Matter,
};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use entity::id::{LotId, SiteId};

/// Something keeps the recall open: one of these for each lot, site and amount, and one for the contacts.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct NotBalanced {
    /// `NOT_BALANCED`.
    pub(super) code: UserErrorCode,
    /// What, in a sentence.
    pub(super) message: String,
    /// Path into the input.
    pub(super) field: Vec<String>,
    /// Base units on hand, not counted, or not accounted for.
    quantity: Option<Decimal>,
    /// The first of the contacts that are still to be told.
    contact_ids: Vec<ID>,
    #[graphql(skip)]
    place: Option<(LotId, SiteId)>,
}

#[ComplexObject]
impl NotBalanced {
    /// The lot.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        match self.place {
            Some((lot, _)) => required(context, lot).await.map(Lot).map(Some),
            None => Ok(None),
        }
    }

    /// The site.
    async fn site(&self, context: &Context<'_>) -> Result<Option<Site>> {
        match self.place {
            Some((_, site)) => required(context, site).await.map(Site).map(Some),
            None => Ok(None),
        }
    }
}

impl NotBalanced {
    /// What `matter` keeps open.
    pub(super) fn of(matter: Matter, code: UserErrorCode, message: String, field: Vec<String>) -> Self {
        let (place, quantity, contact_ids) = match matter {
            Matter::OnHand { lot_id, site_id, quantity, .. }
            | Matter::NotCounted { lot_id, site_id, quantity, .. }
            | Matter::Unaccounted { lot_id, site_id, quantity, .. } => {
                (Some((lot_id, site_id)), Some(quantity.into()), vec![])
            }
            Matter::Contacts { contact_ids, .. } => (None, None, contact_ids),
        };
        let contact_ids = contact_ids.iter().map(|id| ID(id.to_string())).collect();
        Self { code, message, field, quantity, contact_ids, place }
    }
}
