//! `tests/thumb/*.clif`: CLIF, what calling it gives, and the assembly it becomes, beneath, in comments.
//!
//! Lines beginning with `; core:` (`v6m`, `v7em`) and `; egraph:` (`on`, `off`) set options; `; run: %f(1, 0x2) == 3` calls a function on the
//! simulated machine, `!= trap 5` hopes for `udf #5`. Everything from the line `; asm` on is the expectation. GNU objdump has to read the same
//! instructions from the bytes.

use cranelift_reader::parse_functions;
use std::path::Path;
use thimble::clif::egraph;
use thimble::code::Section;
use thimble::thumb::{self, Core, Names, Unit};
use thimble_tests::flat::{Flat, Outcome};

const MARK: &str = "\n; asm\n";

fn main() {
    let mut failures = 0;
    let files = thimble_tests::files("tests/thumb", ".clif");
    for file in &files {
        if let Err(error) = check(file) {
            eprintln!("{}: {error}", file.display());
            failures += 1;
        }
    }
    for core in [Core::V6M, Core::V7EM] {
        if let Err(error) = check_far_table(core) {
            eprintln!("a jump table's far targets on {core:?}: {error}");
            failures += 1;
        }
    }
    println!("{} CLIF files, {failures} failed", files.len());
    assert_eq!(failures, 0, "some CLIF files failed");
}

fn check(file: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|e| e.to_string())?;
    let source = text.split(MARK).next().unwrap_or_default().trim_end();
    let core = core(source);
    let sections = compile(source, core)?;
    for line in source.lines() {
        if let Some(run) = line.strip_prefix("; run: ") {
            check_run(&sections, core, run).map_err(|e| format!("{run}: {e}"))?;
        }
    }
    sections.iter().try_for_each(check_objdump)?;
    let listing: String = sections.iter().map(thumb::disassemble).collect();
    let comments: String = listing.lines().map(|line| format!("; {line}\n")).collect();
    thimble_tests::compare(file, &format!("{source}\n{MARK}{comments}"))
}

/// A jump table whose targets lie more than 32 kB away: three long cases, the text of which a loop makes.
fn check_far_table(core: Core) -> Result<(), String> {
    const STEPS: usize = 3000;
    let mut text = "function %far(i32) -> i32 system_v {\n    ss0 = explicit_slot 128\nblock0(v0: i32):\n    v1 = stack_addr.i32 ss0\n".to_owned();
    text += "    br_table v0, block4, [block1, block2, block3]\n";
    let mut sums = Vec::new();
    for case in 1..=3 {
        text += &format!("block{case}:\n");
        let mut last = "v0".to_owned();
        for step in 1..=STEPS {
            let number = case * 10_000 + 2 * step;
            text += &format!("    v{number} = iconst.i32 {}\n    v{} = iadd {last}, v{number}\n", step * case, number + 1);
            last = format!("v{}", number + 1);
            text += &format!("    store {last}, v1+{}\n", step % 32 * 4);
        }
        text += &format!("    return {last}\n");
        sums.push(case - 1 + STEPS * (STEPS + 1) / 2 * case);
    }
    text += "block4:\n    v9 = iconst.i32 7\n    return v9\n}\n";
    let sections = compile(&text, core)?;
    if sections[0].size < 3 * 16_384 {
        return Err(format!("a function of {} bytes shows nothing", sections[0].size));
    }
    for (index, sum) in sums.iter().enumerate() {
        check_run(&sections, core, &format!("%far({index}) == {sum}"))?;
    }
    check_run(&sections, core, "%far(3) == 7")?;
    check_objdump(&sections[0])
}

fn option<'a>(source: &'a str, name: &str) -> Option<&'a str> {
    source.lines().find_map(|line| line.strip_prefix("; ")?.strip_prefix(name)?.strip_prefix(": "))
}

fn core(source: &str) -> Core {
    match option(source, "core") {
        Some("v7em") => Core::V7EM,
        _ => Core::V6M,
    }
}

fn compile(source: &str, core: Core) -> Result<Vec<Section>, String> {
    let functions = parse_functions(source).map_err(|e| e.to_string())?;
    let optimised = option(source, "egraph") != Some("off");
    Ok(functions
        .into_iter()
        .map(|mut function| {
            egraph::run(&mut function, optimised, true);
            let symbol = function.name.to_string().trim_start_matches('%').to_owned();
            let names = Names { symbol, ..Names::default() };
            thumb::compile(&function, &names, &Unit { core, symbols: &|name| format!("{name}"), spans: &|_| None })
        })
        .collect())
}

fn check_run(sections: &[Section], core: Core, run: &str) -> Result<(), String> {
    let mut flat = Flat::new(sections, core);
    let (call, expected) = run.split_once("==").ok_or("a run has ==")?;
    let (name, arguments) = call.trim().split_once('(').ok_or("a run has a call")?;
    let words = words(arguments.trim_end_matches([')', ' ']))?;
    let outcome = flat.call(name.trim_start_matches('%'), &words)?;
    let expected = expected.trim();
    match (outcome, expected.strip_prefix("trap ")) {
        (Outcome::Trapped(code), Some(number)) if number == code.to_string() => Ok(()),
        (Outcome::Returned(found), None) => {
            let wanted = self::words(expected)?;
            if found[..wanted.len()] == wanted { Ok(()) } else { Err(format!("got {found:#x?}")) }
        }
        (other, _) => Err(format!("{other:?}")),
    }
}

