@ Integer division. Quotient in r0, remainder in r1; x / 0 = 0 with remainder 0, as JavaScript's `(a / b) | 0` and `(a % b) | 0`.
    .syntax unified
    .thumb

@ Unsigned: shift and subtract, unrolled; how far the divisor can be shifted decides where to enter. Each step compares the
@ shifted dividend with the divisor, so that nothing overflows; the carry of the comparison is the quotient's bit.
    .section .text.__aeabi_uidivmod, "ax"
    .balign 4
    .macro divide_steps shifts:vararg
    .irp shift, \shifts
    lsrs r2, r0, #\shift
    cmp r2, r1
    blo 3f
    lsls r2, r1, #\shift
    subs r0, r2
3:  adcs r3, r3
    .endr
    .endm

    .global __aeabi_uidivmod
    .type __aeabi_uidivmod, %function
    .global __aeabi_uidiv
    .type __aeabi_uidiv, %function
    .thumb_func
__aeabi_uidivmod:
    .thumb_func
__aeabi_uidiv:
    movs r3, #0
    lsrs r2, r0, #4
    cmp r2, r1
    blo 4f
    lsrs r2, r0, #8
    cmp r2, r1
    blo 5f
    lsrs r2, r0, #16
    cmp r2, r1
    blo 6f
    cmp r1, #0
    beq 9f
    lsrs r2, r0, #24
    cmp r2, r1
    blo 7f
    divide_steps 31, 30, 29, 28, 27, 26, 25, 24
7:  divide_steps 23, 22, 21, 20, 19, 18, 17, 16
    b 8f
4:  b 14f
5:  b 15f
9:  movs r0, #0
    bx lr
6:
8:  divide_steps 15, 14, 13, 12, 11, 10, 9, 8
15: divide_steps 7, 6, 5, 4
14: divide_steps 3, 2, 1
    cmp r0, r1
    blo 3f
    subs r0, r1
3:  adcs r3, r3
    mov r1, r0
    mov r0, r3
    bx lr
    .size __aeabi_uidivmod, . - __aeabi_uidivmod
    .size __aeabi_uidiv, . - __aeabi_uidiv

@ Signed: magnitudes, then signs; the remainder has the dividend's. -2^31 / -1 gives -2^31.
    .section .text.__aeabi_idivmod, "ax"
    .balign 4
    .global __aeabi_idivmod
    .type __aeabi_idivmod, %function
    .global __aeabi_idiv
    .type __aeabi_idiv, %function
    .thumb_func
__aeabi_idivmod:
    .thumb_func
__aeabi_idiv:
    push {r4, r5, lr}
    asrs r4, r0, #31
    asrs r5, r1, #31
    eors r0, r4
    subs r0, r4
    eors r1, r5
    subs r1, r5
    eors r5, r4
    bl __aeabi_uidivmod
    eors r0, r5
    subs r0, r5
    eors r1, r4
    subs r1, r4
    pop {r4, r5, pc}
    .size __aeabi_idivmod, . - __aeabi_idivmod
    .size __aeabi_idiv, . - __aeabi_idiv

    .section .text.th_i32_rem, "ax"
    .balign 4
    .global th_i32_rem
    .type th_i32_rem, %function
    .thumb_func
th_i32_rem:
    push {r3, lr}
    bl __aeabi_idivmod
    mov r0, r1
    pop {r3, pc}
    .size th_i32_rem, . - th_i32_rem

    .section .text.th_u32_rem, "ax"
    .balign 4
    .global th_u32_rem
    .type th_u32_rem, %function
    .thumb_func
th_u32_rem:
    push {r3, lr}
    bl __aeabi_uidivmod
    mov r0, r1
    pop {r3, pc}
    .size th_u32_rem, . - th_u32_rem
    .text
