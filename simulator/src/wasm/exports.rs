//! The functions that JavaScript calls: each one does what the method of [`Door`] of the same name does.
//!
//! There is one machine in an instance of the module. A panic is a bug of the simulator's: its message stays readable by
//! `panic_message` and the instance is of no further use.

#![allow(unsafe_code, reason = "a name that is visible outside of the module is an unsafe attribute; nothing here is unsafe otherwise")]

use std::cell::RefCell;

use super::Door;

thread_local! {
    static DOOR: RefCell<Door> = RefCell::default();
    static PANIC: RefCell<String> = RefCell::default();
}

fn with<T>(act: impl FnOnce(&mut Door) -> T) -> T {
    DOOR.with_borrow_mut(act)
}

/// Makes panics leave their message. Called once, before everything else.
#[unsafe(no_mangle)]
pub extern "C" fn start() {
    std::panic::set_hook(Box::new(|info| PANIC.with_borrow_mut(|message| *message = info.to_string())));
}

/// Address and length of the message of the panic that ended the instance, in one number: the length in the upper half.
#[unsafe(no_mangle)]
pub extern "C" fn panic_message() -> u64 {
    PANIC.with_borrow(|message| (message.len() as u64) << 32 | message.as_ptr() as u64)
}

/// Room for `length` bytes that the next call takes.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    with(|door| {
        door.input.clear();
        door.input.resize(length, 0);
        door.input.as_mut_ptr()
    })
}

/// Where the last call's bytes are.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    with(|door| door.output.as_ptr())
}

/// How many they are.
#[unsafe(no_mangle)]
pub extern "C" fn output_length() -> usize {
    with(|door| door.output.len())
}

/// 1 if loaded, 0 if refused.
#[unsafe(no_mangle)]
pub extern "C" fn load(name_length: usize) -> u32 {
    with(|door| door.load(name_length).into())
}

#[unsafe(no_mangle)]
pub extern "C" fn reset() {
    with(Door::reset);
}

/// A [`super::State`].
#[unsafe(no_mangle)]
pub extern "C" fn run_until(ns: f64) -> u32 {
    with(|door| door.run_until(ns as u64) as u32)
}

/// A [`super::State`].
#[unsafe(no_mangle)]
pub extern "C" fn step() -> u32 {
    with(|door| door.step() as u32)
}

#[unsafe(no_mangle)]
pub extern "C" fn ns() -> f64 {
    with(|door| door.machine().map_or(0.0, |machine| machine.ns() as f64))
}

#[unsafe(no_mangle)]
pub extern "C" fn clock_hz() -> u32 {
    with(|door| door.machine().map_or(0, |machine| machine.clock_hz()))
}

#[unsafe(no_mangle)]
pub extern "C" fn instructions() -> f64 {
    with(|door| door.machine().map_or(0.0, |machine| machine.count().instructions as f64))
}

#[unsafe(no_mangle)]
pub extern "C" fn cycles() -> f64 {
    with(|door| door.machine().map_or(0.0, |machine| machine.count().cycles as f64))
}

#[unsafe(no_mangle)]
pub extern "C" fn console() {
    with(Door::console);
}

#[unsafe(no_mangle)]
pub extern "C" fn feed() {
    with(Door::feed);
}

#[unsafe(no_mangle)]
pub extern "C" fn pins() {
    with(Door::pins);
}

#[unsafe(no_mangle)]
pub extern "C" fn set_pin(pin: u32, level: u32) {
    with(|door| door.set_pin(pin, level));
}

#[unsafe(no_mangle)]
pub extern "C" fn edges() {
    with(Door::edges);
}

#[unsafe(no_mangle)]
pub extern "C" fn registers() {
    with(Door::registers);
}

#[unsafe(no_mangle)]
pub extern "C" fn pc() -> u32 {
    with(|door| door.machine().map_or(0, |machine| machine.registers().r[15]))
}

/// Leaves in `output` the address with the function around it.
#[unsafe(no_mangle)]
pub extern "C" fn place(address: u32) {
    with(|door| {
        let place = door.place(address);
        door.say(&place);
    });
}
