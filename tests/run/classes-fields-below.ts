// The values of fields are worked out when an object is made: what stands below the class may be there by then.

class Task { state: number[] = [State.Pending]; #p = State.Done; get(): number { return this.#p; } }
function early(): string { try { return String(new Task().get()); } catch (e) { return (e as Error).name; } }
console.log(early());
const State = { Pending: 0, Done: 1 } as const;
console.log(early(), new Task().state);
function local(): void {
    class Inner { value = later + 1; other = new Behind().n; }
    const attempt = (): string => { try { return String(new Inner().value); } catch (e) { return (e as Error).name; } };
    console.log(attempt());
    const later = 41;
    class Behind { n = 7; }
    console.log(attempt(), new Inner().other);
}
local();
local();
