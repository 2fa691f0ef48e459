// What a discriminant says of the place it was taken from, which may have changed since: reads are checked where they are.
type Result = { ok: true; value: number } | { ok: false; error: string };

class Task {
    result: Result = { ok: true, value: 7 };

    direct(): number {
        const { ok } = this.result;
        if (ok) return this.result.value;
        return this.result.error.length;
    }

    through(): string {
        const ok = this.result.ok;
        return ok ? `value ${this.result.value}` : `error ${this.result.error}`;
    }

    changed(): string {
        const { ok } = this.result;
        this.fail("late");
        try {
            return ok ? String(this.result.value) : this.result.error;
        } catch (e) {
            return e instanceof TypeError ? "undefined" : "other";
        }
    }

    fail(error: string): void {
        this.result = { ok: false, error };
    }
}

const task = new Task();
console.log(task.direct(), task.through());
console.log(task.changed());
console.log(task.direct(), task.through());

let current: Result = { ok: true, value: 1 } as Result;
const { ok } = current;
current = { ok: true, value: 2 } as Result;
if (ok) console.log(current.value);

const list: Result[] = [{ ok: true, value: 3 }, { ok: false, error: "no" }];
for (let i = 0; i < list.length; i++) {
    const at = i;
    const { ok } = list[at];
    console.log(ok ? list[at].value : list[at].error);
}

const pair = [true, 4] as [true, number] | [false, string];
const isNumber = pair[0];
if (isNumber) console.log(pair[1] + 1);
else console.log(pair[1].length);
