@ Square root of a double, correctly rounded.
@
@ The mantissa m (doubled when the exponent is even) is taken as m * 2^54, whose root s has 54 bits, one more than a double.
@ Its upper 27 bits y come from the digit-by-digit method on m, with remainder r; the lower ones are close to z = r * 2^26 / y,
@ by division: s = y * 2^27 + z, or one less if the remainder of all, rest * 2^28 - z * z, is negative.
    .syntax unified
    .thumb
    .section .text.th_f64_sqrt, "ax"
    .balign 4
    .global th_f64_sqrt
    .type th_f64_sqrt, %function
    .thumb_func
th_f64_sqrt:
    push {r4-r7, lr}
    cmp r1, #0
    bmi 20f
    lsrs r5, r1, #20
    beq 22f
    ldr r6, =0x7FF
    cmp r5, r6
    beq 30f
    lsls r1, #12
    lsrs r1, #12
    movs r6, #1
    lsls r6, #20
    orrs r1, r6
1:  lsrs r6, r5, #1
    bcs 2f
    adds r0, r0
    adcs r1, r1
2:  ldr r6, =1023
    adds r5, r6
    lsrs r5, #1
    mov ip, r5
    lsls r1, #10
    movs r2, #0                 @ y
    movs r3, #0                 @ r
    movs r7, #1
    movs r6, #11                @ digits from the upper word, then 16 from the lower
3:  adds r1, r1
    adcs r3, r3
    adds r1, r1
    adcs r3, r3
    lsls r4, r2, #2
    adds r4, #1
    cmp r3, r4
    blo 4f
    subs r3, r4
4:  adcs r2, r2
    subs r6, #1
    bne 3b
    movs r1, r0
    movs r6, #16
    subs r7, #1
    bpl 3b
    movs r4, #0                 @ z; r is at most twice y
    cmp r3, r2
    blo 5f
    subs r3, r2
    adds r4, #1
    cmp r3, r2
    blo 5f
    subs r3, r2
    adds r4, #1
5:  movs r6, #13
6:  .rept 2
    adds r3, r3
    cmp r3, r2
    blo 7f
    subs r3, r2
7:  adcs r4, r4
    .endr
    subs r6, #1
    bne 6b
    movs r0, r4
    movs r1, r4
    multiply_words r0, r1, r5, r6, r7
    lsls r0, r3, #28
    lsrs r1, r3, #4
    subs r0, r7
    sbcs r1, r5
    bcs 8f
    subs r4, #1
    movs r0, #1                 @ a root that is one less is never exact
8:  orrs r0, r1
    movs r6, r0
    lsls r0, r2, #27
    lsrs r2, #5
    movs r7, #0
    adds r4, r0
    adcs r2, r7
    mov r5, ip
    bl th_double_pack

20: lsls r2, r1, #1             @ -0 stays, other negative numbers give NaN
    orrs r2, r0
    beq 30f
    movs r0, #0
    ldr r1, =0x7FF80000
30: pop {r4-r7, pc}
22: movs r2, r0                 @ 0 stays; a subnormal is shifted until the leading bit is in its place
    orrs r2, r1
    beq 30b
    movs r5, #1
23: adds r0, r0
    adcs r1, r1
    subs r5, #1
    lsls r2, r1, #11
    bpl 23b
    b 1b
    .pool
    .size th_f64_sqrt, . - th_f64_sqrt
    .text
