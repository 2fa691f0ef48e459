@ Multiplication of doubles. How mantissas are multiplied is in product.s, for each core its own.
    .syntax unified
    .thumb
    .section .text.__aeabi_dmul, "ax"
    .balign 4

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
    multiply_mantissas
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
