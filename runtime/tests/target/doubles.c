/* Double arithmetic on many operands: prints one checksum per block and operation, for the host to compare with its own.
 * The operands come from the same generator there. With DETAIL set to a block, prints its operands and results. */
#include <stdint.h>
#ifndef BLOCKS
#define BLOCKS 40
#endif
#ifndef DETAIL
#define DETAIL -1
#endif
extern const unsigned th_descriptor_latin1;
extern void th_console_log(const void *);
extern double __aeabi_dadd(double, double), __aeabi_dsub(double, double), __aeabi_dmul(double, double), __aeabi_ddiv(double, double), __aeabi_i2d(int), __aeabi_ui2d(unsigned), th_f64_sqrt(double);
extern int __aeabi_dcmpeq(double, double), __aeabi_dcmplt(double, double), __aeabi_dcmple(double, double), __aeabi_dcmpgt(double, double), __aeabi_dcmpge(double, double), __aeabi_dcmpun(double, double), __aeabi_d2iz(double), th_f64_to_i32(double), __aeabi_idiv(int, int), th_i32_rem(int, int);
extern unsigned __aeabi_d2uiz(double), __aeabi_uidiv(unsigned, unsigned), th_u32_rem(unsigned, unsigned);

static uint64_t state = 0x123456789ABCDEFull;
static uint64_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}
static uint64_t operand(uint64_t other) {
    uint64_t bits = next(), how = next();
    uint64_t sign = bits & 1ull << 63, fraction = bits & ((1ull << 52) - 1);
    switch (how & 7) {
    case 0: case 1: return bits;
    case 2: return sign | (uint64_t)(1023 - 32 + (how >> 8 & 63)) << 52 | fraction;
    case 3: return sign | (how >> 8 & 3) << 52 | fraction >> (how >> 16 & 63);
    case 4: return sign | (2044 + (how >> 8 & 3)) << 52 | fraction >> (how >> 16 & 63);
    case 5: return sign | (uint64_t)(1023 - 4 + (how >> 8 & 7)) << 52 | (fraction & ~0ull << (how >> 16 & 63));
    case 6: return other ^ (how >> 8 & 1) << 63 ^ (bits & 7) ^ (how >> 9 & 1) << 52;
    default: return (other & 1ull << 63) ^ sign ^ ((other & 0x7FFull << 52) + ((how >> 8 & 127) << 52) - (64ull << 52) + fraction);
    }
}
static double as_double(uint64_t bits) { union { uint64_t u; double d; } x = { .u = bits }; return x.d; }
static uint64_t as_bits(double value) {
    union { uint64_t u; double d; } x = { .d = value };
    return (x.u & ~(1ull << 63)) > 0x7FFull << 52 ? 0x7FF8ull << 48 : x.u;
}
static struct { const unsigned *descriptor; unsigned length; char text[80]; } line;
static void digits(uint64_t value) {
    for (int shift = 60; shift >= 0; shift -= 4) line.text[line.length++] = "0123456789abcdef"[value >> shift & 15];
    line.text[line.length++] = ' ';
}
static uint64_t result(int operation, uint64_t a_bits, uint64_t b_bits) {
    double a = as_double(a_bits), b = as_double(b_bits);
    unsigned x = (unsigned)a_bits >> (b_bits >> 40 & 31), y = (unsigned)b_bits >> (a_bits >> 40 & 31);
    switch (operation) {
    case 0: return as_bits(__aeabi_dadd(a, b));
    case 1: return as_bits(__aeabi_dsub(a, b));
    case 2: return as_bits(__aeabi_dmul(a, b));
    case 3: return as_bits(__aeabi_ddiv(a, b));
    case 4: return __aeabi_dcmpeq(a, b) | __aeabi_dcmplt(a, b) << 1 | __aeabi_dcmple(a, b) << 2 | __aeabi_dcmpgt(a, b) << 3 | __aeabi_dcmpge(a, b) << 4 | __aeabi_dcmpun(a, b) << 5;
    case 5: return (uint64_t)(unsigned)__aeabi_d2iz(a) << 32 | __aeabi_d2uiz(a);
    case 6: return as_bits(__aeabi_i2d((int)a_bits >> (b_bits & 31)));
    case 7: return as_bits(__aeabi_ui2d((unsigned)a_bits >> (b_bits & 31)));
    case 8: return (unsigned)th_f64_to_i32(a);
    case 9: return as_bits(th_f64_sqrt(a));
    case 10: return (uint64_t)(unsigned)__aeabi_idiv((int)x, (int)y) << 32 | (unsigned)th_i32_rem((int)x, (int)y);
    default: return (uint64_t)__aeabi_uidiv(x, y) << 32 | th_u32_rem(x, y);
    }
}
void thimble_main(void) {
    line.descriptor = &th_descriptor_latin1;
    uint64_t a = 0, b = 0;
    for (int block = 0; block < BLOCKS; block++) {
        uint64_t sums[12] = { 0 };
        for (int round = 0; round < 1000; round++) {
            a = operand(b);
            b = operand(a);
            for (int operation = 0; operation < 12; operation++) {
                uint64_t value = result(operation, a, b);
                sums[operation] = (sums[operation] << 5 | sums[operation] >> 59) + value;
                if (block == DETAIL) {
                    line.length = 0;
                    digits(operation), digits(a), digits(b), digits(value);
                    th_console_log(&line);
                }
            }
        }
        for (int operation = 0; operation < 12 && DETAIL < 0; operation++) {
            line.length = 0;
            digits(sums[operation]);
            th_console_log(&line);
        }
    }
}
