@ Comparison of doubles. Each is false when an operand is NaN.
    .syntax unified
    .thumb

@ r0 = -1 when r1:r0 is less than r3:r2, 0 when equal, 1 when greater, 2 when one is NaN. Destroys r1 to r3.
    .section .text.th_double_order, "ax"
    .balign 4
    .global th_double_order
    .type th_double_order, %function
    .thumb_func
th_double_order:
    push {r4, r5, lr}
    ldr r5, =0xFFE00000
    lsls r4, r1, #1
    cmp r4, r5
    bhs 20f
1:  lsls r4, r3, #1
    cmp r4, r5
    bhs 21f
2:  movs r4, r1
    orrs r4, r3
    bmi 10f
3:  cmp r1, r3                  @ as unsigned numbers
    bne 4f
    cmp r0, r2
    beq 8f
4:  bhi 7f
6:  movs r0, #0
    mvns r0, r0
    pop {r4, r5, pc}
7:  movs r0, #1
    pop {r4, r5, pc}
8:  movs r0, #0
    pop {r4, r5, pc}
10: movs r4, r1
    ands r4, r3
    bpl 11f
    cmp r3, r1                  @ both negative: the other way round
    bne 4b
    cmp r2, r0
    bne 4b
    b 8b
11: lsls r4, r1, #1             @ one negative: it is less, but 0 equals -0
    lsls r5, r3, #1
    orrs r4, r5
    orrs r4, r0
    orrs r4, r2
    beq 8b
    cmp r1, #0
    bmi 6b
    b 7b
20: bhi 22f
    cmp r0, #0
    beq 1b
22: movs r0, #2
    pop {r4, r5, pc}
21: bhi 22b
    cmp r2, #0
    beq 2b
    b 22b
    .pool
    .size th_double_order, . - th_double_order

    .macro comparison name, body:vararg
    .section .text.\name, "ax"
    .balign 4
    .global \name
    .type \name, %function
    .thumb_func
\name:
    push {r4, lr}
    bl th_double_order
    \body
    pop {r4, pc}
    .size \name, . - \name
    .endm

    .macro is_zero                  @ r0 = r0 == 0
    rsbs r1, r0, #0
    adcs r0, r1
    .endm
    .macro is_equal
    is_zero
    .endm
    .macro is_less
    lsrs r0, #31
    .endm
    .macro is_less_or_equal
    subs r0, #1
    lsrs r0, #31
    .endm
    .macro is_greater
    subs r0, #1
    is_zero
    .endm
    .macro is_greater_or_equal
    lsrs r0, #1
    is_zero
    .endm
    .macro is_two
    subs r0, #2
    is_zero
    .endm

    comparison __aeabi_dcmpeq, is_equal
    comparison __aeabi_dcmplt, is_less
    comparison __aeabi_dcmple, is_less_or_equal
    comparison __aeabi_dcmpgt, is_greater
    comparison __aeabi_dcmpge, is_greater_or_equal
    comparison __aeabi_dcmpun, is_two
    .text
