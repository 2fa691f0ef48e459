#!/usr/bin/env bash
# Runs every test of the project. Installs what the tests need first: apt packages, npm packages (into tests/node_modules and
# simulator/web/node_modules), Python packages (into target/python), Rust targets. Nothing is skipped when a tool is missing: the run
# fails.
#
#   bash tests/all.sh
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }
# Runs cargo; a warning of the compiler is a failure. (Denied through RUSTFLAGS it would build every dependency anew.)
strictly() {
    "$@" 2>&1 | tee target/compile.log
    if grep -q '^warning' target/compile.log; then
        printf 'The compiler warns, see above: %s\n' "$*" >&2
        return 1
    fi
}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

step "Tools"
packages=()
for pair in chromium:chromium qemu-system-arm:qemu-system-arm arm-none-eabi-gcc:gcc-arm-none-eabi gcc:gcc make:make python3:python3; do
    command -v "${pair%%:*}" >/dev/null || packages+=("${pair#*:}")
done
[ -d /usr/lib/arm-none-eabi/include ] || [ -d /usr/lib/arm-none-eabi/lib ] || packages+=(libnewlib-arm-none-eabi)
pkg-config --exists glib-2.0 2>/dev/null || packages+=(libglib2.0-dev pkg-config)
python3 -c 'import venv, ensurepip' 2>/dev/null || packages+=(python3-venv)
if [ ${#packages[@]} -gt 0 ]; then
    as_root apt-get update
    as_root apt-get install -y --no-install-recommends "${packages[@]}"
fi
rustup target add thumbv6m-none-eabi thumbv7em-none-eabi
[ -d tests/node_modules/typescript ] && [ -d tests/node_modules/rp2040js ] && [ -d tests/node_modules/@microbit/microbit-universal-hex ] || (cd tests && npm install --no-audit --no-fund)
[ -d simulator/web/node_modules/axe-core ] || (cd simulator/web && npm ci --no-audit --no-fund)
if ! target/python/bin/python -c 'import unicorn, capstone, importlib.util as u; assert u.find_spec("pyocd")' 2>/dev/null; then
    python3 -m venv target/python
    target/python/bin/python -m pip install --quiet --disable-pip-version-check unicorn==2.1.4 capstone==5.0.9
    # Only for the vendors' register descriptions that it carries.
    target/python/bin/python -m pip install --quiet --disable-pip-version-check --no-deps pyocd==0.46.0
fi
export PYTHON="$PWD/target/python/bin/python"

step "Build"
mkdir -p target
strictly cargo build --release --workspace
strictly cargo test --release --workspace --no-run

step "Runtime on this machine"
CARGO_TARGET_DIR=target/runtime-tests cargo test --release --manifest-path runtime/Cargo.toml

step "Compiler, simulator, boards, images, random programs"
THIMBLE_FULL=1 cargo test --release --workspace

step "micro:bit v2: registers as the vendor describes them"
"$PYTHON" tests/emulators/registers.py

step "Universal hex files as the micro:bit's own library reads them"
node tests/oracle/universal.mjs

step "tsc agrees: syntax errors, examples as an editor sees them"
node tests/oracle/syntax.mjs
tests/node_modules/.bin/tsc -p examples
tests/node_modules/.bin/tsc -p examples/microbit
tests/node_modules/.bin/tsc -p examples/microbit-v2
tests/node_modules/.bin/tsc -p examples/feather

step "The page: its types, its committed build, and in a browser"
(
    cd simulator/web
    npm run --silent check
    npm run --silent build -- --outDir ../../target/page --emptyOutDir --logLevel warn
    diff -r dist ../../target/page || { echo "simulator/web/dist is not what the sources build to: npm run build there"; exit 1; }
    npm test --silent
)
