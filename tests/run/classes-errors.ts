// Families of errors: names from `new.target`, guards by class.
class AppError extends Error { constructor(message: string, readonly code = 1) { super(message); this.name = new.target.name; } }
class NotFound extends AppError {} class Denied extends AppError { constructor() { super("denied", 7); } }
const makers: (new () => AppError)[] = [Denied];
for (const M of makers) { const e = new M(); console.log(e.name, e.message, e.code, e instanceof AppError, e instanceof M); }
console.log(new NotFound("x").name, `${new NotFound("gone")}`);
function guard<E extends Error>(f: () => void, kind: new (...a: any[]) => E, on: (e: E) => void) { try { f(); } catch (e) { if (e instanceof kind) on(e); else throw e; } }
guard(() => { throw new Denied(); }, AppError, (e) => console.log("code", e.code));
try { guard(() => { throw new RangeError("r"); }, AppError, () => {}); } catch (e) { console.log((e as Error).constructor === RangeError, e instanceof RangeError); }
function assertNever(x: never): never { throw new Error("never " + x); }
abstract class Base { constructor() { if (new.target === (Base as unknown)) throw new TypeError("abstract"); this.init(); } protected init(): void { console.log("init", this.constructor.name); } }
class Impl extends Base { protected override init() { super.init(); console.log("impl"); } } new Impl();
