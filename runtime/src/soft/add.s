@ Addition and subtraction of doubles.
    .syntax unified
    .thumb
    .section .text.__aeabi_dadd, "ax"
    .balign 4
    .global __aeabi_dsub
    .type __aeabi_dsub, %function
    .global __aeabi_dadd
    .type __aeabi_dadd, %function
    .thumb_func
__aeabi_dsub:
    push {r4-r7, lr}
    movs r4, #1
    lsls r4, #31
    eors r3, r4
    b 1f
    .thumb_func
__aeabi_dadd:
    push {r4-r7, lr}
1:  lsls r4, r1, #1             @ a shall have the larger magnitude
    lsls r5, r3, #1
    cmp r4, r5
    bhi 3f
    blo 2f
    cmp r0, r2
    bhs 3f
2:  movs r6, r0
    movs r0, r2
    movs r2, r6
    movs r6, r1
    movs r1, r3
    movs r3, r6
    movs r6, r4
    movs r4, r5
    movs r5, r6
3:  lsrs r4, #21
    ldr r6, =0x7FF
    cmp r4, r6
    beq 70f
    lsrs r6, r3, #31            @ lr: a's sign in bit 31, whether b's differs in bit 0
    lsrs r7, r1, #31
    eors r6, r7
    lsls r7, #31
    orrs r7, r6
    mov lr, r7
    lsls r1, #12
    lsrs r1, #12
    lsls r3, #12
    lsrs r3, #12
    movs r6, #1
    lsls r6, #20
    lsrs r5, #21
    beq 60f
    orrs r1, r6
    orrs r3, r6
4:  mov ip, r4                  @ ip: a's exponent
    subs r5, r4, r5             @ b is shifted down by so many bits, into r7
    cmp r5, #32
    bhs 50f
    movs r6, #32
    subs r6, r5
    movs r7, r2
    lsls r7, r6
    movs r4, r3
    lsls r4, r6
    lsrs r2, r5
    orrs r2, r4
    lsrs r3, r5
5:  mov r5, lr
    mov r4, ip
    lsrs r6, r5, #1
    bcs 20f
    adds r0, r2
    adcs r1, r3
    lsrs r6, r1, #21
    bne 10f
6:  lsls r7, #1                 @ carry: the highest bit that is rounded away
    bcc 8f
    bne 7f
    lsrs r6, r0, #1             @ a tie: up if odd
    bcc 8f
7:  movs r6, #0
    adds r0, #1
    adcs r1, r6
8:  subs r4, #1                 @ the mantissa's leading bit adds the one that is missing here
    lsls r4, #20
    adds r1, r4
    lsrs r5, #31
    lsls r5, #31
    orrs r1, r5
    pop {r4-r7, pc}

70: lsls r6, r1, #12            @ a is infinite or NaN
    orrs r6, r0
    bne 71f
    lsrs r5, #21
    cmp r5, r4
    bne 72f
    cmp r1, r3                  @ two infinities: NaN if they differ
    beq 72f
71: movs r0, #0
    ldr r1, =0x7FF80000
72: pop {r4-r7, pc}

60: movs r5, #1                 @ b is subnormal or 0
    movs r7, r2
    orrs r7, r3
    beq 62f
    cmp r4, #0
    beq 61f
    orrs r1, r6
    b 4b
61: movs r4, #1                 @ a too
    b 4b
62: cmp r4, #0                  @ b is 0: a, unless both are and have different signs
    bne 63f
    movs r7, r0
    orrs r7, r1
    bne 63f
    mov r5, lr
    lsrs r6, r5, #1
    bcs 30f
63: mov r5, lr
    lsls r4, #20
    orrs r1, r4
    lsrs r5, #31
    lsls r5, #31
    orrs r1, r5
    pop {r4-r7, pc}

50: subs r5, #32                @ b lies 32 bits lower or more
    cmp r5, #32
    bhs 52f
    movs r6, #32
    subs r6, r5
    movs r7, r3
    lsls r7, r6
    movs r4, r2
    lsls r4, r6
    lsrs r2, r5
    orrs r7, r2
    lsrs r3, r5
    movs r2, r3
    movs r3, #0
    cmp r4, #0
    beq 5b
51: movs r4, #1
    orrs r7, r4
    b 5b
52: movs r7, #0                 @ out of sight; b is not 0 here, or it does no harm (see 60)
    movs r2, #0
    movs r3, #0
    b 51b

10: lsrs r7, #1                 @ the sum has a bit more: shift it down, keep what falls out
    movs r6, #0
    adcs r6, r6
    orrs r7, r6
    lsls r6, r0, #31
    orrs r7, r6
    lsrs r0, #1
    lsls r6, r1, #31
    orrs r0, r6
    lsrs r1, #1
    adds r4, #1
    ldr r6, =0x7FF
    cmp r4, r6
    bne 6b
    movs r0, #0                 @ too large: infinity
    movs r7, #0
    movs r1, #1
    lsls r1, #20
    b 8b

20: movs r6, #0                 @ different signs
    subs r6, r7
    sbcs r0, r2
    sbcs r1, r3
    movs r7, r6
    lsrs r6, r1, #20
    bne 6b
    movs r6, r0                 @ nothing left: +0
    orrs r6, r1
    orrs r6, r7
    beq 30f
21: cmp r4, #1                  @ leading zeros: shift up, as far as exponents go
    beq 6b
    adds r7, r7
    adcs r0, r0
    adcs r1, r1
    subs r4, #1
    lsrs r6, r1, #20
    bne 6b
    lsrs r6, r1, #12            @ eight at once
    bne 21b
    cmp r4, #9
    bls 21b
    lsls r1, #8
    lsrs r6, r0, #24
    orrs r1, r6
    lsls r0, #8
    lsrs r6, r7, #24
    orrs r0, r6
    lsls r7, #8
    subs r4, #8
    lsrs r6, r1, #20
    beq 21b
    b 6b
30: movs r1, #0
    movs r0, #0
    pop {r4-r7, pc}
    .pool
    .size __aeabi_dsub, __aeabi_dadd - __aeabi_dsub
    .size __aeabi_dadd, . - __aeabi_dadd
    .text
