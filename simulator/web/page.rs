//! The playground's fixed files: the page, the simulator as wasm, and the sources of the examples.
//!
//! The page is what `npm run build` makes of `index.html` and `src/`; that result, `dist/`, is committed, so that cargo alone builds a
//! complete Thimble, and `tests/all.sh` compares it with what the sources build to. It has two scripts of some tens of kB, not minified:
//! its changes can be read. The wasm file differs with every change of the simulator and with the toolchain; it is not committed
//! but built here by cargo. What depends on boards and compiler (`boards.json`, `examples/`) is added by whoever serves the files.

/// A file: its address relative to the page's, and its bytes.
pub type File = (&'static str, &'static [u8]);

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_and_all_it_names_are_there() {
        let file = |name: &str| PAGE.iter().find(|(path, _)| *path == name).map(|(_, bytes)| *bytes);
        let index = String::from_utf8(file("index.html").expect("the page").to_vec()).expect("the page is UTF-8");
        let named: Vec<&str> =
            ["src=\"./", "href=\"./"].iter().flat_map(|mark| index.split(mark).skip(1)).filter_map(|rest| rest.split('"').next()).collect();
        assert!(named.len() >= 2, "{named:?}");
        assert!(named.iter().all(|name| file(name).is_some()), "{named:?}");
        assert!(file("simulator.wasm").is_some_and(|bytes| bytes.starts_with(b"\0asm")));
        assert!(EXAMPLES.iter().any(|(path, text)| *path == "examples/hello.ts" && text.contains("console.log")));
    }
}
