// The board as a drawing: LEDs and display with their brightness, buttons to press, pads with their levels.
//
// Made from the board's data alone: pads go along the edges in the order of their numbers, LEDs stand above the display, buttons
// on both sides. Buttons answer to mouse, touch and keyboard; who presses one with two of them at once holds it until both let go.

import { pinUses, type Board, type Device } from "./boards.ts";
import { driveOf, isHigh, modeOf } from "./pins.ts";
import { svg } from "./svg.ts";

const WIDTH = 480;
/** Radius of a pad where there is room. */
const PAD = 5.5;
const MIDDLE = WIDTH / 2;
/** Pads closer than this stand without their names. */
const NAMED_PITCH = 24;

/** How long a click without a pointer holds a button. */
const CLICK_MS = 150;

/** What the eye makes of a duty: sRGB's exponent. */
const seen = (duty: number) => duty ** (1 / 2.2);

const words = (duty: number) => (duty === 0 ? "off" : duty > 0.99 ? "on" : `${Math.max(1, Math.round(duty * 100))} %`);

export class BoardView {
    readonly element: SVGElement;
    readonly #board: Board;
    readonly #leds: SVGElement[];
    readonly #pixels: SVGElement[];
    readonly #display: SVGElement | null = null;
    readonly #press: (button: Device, pressed: boolean) => void;
    readonly #buttons = new Map<Device, { element: SVGElement; holders: Set<string> }>();
    readonly #pads: SVGElement[];
    readonly #uses: Map<number, string>;

    constructor(board: Board, press: (button: Device, pressed: boolean) => void) {
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
        this.element = svg(
            "svg",
            { viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": board.name, class: "board" },
            glow(),
            svg("rect", { x: 1, y: 1, width: WIDTH - 2, height: height - 2, rx: 18, class: "pcb" }),
            svg("text", { x: 22, y: 56, class: "silk name" }, board.name),
            svg("text", { x: WIDTH - 22, y: 56, class: "silk chip", "text-anchor": "end" }, board.chip),
            ...this.#placePads(height),
            ...this.#leds,
            ...(this.#display ? [this.#display] : []),
            ...buttons,
        );
    }

    /** The pads along both edges, with their names where there is room. */
    #placePads(height: number): SVGElement[] {
        const perEdge = Math.ceil(this.#pads.length / 2);
        const pitch = (WIDTH - 44) / perEdge;
        const radius = Math.min(PAD, pitch * 0.42);
        return this.#pads.flatMap((pad, pin) => {
            const top = pin < perEdge;
            const x = 22 + pitch * ((pin % perEdge) + 0.5);
            const y = top ? 16 : height - 16;
            for (const [key, value] of Object.entries({ cx: x, cy: y, r: radius })) pad.setAttribute(key, String(value));
            if (pitch < NAMED_PITCH) return [pad];
            return [pad, svg("text", { x, y: top ? y + 15 : y - 9, class: "pad-name", "text-anchor": "middle" }, this.#board.pins[pin]!)];
        });
    }

    #drawLed(led: Device, x: number, y: number): SVGElement {
        return svg(
            "g",
            { role: "img", "aria-label": `${led.name}: off`, class: "led", transform: `translate(${x} ${y})` },
            svg("circle", { r: 34, class: "glow" }),
            svg("rect", { x: -11, y: -7, width: 22, height: 14, rx: 3, class: "body" }),
            svg("rect", { x: -11, y: -7, width: 22, height: 14, rx: 3, class: "light" }),
            svg("text", { y: 30, "text-anchor": "middle", class: "silk" }, led.name),
        );
    }

    #drawDisplay(columns: number, rows: number, y: number): SVGElement {
        const pitch = 30;
        for (let i = 0; i < columns * rows; i++) {
            const left = MIDDLE + ((i % columns) - (columns - 1) / 2) * pitch;
            const top = y + (Math.floor(i / columns) - (rows - 1) / 2) * pitch;
            this.#pixels.push(
                svg(
                    "g",
                    { class: "led", transform: `translate(${left} ${top})` },
                    svg("circle", { r: 16, class: "glow" }),
                    svg("rect", { x: -5, y: -8, width: 10, height: 16, rx: 2, class: "body" }),
                    svg("rect", { x: -5, y: -8, width: 10, height: 16, rx: 2, class: "light" }),
                ),
            );
        }
        return svg("g", { role: "img", "aria-label": "Display: dark" }, ...this.#pixels);
    }

