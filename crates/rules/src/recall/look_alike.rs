//! Look-alikes: numbers that a person may have taken for a recalled one, or keyed instead of it. Suggested, never held.

/// Fewest characters of numbers that are told apart by a slip: shorter ones all look alike.
const FEWEST: usize = 4;

/// The number with letters that are read as digits written as those digits: O as 0, I as 1.
pub fn as_read(canonical: &str) -> String {
    let digit = |character| match character {
        'O' => '0',
        'I' => '1',
        other => other,
    };
    canonical.chars().map(digit).collect()
}

/// Whether `number` is another one than `listed`, and may be it all the same: both read alike, or are one slip of the
/// hand apart (a character wrong, too many, missing, or two of them swapped).
pub fn is_like(number: &str, listed: &str) -> bool {
    if number == listed {
        return false;
    }
    let (number, listed) = (as_read(number), as_read(listed));
    number == listed || one_slip_apart(&number.chars().collect::<Vec<_>>(), &listed.chars().collect::<Vec<_>>())
}

fn one_slip_apart(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() < FEWEST {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    let rest = |from: &[char], by: usize| from.get(same + by..).unwrap_or_default().to_vec();
    match long.len() - short.len() {
        0 => rest(short, 1) == rest(long, 1) || are_swapped(short, long, same),
        1 => rest(short, 0) == rest(long, 1),
        _ => false,
    }
}

/// Whether the two characters from `place` on are swapped, and all the others the same.
fn are_swapped(one: &[char], other: &[char], place: usize) -> bool {
    let swapped = one.get(place).is_some() && one.get(place) == other.get(place + 1);
    swapped && one.get(place + 1) == other.get(place) && one.get(place + 2..) == other.get(place + 2..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_read_as_digits_and_one_slip_are_alike() {
        for (number, listed) in [
            ("C3O16", "C3016"),
            ("AI00", "A100"),
            ("C3106", "C3016"),
            ("C316", "C3016"),
            ("C30166", "C3016"),
            ("C3017", "C3016"),
        ] {
            assert!(is_like(number, listed), "{number} {listed}");
        }
        for (number, listed) in [("C3016", "C3016"), ("C3027", "C3016"), ("A1", "A2"), ("C3016", "D4127"), ("", "A")] {
            assert!(!is_like(number, listed), "{number} {listed}");
        }
    }

    proptest! {
        #[test]
        fn likeness_goes_both_ways(one in "[A-C0-2OI]{0,7}", other in "[A-C0-2OI]{0,7}") {
            prop_assert_eq!(is_like(&one, &other), is_like(&other, &one));
        }

        #[test]
        fn one_wrong_character_is_a_slip(number in "[A-Z0-9]{4,12}", place in 0_usize..4, wrong in "[A-Z0-9]") {
            let mut slipped: Vec<char> = number.chars().collect();
            slipped[place] = wrong.chars().next().unwrap_or('X');
            let slipped: String = slipped.into_iter().collect();
            prop_assert_eq!(is_like(&slipped, &number), slipped != number);
        }
    }
}
