@ The last step of multiplication, division and square root: rounds to nearest, ties to even, and puts a double together.
@ Entered by bl, but does not come back: it returns to the caller of the routine, whose frame is {r4-r7, lr}.
@ In: r2:r4 the mantissa (high:low) in [2^53, 2^54), one bit more than a double has; r6 not 0 if something lies below it;
@ r5 the biased exponent, any; r7 the sign in bit 31. Out: r1:r0.
    .syntax unified
    .thumb
    .section .text.th_double_pack, "ax"
    .balign 4
    .global th_double_pack
    .type th_double_pack, %function
    .thumb_func
th_double_pack:
    ldr r1, =0x7FE
    subs r3, r5, #1
    cmp r3, r1
    bhs 5f
1:  lsls r0, r2, #31
    lsrs r1, r2, #1
    lsrs r4, r4, #1             @ carry: the bit that is rounded away
    bcs 3f
    orrs r0, r4
2:  lsls r3, r3, #20            @ the mantissa's leading bit adds the one that is missing here
    adds r1, r3
    orrs r1, r7
    pop {r4-r7, pc}
3:  orrs r0, r4
    cmp r6, #0
    bne 4f
    lsrs r6, r0, #1             @ a tie: up if odd
    bcc 2b
4:  movs r6, #0
    adds r0, #1
    adcs r1, r6
    b 2b
5:  cmp r5, #0
    bgt 7f
    movs r3, #1                 @ subnormal: shift to exponent 1, what falls out is kept in r6
    subs r3, r5
    cmp r3, #56
    bls 6f
    movs r3, #56
6:  lsls r1, r4, #31
    orrs r6, r1
    lsrs r4, #1
    lsls r1, r2, #31
    orrs r4, r1
    lsrs r2, #1
    subs r3, #1
    bne 6b
    b 1b
7:  movs r0, #0
    ldr r1, =0x7FF00000
    orrs r1, r7
    pop {r4-r7, pc}
    .pool
    .size th_double_pack, . - th_double_pack
    .text
