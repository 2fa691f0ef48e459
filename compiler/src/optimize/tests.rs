//! Every `testdata/*.ir` through `optimize`: the expected Ir stands in the `.out` beside it. `THIMBLE_BLESS=1` rewrites it.

use super::optimize;
use crate::ir::parse::parse_module;
use std::path::Path;

#[test]
fn optimized_ir_is_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/optimize/testdata");
    let mut files: Vec<_> = std::fs::read_dir(&folder).expect("the folder exists").map(|e| e.expect("it can be read").path()).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "ir")) {
        let text = std::fs::read_to_string(file).expect("it can be read");
        let mut module = parse_module(&text).unwrap_or_else(|e| panic!("{}:{}: {}", file.display(), e.line, e.message));
        optimize(&mut module);
        // What comes out goes through clif, too.
        let mut clif = crate::clif::translate(&module);
        clif.assert_valid(&file.to_string_lossy());
        crate::clif::optimize(&mut clif, true, true);
        clif.assert_valid(&file.to_string_lossy());
        let found = module.to_string();
        let out = file.with_extension("out");
        if std::env::var_os("THIMBLE_BLESS").is_some() {
            std::fs::write(&out, found).expect("it can be written");
        } else {
            let expected = std::fs::read_to_string(&out).unwrap_or_default();
            assert_eq!(found, expected, "{}", file.display());
        }
    }
}
