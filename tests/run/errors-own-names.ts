// Errors whose class declares `name`, or whose constructor assigns it, have it as an enumerable member.
class Assigned extends Error {
  code: number;
  constructor(message: string) {
    super(message);
    this.name = "Assigned";
    this.code = 3;
  }
}
class Declared extends Error {
  before = 1;
  override name = "Declared";
  after = 2;
}
class Told extends Error {
  constructor(public override message: string, readonly status = 404) {
    super();
    this.name = new.target.name;
  }
}
class Below extends Assigned {
  extra = true;
  constructor() {
    super("below");
    this.name = "Below";
  }
}
class Plain extends Error {
  code = 4;
}
class Deeper extends TypeError {
  constructor() {
    super("deeper");
    this.name = "Deeper";
  }
}
const all = [new Assigned("a"), new Declared("d"), new Told("t"), new Below(), new Plain("p"), new Deeper(), new Error("e")];
for (const error of all) {
  console.log(Object.keys(error), JSON.stringify(error), String(error));
  console.log({ ...error }, Object.entries(error).length, Object.hasOwn(error, "name"));
}
// The heading shows the name.
const shown = (error: Error) => console.log(`${error.name}|${error.message}|${error instanceof Error}`);
all.forEach(shown);
