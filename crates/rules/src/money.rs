//! Amounts of money as they are handed in: with a currency, which is the deployment's.

use super::{
    quantity,
    refusal::{Field, InputRule, Refusal},
};
use entity::fixed_point::Money;
use rust_decimal::Decimal;
use serde::Serialize;

/// An amount of money as handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MoneyAmount {
    /// How much.
    pub amount: Decimal,
    /// ISO 4217 code of what.
    pub currency: String,
}

/// The amount, when it is of 0 or more in `currency`: one deployment counts in one currency and converts nothing.
///
/// # Errors
/// `OTHER` for another currency; `TOO_MANY_DECIMALS`, `OUT_OF_RANGE`.
pub fn in_currency(field: &Field, given: &MoneyAmount, currency: &str) -> Result<Money, Refusal> {
    if given.currency != currency {
        let message = format!("Money is counted in {currency} here.");
        return Err(Refusal::beyond(inside(field, "currency"), InputRule::Other, currency, message));
    }
    quantity::money(inside(field, "amount"), given.amount)
}

fn inside(field: &Field, name: &str) -> Field {
    field.iter().cloned().chain([name.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::field;

    fn given(amount: &str, currency: &str) -> Result<Money, Field> {
        let given = MoneyAmount { amount: amount.parse().unwrap_or_default(), currency: currency.to_owned() };
        in_currency(&field("retailPrice"), &given, "USD").map_err(|refusal| refusal.field)
    }

    #[test]
    fn nothing_is_a_price_and_less_than_nothing_is_none() {
        assert_eq!(given("0", "USD"), Ok(Money::ZERO));
        assert_eq!(given("12.5", "USD"), Ok(Money(125_000)));
        assert_eq!(given("-1", "USD"), Err(vec!["retailPrice".to_owned(), "amount".to_owned()]));
    }

    #[test]
    fn another_currency_is_never_taken_for_ours() {
        for currency in ["EUR", "usd", "", "USD "] {
            assert_eq!(
                given("1", currency),
                Err(vec!["retailPrice".to_owned(), "currency".to_owned()]),
                "{currency:?}"
            );
        }
    }
}
