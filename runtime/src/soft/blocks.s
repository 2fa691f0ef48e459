@ Copying and filling memory. Names of the C library and of the Arm ABI.
    .syntax unified
    .thumb
    .macro also name
    .global \name
    .type \name, %function
    .thumb_func
\name:
    .endm

@ Copies r2 bytes from r1 to r0, upwards; r0 stays. Blocks of four words while both are aligned, else bytes.
    .section .text.memcpy, "ax"
    .balign 4
    also __aeabi_memcpy
    also __aeabi_memcpy4
    also __aeabi_memcpy8
    also memcpy
    push {r0, r4-r6, lr}
    movs r3, r0
    orrs r3, r1
    lsls r3, #30
    bne 5f
    subs r2, #16
    blo 2f
1:  ldmia r1!, {r3-r6}
    stmia r0!, {r3-r6}
    subs r2, #16
    bhs 1b
2:  adds r2, #12
    bmi 4f
3:  ldmia r1!, {r3}
    stmia r0!, {r3}
    subs r2, #4
    bpl 3b
4:  adds r2, #4
5:  cmp r2, #0
    beq 7f
    adds r1, r2
    adds r0, r2
    rsbs r2, r2, #0
6:  ldrb r3, [r1, r2]
    strb r3, [r0, r2]
    adds r2, #1
    bne 6b
7:  pop {r0, r4-r6, pc}
    .size memcpy, . - memcpy

@ The same for ranges that may overlap: downwards when the target begins inside the source.
    .section .text.memmove, "ax"
    .balign 4
    also __aeabi_memmove
    also __aeabi_memmove4
    also __aeabi_memmove8
    also memmove
    push {r4, lr}
    subs r3, r0, r1
    cmp r3, r2
    blo 1f
    bl memcpy
    pop {r4, pc}
1:  movs r3, r0
    orrs r3, r1
    orrs r3, r2
    lsls r3, #30
    bne 4f
    b 3f
2:  ldr r3, [r1, r2]
    str r3, [r0, r2]
3:  subs r2, #4
    bpl 2b
    pop {r4, pc}
4:  subs r2, #1
    ldrb r3, [r1, r2]
    strb r3, [r0, r2]
    bne 4b
    pop {r4, pc}
    .size memmove, . - memmove

@ Fills r1 bytes at r0 with the byte in r2; r0 stays.
    .section .text.__aeabi_memset, "ax"
    .balign 4
    also memset
    movs r3, r1
    movs r1, r2
    movs r2, r3
    b 1f
    also __aeabi_memclr
    also __aeabi_memclr4
    also __aeabi_memclr8
    movs r2, #0
    also __aeabi_memset4
    also __aeabi_memset8
    also __aeabi_memset
1:  push {r0, r4, r5, lr}
    uxtb r2, r2
    lsls r3, r2, #8
    orrs r2, r3
    lsls r3, r2, #16
    orrs r2, r3
    b 3f
2:  strb r2, [r0]
    adds r0, #1
    subs r1, #1
3:  cmp r1, #0
    beq 9f
    lsls r3, r0, #30
    bne 2b
    movs r3, r2
    movs r4, r2
    movs r5, r2
    subs r1, #16
    blo 5f
4:  stmia r0!, {r2-r5}
    subs r1, #16
    bhs 4b
5:  adds r1, #12
    bmi 7f
6:  stmia r0!, {r2}
    subs r1, #4
    bpl 6b
7:  adds r1, #4
    beq 9f
8:  subs r1, #1
    strb r2, [r0, r1]
    bne 8b
9:  pop {r0, r4, r5, pc}
    .size __aeabi_memset, . - __aeabi_memset
    .text
