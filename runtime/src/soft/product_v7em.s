@ The product of two mantissas by the long multiplications of ARMv7E-M, a cycle each on Cortex-M4 (r0p1 TRM, 3.3.1).
    .syntax unified
    .thumb

@ In: r1:r0 and r3:r2 two doubles of which only the mantissas count, leading bits left out. Out: r2:r4 the upper 64 of 128 bits of their product,
@ leading bits put in, in [2^53, 2^55); r6 not 0 if the lower ones are not. Keeps r5 and r7; destroys the other low registers, ip and lr.
    .macro multiply_mantissas
    lsls r1, #11                @ a: 64 bits, the highest set
    orr r1, r1, r0, lsr #21
    orr r1, r1, #0x80000000
    lsls r0, #11
    ubfx r3, r3, #0, #20        @ b: 55 bits
    orr r3, r3, #0x100000
    lsls r3, #2
    orr r3, r3, r2, lsr #30
    lsls r2, #2
    umull r6, r4, r0, r2
    mov ip, #0
    umlal r4, ip, r1, r2
    mov lr, #0
    umlal r4, lr, r0, r3
    umaal ip, lr, r1, r3
    orrs r6, r4                 @ the lower 64 bits only tell that the result is not exact
    mov r4, ip
    mov r2, lr
    .endm

@ high:v = x * y. (Other routines use it too.)
    .macro multiply_words x, y, high, u, v
    umull \v, \high, \x, \y
    .endm
