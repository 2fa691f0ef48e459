@ Multiplication of doubles: four products of 32 by 32 bits, each of four of 16 by 16.
    .syntax unified
    .thumb
    .section .text.__aeabi_dmul, "ax"
    .balign 4

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

    .global __aeabi_dmul
    .type __aeabi_dmul, %function
    .thumb_func
__aeabi_dmul:
    push {r4-r7, lr}
    movs r7, r1
    eors r7, r3
    lsrs r7, #31
    lsls r7, #31
    ldr r4, =0x7FE
    lsls r5, r1, #1
    lsrs r5, #21
    lsls r6, r3, #1
    lsrs r6, #21
    subs r5, #1
    cmp r5, r4
    bhs 20f
    subs r6, #1
    cmp r6, r4
    bhs 21f
10: adds r5, r6                 @ both exponents less one
    ldr r6, =1021
    subs r5, r6
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
    lsls r3, r2, #9             @ the product of the mantissas is in [2^53, 2^55)
    bpl 11f
    lsls r3, r4, #31
    orrs r6, r3
    lsrs r4, #1
    lsls r3, r2, #31
    orrs r4, r3
    lsrs r2, #1
    adds r5, #1
11: bl th_double_pack

@ An exponent of 0 or 0x7FF. r5 is a's less one (from here on r6 is b's less one).
20: subs r6, #1
21: lsls r1, #1
    lsrs r1, #1
    lsls r3, #1
    lsrs r3, #1
    ldr r4, =0x7FF00000
    cmp r1, r4
    bhs 30f
    cmp r3, r4
    bhs 30f
    movs r4, r0
    orrs r4, r1
    beq 40f
    movs r4, r2
    orrs r4, r3
    beq 40f
    adds r5, #1
    bne 23f
    movs r5, #1
22: adds r0, r0                 @ a subnormal: shift until the leading bit is in its place
    adcs r1, r1
    subs r5, #1
    lsls r4, r1, #11
    bpl 22b
23: subs r5, #1
    adds r6, #1
    bne 25f
    movs r6, #1
24: adds r2, r2
    adcs r3, r3
    subs r6, #1
    lsls r4, r3, #11
    bpl 24b
25: subs r6, #1
    b 10b
30: cmp r1, r4                  @ NaN in, infinity times 0: NaN
    bhi 50f
    bne 31f
    cmp r0, #0
    bne 50f
31: cmp r3, r4
    bhi 50f
    bne 32f
    cmp r2, #0
    bne 50f
32: orrs r0, r1
    beq 50f
    orrs r2, r3
    beq 50f
    orrs r7, r4
40: movs r0, #0
    movs r1, r7
    pop {r4-r7, pc}
50: movs r0, #0
    ldr r1, =0x7FF80000
    pop {r4-r7, pc}
    .pool
    .size __aeabi_dmul, . - __aeabi_dmul
    .text
