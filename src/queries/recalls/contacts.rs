//! Who is to be told of a recall, and how far that is.

use crate::{
    error::{Error, Failure},
    queries::page::{self, Order, Page, PageRequest},
    rules::people::People,
};
use entity::{
    id::{ContactId, RecallId},
    recall_contact::{self, ContactStatus, ContactSubject},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order as Direction, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

/// A page of the contacts of a recall, all of them or those assigned to one person, in the order in which they were found.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    recall: RecallId,
    status: Option<ContactStatus>,
    assigned_to: Option<&str>,
    asked: &PageRequest,
) -> Result<Page<recall_contact::Model>, Error> {
    let wanted = Condition::all()
        .add(recall_contact::COLUMN.recall_id.eq(recall))
        .add_option(status.map(|status| recall_contact::COLUMN.status.eq(status)))
        .add_option(assigned_to.map(|person| recall_contact::COLUMN.assigned_to.eq(person)));
    let order: Order<recall_contact::Model, ContactId> = Order {
        columns: vec![recall_contact::Column::Id.into_expr()],
        direction: Direction::Asc,
        key: |contact| contact.id,
    };
    page::load(connection, recall_contact::Entity::find().filter(wanted), &order, asked).await
}

/// How many contacts of each subject there are in each status.
///
/// # Errors
/// When the database fails.
pub async fn tally(
    connection: &impl ConnectionTrait,
    recall: RecallId,
) -> Result<Vec<(ContactSubject, ContactStatus, i64)>, Failure> {
    let rows = recall_contact::Entity::find()
        .select_only()
        .columns([recall_contact::Column::Subject, recall_contact::Column::Status])
        .expr_as(Expr::col(recall_contact::Column::Id).count(), "contacts")
        .filter(recall_contact::COLUMN.recall_id.eq(recall))
        .group_by(recall_contact::Column::Subject)
        .group_by(recall_contact::Column::Status);
    Ok(rows.into_tuple().all(connection).await?)
}

/// The first so many who are still to be told.
///
/// # Errors
/// When the database fails.
pub async fn first_pending(
    connection: &impl ConnectionTrait,
    recall: RecallId,
    most: u64,
) -> Result<Vec<ContactId>, Failure> {
    let rows = recall_contact::Entity::find()
        .select_only()
        .column(recall_contact::Column::Id)
        .filter(recall_contact::COLUMN.recall_id.eq(recall))
        .filter(recall_contact::COLUMN.status.eq(ContactStatus::Pending))
        .order_by_asc(recall_contact::COLUMN.id)
        .limit(most);
    Ok(rows.into_tuple().all(connection).await?)
}

/// The people behind contacts; a sale that names nobody is nobody.
pub fn people<'c>(contacts: impl IntoIterator<Item = &'c recall_contact::Model>) -> People {
    let mut people = People::default();
    for contact in contacts {
        match contact.subject {
            ContactSubject::Patient => people.add(People::patient(&contact.subject_id)),
            ContactSubject::Customer => people.add(People::customer(&contact.subject_id)),
            ContactSubject::Sale => {}
        }
    }
    people
}
