//! From reset to the program and to the end of the image.
//!
//! `th_start` is the reset handler of every chip: RAM first, then the chip (`th_chip_start`), the console, the program. An
//! image has ended when the core sleeps with 0x544800ss in r0, ss being the exit status.

use core::cell::Cell;

/// The reset handler. Initialises `.data`, roots and `.bss`; the heap sets itself up at the first allocation.
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub extern "C" fn th_start() -> ! {
    core::arch::naked_asm!(
        "ldr r0, =__data_load",
        "ldr r1, =__data_start",
        "ldr r2, =__data_end",
        "b 2f",
        "1: ldmia r0!, {{r3}}",
        "stmia r1!, {{r3}}",
        "2: cmp r1, r2",
        "blo 1b",
        "ldr r1, =__roots_start",
        "ldr r2, =__bss_end",
        "movs r3, #0",
        "b 4f",
        "3: stmia r1!, {{r3}}",
        "4: cmp r1, r2",
        "blo 3b",
        "bl th_chip_start",
        "bl th_console_open",
        "bl thimble_program_begin",
        "bl thimble_main",
        "bl thimble_program_end",
        "movs r0, #0",
        "bl th_exit",
    )
}

/// Called before the program: a mark for tools that measure. In assembly, lest it be merged with its like.
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub extern "C" fn thimble_program_begin() {
    core::arch::naked_asm!("bx lr")
}

/// Called after the program: a mark for tools that measure.
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub extern "C" fn thimble_program_end() {
    core::arch::naked_asm!("nop", "bx lr")
}

/// Whether interrupts go on after the end (a display that stays lit).
pub struct StaysAwake(Cell<bool>);

// SAFETY: one thread; interrupts do not touch it.
unsafe impl Sync for StaysAwake {}

/// See [`StaysAwake`].
pub static STAYS_AWAKE: StaysAwake = StaysAwake(Cell::new(false));

impl StaysAwake {
    /// From now on it does.
    pub fn set(&self) {
        self.0.set(true);
    }
}

/// See `abi.rs`. The mark in r0 tells whoever watches the core that this is the end; interrupt handlers keep it. In assembly, so
/// that calls to it stay calls to its symbol, which the linker may direct elsewhere.
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub extern "C" fn th_exit(status: i32) -> ! {
    core::arch::naked_asm!(
        "uxtb r0, r0",
        "ldr r1, =0x54480000",
        "orrs r0, r1",
        "ldr r1, ={awake}",
        "ldrb r1, [r1]",
        "cmp r1, #0",
        "bne 1f",
        "cpsid i",
        "1: wfi",
        "b 1b",
        awake = sym STAYS_AWAKE,
    )
}

/// `th_exit` of an image with semihosting: SYS_EXIT_EXTENDED with ADP_Stopped_ApplicationExit.
#[unsafe(no_mangle)]
pub extern "C" fn th_exit_semihosting(status: i32) -> ! {
    let block = [0x20026_u32, status as u32 & 0xFF];
    // SAFETY: the debugger reads the block and does not come back.
    unsafe {
        core::arch::asm!("1: bkpt 0xAB", "b 1b", in("r0") 0x20, in("r1") &raw const block, options(noreturn))
    }
}

/// `th_console_open` of an image with semihosting: nothing to do.
#[unsafe(no_mangle)]
pub extern "C" fn th_console_open_semihosting() {}

/// `th_console_write` of an image with semihosting: SYS_WRITE0.
#[unsafe(no_mangle)]
pub extern "C" fn th_console_write_semihosting(bytes: *mut u8, count: u32) {
    // SAFETY: the byte behind the text is there for this; the debugger only reads.
    unsafe {
        bytes.add(count as usize).write(0);
        core::arch::asm!("bkpt 0xAB", inout("r0") 4 => _, in("r1") bytes, options(nostack));
    }
}
