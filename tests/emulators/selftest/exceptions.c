/* Self-test image for exceptions of ARMv6-M: priorities, pending, nesting, stacking, stack pointers, sleep, and
 * faults. Prints what it saw; two emulators must agree. For RP2040 it leaves out what rp2040js does not do: HardFault,
 * interrupts pended by software (it never clears them), unimplemented priority bits; and does SysTick instead. */
#include <stdint.h>
#define R(a) (*(volatile uint32_t*)(a))
#define ISER R(0xe000e100)
#define ICER R(0xe000e180)
#define ISPR R(0xe000e200)
#define ICPR R(0xe000e280)
#define IPR(n) R(0xe000e400 + 4 * (n))
#define ICSR R(0xe000ed04)
#define SHPR2 R(0xe000ed1c)
#define SHPR3 R(0xe000ed20)
#define PENDSVSET (1u << 28)
extern uint32_t _estack, _sdata, _edata, _ldata, _sbss, _ebss;
void reset(void);

static char log_[64];
static volatile uint32_t used, frame_pc, frame_psr, seen_lr, seen_sp, seen_ipsr, hits, action;
static uint64_t process_stack[32];

#ifdef RP2040
#define A 7 /* interrupts nobody raises but we */
#define B 8
#define C 9
static void start(void) {
  uint32_t m = (1 << 5) | (1 << 8) | (1 << 22) | (1 << 12);
  R(0x4000f000) = m; while ((R(0x4000c008) & m) != m);
  R(0x40024000) = 0xaa0; R(0x4002400c) = 47; R(0x40024000 + 0x2000) = 0xfab000; while (!(R(0x40024004) & 0x80000000u));
  R(0x40008030) = 2; while (R(0x40008038) != 4);
  R(0x40008048) = 1 << 11;
  R(0x40034024) = 6; R(0x40034028) = 33; R(0x4003402c) = 0x70; R(0x40034030) = 0x301;
  R(0x40014004) = 2;
}
static void put(char c) { while (R(0x40034018) & 0x20); R(0x40034000) = (uint8_t)c; }
#else
#define A 20
#define B 21
#define C 22
static void start(void) {
  R(0x50000508) = 1u << 24; R(0x50000518) = 1u << 24;
  R(0x4000250c) = 24; R(0x40002524) = 0x01d7e000; R(0x40002500) = 4; R(0x40002008) = 1;
}
static void put(char c) { R(0x4000211c) = 0; R(0x4000251c) = (uint8_t)c; while (!R(0x4000211c)); }
#endif
static void text(const char *s) { while (*s) put(*s++); }
static void hex(uint32_t v) { put(' '); for (int i = 28; i >= 0; i -= 4) put("0123456789abcdef"[(v >> i) & 15]); }
static void note(char c) { if (used < sizeof log_) log_[used++] = c; }
static void line(const char *name) { text(name); put(' '); for (uint32_t i = 0; i < used; i++) put(log_[i]); used = 0; }
static void end(void) { text("\r\n"); }
static uint32_t ipsr(void) { uint32_t v; __asm volatile("mrs %0, ipsr" : "=r"(v)); return v; }
static void mask(uint32_t v) { __asm volatile("msr primask, %0" :: "r"(v) : "memory"); }

/* Handlers with a frame to look at: r0 = frame, r1 = EXC_RETURN. */
#define FRAMED(name, body) \
  __attribute__((naked)) static void name(void) { \
    __asm volatile("mov r1, lr\n movs r0, #4\n tst r0, r1\n bne 1f\n mrs r0, msp\n b 2f\n1: mrs r0, psp\n2: ldr r2, =" body "\n bx r2\n .pool"); }
