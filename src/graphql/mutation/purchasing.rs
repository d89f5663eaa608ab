//! Ordering: what suppliers sell, when to order, and purchase orders.

use crate::graphql::{
    answer::{Outcome, perform},
    input::purchasing::{
        CreatePurchaseOrderInput, PurchaseOrderActInput, RemoveReorderPolicyInput, SetReorderPolicyInput,
        SetSupplierItemInput, UpdatePurchaseOrderInput,
    },
    loader::{find, required},
    object::{purchase_order::PurchaseOrder, reorder_policy::ReorderPolicy, site::Site, supplier_item::SupplierItem},
};
use crate::operations::purchase_orders::PurchaseOrderDone;
use async_graphql::{Context, Object, Result, SimpleObject};

/// What came of a supplier's item.
#[derive(SimpleObject)]
pub(super) struct SetSupplierItemPayload {
    /// The item.
    supplier_item: Option<SupplierItem>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of a policy.
#[derive(SimpleObject)]
pub(super) struct SetReorderPolicyPayload {
    /// The policy.
    reorder_policy: Option<ReorderPolicy>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of removing a policy.
#[derive(SimpleObject)]
pub(super) struct RemoveReorderPolicyPayload {
    /// The site where it held.
    site: Option<Site>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of writing orders down.
#[derive(SimpleObject)]
pub(super) struct CreatePurchaseOrderPayload {
    /// The orders, one for each supplier; none where nothing is due.
    purchase_orders: Option<Vec<PurchaseOrder>>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of changing an order.
#[derive(SimpleObject)]
pub(super) struct UpdatePurchaseOrderPayload {
    /// The order.
    purchase_order: Option<PurchaseOrder>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of sending an order.
#[derive(SimpleObject)]
pub(super) struct SubmitPurchaseOrderPayload {
    /// The order.
    purchase_order: Option<PurchaseOrder>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of cancelling an order.
#[derive(SimpleObject)]
pub(super) struct CancelPurchaseOrderPayload {
    /// The order.
    purchase_order: Option<PurchaseOrder>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of closing an order.
#[derive(SimpleObject)]
pub(super) struct ClosePurchaseOrderPayload {
    /// The order.
    purchase_order: Option<PurchaseOrder>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// Ordering.
#[derive(Default)]
pub(super) struct PurchasingMutation;

#[Object]
impl PurchasingMutation {
    /// Sets what a supplier sells a product as: code, package, price, fewest packages. Needs the role MANAGER.
    async fn set_supplier_item(
        &self,
        context: &Context<'_>,
        input: SetSupplierItemInput,
    ) -> Result<SetSupplierItemPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(SetSupplierItemPayload { supplier_item: None, outcome }) };
        let item = find(context, (done.supplier_id, done.product_id)).await?;
        Ok(SetSupplierItemPayload { supplier_item: item.map(SupplierItem), outcome })
    }

    /// Sets when to order a product, or the products of a category, at a site. Needs the role MANAGER there.
    async fn set_reorder_policy(
        &self,
        context: &Context<'_>,
        input: SetReorderPolicyInput,
    ) -> Result<SetReorderPolicyPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(SetReorderPolicyPayload { reorder_policy: None, outcome }) };
        let policy = required(context, done.policy_id).await?;
        Ok(SetReorderPolicyPayload { reorder_policy: Some(ReorderPolicy(policy)), outcome })
    }

    /// Removes the policy of a product, or of a category, at a site: that of the category decides from now on, else the
    /// default. Needs the role MANAGER there.
    async fn remove_reorder_policy(
        &self,
        context: &Context<'_>,
        input: RemoveReorderPolicyInput,
    ) -> Result<RemoveReorderPolicyPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(RemoveReorderPolicyPayload { site: None, outcome }) };
        let site = required(context, done.site_id).await?;
        Ok(RemoveReorderPolicyPayload { site: Some(Site(site)), outcome })
    }

    /// Writes orders down: from the reorder report, one for each supplier, of what is due and on no open order; or by
    /// hand. They are drafts until they are submitted. Needs the role MANAGER there.
    async fn create_purchase_order(
        &self,
        context: &Context<'_>,
        input: CreatePurchaseOrderInput,
    ) -> Result<CreatePurchaseOrderPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(CreatePurchaseOrderPayload { purchase_orders: None, outcome }) };
        let mut orders = Vec::with_capacity(done.purchase_order_ids.len());
        for id in done.purchase_order_ids {
            orders.push(PurchaseOrder(required(context, id).await?));
        }
        Ok(CreatePurchaseOrderPayload { purchase_orders: Some(orders), outcome })
    }

    /// Changes an order that is a draft: its expected day, its lines, or both. Needs the role MANAGER there.
    async fn update_purchase_order(
        &self,
        context: &Context<'_>,
        input: UpdatePurchaseOrderInput,
    ) -> Result<UpdatePurchaseOrderPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(UpdatePurchaseOrderPayload { purchase_order: order(context, done).await?, outcome })
    }

    /// Sends an order to its supplier: it is on order from now on. Needs the role MANAGER there.
    async fn submit_purchase_order(
        &self,
        context: &Context<'_>,
        input: PurchaseOrderActInput,
    ) -> Result<SubmitPurchaseOrderPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_submission()).await?;
        Ok(SubmitPurchaseOrderPayload { purchase_order: order(context, done).await?, outcome })
    }

    /// Takes an order back before anything came of it. Needs the role MANAGER there.
    async fn cancel_purchase_order(
        &self,
        context: &Context<'_>,
        input: PurchaseOrderActInput,
    ) -> Result<CancelPurchaseOrderPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_cancellation()).await?;
        Ok(CancelPurchaseOrderPayload { purchase_order: order(context, done).await?, outcome })
    }

    /// Closes an order: nothing more is expected of it; short, with a reason, where something did not come. Needs the
    /// role MANAGER there.
    async fn close_purchase_order(
        &self,
        context: &Context<'_>,
        input: PurchaseOrderActInput,
    ) -> Result<ClosePurchaseOrderPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_closing()).await?;
        Ok(ClosePurchaseOrderPayload { purchase_order: order(context, done).await?, outcome })
    }
}

async fn order(context: &Context<'_>, done: Option<PurchaseOrderDone>) -> Result<Option<PurchaseOrder>> {
    match done {
        Some(done) => required(context, done.purchase_order_id).await.map(|order| Some(PurchaseOrder(order))),
        None => Ok(None),
    }
}
