//! Numbers as text: a double in, what JavaScript's `String(number)` gives out.

/// A number as JavaScript converts it to a property key (ECMA-262, Number::toString).
pub fn number_text(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_string();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity".to_string() } else { "-Infinity".to_string() };
    }
    let magnitude = value.abs();
    if value == 0.0 {
        "0".to_string()
    } else if (1e-6..1e21).contains(&magnitude) {
        format!("{value}")
    } else {
        // Rust writes 1e21 and 1e-7; JavaScript wants the sign of a positive exponent.
        let text = format!("{value:e}");
        match text.split_once('e') {
            Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
            _ => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::number_text;

    #[test]
    fn numeric_keys_are_written_as_javascript_writes_them() {
        for (value, text) in [(0.0, "0"), (1.0, "1"), (1.5, "1.5"), (1e21, "1e+21"), (1.5e-7, "1.5e-7"), (1e20, "100000000000000000000")] {
            assert_eq!(number_text(value), text);
        }
    }
}
