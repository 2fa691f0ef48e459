@ The product of two mantissas, of the four products of their words each of four of 16 by 16 bits.
    .syntax unified
    .thumb

@ high:v = x * y. Destroys x, y, u.
    .macro multiply_words x, y, high, u, v
    lsrs \high, \x, #16
    lsrs \u, \y, #16
    uxth \x, \x
    uxth \y, \y
    movs \v, \x
    muls \v, \y
    muls \x, \u
    muls \y, \high
    muls \high, \u
    adds \x, \y                 @ the middle, 33 bits
    movs \y, #0
    adcs \y, \y
    lsls \y, #16
    adds \high, \y
    lsls \y, \x, #16
    lsrs \x, #16
    adds \v, \y
    adcs \high, \x
    .endm

@ In: r1:r0 and r3:r2 two doubles of which only the mantissas count, leading bits left out. Out: r2:r4 the upper 64 of 128 bits of their product,
@ leading bits put in, in [2^53, 2^55); r6 not 0 if the lower ones are not. Keeps r5 and r7; destroys the other low registers, ip and lr.
    .macro multiply_mantissas
    lsls r1, #11                @ a: 64 bits, the highest set
    lsrs r4, r0, #21
    orrs r1, r4
    movs r4, #1
    lsls r4, #31
    orrs r1, r4
    lsls r0, #11
    lsls r3, #12                @ b: 55 bits
    lsrs r3, #10
    lsrs r6, r2, #30
    orrs r3, r6
    lsrs r4, #9
    orrs r3, r4
    lsls r2, #2
    mov ip, r5
    mov lr, r7
    push {r0-r3}
    multiply_words r0, r2, r4, r5, r6
    ldr r2, [sp, #8]
    multiply_words r1, r2, r5, r7, r0
    adds r4, r0
    movs r0, #0
    adcs r5, r0
    ldr r0, [sp]
    multiply_words r0, r3, r1, r2, r7
    adds r4, r7
    adcs r5, r1
    movs r7, #0
    adcs r7, r7
    orrs r6, r4                 @ the lower 64 bits only tell that the result is not exact
    ldr r0, [sp, #4]
    ldr r1, [sp, #12]
    add sp, #16
    multiply_words r0, r1, r2, r3, r4
    adds r4, r5
    adcs r2, r7
    mov r5, ip
    mov r7, lr
    .endm
