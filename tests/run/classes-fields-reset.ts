class P { constructor() { this.init(); } init() { } }
class Q1 extends P { z?: number; init() { this.z = 60; } }
class Q2 extends P { z: number | undefined; init() { this.z = 60; } }
class Q3 extends P { z!: number; init() { this.z = 60; } }
class Q4 extends P { y = 1; z?: number; init() { this.z = 60; this.y = 2; } }
console.log(new Q1().z, new Q2().z, new Q3().z, new Q4().z, new Q4().y);
abstract class R { constructor() { this.init(); } protected abstract init(): void; }
class R1 extends R { z?: number; protected init() { this.z = 60; } }
console.log(new R1().z, new R1());
class R2 extends R { y = 2; z?: number; protected init() { this.y = 50; this.z = 60; } }
console.log(new R2().z, new R2());