    #drawButton(button: Device, index: number, y: number): SVGElement {
        const count = this.#board.buttons.length;
        const left = index < count / 2;
        const rank = left ? index : index - Math.ceil(count / 2);
        const x = (left ? 64 : WIDTH - 64) + (left ? 1 : -1) * rank * 72;
        const element = svg(
            "g",
            { role: "button", tabindex: 0, "aria-pressed": "false", "aria-label": button.name, class: "button", transform: `translate(${x} ${y})` },
            svg("rect", { x: -30, y: -30, width: 60, height: 60, rx: 10, class: "base" }),
            svg("circle", { r: 19, class: "cap" }),
            svg("text", { y: 48, "text-anchor": "middle", class: "silk" }, button.name),
        );
        this.#buttons.set(button, { element, holders: new Set() });
        this.#listen(element, button);
        return element;
    }

    #listen(element: SVGElement, button: Device): void {
        element.addEventListener("pointerdown", (event) => {
            if (event.button !== 0) return;
            element.setPointerCapture(event.pointerId);
            this.hold(button, `pointer ${event.pointerId}`);
        });
        for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
            element.addEventListener(end, (event) => this.letGo(button, `pointer ${event.pointerId}`));
        }
        element.addEventListener("keydown", (event) => {
            if (event.key !== " " && event.key !== "Enter") return;
            event.preventDefault();
            this.hold(button, event.key);
        });
        element.addEventListener("keyup", (event) => this.letGo(button, event.key));
        element.addEventListener("blur", () => this.releaseAll());
        // Screen readers click without a pointer.
        element.addEventListener("click", (event) => {
            if (event.detail !== 0) return;
            this.hold(button, "click");
            setTimeout(() => this.letGo(button, "click"), CLICK_MS);
        });
    }

    /** Somebody presses a button: a pointer or a key. */
    hold(button: Device, holder: string): void {
        const { holders } = this.#buttons.get(button)!;
        holders.add(holder);
        if (holders.size === 1) this.#show(button, true);
    }

    letGo(button: Device, holder: string): void {
        const { holders } = this.#buttons.get(button)!;
        if (holders.delete(holder) && holders.size === 0) this.#show(button, false);
    }

    /** Nobody presses anything: key releases go unseen while the window is in the background. */
    releaseAll(): void {
        for (const [button, { holders }] of this.#buttons) {
            for (const holder of [...holders]) this.letGo(button, holder);
        }
    }

    #show(button: Device, pressed: boolean): void {
        this.#buttons.get(button)!.element.setAttribute("aria-pressed", String(pressed));
        this.#press(button, pressed);
    }

    /** A frame: brightnesses as in lamps.ts, and the pins' bytes. */
    update(lamps: Float32Array, pins: Uint8Array): void {
        this.#leds.forEach((element, i) => {
            const duty = lamps[i] ?? 0;
            light(element, duty);
            setLabel(element, `${this.#board.leds[i]!.name}: ${words(duty)}`);
        });
        this.#pixels.forEach((element, i) => light(element, lamps[this.#leds.length + i] ?? 0));
        if (this.#display) setLabel(this.#display, this.#displayText(lamps.subarray(this.#leds.length)));
        this.#pads.forEach((pad, pin) => this.#updatePad(pad, pin, pins[pin] ?? 0));
    }

    /** Row by row, lit pixels as #. */
    #displayText(pixels: Float32Array): string {
        const width = this.#board.display!.width;
        const marks = [...pixels].map((duty) => (duty > 0 ? "#" : "."));
        if (!marks.includes("#")) return "Display: dark";
        return "Display: " + Array.from({ length: marks.length / width }, (_, y) => marks.slice(y * width, (y + 1) * width).join("")).join(" ");
    }

    #updatePad(pad: SVGElement, pin: number, byte: number): void {
        const state = `${driveOf(byte) !== 0 ? "driven" : ""} ${isHigh(byte) ? "high" : ""}`.trim();
        if (pad.dataset["byte"] === String(byte)) return;
        pad.dataset["byte"] = String(byte);
        pad.setAttribute("class", `pad ${state}`);
        const use = this.#uses.get(pin);
        pad.firstElementChild!.textContent = `${this.#board.pins[pin]}${use ? `, ${use}` : ""}: ${modeOf(byte)}, ${isHigh(byte) ? "high" : "low"}`;
    }
}

/** Light around an LED: bright at the middle, nothing at the rim. */
function glow(): SVGElement {
    const stop = (offset: number, opacity: number) => svg("stop", { offset, "stop-color": "#ff6a4a", "stop-opacity": opacity });
    return svg("defs", {}, svg("radialGradient", { id: "glow" }, stop(0, 0.6), stop(0.45, 0.22), stop(1, 0)));
}

function light(element: SVGElement, duty: number): void {
    const value = seen(duty).toFixed(3);
    if (element.dataset["lit"] === value) return;
    element.dataset["lit"] = value;
    element.style.setProperty("--lit", value);
}

function setLabel(element: SVGElement, label: string): void {
    if (element.getAttribute("aria-label") !== label) element.setAttribute("aria-label", label);
}