void __attribute__((used)) on_svc(uint32_t *f, uint32_t lr) {
  frame_pc = f[6]; frame_psr = f[7]; seen_lr = lr; seen_sp = (uint32_t)f; seen_ipsr = ipsr(); hits++;
  note('S');
  if (action == 1) { ICSR = PENDSVSET; __asm volatile("isb"); note('s'); }
  f[0] = f[0] + f[1];
}
void __attribute__((used)) on_fault(uint32_t *f, uint32_t lr) {
  frame_pc = f[6]; frame_psr = f[7]; seen_lr = lr; seen_ipsr = ipsr(); hits++;
  note('H');
  f[6] = f[4] & ~1u; f[7] |= 1u << 24; /* go on where r12 says */
}
FRAMED(svc, "on_svc")
FRAMED(fault, "on_fault")
void pendsv(void) { note('P'); seen_ipsr = ipsr(); note('p'); }
volatile uint32_t ticks;
void systick(void) { ticks++; note('T'); }
void irq_a(void) {
  note('A');
  if (action == 2) { ISPR = 1u << B; __asm volatile("isb"); note('-'); ISPR = 1u << C; __asm volatile("isb"); note('-'); }
  seen_lr = (uint32_t)__builtin_return_address(0);
  note('a');
}
void irq_b(void) {
  note('B'); seen_ipsr = ipsr();
  seen_lr = (uint32_t)__builtin_return_address(0);
  if (action == 3) { ISPR = 1u << B; }
  if (action == 3) action = 0;
  note('b');
}
void irq_c(void) { note('C'); note('c'); }
static void hang(void) { for (;;); }
__attribute__((section(".vectors"), used)) void (*const vectors[48])(void) = {
  (void (*)(void))&_estack, reset, hang, fault, [4 ... 10] = hang, [11] = svc, [12] = hang, [13] = hang, [14] = pendsv,
  [15] = systick, [16 ... 47] = hang, [16 + A] = irq_a, [16 + B] = irq_b, [16 + C] = irq_c };

static uint32_t call(uint32_t a, uint32_t b) {
  register uint32_t r0 __asm("r0") = a, r1 __asm("r1") = b;
  __asm volatile("svc #7" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}
static uint32_t prio(int irq, uint32_t p) { uint32_t s = (irq & 3) * 8; IPR(irq / 4) = (IPR(irq / 4) & ~(255u << s)) | p << s; return IPR(irq / 4); }

static void test_calls(void) {
  uint32_t v = call(40, 2);
  line("svc"); hex(v); hex(seen_lr); hex(seen_ipsr); hex(frame_psr & 0x0100003f); end();
  SHPR2 = 0x80u << 24; SHPR3 = 0xff0000u; action = 1;
  call(1, 1); action = 0;
  line("svc pends pendsv"); hex(SHPR2); hex(SHPR3 & 0xc0c00000u); end();
  ICSR = PENDSVSET; __asm volatile("isb");
  line("pendsv"); hex(seen_ipsr); hex(ICSR & 0x1ff); end();
}
/* SVC with SP not a multiple of 8: how far SP is off after the return. */
__attribute__((naked, noinline)) static uint32_t aligned_call(void) {
  __asm volatile("push {r4, r5, r6, lr}\n mov r4, sp\n movs r5, #7\n bics r4, r5\n mov r6, sp\n mov sp, r4\n sub sp, #4\n mov r4, sp\n svc #1\n"
    " mov r5, sp\n mov sp, r6\n subs r0, r5, r4\n pop {r4, r5, r6, pc}");
}
/* SVC with Thread mode on the process stack whose top is r0: CONTROL, PSP and MSP - old MSP to r1[0..2]. */
__attribute__((naked, noinline)) static void process_call(uint32_t top, uint32_t *out) {
  __asm volatile("push {r4, r5, lr}\n mov r4, r1\n mov r5, sp\n msr psp, r0\n movs r0, #2\n msr control, r0\n isb\n mrs r0, control\n str r0, [r4]\n svc #2\n"
    " mrs r0, psp\n str r0, [r4, #4]\n movs r0, #0\n msr control, r0\n isb\n mrs r0, msp\n subs r0, r0, r5\n str r0, [r4, #8]\n pop {r4, r5, pc}");
}
__attribute__((naked, noinline)) static uint32_t flags_call(void) {
  __asm volatile("push {r4, lr}\n movs r0, #0\n mvns r0, r0\n adds r0, #1\n svc #3\n mrs r0, apsr\n pop {r4, pc}");
}
static void test_stacks(void) {
  uint32_t moved = aligned_call(), out[3];
  line("aligned"); hex(moved); hex(frame_psr >> 9 & 1); hex(seen_sp & 7); end();
  uint32_t top = (uint32_t)&process_stack[32];
  process_call(top, out);
  line("process stack"); hex(seen_lr); hex(out[0]); hex(top - out[1]); hex(out[2]); hex(top - seen_sp); end();
  uint32_t flags = flags_call();
  line("flags"); hex(flags >> 28); hex(frame_psr >> 28); end();
}
#ifdef RP2040
static void test_systick(void) {
  R(0xe000e014) = 9999; R(0xe000e018) = 0; R(0xe000e010) = 7;
  while (ticks < 3); /* not WFI: rp2040js does not wake by SysTick */
  R(0xe000e010) = 4; line("systick"); hex(ticks); end();
  R(0xe000e014) = 999; R(0xe000e018) = 0; R(0xe000e010) = 5;
  (void)R(0xe000e010); /* clears the flag that rp2040js keeps through the write of the counter */
  uint32_t a = R(0xe000e010); for (volatile int i = 0; i < 300; i++); uint32_t b = R(0xe000e010), c = R(0xe000e010);
  line("countflag"); hex(a); hex(b); hex(c); R(0xe000e010) = 0; end();
}
#else
static void test_priorities(void) {
  uint32_t p = prio(A, 0xff);
  prio(A, 0x80); prio(B, 0x40); prio(C, 0x80);
  ISER = 1u << A | 1u << B | 1u << C;
  action = 2; ISPR = 1u << A; __asm volatile("isb"); action = 0;
  line("nested"); hex(p >> (A & 3) * 8 & 255); hex(seen_ipsr - 16 - B); hex(seen_lr); end();
  mask(1); ISPR = 1u << C; ISPR = 1u << B; ISPR = 1u << A; __asm volatile("isb");
  note('|'); uint32_t icsr = ICSR; mask(0); __asm volatile("isb");
  line("masked"); hex((icsr >> 12 & 63) - 16 - B); hex(icsr >> 22 & 1); hex(ISPR); end();
  mask(1); prio(B, 0x80); ISPR = 1u << C | 1u << B | 1u << A; mask(0); __asm volatile("isb");
  line("equal"); end();
  mask(1); ISPR = 1u << A | 1u << C; ICPR = 1u << A; mask(0); __asm volatile("isb");
  line("cleared"); end();
  ICER = 1u << B; ISPR = 1u << B; __asm volatile("isb"); note('|'); uint32_t q = ISPR; ISER = 1u << B; __asm volatile("isb");
  line("disabled"); hex(q >> B & 1); hex(ISER >> B & 1); end();
  action = 3; ISPR = 1u << B; __asm volatile("isb");
  line("again"); end();
}
static void test_sleep(void) {
  mask(1); ISPR = 1u << A; __asm volatile("wfi"); note('w'); mask(0); __asm volatile("isb");
  line("wfi masked"); end();
  __asm volatile("sev\n wfe"); note('e');
  line("wfe after sev"); end();
}
/* Executes code that faults, with r12 = the address to go on at; the offset of the faulting PC comes back. */
#define FAULTS(name, code) do { uint32_t from; hits = 0; \
  __asm volatile("adr r0, 3f\n mov r12, r0\n mov r0, %1\n mov r1, %2\n adr %0, 2f\n .align 2\n2: " code "\n nop\n nop\n .align 2\n3: nop" \
    : "=&l"(from) : "r"(0x20000101), "r"(0x60000000) : "r0", "r1", "r2", "r3", "r12", "lr", "cc", "memory"); \
  line(name); hex(hits); hex(frame_pc - from); hex(frame_psr & 0x0100003f); hex(seen_lr); hex(seen_ipsr); end(); } while (0)
