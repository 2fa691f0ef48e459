@ Division of doubles: one quotient bit a step, without restoring the remainder.
    .syntax unified
    .thumb
    .section .text.__aeabi_ddiv, "ax"
    .balign 4
    .global __aeabi_ddiv
    .type __aeabi_ddiv, %function
    .thumb_func
__aeabi_ddiv:
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
10: subs r5, r6
    ldr r6, =1023
    adds r5, r6
    movs r6, #1
    lsls r6, #20
    lsls r1, #12
    lsrs r1, #12
    orrs r1, r6
    lsls r3, #12
    lsrs r3, #12
    orrs r3, r6
    cmp r1, r3                  @ the dividend shall not be less than the divisor
    bhi 12f
    blo 11f
    cmp r0, r2
    bhs 12f
11: adds r0, r0
    adcs r1, r1
    subs r5, #1
12: mov ip, r5
    subs r0, r2                 @ the first bit is 1
    sbcs r1, r3
    movs r6, #0
    ldr r4, =1 << 11 | 1        @ 21 more; then bit 11 falls out
1:  adds r0, r0                 @ remainder not negative
    adcs r1, r1
    subs r0, r2
    sbcs r1, r3
    bcc 3f
2:  adcs r4, r4                 @ carry set: quotient bit 1
    bcc 1b
    cmp r6, #0
    bne 5f
    movs r6, r4
    movs r4, #1                 @ 32 more
    b 1b
3:  adcs r4, r4                 @ carry clear: quotient bit 0
    bcs 6f
4:  adds r0, r0                 @ remainder negative
    adcs r1, r1
    adds r0, r2
    adcs r1, r3
    bcs 2b
    adcs r4, r4
    bcc 4b
6:  cmp r6, #0
    bne 7f
    movs r6, r4
    movs r4, #1
    b 4b
7:  adds r0, r2                 @ the true remainder
    adcs r1, r3
5:  orrs r0, r1
    movs r2, r6
    movs r6, r0
    mov r5, ip
    bl th_double_pack

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
    bhs 32f
    movs r4, r2
    orrs r4, r3
    beq 34f
    movs r4, r0
    orrs r4, r1
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
30: bhi 50f                     @ a is NaN
    cmp r0, #0
    bne 50f
    cmp r3, r4                  @ infinity by infinity or NaN: NaN
    bhs 50f
35: orrs r7, r4
    b 40f
32: bhi 50f                     @ b is NaN
    cmp r2, #0
    bne 50f
40: movs r0, #0
    movs r1, r7
    pop {r4-r7, pc}
34: orrs r0, r1                 @ by zero: 0 gives NaN, others infinity
    ldr r4, =0x7FF00000
    bne 36f
50: movs r0, #0
    ldr r1, =0x7FF80000
    pop {r4-r7, pc}
36: b 35b
    .pool
    .size __aeabi_ddiv, . - __aeabi_ddiv
    .text
