/* An arena: memory that is given out piece by piece and taken back in one call.
 *
 * One arena a document. Memory is zeroed, aligned for pointers, 64-bit integers and doubles, and
 * never NULL: when the system has none left, the handler given at the start is called and must not
 * return (the command line prints a message and exits; without a handler the program aborts). Under
 * AddressSanitizer every piece is a malloc of its own, so that overruns show.
 */
#ifndef TIAOMU_BASE_ARENA_H
#define TIAOMU_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct arena;

typedef void arena_oom(void);

struct arena *arena_new(arena_oom *on_oom);        /* owner drops it with arena_drop */
struct arena *arena_beside(const struct arena *a); /* a new one with the same handler */
void arena_drop(struct arena *a);                  /* NULL is allowed */
void *arena_alloc(struct arena *a, size_t n);
void *arena_array(struct arena *a, size_t n, size_t size); /* n * size, checked for overflow */
void *arena_copy(struct arena *a, const void *from, size_t n, size_t size); /* n items; NULL of 0 */
/* Takes back all that was given out, for an arena that serves one small task after the other: its
 * room is used again. */
void arena_reset(struct arena *a);
/* For buffers alone: a piece of n bytes that begins with the used bytes of old, which is given up;
 * what is behind them is not zeroed. */
void *arena_resize(struct arena *a, void *old, size_t used, size_t n);
/* For other memory that the arena's user asks the system for in vain: as if the arena had. */
_Noreturn void arena_exhausted(const struct arena *a);
size_t arena_used(const struct arena *a); /* bytes given out so far */

/* A vector in an arena, which may move when it grows: VEC(struct para) paras;  *vec_push(a, &paras)
 * = p; */
#define VEC(T) VEC_OF(T, size_t)
/* One that stands in structs of which there are many, and has less than 2^32 items. */
#define SHORT_VEC(T) VEC_OF(T, uint32_t)
#define VEC_OF(T, count)                                                                           \
    struct {                                                                                       \
        T *at;                                                                                     \
        count n, cap;                                                                              \
    }
#define vec_push(a, v)                                                                             \
    (((v)->n == (v)->cap ? (void)((v)->at = arena_more((a), (v)->at, (v)->cap, sizeof *(v)->at),   \
                                  vec_set((v)->cap, arena_next((v)->cap, sizeof *(v)->at)))        \
                         : (void)0),                                                               \
     &(v)->at[(v)->n++])
#define vec_set(count, to) ((count) = (__typeof__(count))(to))

/* Room for n items in an empty vector. */
#define vec_reserve(a, v, n)                                                                       \
    ((v)->at = arena_array((a), (n), sizeof *(v)->at), vec_set((v)->cap, (n)))

/* The items of one vector in another that has room for no more. */
#define vec_copy(a, to, from)                                                                      \
    ((to)->at = arena_copy((a), (from)->at, (from)->n, sizeof *(from)->at),                        \
     (to)->n = (to)->cap = (from)->n)

/* For vec_push alone: a copy of cap items of this size with room for arena_next of them. */
void *arena_more(struct arena *a, const void *old, size_t cap, size_t size);
size_t arena_next(size_t cap, size_t size);

#endif
