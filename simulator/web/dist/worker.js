// src/boards.ts
const releasedLevel = (button) => button.active === "high" ? 0 : 1;
// src/console-text.ts
const STX = 2;
const ETX = 3;
const DLE = 16;
var ConsoleText = class {
	#place;
	#decoder = new TextDecoder();
	/** The report since STX, while inside one. */
	#report = null;
	/** The last byte was a DLE. */
	#escaped = false;
	constructor(place) {
		this.#place = place;
	}
	take(bytes) {
		const parts = [];
		let text = [];
		for (const byte of bytes) {
			const mark = this.#escaped || byte !== DLE && byte !== (this.#report ? ETX : STX) ? void 0 : byte;
			this.#escaped = mark === DLE;
			if (mark === void 0) (this.#report ?? text).push(byte);
			if (mark === STX) {
				this.#push(parts, text);
				text = [];
				this.#report = [];
			} else if (mark === ETX && this.#report) {
				parts.push({
					text: this.#named(this.#report),
					error: true
				});
				this.#report = null;
			}
		}
		this.#push(parts, text);
		return parts;
	}
	#push(parts, bytes) {
		const text = this.#decoder.decode(new Uint8Array(bytes), { stream: true });
		if (text) parts.push({
			text,
			error: false
		});
	}
	#named(report) {
		const lines = new TextDecoder().decode(new Uint8Array(report)).split("\n").filter((line) => !line.startsWith("    in build 0x"));
		const frames = lines.map((line) => {
			const digits = /^ {4}at 0x([0-9a-f]+)$/i.exec(line)?.[1];
			return digits === void 0 ? null : this.#place(parseInt(digits, 16));
		});
		const isOwn = (frame) => frame !== null && !frame.isLibrary && !isMade(frame);
		const [top, bottom] = [frames.findIndex(isOwn), frames.findLastIndex(isOwn)];
		const isShown = (frame, i) => !isMade(frame) && (top < 0 || i >= top && i <= bottom);
		return frames.map((frame, i) => frame === null ? lines[i] : isShown(frame, i) ? `    at ${frame.text}` : void 0).filter((line) => line !== void 0).join("\n");
	}
};
/** Whether the function is one that the compiler made: start-up, or the adapter of a function used as a value. */
const isMade = ({ text }) => text.startsWith("<") && !text.startsWith("<anonymous>");
// src/door.ts
const EDGE_BYTES = 16;
var Door = class Door {
	#wasm;
	constructor(wasm) {
		this.#wasm = wasm;
		wasm.start();
	}
	static async open(module) {
		const { instance } = await WebAssembly.instantiate(module, {});
		return new Door(instance.exports);
	}
	/** Loads a file; why not, if it is none for this chip. */
	load(chip, file) {
		const name = new TextEncoder().encode(chip);
		this.#give(name, file);
		return this.#wasm.load(name.length) ? void 0 : this.text();
	}
	reset() {
		this.#wasm.reset();
	}
	runUntil(ns) {
		return this.#wasm.run_until(ns);
	}
	step() {
		return this.#wasm.step();
	}
	/** After a run that failed: why. */
	text() {
		return new TextDecoder().decode(this.#take());
	}
	ns() {
		return this.#wasm.ns();
	}
	clockHz() {
		return this.#wasm.clock_hz();
	}
	instructions() {
		return this.#wasm.instructions();
	}
	cycles() {
		return this.#wasm.cycles();
	}
	console() {
		this.#wasm.console();
		return this.#take().slice();
	}
	feed(bytes) {
		this.#give(bytes);
		this.#wasm.feed();
	}
	/** One byte a pin: drive in bits 0 and 1, pull in bits 2 and 3, level in bit 4. */
	pins() {
		this.#wasm.pins();
		return this.#take().slice();
	}
	setPin(pin, level) {
		this.#wasm.set_pin(pin, level ?? 2);
	}
	edges() {
		this.#wasm.edges();
		const bytes = this.#take();
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		const edges = [];
		for (let at = 0; at < bytes.length; at += EDGE_BYTES) edges.push({
			ns: view.getFloat64(at, true),
			pin: view.getUint8(at + 8),
			to: view.getUint8(at + 10)
		});
		return edges;
	}
	/** r0 to r15 and xPSR. */
	registers() {
		this.#wasm.registers();
		const bytes = this.#take();
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		return Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(i * 4, true));
	}
	/** Address of the next instruction. */
	pc() {
		return this.#wasm.pc() >>> 0;
	}
	/** An address with the function around it. */
	place(address) {
		this.#wasm.place(address);
		return this.text();
	}
	/** The message of the panic that ended the instance, if one did. */
	panicMessage() {
		const packed = BigInt.asUintN(64, this.#wasm.panic_message());
		const bytes = new Uint8Array(this.#wasm.memory.buffer, Number(packed & 4294967295n), Number(packed >> 32n));
		return new TextDecoder().decode(bytes);
	}
	#give(...parts) {
		const length = parts.reduce((sum, part) => sum + part.length, 0);
		let at = this.#wasm.input(length) >>> 0;
		for (const part of parts) {
			new Uint8Array(this.#wasm.memory.buffer, at, part.length).set(part);
			at += part.length;
		}
	}
	#take() {
		const at = this.#wasm.output() >>> 0;
		return new Uint8Array(this.#wasm.memory.buffer, at, this.#wasm.output_length());
	}
};
// src/lamps.ts
/** A round that takes longer is none: the rows are not driven in turn. */
const ROUND_NS = 1e8;
var Lamps = class {
	#leds;
	#display;
	#drives = /* @__PURE__ */ new Map();
	#now = 0;
	/** The present round, and the rows that were lit in it. */
	#round;
	#rows = /* @__PURE__ */ new Set();
	/** The rounds that ended in this frame. */
	#done;
	#shown;
	constructor(board) {
		this.#leds = board.leds.map(({ pin, active }) => ({
			pin,
			lit: active === "high" ? 2 : 1
		}));
		this.#display = board.display;
		this.#round = this.#dark();
		this.#done = this.#dark();
		this.#shown = new Float32Array(this.#done.lit.length);
	}
	#dark() {
		const pixels = this.#display ? this.#display.width * this.#display.height : 0;
		return {
			ns: 0,
			lit: new Float64Array(pixels)
		};
	}
	/** Brightnesses for the frame that ends at `ns`. */
	frame(edges, ns) {
		const leds = new Float64Array(this.#leds.length);
		const start = this.#now;
		for (const edge of edges) {
			this.#pass(edge.ns, leds);
			this.#drives.set(edge.pin, edge.to);
			if (edge.to === 2 && this.#display?.rows.includes(edge.pin)) this.#lightRow(edge.pin);
		}
		this.#pass(ns, leds);
		const frame = ns - start;
		const brightness = new Float32Array(leds.length + this.#shown.length);
		leds.forEach((lit, i) => brightness[i] = frame > 0 ? lit / frame : Number(this.#isLit(i)));
		brightness.set(this.#exposed(), leds.length);
		return brightness;
	}
	#isLit(led) {
		const { pin, lit } = this.#leds[led];
		return this.#drives.get(pin) === lit;
	}
	/** Nothing changes from the present up to `ns`. */
	#pass(ns, leds) {
		const span = ns - this.#now;
		if (span <= 0) return;
		this.#now = ns;
		leds.forEach((lit, i) => leds[i] = lit + (this.#isLit(i) ? span : 0));
		this.#round.ns += span;
		this.#display?.rows.forEach((pin, row) => {
			if (this.#drives.get(pin) === 2) this.#expose(row, span);
		});
	}
	#expose(row, span) {
		const display = this.#display;
		display.columns.forEach((column, c) => {
			const [x, y] = display.pixels[row][c];
			if (x === void 0 || y === void 0 || this.#drives.get(column) !== 1) return;
			this.#round.lit[y * display.width + x] += span;
		});
	}
	#lightRow(pin) {
		if (this.#rows.has(pin)) this.#endRound();
		this.#rows.add(pin);
	}
	#endRound() {
		this.#done.ns += this.#round.ns;
		this.#round.lit.forEach((ns, i) => this.#done.lit[i] += ns);
		this.#round = this.#dark();
		this.#rows.clear();
	}
	/** The display over the rounds that ended in this frame; if none did, as it was. */
	#exposed() {
		if (this.#round.ns >= ROUND_NS) this.#endRound();
		const { ns, lit } = this.#done;
		const rows = this.#display?.rows.length ?? 1;
		if (ns > 0) this.#shown = Float32Array.from(lit, (time) => Math.min(1, time / ns * rows));
		this.#done = this.#dark();
		return this.#shown;
	}
};
// src/lines.ts
var Lines = class {
	#debug;
	constructor(debug) {
		this.#debug = debug ?? {
			entry: null,
			files: [],
			functions: []
		};
	}
	find(address) {
		const around = last(this.#debug.functions, (f) => f.start <= address);
		const row = around && address < around.end ? last(around.rows, ([start]) => start <= address) : void 0;
		return around && row && {
			name: around.name,
			file: row[1],
			line: row[2],
			column: row[3]
		};
	}
	/** Whether a file is the program's, not the library's. */
	isOwn(place) {
		return this.#debug.files[place.file]?.text != null;
	}
	/** `f (file.ts:12:5)`. */
	describe(address) {
		const place = this.find(address);
		return place && `${place.name} (${this.#debug.files[place.file]?.path}:${place.line}:${place.column})`;
	}
};
/** The last of the items that hold, which all come before those that do not. */
function last(items, holds) {
	let [low, high] = [0, items.length];
	while (low < high) {
		const middle = low + high >> 1;
		if (holds(items[middle])) low = middle + 1;
		else high = middle;
	}
	return items[low - 1];
}
// src/worker.ts
const FRAME_MS = 16;
/** How much of a frame may go into running; the rest is for messages. */
const BUSY_MS = 12;
/** One call into the simulator: short enough to keep to BUSY_MS, long enough not to matter. */
const SLICE_NS = 25e4;
/** A machine further behind than this does not try to catch up. */
const LATE_MS = 60;
const SPEED_WINDOW_MS = 500;
/** Instructions between two looks at the clock while a line is stepped over. */
const STEPS = 500;
/** Pin changes kept for one frame: a program may toggle a pin millions of times while the page is not looking. */
const CHANGES_MAX = 2e4;
const reply = (message, transfer = []) => postMessage(message, { transfer });
var Session = class {
	#door;
	#board;
	#lines;
	#lamps;
	#text;
	#running = false;
	/** While a line is stepped over: the line. */
	#leaving;
	#state = 0;
	#why = "";
	#fresh = true;
	#shown = true;
	#factor = 1;
	/** The moment, in real and simulated time, from which on time is kept. */
	#since = {
		ms: 0,
		ns: 0
	};
	#samples = [];
	#timer;
	#changes = [];
	#parts = [];
	/** Edges since the last frame, for the lamps. */
	#edges = [];
	constructor(door, board, debug, factor) {
		this.#door = door;
		this.#board = board;
		this.#lines = new Lines(debug);
		this.#factor = factor;
		this.#lamps = new Lamps(board);
		this.#text = this.#newText();
		this.#releaseButtons();
		this.send();
	}
	#newText() {
		const isLibrary = (address) => {
			const place = this.#lines.find(address);
			return place !== void 0 && !this.#lines.isOwn(place);
		};
		return new ConsoleText((address) => ({
			text: this.#place(address),
			isLibrary: isLibrary(address)
		}));
	}
	#place(address) {
		return this.#lines.describe(address) ?? this.#door.place(address);
	}
	/** The next instruction's line, if it is the program's own. */
	#ownLine() {
		const place = this.#lines.find(this.#door.pc());
		return place && this.#lines.isOwn(place) ? {
			file: place.file,
			line: place.line
		} : null;
	}
	#releaseButtons() {
		for (const button of this.#board.buttons) this.#door.setPin(button.pin, releasedLevel(button));
	}
	run() {
		if (this.#running || this.#isOver()) return;
		this.#running = true;
		this.#keepTime();
		this.#tick();
	}
	pause() {
		this.stop();
		this.#samples = [];
		this.send();
	}
	/** Pauses without a word. */
	stop() {
		this.#running = false;
		this.#leaving = void 0;
		clearTimeout(this.#timer);
	}
	/** Runs on, however long it takes, until another line is next. */
	stepLine() {
		this.stop();
		if (this.#isOver()) return this.send();
		this.#leaving = this.#ownLine();
		this.#running = true;
		this.#keepTime();
		this.#tick();
	}
	step() {
		if (this.#running) this.pause();
		if (!this.#isOver()) this.#note(this.#door.step());
		this.send();
	}
	reset() {
		this.#door.reset();
		this.#releaseButtons();
		this.#lamps = new Lamps(this.#board);
		this.#text = this.#newText();
		this.#state = 0;
		this.#why = "";
		this.#fresh = true;
		this.#changes = [];
		this.#parts = [];
		this.#edges = [];
		this.#keepTime();
		this.send();
	}
	setSpeed(factor) {
		this.#factor = factor;
		this.#keepTime();
	}
	type(text) {
		this.#door.feed(new TextEncoder().encode(text));
	}
	setPin(pin, level) {
		this.#collect();
		this.#door.setPin(pin, level);
		this.#changes.push({
			ns: this.#door.ns(),
			pin,
			to: level === null ? 0 : level ? 2 : 1,
			outside: true
		});
		if (!this.#running) this.send();
	}
	shown() {
		this.#shown = true;
	}
	#isOver() {
		return this.#state !== 0 && this.#state !== 1;
	}
	#keepTime() {
		this.#since = {
			ms: performance.now(),
			ns: this.#door.ns()
		};
		this.#samples = [];
	}
	#note(state) {
		this.#state = state;
		if (state === 3) this.#why = this.#door.text();
		if (this.#isOver()) this.#running = false;
	}
	#tick() {
		const start = performance.now();
		if (this.#shown) {
			this.#advance(start);
			this.send(start);
		}
		if (!this.#running) return;
		this.#timer = setTimeout(() => guarded(() => this.#tick()), Math.max(0, FRAME_MS - (performance.now() - start)));
	}
	/** Runs up to the time that the pace asks for, or as far as a frame's work allows. */
	#advance(start) {
		if (this.#leaving !== void 0) return this.#leaveLine(start, this.#leaving);
		const factor = this.#state === 1 ? Math.min(this.#factor, 1) : this.#factor;
		const due = this.#since.ns + (start - this.#since.ms) * 1e6 * factor;
		while (this.#running && this.#door.ns() < due && performance.now() - start < BUSY_MS) {
			this.#note(this.#door.runUntil(Math.min(due, this.#door.ns() + SLICE_NS)));
			if (this.#state === 1 && this.#factor > 1) break;
		}
		if (!((due - this.#door.ns()) / 1e6 / factor < LATE_MS)) this.#since = {
			ms: performance.now(),
			ns: this.#door.ns()
		};
	}
	#leaveLine(start, left) {
		while (this.#running && performance.now() - start < BUSY_MS) for (let i = 0; i < STEPS && this.#running; i++) {
			this.#note(this.#door.step());
			if (this.#state === 1) this.#note(this.#door.runUntil(this.#door.ns() + SLICE_NS));
			const line = this.#ownLine();
			if (line && (line.file !== left?.file || line.line !== left.line)) this.stop();
		}
	}
	/** Takes what the machine has recorded. */
	#collect() {
		const edges = this.#door.edges();
		for (const edge of edges) this.#edges.push(edge);
		for (const { ns, pin, to } of edges) this.#changes.push({
			ns,
			pin,
			to,
			outside: false
		});
		if (this.#changes.length > CHANGES_MAX) this.#changes.splice(0, this.#changes.length - CHANGES_MAX);
		this.#parts.push(...this.#text.take(this.#door.console()));
	}
	/** `realTime`: the moment that the machine has run up to. */
	#speed(realTime) {
		const now = {
			ms: realTime,
			ns: this.#door.ns()
		};
		this.#samples.push(now);
		while (this.#samples.length > 2 && now.ms - this.#samples[0].ms > SPEED_WINDOW_MS) this.#samples.shift();
		const { ms, ns } = this.#samples[0];
		return this.#running && now.ms > ms ? (now.ns - ns) / 1e6 / (now.ms - ms) : 0;
	}
	send(realTime = performance.now()) {
		this.#collect();
		const registers = this.#door.registers();
		const ns = this.#door.ns();
		const lamps = this.#lamps.frame(this.#edges, ns);
		const pins = this.#door.pins();
		const frame = {
			kind: "frame",
			fresh: this.#fresh,
			running: this.#running,
			state: this.#state,
			why: this.#why,
			ns,
			instructions: this.#door.instructions(),
			cycles: this.#door.cycles(),
			clockHz: this.#door.clockHz(),
			speed: this.#speed(realTime),
			console: this.#parts,
			changes: this.#changes,
			pins,
			lamps,
			registers,
			place: this.#place(registers[15] ?? 0),
			at: this.#ownLine()
		};
		this.#fresh = false;
		this.#shown = false;
		this.#changes = [];
		this.#parts = [];
		this.#edges = [];
		reply(frame, [pins.buffer, lamps.buffer]);
	}
};
let door;
let session;
let factor = 1;
/** The index of the stack pointer among the registers. */
const SP = 13;
/** Loads a file for the board it is for, or says why it is for none of them. Boards with memory at the same addresses take each other's
*  images; the one whose stack the image sets aside is meant, or else the first. */
function loadForBoard(door, file, boards) {
	let first;
	let why = "";
	for (const board of boards) {
		const refusal = door.load(board.chip, file);
		if (refusal === void 0 && door.registers()[SP] === board.stackTop) return board;
		if (refusal === void 0) first ??= board;
		else why ||= refusal;
	}
	if (first) door.load(first.chip, file);
	return first ?? why;
}
function load(door, { choice, file, boards, debug }) {
	const board = loadForBoard(door, file, boards);
	if (typeof board === "string") {
		reply({
			kind: "refused",
			choice,
			why: board
		});
		return;
	}
	session?.stop();
	reply({
		kind: "loaded",
		choice,
		board
	});
	session = new Session(door, board, debug, factor);
}
function handle(door, request) {
	switch (request.kind) {
		case "load": return load(door, request);
		case "run": return session?.run();
		case "pause": return session?.pause();
		case "step": return session?.step();
		case "line": return session?.stepLine();
		case "reset": return session?.reset();
		case "speed":
			factor = request.factor;
			return session?.setSpeed(factor);
		case "type": return session?.type(request.text);
		case "pin": return session?.setPin(request.pin, request.level);
		case "shown": return session?.shown();
		case "start": return;
	}
}
/** A trap of the simulator's is told with the message that its panic left. */
function guarded(act) {
	try {
		act();
	} catch (error) {
		session?.stop();
		session = void 0;
		reply({
			kind: "broken",
			why: door?.panicMessage() || String(error)
		});
	}
}
/** Messages that came before the simulator was ready. */
const waiting = [];
async function start(wasm) {
	const opened = await Door.open(wasm);
	door = opened;
	for (const request of waiting.splice(0)) guarded(() => handle(opened, request));
}
onmessage = ({ data }) => {
	const ready = door;
	if (data.kind === "start") start(data.wasm).catch((error) => reply({
		kind: "broken",
		why: String(error)
	}));
	else if (ready) guarded(() => handle(ready, data));
	else waiting.push(data);
};
