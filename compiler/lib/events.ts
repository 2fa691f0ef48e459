// Microtasks, timers and the event loop, in node's order: the program first, then all microtasks; then, one timer at a
// time in the order of their times (ties in the order of arming), each followed by all microtasks.

import { millis, waitUntil } from "./runtime";

/** A job in the queue of microtasks. */
class Job {
    next: Job | null = null;
    run: () => void;

    constructor(run: () => void) {
        this.run = run;
    }
}

/** An armed timer; a list sorted by `time` holds them. */
class Timer {
    next: Timer | null = null;
    id: number;
    time: number;
    /** Milliseconds between runs; -1 for once only. */
    period: number;
    run: () => void;

    constructor(id: number, time: number, period: number, run: () => void) {
        this.id = id;
        this.time = time;
        this.period = period;
        this.run = run;
    }
}

let firstJob: Job | null = null;
let lastJob: Job | null = null;
/** What is looked at once no microtask is left. */
let lateJobs: Job | null = null;
let timers: Timer | null = null;
let lastId = 0;
/** The interval that is running now, so that clearing it from within works. */
let running: Timer | null = null;

export function queueMicrotask(run: () => void): void {
    const job = new Job(run);
    if (lastJob === null) firstJob = job;
    else lastJob.next = job;
    lastJob = job;
}

/** Runs once no microtask is left. */
export function queueLate(run: () => void): void {
    const job = new Job(run);
    if (lateJobs === null) {
        lateJobs = job;
        return;
    }
    let last: Job = lateJobs;
    while (last.next !== null) last = last.next;
    last.next = job;
}

function insert(timer: Timer): void {
    let before: Timer | null = null;
    let after = timers;
    while (after !== null && after.time <= timer.time) {
        before = after;
        after = after.next;
    }
    timer.next = after;
    if (before === null) timers = timer;
    else before.next = timer;
}

/** Milliseconds as node takes them: whole, at least 1, at most 2^31 - 1 (else 1). */
function delay(milliseconds: number): number {
    if (!(milliseconds >= 1 && milliseconds <= 2147483647)) return 1;
    return Math.trunc(milliseconds);
}

function arm(run: () => void, milliseconds: number, repeat: boolean): number {
    const wait = delay(milliseconds);
    lastId++;
    insert(new Timer(lastId, millis() + wait, repeat ? wait : -1, run));
    return lastId;
}

export function setTimeout(run: () => void, milliseconds: number = 0): number {
    return arm(run, milliseconds, false);
}

export function setInterval(run: () => void, milliseconds: number = 0): number {
    return arm(run, milliseconds, true);
}

/** The same with values for the callback. */
export function setTimeoutWith(run: (...values: unknown[]) => void, milliseconds: number = 0, ...values: unknown[]): number {
    return arm(() => run(...values), milliseconds, false);
}

export function setIntervalWith(run: (...values: unknown[]) => void, milliseconds: number = 0, ...values: unknown[]): number {
    return arm(() => run(...values), milliseconds, true);
}

/** clearTimeout and clearInterval: node lets either clear both. */
export function clearTimer(id: number | undefined): void {
    if (running !== null && running.id === id) {
        running.period = -1;
        return;
    }
    let before: Timer | null = null;
    let timer = timers;
    while (timer !== null && timer.id !== id) {
        before = timer;
        timer = timer.next;
    }
    if (timer === null) return;
    if (before === null) timers = timer.next;
    else before.next = timer.next;
}

function runMicrotasks(): void {
    while (true) {
        while (firstJob !== null) {
            const job: Job = firstJob;
            firstJob = job.next;
            if (firstJob === null) lastJob = null;
            job.run();
        }
        if (lateJobs === null) return;
        const late: Job = lateJobs;
        lateJobs = late.next;
        late.run();
    }
}

function runTimer(timer: Timer): void {
    timers = timer.next;
    running = timer;
    timer.run();
    running = null;
    if (timer.period >= 0) {
        timer.time = millis() + timer.period;
        insert(timer);
    }
}

/** Runs until nothing is left to do. */
export function run(): void {
    runMicrotasks();
    while (timers !== null) {
        const timer: Timer = timers;
        waitUntil(timer.time);
        runTimer(timer);
        runMicrotasks();
    }
}
