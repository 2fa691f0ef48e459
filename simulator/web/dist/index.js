// src/boards.ts
var pressedLevel = (button) => button.active === "high" ? 1 : 0;
var releasedLevel = (button) => button.active === "high" ? 0 : 1;
/** What is wired to each pin that has something. */
function pinUses(board) {
	const uses = /* @__PURE__ */ new Map();
	uses.set(board.console.tx, "console, sends");
	uses.set(board.console.rx, "console, receives");
	for (const { name, pin } of [...board.leds, ...board.buttons]) uses.set(pin, name);
	board.display?.rows.forEach((pin, i) => uses.set(pin, `display row ${i + 1}`));
	board.display?.columns.forEach((pin, i) => uses.set(pin, `display column ${i + 1}`));
	return uses;
}
/** Boards in the order in which a file is tried on them: the chosen one, those that take its kind of file, the others. */
function candidates(boards, chosen, file) {
	const kind = file[0] === 58 ? "hex" : "uf2";
	const rank = (board) => board.id === chosen.id ? 0 : board.format === kind ? 1 : 2;
	return [...boards].sort((a, b) => rank(a) - rank(b));
}
// src/pins.ts
var driveOf = (byte) => byte & 3;
var isHigh = (byte) => (byte & 16) !== 0;
/** Whether a program has done anything to the pin; pull-downs are on after the reset of some chips. */
var isUsed = (byte) => driveOf(byte) !== 0 || modeOf(byte) === "pull-up";
/** What the program has made of the pin. */
function modeOf(byte) {
	if (driveOf(byte) !== 0) return "output";
	return [
		"not driven",
		"pull-up",
		"pull-down"
	][byte >> 2 & 3] ?? "not driven";
}
function changeText(to, outside) {
	const what = [
		"let go",
		"low",
		"high"
	][to] ?? "";
	return outside ? `${what} from outside` : what;
}
// src/svg.ts
function svg(name, attributes, ...children) {
	const element = document.createElementNS("http://www.w3.org/2000/svg", name);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
	element.append(...children);
	return element;
}
function html(name, attributes = {}, ...children) {
	const element = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
	element.append(...children);
	return element;
}
/** The element with this id; the page has it. */
function byId(id) {
	const element = document.getElementById(id);
	if (!element) throw new Error(`the page has no #${id}`);
	return element;
}
/** Sets text only where it differs, so that screen readers and layout are not bothered. */
function setText(element, text) {
	if (element.textContent !== text) element.textContent = text;
}
// src/board-view.ts
var WIDTH = 480;
/** Radius of a pad where there is room. */
var PAD = 5.5;
var MIDDLE = WIDTH / 2;
/** Pads closer than this stand without their names. */
var NAMED_PITCH = 24;
/** How long a click without a pointer holds a button. */
var CLICK_MS = 150;
/** What the eye makes of a duty: sRGB's exponent. */
var seen = (duty) => duty ** (1 / 2.2);
var words = (duty) => duty === 0 ? "off" : duty > .99 ? "on" : `${Math.max(1, Math.round(duty * 100))} %`;
var BoardView = class {
	element;
	#board;
	#leds;
	#pixels;
	#display = null;
	#press;
	#buttons = /* @__PURE__ */ new Map();
	#pads;
	#uses;
	constructor(board, press) {
		this.#board = board;
		this.#press = press;
		this.#uses = pinUses(board);
		const height = board.display ? 296 : 212;
		const centre = height / 2 + 10;
		this.#pads = board.pins.map(() => svg("circle", { class: "pad" }, svg("title", {})));
		this.#leds = board.leds.map((led, i) => this.#drawLed(led, MIDDLE + (i - (board.leds.length - 1) / 2) * 64, board.display ? 76 : centre));
		this.#pixels = [];
		if (board.display) this.#display = this.#drawDisplay(board.display.width, board.display.height, centre + (board.leds.length ? 22 : 0));
		const buttons = board.buttons.map((button, i) => this.#drawButton(button, i, centre));
		this.element = svg("svg", {
			viewBox: `0 0 ${WIDTH} ${height}`,
			role: "group",
			"aria-label": board.name,
			class: "board"
		}, glow(), svg("rect", {
			x: 1,
			y: 1,
			width: 478,
			height: height - 2,
			rx: 18,
			class: "pcb"
		}), svg("text", {
			x: 22,
			y: 56,
			class: "silk name"
		}, board.name), svg("text", {
			x: 458,
			y: 56,
			class: "silk chip",
			"text-anchor": "end"
		}, board.chip), ...this.#placePads(height), ...this.#leds, ...this.#display ? [this.#display] : [], ...buttons);
	}
	/** The pads along both edges, with their names where there is room. */
	#placePads(height) {
		const perEdge = Math.ceil(this.#pads.length / 2);
		const pitch = 436 / perEdge;
		const radius = Math.min(PAD, pitch * .42);
		return this.#pads.flatMap((pad, pin) => {
			const top = pin < perEdge;
			const x = 22 + pitch * (pin % perEdge + .5);
			const y = top ? 16 : height - 16;
			for (const [key, value] of Object.entries({
				cx: x,
				cy: y,
				r: radius
			})) pad.setAttribute(key, String(value));
			if (pitch < NAMED_PITCH) return [pad];
			return [pad, svg("text", {
				x,
				y: top ? y + 15 : y - 9,
				class: "pad-name",
				"text-anchor": "middle"
			}, this.#board.pins[pin])];
		});
	}
	#drawLed(led, x, y) {
		return svg("g", {
			role: "img",
			"aria-label": `${led.name}: off`,
			class: "led",
			transform: `translate(${x} ${y})`
		}, svg("circle", {
			r: 34,
			class: "glow"
		}), svg("rect", {
			x: -11,
			y: -7,
			width: 22,
			height: 14,
			rx: 3,
			class: "body"
		}), svg("rect", {
			x: -11,
			y: -7,
			width: 22,
			height: 14,
			rx: 3,
			class: "light"
		}), svg("text", {
			y: 30,
			"text-anchor": "middle",
			class: "silk"
		}, led.name));
	}
	#drawDisplay(columns, rows, y) {
		const pitch = 30;
		for (let i = 0; i < columns * rows; i++) {
			const left = MIDDLE + (i % columns - (columns - 1) / 2) * pitch;
			const top = y + (Math.floor(i / columns) - (rows - 1) / 2) * pitch;
			this.#pixels.push(svg("g", {
				class: "led",
				transform: `translate(${left} ${top})`
			}, svg("circle", {
				r: 16,
				class: "glow"
			}), svg("rect", {
				x: -5,
				y: -8,
				width: 10,
				height: 16,
				rx: 2,
				class: "body"
			}), svg("rect", {
				x: -5,
				y: -8,
				width: 10,
				height: 16,
				rx: 2,
				class: "light"
			})));
		}
		return svg("g", {
			role: "img",
			"aria-label": "Display: dark"
		}, ...this.#pixels);
	}
	#drawButton(button, index, y) {
		const count = this.#board.buttons.length;
		const left = index < count / 2;
		const rank = left ? index : index - Math.ceil(count / 2);
		const x = (left ? 64 : 416) + (left ? 1 : -1) * rank * 72;
		const element = svg("g", {
			role: "button",
			tabindex: 0,
			"aria-pressed": "false",
			"aria-label": button.name,
			class: "button",
			transform: `translate(${x} ${y})`
		}, svg("rect", {
			x: -30,
			y: -30,
			width: 60,
			height: 60,
			rx: 10,
			class: "base"
		}), svg("circle", {
			r: 19,
			class: "cap"
		}), svg("text", {
			y: 48,
			"text-anchor": "middle",
			class: "silk"
		}, button.name));
		this.#buttons.set(button, {
			element,
			holders: /* @__PURE__ */ new Set()
		});
		this.#listen(element, button);
		return element;
	}
	#listen(element, button) {
		element.addEventListener("pointerdown", (event) => {
			if (event.button !== 0) return;
			element.setPointerCapture(event.pointerId);
			this.hold(button, `pointer ${event.pointerId}`);
		});
		for (const end of [
			"pointerup",
			"pointercancel",
			"lostpointercapture"
		]) element.addEventListener(end, (event) => this.letGo(button, `pointer ${event.pointerId}`));
		element.addEventListener("keydown", (event) => {
			if (event.key !== " " && event.key !== "Enter") return;
			event.preventDefault();
			this.hold(button, event.key);
		});
		element.addEventListener("keyup", (event) => this.letGo(button, event.key));
		element.addEventListener("blur", () => this.releaseAll());
		element.addEventListener("click", (event) => {
			if (event.detail !== 0) return;
			this.hold(button, "click");
			setTimeout(() => this.letGo(button, "click"), CLICK_MS);
		});
	}
	/** Somebody presses a button: a pointer or a key. */
	hold(button, holder) {
		const { holders } = this.#buttons.get(button);
		holders.add(holder);
		if (holders.size === 1) this.#show(button, true);
	}
	letGo(button, holder) {
		const { holders } = this.#buttons.get(button);
		if (holders.delete(holder) && holders.size === 0) this.#show(button, false);
	}
	/** Nobody presses anything: key releases go unseen while the window is in the background. */
	releaseAll() {
		for (const [button, { holders }] of this.#buttons) for (const holder of [...holders]) this.letGo(button, holder);
	}
	#show(button, pressed) {
		this.#buttons.get(button).element.setAttribute("aria-pressed", String(pressed));
		this.#press(button, pressed);
	}
	/** A frame: brightnesses as in lamps.ts, and the pins' bytes. */
	update(lamps, pins) {
		this.#leds.forEach((element, i) => {
			const duty = lamps[i] ?? 0;
			light(element, duty);
			setLabel(element, `${this.#board.leds[i].name}: ${words(duty)}`);
		});
		this.#pixels.forEach((element, i) => light(element, lamps[this.#leds.length + i] ?? 0));
		if (this.#display) setLabel(this.#display, this.#displayText(lamps.subarray(this.#leds.length)));
		this.#pads.forEach((pad, pin) => this.#updatePad(pad, pin, pins[pin] ?? 0));
	}
	/** Row by row, lit pixels as #. */
	#displayText(pixels) {
		const width = this.#board.display.width;
		const marks = [...pixels].map((duty) => duty > 0 ? "#" : ".");
		if (!marks.includes("#")) return "Display: dark";
		return "Display: " + Array.from({ length: marks.length / width }, (_, y) => marks.slice(y * width, (y + 1) * width).join("")).join(" ");
	}
	#updatePad(pad, pin, byte) {
		const state = `${driveOf(byte) !== 0 ? "driven" : ""} ${isHigh(byte) ? "high" : ""}`.trim();
		if (pad.dataset["byte"] === String(byte)) return;
		pad.dataset["byte"] = String(byte);
		pad.setAttribute("class", `pad ${state}`);
		const use = this.#uses.get(pin);
		pad.firstElementChild.textContent = `${this.#board.pins[pin]}${use ? `, ${use}` : ""}: ${modeOf(byte)}, ${isHigh(byte) ? "high" : "low"}`;
	}
};
/** Light around an LED: bright at the middle, nothing at the rim. */
function glow() {
	const stop = (offset, opacity) => svg("stop", {
		offset,
		"stop-color": "#ff6a4a",
		"stop-opacity": opacity
	});
	return svg("defs", {}, svg("radialGradient", { id: "glow" }, stop(0, .6), stop(.45, .22), stop(1, 0)));
}
function light(element, duty) {
	const value = seen(duty).toFixed(3);
	if (element.dataset["lit"] === value) return;
	element.dataset["lit"] = value;
	element.style.setProperty("--lit", value);
}
function setLabel(element, label) {
	if (element.getAttribute("aria-label") !== label) element.setAttribute("aria-label", label);
}
// src/console-view.ts
/** Characters kept; what is older goes. */
var KEPT$1 = 2e5;
var ConsoleView = class {
	#log;
	#length = 0;
	constructor(log) {
		this.#log = log;
	}
	clear() {
		this.#log.replaceChildren();
		this.#length = 0;
	}
	add(parts) {
		if (parts.length === 0) return;
		const { scrollTop, scrollHeight, clientHeight } = this.#log;
		const atEnd = scrollTop + clientHeight > scrollHeight - 8;
		for (const part of parts) this.#append(part);
		while (this.#length > KEPT$1 && this.#log.childNodes.length > 1) {
			const first = this.#log.firstChild;
			this.#length -= first.textContent?.length ?? 0;
			first.remove();
		}
		if (atEnd) this.#log.scrollTop = this.#log.scrollHeight;
	}
	#append({ text, error }) {
		this.#log.append(html("span", error ? { class: "error" } : {}, text));
		this.#length += text.length;
	}
};
// src/format.ts
/** A span: 250 ns, 1.000 ms, 2.5 s; `digits` after the point. */
function duration(ns, digits = 3) {
	if (ns < 1e3) return `${ns.toFixed(0)} ns`;
	if (ns < 1e6) return `${(ns / 1e3).toFixed(digits)} µs`;
	if (ns < 1e9) return `${(ns / 1e6).toFixed(digits)} ms`;
	return `${(ns / 1e9).toFixed(digits)} s`;
}
/** A moment in milliseconds to the nanosecond: 200.013416. */
var milliseconds = (ns) => (ns / 1e6).toFixed(6);
var percent = (ratio) => `${ratio >= .1 ? Math.round(ratio * 100) : (ratio * 100).toPrecision(2)} %`;
var hex = (word) => `0x${word.toString(16).padStart(8, "0")}`;
var count = (value) => value.toLocaleString("en").replaceAll(",", " ");
// src/pins-view.ts
/** Rows of the trace, unless more are asked for. */
var TRACED = 8;
var PinsView = class {
	#drive;
	#all = byId("all-pins");
	#body = byId("pins").querySelector("tbody");
	#rows = [];
	#named = /* @__PURE__ */ new Map();
	#names = [];
	/** Pins whose trace was switched by hand. */
	#chosen = /* @__PURE__ */ new Map();
	#busy = /* @__PURE__ */ new Set();
	#buttons = /* @__PURE__ */ new Set();
	#display = /* @__PURE__ */ new Set();
	#console = /* @__PURE__ */ new Set();
	#active = [];
	constructor(drive) {
		this.#drive = drive;
		this.#all.onchange = () => this.#hideIdle();
	}
	/** The pins of a board, all idle. */
	show(board) {
		this.#names = board.pins;
		this.#named = pinUses(board);
		this.#buttons = new Set(board.buttons.map(({ pin }) => pin));
		this.#display = /* @__PURE__ */ new Set([...board.display?.rows ?? [], ...board.display?.columns ?? []]);
		this.#console = /* @__PURE__ */ new Set([board.console.tx, board.console.rx]);
		this.#chosen.clear();
		this.#busy.clear();
		this.#active = [];
		this.#rows = board.pins.map((_, pin) => this.#row(pin));
		this.#body.replaceChildren(...this.#rows.map(({ element }) => element));
		this.#hideIdle();
	}
	label(pin) {
		return this.#named.get(pin) ?? this.#names[pin] ?? "";
	}
	#row(pin) {
		const use = this.#named.get(pin) ?? "";
		const own = this.#names[pin] ?? "";
		const name = use ? `${own}, ${use}` : own;
		const outside = html("select", { "aria-label": `From outside, ${name}` });
		for (const [value, text] of [
			["", "–"],
			["0", "low"],
			["1", "high"]
		]) outside.append(html("option", { value }, text));
		outside.onchange = () => this.#drive(pin, outside.value === "" ? null : Number(outside.value));
		const trace = html("input", {
			type: "checkbox",
			"aria-label": `Trace, ${name}`
		});
		trace.onchange = () => this.#chosen.set(pin, trace.checked);
		const [mode, level] = [html("td"), html("td", { class: "level" })];
		const first = this.#buttons.has(pin) ? html("td") : html("td", {}, outside);
		return {
			element: html("tr", {}, html("th", { scope: "row" }, own), html("td", {}, use), mode, level, first, html("td", {}, trace)),
			mode,
			level,
			trace,
			outside
		};
	}
	/** The pins' bytes of a frame; `happened`: pins at which anything has changed, in the trace's order. */
	update(pins, happened) {
		let shown = false;
		this.#rows.forEach(({ mode, level, element }, pin) => {
			const byte = pins[pin] ?? 0;
			setText(mode, modeOf(byte));
			setText(level, isHigh(byte) ? "high" : "low");
			level.classList.toggle("high", isHigh(byte));
			if (isUsed(byte) && !this.#busy.has(pin)) {
				this.#busy.add(pin);
				shown ||= element.hidden;
			}
		});
		for (const pin of happened) this.#busy.add(pin);
		if (happened.length !== this.#active.length || shown) {
			this.#active = happened;
			this.#hideIdle();
		}
		const traced = new Set(this.traced());
		this.#rows.forEach(({ trace }, pin) => trace.checked = traced.has(pin));
	}
	/** The pins that the trace shows: those chosen by hand, and the first of those at which anything happened, the display's last. The
	*  console's are read better in the console. */
	traced() {
		const rank = (pin) => this.#display.has(pin) ? 2 : this.#named.has(pin) ? 0 : 1;
		const active = this.#active.filter((pin) => !this.#chosen.has(pin) && !this.#console.has(pin)).sort((a, b) => rank(a) - rank(b) || a - b);
		const chosen = [...this.#chosen].filter(([, on]) => on).map(([pin]) => pin);
		const room = Math.max(0, TRACED - chosen.length);
		return [...active.slice(0, room), ...chosen].sort((a, b) => rank(a) - rank(b) || a - b);
	}
	/** Outside levels are gone. */
	release() {
		for (const { outside } of this.#rows) outside.value = "";
	}
	#hideIdle() {
		this.#rows.forEach(({ element }, pin) => {
			element.hidden = (this.#display.has(pin) || !(this.#named.has(pin) || this.#busy.has(pin))) && !this.#all.checked;
		});
	}
};
// src/registers-view.ts
var NAMES = [
	...Array.from({ length: 13 }, (_, i) => `r${i}`),
	"SP",
	"LR",
	"PC",
	"xPSR"
];
var RegistersView = class {
	#place = byId("place");
	#values = NAMES.map(() => html("dd", {}, "–"));
	constructor() {
		byId("registers").replaceChildren(...NAMES.map((name, i) => html("div", {}, html("dt", {}, name), this.#values[i])));
	}
	update(registers, place, running) {
		this.#values.forEach((value, i) => setText(value, running ? "–" : hex(registers[i] ?? 0)));
		setText(this.#place, running ? "Pause to see them." : `Next: ${place}, flags ${flags(registers[16] ?? 0)}`);
	}
};
/** N, Z, C and V, in capitals where set. */
function flags(xpsr) {
	return [..."nzcv"].map((flag, i) => xpsr >>> 31 - i & 1 ? flag.toUpperCase() : flag).join("");
}
// src/source-view.ts
var SourceView = class {
	#section = byId("source-section");
	#select = byId("source-file");
	#code = byId("source");
	#files = [];
	#shown = -1;
	#marked;
	constructor() {
		this.#select.onchange = () => this.#show(Number(this.#select.value));
	}
	/** Another program; its own files, the one it starts with first. */
	open(debug) {
		this.#files = debug?.files ?? [];
		const own = this.#files.flatMap(({ path, text }, i) => text === null ? [] : [{
			path,
			i
		}]);
		this.#select.replaceChildren(...own.map(({ path, i }) => html("option", { value: i }, path.split("/").at(-1) ?? path)));
		this.#section.hidden = own.length === 0;
		this.#select.hidden = own.length < 2;
		this.#shown = -1;
		const first = own.find(({ i }) => i === debug?.entry) ?? own[0];
		if (first) this.#show(first.i);
	}
	update({ at, running }) {
		const line = running ? null : at;
		if (line && line.file !== this.#shown) this.#show(line.file);
		const marked = line ? this.#code.children[line.line - 1] : void 0;
		if (marked === this.#marked) return;
		this.#marked?.removeAttribute("aria-current");
		this.#marked = marked;
		marked?.setAttribute("aria-current", "step");
		if (marked instanceof HTMLElement) this.#code.scrollTop = marked.offsetTop - this.#code.offsetTop - this.#code.clientHeight / 3;
		setText(byId("source-line"), line ? `Next: line ${line.line}` : "");
	}
	#show(file) {
		this.#shown = file;
		this.#marked = void 0;
		this.#select.value = String(file);
		const lines = (this.#files[file]?.text ?? "").replace(/\n$/, "").split("\n");
		this.#code.replaceChildren(...lines.map((line) => html("li", {}, html("code", {}, line))));
		this.#code.scrollTop = 0;
	}
};
// src/trace.ts
/** Changes kept of one pin. */
var KEPT = 4e4;
var Trace = class {
	#pins = /* @__PURE__ */ new Map();
	clear() {
		this.#pins.clear();
	}
	add(changes) {
		for (const change of changes) {
			const kept = this.#pins.get(change.pin);
			if (kept) kept.push(change);
			else this.#pins.set(change.pin, [change]);
		}
		for (const [pin, kept] of this.#pins) if (kept.length > KEPT * 1.25) this.#pins.set(pin, kept.slice(-4e4));
	}
	/** Pins at which anything happened, ascending. */
	pins() {
		return [...this.#pins.keys()].sort((a, b) => a - b);
	}
	/** The last changes of all the given pins, latest last. */
	last(pins, count) {
		return pins.flatMap((pin) => (this.#pins.get(pin) ?? []).slice(-count)).sort((a, b) => a.ns - b.ns).slice(-count);
	}
	/** Changes of a pin from the last one before `from` up to `to`. */
	between(pin, from, to) {
		const changes = this.#pins.get(pin) ?? [];
		const start = after(changes, from);
		return changes.slice(Math.max(0, start - 1), after(changes, to));
	}
	pulse(pin, ns) {
		const changes = this.#pins.get(pin) ?? [];
		const next = after(changes, ns);
		const begin = changes[next - 1];
		return {
			from: begin?.ns ?? 0,
			to: changes[next]?.ns,
			state: begin?.to ?? 0
		};
	}
	/** The change of a pin next to a moment, before or after it. */
	neighbour(pin, ns, direction) {
		const changes = this.#pins.get(pin) ?? [];
		if (direction === 1) return changes[after(changes, ns)];
		let at = after(changes, ns) - 1;
		while (at >= 0 && changes[at].ns >= ns) at--;
		return changes[at];
	}
};
/** How many changes are at or before a time. */
function after(changes, ns) {
	let [low, high] = [0, changes.length];
	while (low < high) {
		const middle = low + high >> 1;
		if (changes[middle].ns <= ns) low = middle + 1;
		else high = middle;
	}
	return low;
}
// src/trace-view.ts
var SPANS = [
	1e4,
	1e5,
	1e6,
	1e7,
	5e7,
	1e8,
	5e8,
	1e9,
	5e9,
	2e10,
	6e10
];
var ROW = 30;
var AXIS = 22;
var LABEL = 104;
var MARGIN = 8;
/** Edges listed as text. */
var LISTED = 200;
var TraceView = class {
	#trace;
	#label;
	#box = byId("trace");
	#canvas = this.#box.querySelector("canvas");
	#span = byId("span");
	#followButton = byId("follow");
	#edges = byId("edges");
	#pins = [];
	#now = 0;
	#width = 1e9;
	/** The right end's time; null follows the present. */
	#end = null;
	#cursor = null;
	#dragged = null;
	#listed = "";
	constructor(trace, label) {
		this.#trace = trace;
		this.#label = label;
		byId("zoom-in").onclick = () => this.#zoom(-1);
		byId("zoom-out").onclick = () => this.#zoom(1);
		byId("next").onclick = () => this.#go(1);
		byId("previous").onclick = () => this.#go(-1);
		this.#followButton.onclick = () => this.#follow();
		this.#box.onkeydown = (event) => this.#key(event);
		this.#canvas.onpointerdown = (event) => this.#down(event);
		this.#canvas.onpointermove = (event) => this.#move(event);
		this.#canvas.onpointerup = () => this.#dragged = null;
		this.#canvas.onpointercancel = () => this.#dragged = null;
		this.#canvas.onwheel = (event) => this.#wheel(event);
		this.#edges.ontoggle = () => this.#list();
		new ResizeObserver(() => this.draw()).observe(this.#box);
		matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
	}
	clear() {
		this.#cursor = null;
		this.#end = null;
		setText(byId("cursor"), "");
	}
	/** Shows these pins up to the present, a time since reset. */
	update(pins, now) {
		this.#pins = pins;
		this.#now = now;
		this.draw();
		this.#list();
	}
	#range() {
		const to = this.#end ?? Math.max(this.#now, this.#width);
		return {
			from: to - this.#width,
			to
		};
	}
	#zoom(direction) {
		const at = SPANS.indexOf(this.#width);
		const wider = SPANS[Math.min(SPANS.length - 1, Math.max(0, at + direction))];
		const { from, to } = this.#range();
		const centre = this.#cursor?.ns ?? (this.#end === null ? to : (from + to) / 2);
		const place = Math.min(1, Math.max(0, (centre - from) / (to - from)));
		this.#width = wider;
		if (this.#end !== null || this.#cursor) this.#hold(centre + (1 - place) * wider);
		this.draw();
	}
	#hold(end) {
		this.#end = Math.max(end, this.#width);
	}
	#follow() {
		this.#end = this.#end === null ? this.#range().to : null;
		this.#cursor = null;
		this.draw();
	}
	/** Moves the cursor to the pin's next or previous edge. */
	#go(direction) {
		const row = Math.min(this.#cursor?.row ?? 0, this.#pins.length - 1);
		const pin = this.#pins[row];
		if (pin === void 0) return;
		const start = this.#cursor?.ns ?? (direction === 1 ? this.#range().from : this.#now);
		const change = this.#trace.neighbour(pin, start, direction);
		if (!change) return;
		this.#cursor = {
			ns: change.ns,
			row
		};
		const { from, to } = this.#range();
		const end = change.ns < from || change.ns > to ? change.ns + this.#width / 2 : to;
		this.#hold(end);
		this.#tell();
		this.draw();
	}
	#key(event) {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const action = {
			ArrowLeft: () => this.#go(-1),
			ArrowRight: () => this.#go(1),
			ArrowUp: () => this.#changeRow(-1),
			ArrowDown: () => this.#changeRow(1),
			"+": () => this.#zoom(-1),
			"-": () => this.#zoom(1),
			End: () => this.#follow()
		}[event.key];
		if (!action) return;
		event.preventDefault();
		action();
	}
	#changeRow(by) {
		const row = Math.min(this.#pins.length - 1, Math.max(0, (this.#cursor?.row ?? -by) + by));
		if (row < 0) return;
		this.#cursor = {
			ns: this.#cursor?.ns ?? this.#range().to,
			row
		};
		this.#hold(this.#range().to);
		this.#tell();
		this.draw();
	}
	#timeAt(x) {
		const { from } = this.#range();
		return from + (x - LABEL) / this.#plotWidth() * this.#width;
	}
	#plotWidth() {
		return Math.max(1, this.#box.clientWidth - LABEL - MARGIN);
	}
	#down(event) {
		this.#dragged = {
			x: event.offsetX,
			end: this.#range().to
		};
		this.#canvas.setPointerCapture(event.pointerId);
	}
	#move(event) {
		if (this.#dragged) {
			const moved = (event.offsetX - this.#dragged.x) / this.#plotWidth() * this.#width;
			if (Math.abs(event.offsetX - this.#dragged.x) > 3) this.#hold(this.#dragged.end - moved);
		}
		const row = Math.floor((event.offsetY - AXIS) / ROW);
		if (row >= 0 && row < this.#pins.length && event.offsetX >= LABEL) {
			this.#cursor = {
				ns: Math.max(0, this.#timeAt(event.offsetX)),
				row
			};
			this.#tell();
		}
		this.draw();
	}
	#wheel(event) {
		if (!event.ctrlKey && !event.shiftKey) return;
		event.preventDefault();
		this.#zoom(event.deltaY > 0 || event.deltaX > 0 ? 1 : -1);
	}
	/** What is at the cursor, in words. */
	#tell() {
		if (!this.#cursor) return;
		const pin = this.#pins[this.#cursor.row];
		if (pin === void 0) return;
		const { from, to, state } = this.#trace.pulse(pin, this.#cursor.ns);
		const length = to === void 0 ? "since then" : `for ${duration(to - from)}`;
		setText(byId("cursor"), `${this.#label(pin)}: ${[
			"not driven",
			"low",
			"high"
		][state]} from ${milliseconds(from)} ms ${length}`);
	}
	draw() {
		const ratio = devicePixelRatio || 1;
		const width = this.#box.clientWidth;
		const height = AXIS + Math.max(1, this.#pins.length) * ROW + MARGIN;
		if (this.#canvas.width !== Math.round(width * ratio) || this.#canvas.height !== Math.round(height * ratio)) {
			this.#canvas.width = Math.round(width * ratio);
			this.#canvas.height = Math.round(height * ratio);
			this.#canvas.style.height = `${height}px`;
		}
		setText(this.#span, duration(this.#width, 0));
		this.#followButton.setAttribute("aria-pressed", String(this.#end === null));
		const context = this.#canvas.getContext("2d");
		context.setTransform(ratio, 0, 0, ratio, 0, 0);
		context.clearRect(0, 0, width, height);
		const style = getComputedStyle(this.#box);
		const color = (name) => style.getPropertyValue(name).trim();
		context.font = `12px ${style.fontFamily}`;
		context.textBaseline = "middle";
		this.#drawAxis(context, height, color);
		this.#pins.forEach((pin, row) => this.#drawRow(context, pin, AXIS + row * ROW, 1 / ratio, color));
		if (this.#pins.length === 0) {
			context.fillStyle = color("--muted");
			context.fillText("Nothing has happened at a pin yet.", MARGIN, 37);
		}
		if (this.#cursor) this.#drawCursor(context, height, color("--accent"));
	}
	#drawAxis(context, height, color) {
		const { from, to } = this.#range();
		const rough = this.#width / (this.#plotWidth() / 90);
		const power = 10 ** Math.floor(Math.log10(rough));
		const step = [
			1,
			2,
			5,
			10
		].map((n) => n * power).find((n) => n >= rough);
		context.textAlign = "center";
		for (let ns = Math.ceil(from / step) * step; ns <= to; ns += step) {
			const x = Math.round(LABEL + (ns - from) / this.#width * this.#plotWidth()) + .5;
			context.strokeStyle = color("--line");
			context.beginPath();
			context.moveTo(x, 18);
			context.lineTo(x, height - MARGIN);
			context.stroke();
			context.fillStyle = color("--muted");
			context.fillText(axisLabel(ns, step), Math.min(x, LABEL + this.#plotWidth() - 22), AXIS / 2 - 2);
		}
		context.textAlign = "left";
	}
	#drawRow(context, pin, top, pixel, color) {
		context.fillStyle = color("--ink");
		context.fillText(this.#label(pin), MARGIN, top + ROW / 2, 88);
		const { from, to } = this.#range();
		const changes = this.#trace.between(pin, from, to);
		const x = (ns) => LABEL + Math.max(0, ns - from) / this.#width * this.#plotWidth();
		const levels = {
			0: top + ROW / 2,
			1: top + ROW - 7,
			2: top + 7
		};
		let state = 0;
		let start = Math.max(0, from);
		const stretch = (until) => this.#drawStretch(context, state, x(start), x(until), levels, pixel, color);
		for (const { ns, to: next } of changes) {
			if (ns > start) stretch(ns);
			state = next;
			start = Math.max(start, ns);
		}
		stretch(Math.max(start, Math.min(to, this.#now)));
	}
	/** A stretch without change, and the edge at its beginning. */
	#drawStretch(context, state, left, right, levels, pixel, color) {
		const width = Math.max(pixel, right - left);
		if (state === 2) {
			context.fillStyle = color("--high");
			context.fillRect(left, levels[2], width, levels[1] - levels[2]);
		}
		context.fillStyle = state === 0 ? color("--muted") : color("--signal");
		context.fillRect(left, levels[state] - .75, width, state === 0 ? 1 : 1.5);
		if (state !== 0 && left > LABEL) context.fillRect(left - pixel / 2, levels[2], Math.max(pixel, 1), levels[1] - levels[2]);
	}
	#drawCursor(context, height, color) {
		const { from, to } = this.#range();
		const { ns, row } = this.#cursor;
		if (ns < from || ns > to) return;
		const x = LABEL + (ns - from) / this.#width * this.#plotWidth();
		context.fillStyle = color;
		context.fillRect(x - .5, 18, 1, height - AXIS);
		context.fillRect(0, AXIS + row * ROW + 6, 3, 18);
	}
	#list() {
		if (!this.#edges.open) return;
		const changes = this.#trace.last(this.#pins, LISTED);
		const key = changes.length === 0 ? "" : `${changes.length} ${changes.at(-1).ns} ${changes[0].ns}`;
		if (key === this.#listed) return;
		this.#listed = key;
		const rows = changes.map(({ ns, pin, to, outside }) => html("tr", {}, html("td", {}, milliseconds(ns)), html("td", {}, this.#label(pin)), html("td", {}, changeText(to, outside))));
		this.#edges.querySelector("tbody").replaceChildren(...rows);
	}
};
function axisLabel(ns, step) {
	const [unit, name] = step >= 1e9 ? [1e9, "s"] : step >= 1e6 ? [1e6, "ms"] : step >= 1e3 ? [1e3, "µs"] : [1, "ns"];
	return `${Math.round(ns / unit)} ${name}`;
}
// src/main.ts
var boardSelect = byId("board");
var exampleSelect = byId("example");
var fileInput = byId("file");
var runButton = byId("run");
var Playground = class {
	#boards;
	#examples;
	#worker;
	#console = new ConsoleView(byId("console"));
	#trace = new Trace();
	#pins = new PinsView((pin, level) => this.#send({
		kind: "pin",
		pin,
		level
	}));
	#traceView = new TraceView(this.#trace, (pin) => this.#pins.label(pin));
	#registers = new RegistersView();
	#source = new SourceView();
	/** The board that is chosen; the program that runs may still be the one before, on another. */
	#chosen;
	/** The board of the program that runs. */
	#board;
	#view = null;
	#running = false;
	#over = false;
	/** The file being loaded, or loaded last. */
	#file = null;
	/** How many programs have been chosen: what is fetched or loaded for a choice before the last one changes no choice. */
	#choices = 0;
	/** What the worker has not answered yet, by the choice it serves. */
	#loads = /* @__PURE__ */ new Map();
	constructor(boards, examples, wasm) {
		this.#boards = boards;
		this.#examples = examples;
		this.#chosen = this.#board = boards[0];
		this.#worker = new Worker(new URL(
			/* @vite-ignore */
			new URL("worker.js", import.meta.url).href,
			"" + import.meta.url
		), {
			type: "module",
			name: "simulator"
		});
		this.#worker.onmessage = ({ data }) => this.#receive(data);
		this.#worker.onerror = (event) => this.#complain(`The simulator could not be started: ${event.message}`);
		this.#send({
			kind: "start",
			wasm
		});
		this.#listen();
	}
	#send(request) {
		this.#worker.postMessage(request);
	}
	#listen() {
		boardSelect.append(...this.#boards.map(({ id, name }) => html("option", { value: id }, name)));
		boardSelect.onchange = () => this.#chooseBoard(boardSelect.value);
		exampleSelect.onchange = () => this.#openExample(exampleSelect.value);
		byId("open").onclick = () => fileInput.click();
		fileInput.onchange = () => {
			const file = fileInput.files?.[0];
			fileInput.value = "";
			if (file) this.#openFile(file);
		};
		runButton.onclick = () => this.#send({ kind: this.#running ? "pause" : "run" });
		byId("step").onclick = () => this.#send({ kind: "step" });
		byId("line-step").onclick = () => this.#send({ kind: "line" });
		byId("reset").onclick = () => this.#reset();
		const speed = byId("speed");
		speed.onchange = () => this.#send({
			kind: "speed",
			factor: Number(speed.value)
		});
		byId("type").onsubmit = (event) => {
			event.preventDefault();
			const line = byId("line");
			this.#send({
				kind: "type",
				text: `${line.value}\n`
			});
			line.value = "";
		};
		this.#listenForFiles();
		this.#listenForKeys();
	}
	#listenForFiles() {
		const drop = byId("drop");
		const hasFile = (event) => event.dataTransfer?.types.includes("Files") ?? false;
		addEventListener("dragover", (event) => {
			if (!hasFile(event)) return;
			event.preventDefault();
			drop.classList.add("shown");
		});
		addEventListener("dragleave", (event) => {
			if (event.relatedTarget === null) drop.classList.remove("shown");
		});
		addEventListener("drop", (event) => {
			drop.classList.remove("shown");
			if (!hasFile(event)) return;
			event.preventDefault();
			const file = event.dataTransfer?.files[0];
			if (file) this.#openFile(file);
		});
	}
	/** Buttons answer to the last letter of their names, except while text is typed. */
	#listenForKeys() {
		const buttonOf = (event) => {
			if (event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox]), select, textarea") || event.ctrlKey || event.metaKey || event.altKey || !byId("keys-on").checked) return void 0;
			return this.#board.buttons.find((button) => keyOf(button) === event.key.toLowerCase());
		};
		addEventListener("keydown", (event) => {
			const button = buttonOf(event);
			if (button && !event.repeat) this.#view?.hold(button, `key ${keyOf(button)}`);
		});
		addEventListener("keyup", (event) => {
			for (const button of this.#board.buttons) if (keyOf(button) === event.key.toLowerCase()) this.#view?.letGo(button, `key ${keyOf(button)}`);
		});
		addEventListener("blur", () => this.#view?.releaseAll());
	}
	/** What the address asks for (`#example=blink&board=pico`), or the first example. */
	openFirst() {
		const wish = new URLSearchParams(location.hash.slice(1));
		const fits = (example) => (!wish.has("board") || example.board === wish.get("board")) && (!wish.has("example") || example.name === wish.get("example"));
		const example = this.#examples.find(fits) ?? this.#examples[0];
		this.#chooseBoard(example?.board ?? this.#board.id, example?.name);
	}
	/** Another board: the loaded file on it if it is the user's and fits, else the board's example. */
	#chooseBoard(id, example) {
		this.#chosen = this.#boards.find((board) => board.id === id) ?? this.#chosen;
		const own = exampleSelect.value === "" && this.#file;
		this.#listExamples();
		if (own && example === void 0) {
			this.#load(++this.#choices, {
				program: own,
				example: ""
			}, [this.#chosen]);
			return;
		}
		const names = this.#examples.filter(({ board }) => board === this.#chosen.id).map(({ name }) => name);
		const name = example ?? names[0];
		if (name !== void 0) this.#openExample(name);
	}
	#listExamples() {
		boardSelect.value = this.#chosen.id;
		const options = this.#examples.filter(({ board }) => board === this.#chosen.id).map(({ name, about }) => html("option", {
			value: name,
			title: about
		}, name));
		exampleSelect.replaceChildren(html("option", { value: "" }, "–"), ...options);
	}
	#openExample(name) {
		const board = this.#chosen;
		const example = this.#examples.find((example) => example.name === name && example.board === board.id);
		if (!example) return;
		exampleSelect.value = name;
		const choice = ++this.#choices;
		fetchProgram(example).then((program) => {
			if (choice === this.#choices) this.#load(choice, {
				program,
				example: name
			}, [board]);
		}).catch((error) => {
			if (choice !== this.#choices) return;
			setText(byId("program"), name);
			this.#complain(error instanceof Error ? error.message : String(error));
		});
	}
	#openFile(file) {
		const choice = ++this.#choices;
		file.arrayBuffer().then((buffer) => {
			if (choice !== this.#choices) return;
			const bytes = new Uint8Array(buffer);
			exampleSelect.value = "";
			const program = {
				name: file.name,
				bytes,
				debug: null
			};
			this.#load(choice, {
				program,
				example: ""
			}, candidates(this.#boards, this.#chosen, bytes));
		}).catch((error) => this.#complain(`${file.name} cannot be read: ${String(error)}`));
	}
	#load(choice, load, boards) {
		const { program } = load;
		this.#file = program;
		this.#loads.set(choice, load);
		this.#send({
			kind: "load",
			choice,
			file: program.bytes,
			boards,
			debug: program.debug
		});
	}
	/** From the beginning; a program that was paused stays so, one that has ended runs. */
	#reset() {
		this.#pins.release();
		this.#send({ kind: "reset" });
		if (this.#over) this.#send({ kind: "run" });
	}
	#receive(message) {
		switch (message.kind) {
			case "loaded": return this.#loaded(message.board, message.choice);
			case "refused": return this.#complain(`${this.#answered(message.choice).program.name} cannot be loaded: ${message.why}`);
			case "broken": return this.#complain(`The simulator itself failed. Please report it with the program: ${message.why}`);
			case "frame":
				this.#send({ kind: "shown" });
				return this.#show(message);
		}
	}
	#answered(choice) {
		const load = this.#loads.get(choice);
		this.#loads.delete(choice);
		return load;
	}
	#loaded(board, choice) {
		const { program, example } = this.#answered(choice);
		this.#board = board;
		this.#view = null;
		if (choice === this.#choices) this.#settle(example);
		setText(byId("program"), program.name);
		document.title = `${program.name} – Thimble playground`;
		this.#source.open(program.debug);
		byId("line-step").hidden = !program.debug;
		const keyed = board.buttons.filter((button) => keyOf(button));
		byId("keys").hidden = keyed.length === 0;
		setText(byId("keys-text"), keyed.map((button) => `${keyOf(button).toUpperCase()} presses ${button.name}`).join(", "));
		this.#complain("");
		this.#send({ kind: "run" });
	}
	/** The last choice is what runs: the board's list and the address say so. */
	#settle(example) {
		this.#chosen = this.#board;
		this.#listExamples();
		exampleSelect.value = example;
		const hash = example ? `#${new URLSearchParams({
			board: this.#board.id,
			example
		})}` : `#board=${this.#board.id}`;
		history.replaceState(null, "", hash);
	}
	#press(button, pressed) {
		this.#send({
			kind: "pin",
			pin: button.pin,
			level: pressed ? pressedLevel(button) : releasedLevel(button)
		});
	}
	#show(frame) {
		if (frame.fresh) this.#begin();
		this.#running = frame.running;
		setText(runButton, frame.running ? "Pause" : "Run");
		this.#over = frame.state === 2 || frame.state === 3;
		runButton.disabled = this.#over;
		byId("step").disabled = this.#over;
		byId("line-step").disabled = this.#over;
		setText(byId("status"), statusOf(frame.running, frame.state));
		if (frame.state === 3) this.#complain(sentence(frame.why));
		setText(byId("time"), `${(frame.ns / 1e9).toFixed(frame.running ? 3 : 9)} s`);
		setText(byId("speed-now"), frame.running && frame.speed > 0 ? percent(frame.speed) : "–");
		setText(byId("instructions"), count(frame.instructions));
		setText(byId("clock"), `${frame.clockHz / 1e6} MHz`);
		this.#console.add(frame.console);
		this.#trace.add(frame.changes);
		this.#view?.update(frame.lamps, frame.pins);
		this.#pins.update(frame.pins, this.#trace.pins());
		this.#traceView.update(this.#pins.traced(), frame.ns);
		this.#source.update(frame);
		this.#registers.update(frame.registers, frame.place, frame.running);
	}
	/** A program begins: empties everything that showed the one before. */
	#begin() {
		this.#console.clear();
		this.#trace.clear();
		this.#traceView.clear();
		this.#complain("");
		if (this.#view) return;
		this.#view = new BoardView(this.#board, (button, pressed) => this.#press(button, pressed));
		byId("board-view").replaceChildren(this.#view.element);
		this.#pins.show(this.#board);
	}
	#complain(text) {
		setText(byId("problem"), text);
	}
};
/** The key that presses a button: the last letter of its name. */
function keyOf(button) {
	const last = button.name.at(-1)?.toLowerCase() ?? "";
	return /[a-z]/.test(last) ? last : "";
}
function statusOf(running, state) {
	if (state === 2) return "Ended";
	if (state === 3) return "Stopped by a fault";
	if (!running) return "Paused";
	return state === 1 ? "Asleep until an input comes" : "Running";
}
var sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
async function fetchBytes(address) {
	const response = await fetch(address);
	if (response.ok) return response.arrayBuffer();
	const isText = response.headers.get("Content-Type")?.startsWith("text/plain");
	throw new Error(isText ? await response.text() : `${address}: ${response.status} ${response.statusText}`);
}
/** The image first: the user's program is compiled when it is asked for. */
async function fetchProgram({ name, file, debug }) {
	return {
		name,
		bytes: new Uint8Array(await fetchBytes(file)),
		debug: await fetchJson(debug)
	};
}
async function fetchJson(address) {
	return JSON.parse(new TextDecoder().decode(await fetchBytes(address)));
}
async function main() {
	const [boards, examples, wasm] = await Promise.all([
		fetchJson("boards.json"),
		fetchJson("examples.json"),
		fetchBytes("simulator.wasm")
	]);
	new Playground(boards, examples, wasm).openFirst();
}
main().catch((error) => setText(byId("problem"), `The page could not be started: ${String(error)}`));
