//! A till at random: sales, promises, what comes back and what is used, in any order, done by the service and by a model
//! of a few lines. After every act both have the same, or refused it for the same rule.

use crate::{
    clinic::{Clinic, clinic, sale_line, serum},
    databases::both,
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    fixed_point::Quantity,
    id::{LotId, ProductId, ReservationId, SaleLineId},
    sale_return_line::ReturnDisposition::{self, Destroy, Quarantine, Restock},
};
use lotwise::{
    error::Error,
    operations::{
        create_product::CreateProduct,
        record_sale::{RecordSale, SaleLine},
        record_sale_return::ReturnOf,
        release_reservation::ReleaseReservation,
        reserve_stock::ReserveStock,
        source::StockSource,
    },
    queries::stock,
    rules::refusal::Code,
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

#[derive(Clone, Debug)]
enum Act {
    /// Sells so many; of a promise, where one is named.
    Sell(i64, Option<usize>),
    /// Promises so many for so many minutes.
    Promise(i64, i64),
    /// Gives a promise back.
    Release(usize),
    /// Brings so many of a sale back.
    BringBack(usize, i64, ReturnDisposition),
    /// Uses so many with a patient.
    Use(i64),
    /// Lets so many minutes pass.
    Wait(i64),
    /// Receives so many.
    Receive(i32),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        4 => (1_i64..5, proptest::option::of(0_usize..6)).prop_map(|(quantity, named)| Act::Sell(quantity, named)),
        3 => (1_i64..5, 1_i64..90).prop_map(|(quantity, minutes)| Act::Promise(quantity, minutes)),
        1 => (0_usize..6).prop_map(Act::Release),
        3 => (0_usize..6, 1_i64..4, prop_oneof![Just(Restock), Just(Quarantine), Just(Destroy)])
            .prop_map(|(sale, quantity, disposition)| Act::BringBack(sale, quantity, disposition)),
        1 => (1_i64..4).prop_map(Act::Use),
        1 => (1_i64..60).prop_map(Act::Wait),
        1 => (1_i32..6).prop_map(Act::Receive),
    ];
    proptest::collection::vec(act, 10..40)
}

/// What the model knows of one lot of one product.
#[derive(Default)]
struct Model {
    usable: i64,
    held: i64,
    promises: Vec<(ReservationId, i64, DateTime<Utc>)>,
    sold: Vec<(SaleLineId, i64)>,
}

impl Model {
    /// What is left of a promise that still stands.
    fn left(&self, place: usize, now: DateTime<Utc>) -> i64 {
        self.promises.get(place).filter(|(.., until)| now < *until).map_or(0, |(_, left, _)| *left)
    }

    fn reserved(&self, now: DateTime<Utc>) -> i64 {
        (0..self.promises.len()).map(|place| self.left(place, now)).sum()
    }

    /// What of the usable stock each promise has: the first promised first; and what nobody has.
    fn shared(&self, now: DateTime<Utc>) -> (Vec<i64>, i64) {
        let mut free = self.usable;
        let has = |place| {
            let own = self.left(place, now).min(free);
            free -= own;
            own
        };
        ((0..self.promises.len()).map(has).collect(), free)
    }
}

/// The service with its model.
struct Till<'c> {
    clinic: &'c mut Clinic,
    product: ProductId,
    lot: LotId,
    model: Model,
}

fn outcome<T>(result: Result<T, Error>) -> Result<T, Code> {
    match result {
        Ok(done) => Ok(done),
        Err(Error::Refused(refusals)) => Err(refusals[0].code()),
        Err(error) => panic!("neither done nor refused: {error:?}"),
    }
}