static void test_faults(void) {
  FAULTS("udf", "udf #1");
  FAULTS("undefined", ".short 0xba80");
  FAULTS("undefined wide", ".short 0xfb90, 0xf0f1");
  FAULTS("unaligned word", "ldr r2, [r0]");
  FAULTS("unaligned half", "ldrh r2, [r0]");
  FAULTS("unaligned store", "str r2, [r0]");
  FAULTS("unaligned list", "ldm r0!, {r2, r3}");
  FAULTS("unmapped read", "nop\n ldr r2, [r1]");
  FAULTS("unmapped write", "strb r2, [r1]");
  FAULTS("svc masked", "cpsid i\n svc #0\n");
  mask(0);
  frame_pc = 0;
  __asm volatile("adr r0, 3f\n mov r12, r0\n mov r1, %0\n bx r1\n .align 2\n3: nop" :: "r"(0x60000001) : "r0", "r1", "r2", "r3", "r12", "cc", "memory");
  line("unmapped fetch"); hex(frame_pc); end();
  __asm volatile("adr r0, 3f\n mov r12, r0\n mov r1, %0\n bx r1\n .align 2\n3: nop" :: "r"(0x00000200) : "r0", "r1", "r2", "r3", "r12", "cc", "memory");
  line("no thumb bit"); hex(frame_pc); hex(frame_psr >> 24 & 1); end();
}
#endif
static void go(void) {
  start(); text("exceptions\r\n");
  test_calls(); test_stacks();
#ifdef RP2040
  test_systick();
#else
  test_priorities(); test_sleep(); test_faults();
#endif
  text("DONE\r\n"); for (;;) __asm volatile("wfi");
}
void reset(void) { uint32_t *s = &_ldata, *d = &_sdata; while (d < &_edata) *d++ = *s++; for (d = &_sbss; d < &_ebss;) *d++ = 0; go(); for (;;); }
