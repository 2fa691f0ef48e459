@ Conversions between doubles and 32-bit integers.
    .syntax unified
    .thumb

    .section .text.__aeabi_i2d, "ax"
    .balign 4
    .global __aeabi_ui2d
    .type __aeabi_ui2d, %function
    .global __aeabi_i2d
    .type __aeabi_i2d, %function
    .thumb_func
__aeabi_ui2d:
    movs r1, #0
    b 1f
    .thumb_func
__aeabi_i2d:
    asrs r2, r0, #31
    eors r0, r2
    subs r0, r2
    lsrs r1, r2, #31
    lsls r1, #31
1:  cmp r0, #0
    beq 9f
    ldr r2, =1023 + 31 - 1      @ less one, which the leading bit adds
    lsrs r3, r0, #16
    bne 2f
    lsls r0, #16
    subs r2, #16
2:  lsrs r3, r0, #24
    bne 3f
    lsls r0, #8
    subs r2, #8
3:  lsrs r3, r0, #28
    bne 4f
    lsls r0, #4
    subs r2, #4
4:  cmp r0, #0
    bmi 6f
5:  subs r2, #1
    lsls r0, #1
    bpl 5b
6:  lsls r2, #20
    orrs r1, r2
    lsrs r2, r0, #11
    adds r1, r2
    lsls r0, #21
9:  bx lr
    .pool
    .size __aeabi_ui2d, __aeabi_i2d - __aeabi_ui2d
    .size __aeabi_i2d, . - __aeabi_i2d

@ Truncates; out of range gives the nearest integer, NaN gives 0.
    .section .text.__aeabi_d2iz, "ax"
    .balign 4
    .global __aeabi_d2iz
    .type __aeabi_d2iz, %function
    .thumb_func
__aeabi_d2iz:
    lsls r2, r1, #1
    lsrs r2, #21
    ldr r3, =1023 + 31
    subs r3, r2                 @ how far the mantissa, with its leading bit in bit 31, is shifted
    ble 7f
    cmp r3, #32
    bhs 8f
    lsrs r0, #21
    lsls r2, r1, #11
    orrs r0, r2
    movs r2, #1
    lsls r2, #31
    orrs r0, r2
    lsrs r0, r3
    asrs r1, #31
    eors r0, r1
    subs r0, r1
    bx lr
7:  lsls r2, r1, #1
    ldr r3, =0xFFE00000
    cmp r2, r3
    bhi 8f
    bne 6f
    cmp r0, #0
    bne 8f
6:  asrs r1, #31                @ 0x7FFFFFFF or 0x80000000
    movs r0, #1
    lsls r0, #31
    subs r0, #1
    eors r0, r1
    bx lr
8:  movs r0, #0
    bx lr
    .pool
    .size __aeabi_d2iz, . - __aeabi_d2iz

    .section .text.__aeabi_d2uiz, "ax"
    .balign 4
    .global __aeabi_d2uiz
    .type __aeabi_d2uiz, %function
    .thumb_func
__aeabi_d2uiz:
    cmp r1, #0
    bmi 8f
    lsrs r2, r1, #20
    ldr r3, =1023 + 31
    subs r3, r2
    blt 7f
    cmp r3, #32
    bhs 8f
    lsrs r0, #21
    lsls r2, r1, #11
    orrs r0, r2
    movs r2, #1
    lsls r2, #31
    orrs r0, r2
    lsrs r0, r3
    bx lr
7:  ldr r3, =0x7FF00000
    cmp r1, r3
    bhi 8f
    bne 6f
    cmp r0, #0
    bne 8f
6:  movs r0, #0
    mvns r0, r0
    bx lr
8:  movs r0, #0
    bx lr
    .pool
    .size __aeabi_d2uiz, . - __aeabi_d2uiz
    .text
