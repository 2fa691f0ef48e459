//! The library's source texts, carried inside the compiler.
//!
//! `thimble:lib.d.ts` declares the global names; each `thimble:*.ts` is a module that is compiled along with a program as far as the
//! program reaches it. All of them belong to every program: `syntax` puts them into the Ast before the user's files, in this order.
//! `import … from "thimble/x"` means the file `thimble:x.ts` or `thimble:x.d.ts`.

/// Path and text of each file.
pub const FILES: &[(&str, &str)] = &[
    ("thimble:lib.d.ts", include_str!("../lib/lib.d.ts")),
    ("thimble:runtime.ts", include_str!("../lib/runtime.ts")),
    ("thimble:text.ts", include_str!("../lib/text.ts")),
    ("thimble:errors.ts", include_str!("../lib/errors.ts")),
    ("thimble:array.ts", include_str!("../lib/array.ts")),
    ("thimble:map.ts", include_str!("../lib/map.ts")),
    ("thimble:set.ts", include_str!("../lib/set.ts")),
    ("thimble:events.ts", include_str!("../lib/events.ts")),
    ("thimble:promise.ts", include_str!("../lib/promise.ts")),
];
