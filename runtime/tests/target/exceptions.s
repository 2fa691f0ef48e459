@ Exceptions by the tables: thimble_main calls `middle` in a try; `middle` saves r4-r7 and r8-r11, has three words of locals and
@ calls `thrower`, which spoils everything and throws 42. The landing pad checks that r4-r11 and sp are what they were.
@ Then a throw that nobody catches.
    .syntax unified
    .cpu cortex-m0
    .thumb

    .section .text.thimble_main, "ax"
    .balign 4
    .global thimble_main
    .type thimble_main, %function
    .thumb_func
thimble_main:
    push {r4-r7, lr}
    sub sp, #4
    movs r4, #14
    movs r5, #15
    movs r6, #16
    movs r7, #17
    movs r0, #18
    mov r8, r0
    movs r0, #19
    mov r9, r0
    movs r0, #20
    mov r10, r0
    movs r0, #21
    mov r11, r0
    mov r0, sp
    ldr r1, =expected_stack
    str r0, [r1]
    bl middle
after_middle:
    ldr r0, =wrong
    bl th_console_log
    b 9f
landing:
    cmp r0, #85                 @ 42 as a word
    bne 8f
    mov r1, sp
    ldr r0, =expected_stack
    ldr r0, [r0]
    cmp r0, r1
    bne 8f
    movs r0, r4
    adds r0, r5
    adds r0, r6
    adds r0, r7
    add r0, r8
    add r0, r9
    add r0, r10
    add r0, r11
    cmp r0, #140
    bne 8f
    ldr r0, =right
    bl th_console_log
    bl thrower
after_thrower:
8:  ldr r0, =wrong
    bl th_console_log
9:  add sp, #4
    pop {r4-r7, pc}
end_main:

    .section .text.middle, "ax"
    .balign 4
    .type middle, %function
    .thumb_func
middle:
    push {r4-r7, lr}
    mov r4, r8
    mov r5, r9
    mov r6, r10
    mov r7, r11
    push {r4-r7}
    sub sp, #12
    movs r4, #1
    mov r8, r4
    movs r5, #2
    mov r9, r5
    movs r6, #3
    mov r10, r6
    movs r7, #4
    mov r11, r7
    bl thrower

    .section .text.thrower, "ax"
    .balign 4
    .type thrower, %function
    .thumb_func
thrower:
    push {r3, r4, r6, lr}
    movs r4, #0
    movs r5, #0
    movs r6, #0
    movs r0, #85
    bl th_throw

    .section .text.thimble_describe, "ax"
    .balign 4
    .global thimble_describe
    .type thimble_describe, %function
    .thumb_func
thimble_describe:
    ldr r0, =description
    bx lr

    .section .rodata, "a"
    .balign 4
right: .word th_descriptor_latin1, 6
    .ascii "caught\0\0"
wrong: .word th_descriptor_latin1, 5
    .ascii "wrong\0\0\0"
description: .word th_descriptor_latin1, 8
    .ascii "Error: x"

    .section .bss, "aw", %nobits
    .balign 4
expected_stack: .space 4

    .section .unwind, "a"
    .balign 4
    .word thimble_main - 1
    .short 1, 0x40F0
    .word middle - 1
    .short 3, 0x4FF0
    .word thrower - 1
    .short 1, 0x4050

    .section .handlers, "a"
    .balign 4
    .word after_middle, landing
