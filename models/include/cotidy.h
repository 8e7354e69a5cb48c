// cotidy.h: what a function does to threads, said where it is declared. For cotidy only: every other compiler sees
// nothing. Written in front of the declaration, beside [[nodiscard]]; in a header, so that all callers see it.
// The page "Models" of cotidy's documentation (docs/models.md) says what follows from each.
#ifndef COTIDY_H
#define COTIDY_H

#if defined(__clang__) && defined(__cplusplus)
#define COTIDY_ANNOTATE_(text) [[clang::annotate("cotidy:" text)]]
#else
#define COTIDY_ANNOTATE_(text)
#endif

/// Holds up its thread until something happens: never call it on an event loop.
#define COTIDY_BLOCKING COTIDY_ANNOTATE_("blocking")

/// Never holds up its thread, whatever its body does.
#define COTIDY_NONBLOCKING COTIDY_ANNOTATE_("nonblocking")

/// Runs the callables and tasks among its arguments later, on threads that may block.
#define COTIDY_OFFLOAD COTIDY_ANNOTATE_("offload")

/// Runs the callables and tasks among its arguments later, on a thread of this kind: "loop", "io-pool" (several loops),
/// "pool", "compute-pool", "blocking-pool" or "own" (a thread of its own).
#define COTIDY_RUNS_ON(kind) COTIDY_ANNOTATE_("runs-on=" kind)

#endif
