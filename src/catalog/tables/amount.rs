//! Amounts of money in the ways in which tables write them: `$761M`, `1,234,567`, `EUR 3.5K`.

use serde::{Deserialize, Serialize};

use super::number::{Doubt, Hint, Nature, Number, is_part};

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Whole units of the currency.
    pub value: i64,
    /// ISO 4217 code, where the text named one; a bare number in these tables means dollars, but
    /// says so nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// Signs and words of currencies, the longer ones first.
const CURRENCIES: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("R$", "BRL"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("₴", "UAH"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("Ft", "HUF"),
    ("Fr", "CHF"),
    ("Fr.", "CHF"),
    ("Rs", "INR"),
    ("Rs.", "INR"),
    ("Euro", "EUR"),
    ("Euros", "EUR"),
    ("Dollar", "USD"),
    ("Dollars", "USD"),
    ("Yen", "JPY"),
    ("Yuan", "CNY"),
    ("RMB", "CNY"),
    ("Won", "KRW"),
];

/// Codes of ISO 4217 that budgets of films are stated in, those of former currencies too: any three
/// letters would be a currency otherwise.
const CODES: &[&str] = &[
    "AED", "ARS", "ATS", "AUD", "BDT", "BEF", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP",
    "CZK", "DEM", "DKK", "EEK", "EGP", "ESP", "EUR", "FIM", "FRF", "GBP", "GRD", "HKD", "HRK",
    "HUF", "IDR", "IEP", "ILS", "INR", "IRR", "ISK", "ITL", "JMD", "JPY", "KRW", "KZT", "LKR",
    "LTL", "LVL", "MAD", "MVR", "MXN", "MXP", "MYR", "NGN", "NLG", "NOK", "NPR", "NZD", "PEN",
    "PHP", "PKR", "PLN", "PTE", "RON", "RSD", "RUB", "RUR", "SAR", "SEK", "SGD", "SIT", "SKK",
    "SUR", "THB", "TND", "TRL", "TRY", "TWD", "UAH", "USD", "UYU", "VEB", "VEF", "VND", "XAF",
    "XOF", "YUM", "ZAR",
];

/// Words and letters behind a number.
const SCALES: &[(&str, f64)] = &[
    ("", 1.0),
    ("k", 1e3),
    ("thousand", 1e3),
    ("m", 1e6),
    ("mn", 1e6),
    ("mio", 1e6),
    ("mm", 1e6),
    ("million", 1e6),
    ("millions", 1e6),
    ("lakh", 1e5),
    ("crore", 1e7),
    ("cr", 1e7),
    ("b", 1e9),
    ("bn", 1e9),
    ("billion", 1e9),
];

impl Amount {
    /// The amount that `text` states; `None` where it states none.
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(text, Hint::default()).ok()
    }

    /// The same in a column of which something is known.
    ///
    /// # Errors
    /// Why it states none.
    pub fn read(text: &str, hint: Hint) -> Result<Self, Doubt> {
        let parts = Parts::of(text).ok_or(Doubt::Nonsense)?;
        let number = Number::parse(parts.number).ok_or(Doubt::Nonsense)?;
        let value = match parts.by > 1.0 {
            true => number.scaled(hint) * parts.by,
            false => number.settle(hint, Nature::Whole, |_| true)?,
        };
        let value = if parts.negative { -value } else { value }.round();
        match value.abs() < 9e15 {
            true => Ok(Self {
                value: value as i64,
                currency: parts.currency,
            }),
            false => Err(Doubt::Outside),
        }
    }

    /// An amount that says something: tables write 0 where they know none.
    pub fn known(text: &str) -> Option<Self> {
        Self::parse(text).filter(|amount| amount.value > 0)
    }
}