/// Numbers as words: `5`, `-1`, `0xff`; `5d` is a double, two words; `5l` a 64-bit integer.
fn words(text: &str) -> Result<Vec<u32>, String> {
    let mut words = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let wide = |bits: u64| [bits as u32, (bits >> 32) as u32];
        let error = |_| format!("{part} is no number");
        if let Some(hex) = part.strip_prefix("0x") {
            words.push(u32::from_str_radix(hex, 16).map_err(error)?);
        } else if let Some(double) = part.strip_suffix('d') {
            let double: f64 = double.parse().map_err(|_| format!("{part} is no number"))?;
            words.extend(wide(double.to_bits()));
        } else if let Some(long) = part.strip_suffix('l') {
            words.extend(wide(long.parse::<i64>().map_err(error)? as u64));
        } else {
            words.push(part.parse::<i64>().map_err(error)? as u32);
        }
    }
    Ok(words)
}

/// Compares our text of a section's instructions with what GNU objdump reads from its bytes: mnemonics, and operands but for addresses.
fn check_objdump(section: &Section) -> Result<(), String> {
    let path = std::env::temp_dir().join(format!("thimble-filetest-{}.bin", std::process::id()));
    std::fs::write(&path, &section.bytes).map_err(|e| e.to_string())?;
    let mut objdump = std::process::Command::new("arm-none-eabi-objdump");
    let output = objdump.args(["-D", "-b", "binary", "-marm", "-Mforce-thumb,reg-names-raw"]).arg(&path).output().map_err(|e| e.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let data = section.function.as_ref().map_or(&[][..], |function| &function.data[..]);
    let is_code = |line: &&str| {
        let at = line.split(':').next().and_then(|at| u32::from_str_radix(at.trim(), 16).ok());
        at.is_some_and(|at| !data.iter().any(|(start, end)| (*start..*end).contains(&at)))
    };
    let theirs: Vec<String> = text.lines().filter(is_code).map(|line| plain(&line.splitn(3, '\t').nth(2).unwrap_or_default().replace('\t', " "))).collect();
    let listing = thumb::disassemble(section);
    let instructions = listing.lines().filter_map(|line| line.strip_prefix("    ")).filter(|line| !line.starts_with(['.', ' ']));
    let ours: Vec<String> = instructions.map(plain).collect();
    match ours.iter().zip(&theirs).find(|(a, b)| a != b) {
        Some((a, b)) => Err(format!("{}: we read `{a}`, objdump `{b}`", section.name)),
        None if ours.len() != theirs.len() => Err(format!("{}: we read {} instructions, objdump {}", section.name, ours.len(), theirs.len())),
        None => Ok(()),
    }
}

/// An instruction without what two printers may write differently: widths, comments, names of registers, addresses.
fn plain(text: &str) -> String {
    let text = text.split([';', '@']).next().unwrap_or_default().trim();
    let (name, operands) = text.split_once(' ').unwrap_or((text, ""));
    let name = name.trim_end_matches(".w").trim_end_matches(".n");
    let words: Vec<String> = operands.split(|c: char| !c.is_alphanumeric() && !"#-".contains(c)).filter(|word| !word.is_empty()).map(register).collect();
    let branch = name.starts_with("cb") || name.starts_with('b') && !name.starts_with("bic") && !name.starts_with("bfi") && !name.starts_with("bx") && name != "blx";
    let kept = match name {
        _ if branch => 0,
        "ldr" if operands.contains('=') || operands.contains("[pc") || operands.contains("[r15") => 1,
        "adr" => 1,
        _ => words.len(),
    };
    // Offsets of 0 may be left out, the stack's registers too.
    let kept = if name.starts_with(['l', 's']) && words.last().is_some_and(|word| word == "#0") { kept.min(words.len() - 1) } else { kept };
    let (name, words) = match (name, words.first()) {
        ("stmdb", Some(base)) if base == "r13" => ("push", &words[1..]),
        ("ldmia", Some(base)) if base == "r13" => ("pop", &words[1..]),
        _ => (name, &words[..]),
    };
    let name = match name {
        "bcc" => "blo",
        "bcs" => "bhs",
        name => name,
    };
    // `adr` is an addition to pc.
    let name = if name == "add" && words.get(1).is_some_and(|word| word == "r15") { "adr" } else { name };
    let kept = if name == "adr" { 1 } else { kept };
    format!("{name} {}", words[..kept.min(words.len())].join(" ")).trim_end().to_owned()
}

fn register(name: &str) -> String {
    match name {
        "sp" => "r13".to_owned(),
        "lr" => "r14".to_owned(),
        "pc" => "r15".to_owned(),
        other => other.to_owned(),
    }
}
