//! Differential test of `thumb`: random functions, random arguments, compiled code on the simulated core against the interpreter.
//!
//! In: how many functions, and the first seed. Out: nothing, or the shortest CLIF that disagrees with both answers and exit status 1.
//! With `file PATH` it checks the CLIF in that file instead. Every function is compiled with and without the egraph pass.

mod generate;

use cranelift_codegen::data_value::DataValue;
use cranelift_codegen::ir::{Function, types};
use cranelift_interpreter::environment::FunctionStore;
use cranelift_interpreter::interpreter::{Interpreter, InterpreterState};
use cranelift_interpreter::step::{ControlFlow, CraneliftTrap};
use generate::{Generator, Random};
use thimble::clif::egraph;
use thimble::code::Section;
use thimble::thumb::{self, Core, Names, Unit};
use thimble_tests::flat::{Flat, Outcome};

fn main() {
    std::panic::set_hook(Box::new(|info| {
        let thimble = info.location().is_some_and(|place| !place.file().contains("cranelift-interpreter"));
        if thimble {
            eprintln!("{info}");
        }
    }));
    if let Some(path) = std::env::args().nth(2).filter(|_| std::env::args().nth(1).as_deref() == Some("file")) {
        let text = std::fs::read_to_string(path).expect("a readable file");
        println!("{:?}", (1..10).try_for_each(|seed| check_text(&text, seed)));
        return;
    }
    let mut arguments = std::env::args().skip(1).map(|a| a.parse::<u64>().expect("a number"));
    let (count, first) = (arguments.next().unwrap_or(1000), arguments.next().unwrap_or(1));
    let failures: Vec<(u64, String)> = (first..first + count).filter_map(|seed| Some((seed, check(seed).err()?))).take(30).collect();
    if let Some((seed, error)) = failures.iter().min_by_key(|(_, error)| error.len()) {
        let seeds: Vec<u64> = failures.iter().map(|(seed, _)| *seed).collect();
        println!("{seeds:?} disagree; the shortest is {seed}: {error}");
        std::process::exit(1);
    }
    println!("{count} functions agree, seeds from {first} on");
}

fn check(seed: u64) -> Result<(), String> {
    check_text(&Generator::new(seed).program(), seed)
}

fn check_text(text: &str, seed: u64) -> Result<(), String> {
    let functions = cranelift_reader::parse_functions(text).map_err(|e| format!("{e}\n{text}"))?;
    let flags = cranelift_codegen::settings::Flags::new(cranelift_codegen::settings::builder());
    for function in &functions {
        cranelift_codegen::verify_function(function, &flags).map_err(|e| format!("{e}\n{text}"))?;
    }
    for optimised in [true, false] {
        let mut prepared = functions.clone();
        prepared.iter_mut().for_each(|function| egraph::run(function, optimised));
        let sections = std::panic::catch_unwind(|| compile(&prepared)).map_err(|_| format!("panic, egraph {optimised}\n{text}"))?;
        let mut flat = Flat::new(&sections);
        for round in 0..6 {
            let mut random = Random::new(seed * 77 + round);
            let main = functions.last().expect("there is a function");
            let arguments: Vec<DataValue> = main.signature.params.iter().map(|p| argument(p.value_type, &mut random)).collect();
            // The interpreter has gaps of its own (it panics on some results of its 64-bit instructions).
            let Some(expected) = interpret(&functions, &arguments).map_err(|e| format!("{e}\n{text}"))? else { continue };
            let found = flat.call("f", &words(&arguments)).map_err(|e| format!("{e} {arguments:?}, egraph {optimised}\n{text}"))?;
            if !agrees(&expected, found) {
                let listing: String = sections.iter().map(thumb::disassemble).collect();
                return Err(format!("{arguments:?}, egraph {optimised}: interpreter {expected:?}, code {found:x?}\n{text}\n{listing}"));
            }
        }
    }
    Ok(())
}

fn compile(functions: &[Function]) -> Vec<Section> {
    let one = |function: &Function| {
        let symbol = function.name.to_string().trim_start_matches('%').to_owned();
        let names = Names { symbol, ..Names::default() };
        thumb::compile(function, &names, &Unit { core: Core::V6M, symbols: &|name| format!("{name}"), spans: &|_| None })
    };
    functions.iter().map(one).collect()
}

fn argument(ty: cranelift_codegen::ir::Type, random: &mut Random) -> DataValue {
    let number = random.number();
    match ty {
        types::I64 => DataValue::I64(number),
        _ => DataValue::I32(number as i32),
    }
}

/// Arguments as AAPCS has them: pairs begin at even words.
fn words(arguments: &[DataValue]) -> Vec<u32> {
    let mut words = Vec::new();
    for argument in arguments {
        match argument {
            DataValue::I64(n) => {
                if words.len() % 2 == 1 {
                    words.push(0);
                }
                words.extend([*n as u32, (*n >> 32) as u32]);
            }
            DataValue::I32(n) => words.push(*n as u32),
            other => panic!("no argument is {other}"),
        }
    }
    words
}

fn interpret(functions: &[Function], arguments: &[DataValue]) -> Result<Option<DataValue>, String> {
    let mut store = FunctionStore::default();
    for function in functions {
        store.add(function.name.to_string(), function);
    }
    let state = InterpreterState::default().with_function_store(store);
    let run = || Interpreter::new(state).with_fuel(Some(3_000_000)).call_by_name("%f", arguments);
    let Ok(result) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)) else { return Ok(None) };
    match result {
        Ok(ControlFlow::Return(values)) => Ok(Some(values[0].clone())),
        Ok(ControlFlow::Trap(CraneliftTrap::BadSignature)) => Ok(None),
        other => Err(format!("the interpreter gives {other:?}")),
    }
}

fn agrees(expected: &DataValue, found: Outcome) -> bool {
    match (expected, found) {
        (DataValue::I64(n), Outcome::Returned(r)) => *n as u64 == u64::from(r[1]) << 32 | u64::from(r[0]),
        (DataValue::I32(n), Outcome::Returned(r)) => *n as u32 == r[0],
        _ => false,
    }
}
