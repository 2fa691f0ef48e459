//! Names of everything the linker sees.
//!
//! A function's symbol is its name with its id (`fib#3`), so that equal names stay apart; what start-up and the runtime call
//! have the fixed names of `abi.rs`. The table gives each name the number that Cranelift's `UserExternalName` carries.

use crate::ir::{Cell, Class, Data, Func, Module, Rep, Static, Str};
use crate::hash::HashMap;

/// The symbol table while it grows.
#[derive(Debug)]
pub struct Symbols {
    names: Vec<String>,
    indices: HashMap<String, u32>,
    functions: Vec<String>,
    classes: Vec<String>,
    statics: Vec<String>,
    array: &'static str,
}

impl Symbols {
    /// The names that `module` defines.
    pub fn new(module: &Module) -> Symbols {
        let function = |(i, f): (usize, &Option<crate::ir::Function>)| {
            let id = Some(Func(i as u32));
            match f {
                _ if id == module.main => "thimble_main".to_string(),
                _ if id == module.describe => "thimble_describe".to_string(),
                Some(f) => format!("{}#{i}", f.name),
                None => String::new(),
            }
        };
        let functions: Vec<String> = module.functions.iter().enumerate().map(function).collect();
        let class = |(i, c): (usize, &crate::ir::ClassInfo)| match c.value {
            // The descriptor of its only instance.
            Some(function) => closure_descriptor(&functions[function.index()]),
            None => format!("class {}#{i}", c.name),
        };
        Symbols {
            names: Vec::new(),
            indices: HashMap::default(),
            classes: module.classes.iter().enumerate().map(class).collect(),
            functions,
            statics: module.statics.iter().enumerate().map(|(i, s)| format!("static {}#{i}", s.name)).collect(),
            array: "th_descriptor_array",
        }
    }

    /// The number of a name.
    pub fn index(&mut self, name: &str) -> u32 {
        if let Some(&index) = self.indices.get(name) {
            return index;
        }
        let index = self.names.len() as u32;
        self.names.push(name.to_string());
        self.indices.insert(name.to_string(), index);
        index
    }

    /// All names by number.
    pub fn into_names(self) -> Vec<String> {
        self.names
    }

    /// Whether something refers to this name.
    pub fn is_used(&self, name: &str) -> bool {
        self.indices.contains_key(name)
    }

    /// A function's code.
    pub fn function(&self, function: Func) -> &str {
        &self.functions[function.index()]
    }

    /// The flash closure of a function without captures.
    pub fn static_closure(&self, function: Func) -> String {
        format!("closure {}", self.function(function))
    }

    /// The descriptor of the closures of a function.
    pub fn closure_descriptor(&self, function: Func) -> String {
        closure_descriptor(self.function(function))
    }

    /// A class's descriptor.
    pub fn class(&self, class: Class) -> &str {
        &self.classes[class.index()]
    }

    /// A class's interface table.
    pub fn interface_table(&self, class: Class) -> String {
        format!("members {}", self.class(class))
    }

    /// A static's place in RAM.
    pub fn static_storage(&self, storage: Static) -> &str {
        &self.statics[storage.index()]
    }

    /// A string literal's object.
    pub fn string(&self, string: Str) -> String {
        format!("string#{}", string.0)
    }

    /// An object in flash.
    pub fn datum(&self, data: Data) -> String {
        format!("data#{}", data.0)
    }

    /// The descriptor of cells of this representation (all variables of one representation share it).
    pub fn cell_descriptor(&self, _cell: Cell, rep: Rep) -> &'static str {
        match rep {
            Rep::Word => "cell class word",
            Rep::F64 => "cell class double",
            _ => "cell class raw",
        }
    }

    /// The descriptor of arrays.
    pub fn array_descriptor(&self) -> &'static str {
        self.array
    }
}

fn closure_descriptor(function: &str) -> String {
    format!("closure class {function}")
}
