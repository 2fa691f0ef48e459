//! Time since start, and sleeping until a time.
//!
//! Every chip counts microseconds in 64 bits (`th_clock`) and can sleep until about a time (`th_clock_sleep`); what is asked
//! here in milliseconds and doubles is built on these.

unsafe extern "C" {
    /// Microseconds since start.
    fn th_clock() -> u64;
    /// Sleeps until the clock reaches `time`, or less: wakes for any interrupt, and after half an hour at the latest.
    fn th_clock_sleep(time: u64);
}

fn clock() -> u64 {
    // SAFETY: reads a device.
    unsafe { th_clock() }
}

fn sleep_until(time: u64) {
    while clock() < time {
        // SAFETY: sleeps, no more.
        unsafe { th_clock_sleep(time) };
    }
}

/// The high and low halves of a count, as a double.
fn to_f64(high: u32, low: u32) -> f64 {
    f64::from(high) * 4_294_967_296.0 + f64::from(low)
}

/// A time in milliseconds as microseconds; NaN and negative ones are 0, far ones for ever.
fn to_micros(milliseconds: f64) -> u64 {
    if (0.0..9e15).contains(&milliseconds) {
        let micros = milliseconds * 1000.0;
        let high = (micros * (1.0 / 4_294_967_296.0)) as u32;
        let low = micros - f64::from(high) * 4_294_967_296.0;
        u64::from(high) << 32 | u64::from(low as u32)
    } else if milliseconds > 0.0 {
        u64::MAX
    } else {
        0
    }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_millis() -> f64 {
    // Long division by 1000 in 16-bit digits, since the core divides 32 bits only.
    let count = clock();
    let (high, low) = ((count >> 32) as u32, count as u32);
    let middle = high % 1000 << 16 | low >> 16;
    let rest = middle % 1000 << 16 | low & 0xFFFF;
    to_f64(high / 1000, (middle / 1000 << 16) + rest / 1000)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_micros() -> f64 {
    let count = clock();
    to_f64((count >> 32) as u32, count as u32)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_wait_until(time: f64) {
    sleep_until(to_micros(time));
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_sleep(milliseconds: f64) {
    let time = to_micros(milliseconds);
    sleep_until(clock().saturating_add(time));
}