impl Till<'_> {
    async fn act(&mut self, act: &Act) {
        match *act {
            Act::Sell(quantity, named) => self.sell(quantity, named).await,
            Act::Promise(quantity, minutes) => self.promise(quantity, minutes).await,
            Act::Release(place) => self.release(place).await,
            Act::BringBack(place, quantity, disposition) => self.bring_back(place, quantity, disposition).await,
            Act::Use(quantity) => self.use_up(quantity).await,
            Act::Wait(minutes) => self.clinic.now += TimeDelta::minutes(minutes),
            Act::Receive(containers) => {
                self.clinic.receive(self.product, "L1", containers).await;
                self.model.usable += i64::from(containers);
            }
        }
    }

    async fn sell(&mut self, quantity: i64, named: Option<usize>) {
        let (now, named) = (self.clinic.now, named.filter(|place| *place < self.model.promises.len()));
        let (has, free) = self.model.shared(now);
        let allowed = quantity <= free + named.map_or(0, |place| has[place]);
        let reservation_id = named.map(|place| self.model.promises[place].0);
        let line = SaleLine { reservation_id, ..sale_line(StockSource::Product(self.product), quantity) };
        let sale = RecordSale { lines: vec![line], ..self.clinic.sale([]) };
        let done = outcome(self.clinic.perform(&self.clinic.front_desk(), sale).await);
        assert_eq!(done.as_ref().err().copied(), (!allowed).then_some(Code::InsufficientStock));
        let Ok(answer) = done else { return };
        self.model.usable -= quantity;
        self.model.sold.push((self.clinic.lines_of(answer.done.sale_id).await[0].id, quantity));
        if let Some(place) = named {
            let used = self.model.left(place, now).min(quantity);
            self.model.promises[place].1 -= used;
        }
    }

    async fn promise(&mut self, quantity: i64, minutes: i64) {
        let until = self.clinic.now + TimeDelta::minutes(minutes);
        let allowed = quantity <= self.model.shared(self.clinic.now).1;
        let promise = ReserveStock { expires_at: until.into(), ..self.clinic.promise(self.product, quantity) };
        let done = outcome(self.clinic.perform(&self.clinic.front_desk(), promise).await);
        assert_eq!(done.as_ref().err().copied(), (!allowed).then_some(Code::InsufficientStock));
        self.model.promises.extend(done.ok().map(|answer| (answer.done.reservation_id, quantity, until)));
    }

    async fn release(&mut self, place: usize) {
        let Some((reservation_id, ..)) = self.model.promises.get(place).copied() else { return };
        let stands = self.model.left(place, self.clinic.now) > 0;
        let done = self.clinic.perform(&self.clinic.front_desk(), ReleaseReservation { reservation_id }).await;
        assert_eq!(outcome(done).err(), (!stands).then_some(Code::AlreadyDone));
        self.model.promises[place].1 = 0;
    }

    async fn bring_back(&mut self, place: usize, quantity: i64, disposition: ReturnDisposition) {
        let Some((line, left)) = self.model.sold.get(place).copied() else { return };
        let back = self.clinic.bring_back(ReturnOf::SaleLine(line), quantity, disposition);
        let done = outcome(self.clinic.perform(&self.clinic.front_desk(), back).await);
        let refusal = if left == 0 { Code::AlreadyDone } else { Code::Conflict };
        assert_eq!(done.as_ref().err().copied(), (quantity > left).then_some(refusal));
        if done.is_err() {
            return;
        }
        self.model.sold[place].1 -= quantity;
        match disposition {
            Restock => self.model.usable += quantity,
            Quarantine => self.model.held += quantity,
            Destroy => {}
        }
    }

    async fn use_up(&mut self, quantity: i64) {
        let allowed = quantity <= self.model.usable;
        let usage = self.clinic.usage([(StockSource::Product(self.product), quantity)]);
        let done = outcome(self.clinic.perform(&self.clinic.nurse(), usage).await);
        assert_eq!(done.as_ref().err().copied(), (!allowed).then_some(Code::InsufficientStock), "reserved or not");
        if done.is_ok() {
            self.model.usable -= quantity;
        }
    }

    /// The service has what the model has.
    async fn compare(&self) {
        let (reader, at) = (self.clinic.deployment.database.reader(), self.clinic.now.into());
        let levels = stock::of_products(reader, self.clinic.denver.id, &[self.product].into(), at).await;
        let level = levels.expect("the level is read").remove(&self.product).expect("it has stock");
        assert_eq!(level.reserved.to_decimal(), self.model.reserved(self.clinic.now).into());
        let on_hand = self.clinic.balance(self.lot).await.on_hand;
        assert_eq!(on_hand.to_decimal(), (self.model.usable + self.model.held).into());
        assert!(on_hand >= Quantity::ZERO);
    }
}

#[tokio::test]
async fn a_till_at_random_has_what_the_model_has() {
    let seed: u64 = match std::env::var("LOTWISE_TEST_SEED") {
        Ok(seed) => seed.parse().expect("LOTWISE_TEST_SEED is a number"),
        Err(_) => rand::random(),
    };
    eprintln!("LOTWISE_TEST_SEED={seed}");
    both(async |database| {
        let mut clinic = clinic(database).await;
        let bytes = [seed.to_le_bytes(); 4].concat();
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        for run in 0..12 {
            let product = clinic.product(CreateProduct { sku: format!("SERUM-{run}"), ..serum() }).await.id;
            let lot = clinic.receive(product, "L1", 6).await;
            let model = Model { usable: 6, ..Model::default() };
            let mut till = Till { clinic: &mut clinic, product, lot, model };
            for act in acts().new_tree(&mut runner).expect("acts can be thought of").current() {
                till.act(&act).await;
                till.compare().await;
            }
        }
        clinic.books_are_proved().await;
    })
    .await;
}
