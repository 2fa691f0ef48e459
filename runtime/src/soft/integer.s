@ ECMA-262 ToInt32 of a double: the integer part modulo 2^32.
    .syntax unified
    .thumb
    .section .text.th_f64_to_i32, "ax"
    .balign 4
    .global th_f64_to_i32
    .type th_f64_to_i32, %function
    .thumb_func
th_f64_to_i32:
    lsls r2, r1, #1
    lsrs r2, #21
    ldr r3, =1023 + 31
    subs r3, r2                 @ how far the mantissa, with its leading bit in bit 31, is shifted down
    bmi 1f
    cmp r3, #32
    bhs 9f
    lsrs r0, #21
    lsls r2, r1, #11
    orrs r0, r2
    movs r2, #1
    lsls r2, #31
    orrs r0, r2
    lsrs r0, r3
    b 3f
1:  rsbs r3, r3, #0             @ up: the leading bit and more fall out
    cmp r3, #21
    bhs 2f
    movs r2, #21
    subs r2, r3
    lsrs r0, r2
    adds r3, #11
    movs r2, r1
    lsls r2, r3
    orrs r0, r2
    b 3f
2:  cmp r3, #53
    bhs 9f
    subs r3, #21
    lsls r0, r3
3:  asrs r1, r1, #31
    eors r0, r1
    subs r0, r1
    bx lr
9:  movs r0, #0
    bx lr
    .pool
    .size th_f64_to_i32, . - th_f64_to_i32
    .text
