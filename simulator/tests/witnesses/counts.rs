//! Instructions and cycles of real programs: the same as QEMU executes, weighted by the manuals' table.
//!
//! `tests/measure/count.c`, a QEMU plugin, counts every executed instruction and applies the Cortex-M0's timings.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use thimble_simulator::{Chip, Image, Limits, Machine, Stop};

use crate::tools::{Scratch, output, python, repository};

/// Builds a bench program's C variant for a core with soft float, as `tests/measure/c_table.py` does for the Cortex-M0.
pub fn build_bench(source: &Path, folder: &Path, core: &str) -> PathBuf {
    let measure = repository().join("tests/measure");
    let elf = folder.join(source.file_stem().expect("a source has a name")).with_extension("elf");
    let mut command = Command::new("arm-none-eabi-gcc");
    command.arg(format!("-mcpu={core}")).args(["-mthumb", "-mfloat-abi=soft", "-O2", "-std=gnu11", "-ffunction-sections"]);
    command.args(["-fdata-sections", "--specs=nano.specs", "-nostartfiles", "-Wl,--gc-sections", "-I"]).arg(&measure);
    command.arg("-T").arg(measure.join("link.ld")).arg("-o").arg(&elf).arg(source).arg(measure.join("start.c")).arg("-lm");
    output(&mut command);
    elf
}

#[test]
fn are_those_of_qemu() {
    let scratch = Scratch::new();
    for stem in ["fib", "crc32", "richards", "strings"] {
        let bench = repository().join("tests/bench");
        let elf = build_bench(&bench.join(stem).with_extension("c"), scratch.path(), "cortex-m0");
        let expected = bench.join(stem).with_extension("out");
        let mut command = python(&repository().join("tests/measure/run_elf.py"));
        command.arg(&elf).args(["--cycles", "m0", "--expect"]).arg(&expected);
        command.env("COUNT_SO", scratch.path().join("count.so"));
        let theirs: Value = serde_json::from_str(&output(&mut command)).expect("run_elf.py writes JSON");

        let image = Image::parse(&std::fs::read(&elf).unwrap(), Chip::Nrf51).unwrap();
        let address = |name: &str| image.symbol(name).unwrap_or_else(|| panic!("{stem} has {name}")).address;
        let (begin, end) = (address("bench_begin"), address("bench_end"));
        let mut machine = Machine::new(Chip::Nrf51, &image).unwrap();
        machine.count_at(begin);
        machine.count_at(end);
        assert_eq!(machine.run(Limits::until_ns(60_000_000_000)), Stop::Exited { status: 0 }, "{stem}");
        let ours = machine.measured(begin, end).expect("both ends of the window are reached");
        assert_eq!((Some(ours.instructions), Some(ours.cycles)), (theirs["instructions"].as_u64(), theirs["cycles"].as_u64()), "{stem}");

        let console = String::from_utf8(machine.take_console()).unwrap();
        let kept: String = console.lines().filter(|line| !line.starts_with('@')).map(|line| format!("{line}\n")).collect();
        assert_eq!(kept, std::fs::read_to_string(&expected).unwrap(), "{stem}");
    }
}