/// An amount, taken apart.
struct Parts<'a> {
    number: &'a str,
    negative: bool,
    currency: Option<String>,
    by: f64,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        // `$100,000,000 (estimated)`.
        let text = text.split('(').next()?.trim();
        let first = text.find(|letter: char| letter.is_ascii_digit())?;
        // `$.5M`, but not `Rs. 5`.
        let start = first - usize::from(text[..first].ends_with('.'));
        let length = text[start..]
            .find(|letter| !is_part(letter))
            .unwrap_or(text.len() - start);
        // `6e+07`, as scripts write large numbers.
        let length = length + exponent(&text[start + length..]);
        let number = text[start..start + length].trim_end();
        let before = text[..start].trim();
        let after = text[start + number.len()..].trim();
        let (before, negative) = match before.strip_suffix('-') {
            Some(before) => (before.trim(), true),
            None => (
                before.strip_prefix('-').unwrap_or(before),
                before.starts_with('-'),
            ),
        };
        let mut currency = currency(before);
        if !before.is_empty() && currency.is_none() {
            return None;
        }
        // `3.5M`, `3.5 million EUR`, `3500 €`.
        let words: Vec<&str> = after.split_whitespace().collect();
        let scale = |word: &str| {
            let word = word.trim_end_matches('.').to_lowercase();
            SCALES
                .iter()
                .find(|(name, _)| *name == word)
                .map(|(_, by)| *by)
        };
        let by = match words[..] {
            [] => 1.0,
            [word] => match (scale(word), self::currency(word)) {
                (Some(by), _) => by,
                (None, Some(code)) => {
                    currency = currency.or(Some(code));
                    1.0
                }
                (None, None) => return None,
            },
            [word, code] => {
                currency = currency.or(Some(self::currency(code)?));
                scale(word)?
            }
            _ => return None,
        };
        Some(Self {
            number,
            negative,
            currency,
            by,
        })
    }
}

/// Bytes of the exponent at the beginning of `text`; 0 where there is none.
fn exponent(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['e', 'E']) else {
        return 0;
    };
    let digits = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    match count {
        0 => 0,
        count => text.len() - digits.len() + count,
    }
}

fn currency(text: &str) -> Option<String> {
    let sign = CURRENCIES
        .iter()
        .find(|(sign, _)| text.eq_ignore_ascii_case(sign));
    let code = || CODES.iter().find(|code| text.eq_ignore_ascii_case(code));
    sign.map(|(_, code)| code)
        .or_else(code)
        .map(|code| (*code).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<(i64, String)> {
        let amount = Amount::parse(text)?;
        Some((amount.value, amount.currency.unwrap_or_default()))
    }

    #[test]
    fn amounts_in_every_guise() {
        for (text, value, currency) in [
            ("$761M", 761_000_000, "USD"),
            ("761", 761, ""),
            ("373554033.0", 373_554_033, ""),
            ("$1,234,567", 1_234_567, "USD"),
            ("1,234", 1_234, ""),
            ("12,5", 13, ""),
            ("€ 1.234.567,50", 1_234_568, "EUR"),
            ("1 234 567 €", 1_234_567, "EUR"),
            ("GBP 3.5K", 3_500, "GBP"),
            ("1,5 million EUR", 1_500_000, "EUR"),
            ("US$ 1.2 billion", 1_200_000_000, "USD"),
            ("$100,000,000 (estimated)", 100_000_000, "USD"),
            ("₩12,215,500,000", 12_215_500_000, "KRW"),
            ("$.5M", 500_000, "USD"),
            ("-$3K", -3_000, "USD"),
            ("$0.00K", 0, "USD"),
            ("DEM 8.000.000", 8_000_000, "DEM"),
            ("€850.000", 850_000, "EUR"),
            ("0.125", 0, ""),
            ("373554033.125", 373_554_033, ""),
            ("1.234M", 1_234_000, ""),
            ("Rs. 50 crore", 500_000_000, "INR"),
            ("₹70 lakh", 7_000_000, "INR"),
            ("2,5 Mio. Euro", 2_500_000, "EUR"),
            ("12 million", 12_000_000, ""),
            ("CHF 3'400", 3_400, "CHF"),
            ("6e+07", 60_000_000, ""),
            ("$1.5E8", 150_000_000, "USD"),
        ] {
            assert_eq!(parse(text), Some((value, currency.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_states_no_amount() {
        for text in [
            "",
            "$",
            "unknown",
            "/ff9qCepilowshEtG2GYWwzt2bs4.jpg",
            "1.2.x",
            "5 apples and more",
            ".",
            "3 lots",
            "3 abc",
            // A thousand in Spanish and Portuguese, a million in English.
            "5 mil",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(Amount::known("0.0"), None);
    }
}
