//! How a site decides when to order a product, or every product of a category that has no policy of its own.

use super::{Act, Operation};
use crate::{
    error::Error,
    queries::reorder,
    rules::{
        refusal::{InputRule, Refusal, field},
        reorder::{Policy, PolicyGiven},
        rights::Right,
    },
};
use entity::{
    id::{ProductId, ReorderPolicyId, SiteId},
    product::{self, ProductCategory},
    reorder_policy,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::OnConflict};
use serde::{Deserialize, Serialize};

/// Sets a policy; the one before it is replaced.
#[derive(Clone, Debug, Serialize)]
pub struct SetReorderPolicy {
    /// Where.
    pub site_id: SiteId,
    /// Of which product: this, or a category.
    pub product_id: Option<ProductId>,
    /// Of which category.
    pub category: Option<ProductCategory>,
    /// The policy.
    pub policy: PolicyGiven,
}

/// The policy that was set.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetReorderPolicyDone {
    /// The policy.
    pub policy_id: ReorderPolicyId,
}

impl Operation for SetReorderPolicy {
    type Done = SetReorderPolicyDone;
    const NAME: &'static str = "setReorderPolicy";

    async fn perform(&self, act: &Act<'_>) -> Result<SetReorderPolicyDone, Error> {
        let site = act.site(self.site_id, Right::ManageStock).await?;
        self.names_one()?;
        let policy = self.policy.check().map_err(Error::Refused)?;
        self.product_exists(act).await?;
        self.write(act, policy).await?;
        let set = reorder_policy::Entity::find()
            .filter(reorder_policy::COLUMN.site_id.eq(site.id))
            .filter(self.of_what())
            .one(act.transaction)
            .await?;
        let set = set.ok_or_else(|| crate::error::Failure::Broken("a policy was set and is gone".to_owned()))?;
        Ok(SetReorderPolicyDone { policy_id: set.id })
    }
}

impl SetReorderPolicy {
    fn names_one(&self) -> Result<(), Refusal> {
        if self.product_id.is_some() != self.category.is_some() {
            return Ok(());
        }
        Err(Refusal::invalid(field("productId"), InputRule::Required, "Name a product, or a category."))
    }

    async fn product_exists(&self, act: &Act<'_>) -> Result<(), Error> {
        let Some(id) = self.product_id else { return Ok(()) };
        let known = product::Entity::find_by_id(id).one(act.transaction).await?;
        known.map(drop).ok_or_else(|| Refusal::not_found(field("productId"), "product").into())
    }

    async fn write(&self, act: &Act<'_>, policy: Policy) -> Result<(), Error> {
        use reorder_policy::Column::{
            Category, DemandWindowDays, OrderUpTo, ProductId, ReorderPoint, ReviewDays, ServiceLevel, SetAt, SetBy,
            SiteId,
        };
        let row = reorder_policy::Model {
            id: ReorderPolicyId::new(),
            site_id: self.site_id,
            product_id: self.product_id,
            category: self.category,
            reorder_point: None,
            order_up_to: None,
            service_level: None,
            review_days: None,
            demand_window_days: None,
            set_at: act.now(),
            set_by: act.person().to_owned(),
        };
        let of_what = if self.product_id.is_some() { ProductId } else { Category };
        let replaced = OnConflict::columns([SiteId, of_what])
            .update_columns([ReorderPoint, OrderUpTo, ServiceLevel, ReviewDays, DemandWindowDays, SetAt, SetBy])
            .to_owned();
        act.insert_or(vec![reorder::row_of(policy, row)], replaced).await?;
        Ok(())
    }

    fn of_what(&self) -> Condition {
        Condition::all()
            .add_option(self.product_id.map(|id| reorder_policy::COLUMN.product_id.eq(id)))
            .add_option(self.category.map(|category| reorder_policy::COLUMN.category.eq(category)))
    }
}
