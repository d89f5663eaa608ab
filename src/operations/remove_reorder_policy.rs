//! Taking a reorder policy away: from now on that of the category decides, else the default.

use super::{Act, Operation};
use crate::{
    error::Error,
    rules::{
        refusal::{InputRule, Refusal, field},
        rights::Right,
    },
};
use entity::{
    id::{ProductId, SiteId},
    product::ProductCategory,
    reorder_policy,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

/// Removes the policy of a product or of a category.
#[derive(Clone, Debug, Serialize)]
pub struct RemoveReorderPolicy {
    /// Where.
    pub site_id: SiteId,
    /// Of which product: this, or a category.
    pub product_id: Option<ProductId>,
    /// Of which category.
    pub category: Option<ProductCategory>,
}

/// Where the policy was removed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RemoveReorderPolicyDone {
    /// The site.
    pub site_id: SiteId,
}

impl Operation for RemoveReorderPolicy {
    type Done = RemoveReorderPolicyDone;
    const NAME: &'static str = "removeReorderPolicy";

    async fn perform(&self, act: &Act<'_>) -> Result<RemoveReorderPolicyDone, Error> {
        let site = act.site(self.site_id, Right::ManageStock).await?;
        let (of_what, name) = match (self.product_id, self.category) {
            (Some(product), None) => (reorder_policy::COLUMN.product_id.eq(product), "productId"),
            (None, Some(category)) => (reorder_policy::COLUMN.category.eq(category), "category"),
            _ => {
                let message = "Name a product, or a category.";
                return Err(Refusal::invalid(field("productId"), InputRule::Required, message).into());
            }
        };

        let of_site = reorder_policy::COLUMN.site_id.eq(site.id);
        let removed = act.delete_many(reorder_policy::Entity::delete_many().filter(of_site).filter(of_what)).await?;
        if removed.is_empty() {
            return Err(Refusal::not_found(field(name), "reorder policy").into());
        }
        Ok(RemoveReorderPolicyDone { site_id: site.id })
    }
}
