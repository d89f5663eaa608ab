//! Tests of what becomes of a reservation, and the reservations of other tests.

use super::*;
use entity::id::SiteId;

/// A reservation of so much, of which so much was used.
pub(super) fn reservation(quantity: i64, used: i64) -> reservation::Model {
    reservation::Model {
        id: ReservationId::new(),
        product_id: ProductId(uuid::Uuid::nil()),
        site_id: SiteId(uuid::Uuid::nil()),
        quantity: Quantity(quantity),
        used: Quantity(used),
        purpose: "a cart".to_owned(),
        expires_at: Instant(1_000),
        created_at: Instant(0),
        created_by: "flo".to_owned(),
        released_at: None,
        released_by: None,
    }
}

#[test]
fn a_reservation_lapses_at_its_instant_and_not_a_millisecond_before() {
    let reservation = reservation(3, 0);
    assert_eq!(status(&reservation, Instant(999)), Status::Active);
    assert_eq!(status(&reservation, Instant(1_000)), Status::Lapsed);
}
