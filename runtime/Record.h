// Record.h: what the runtime and its readers agree on: the settings, and the format of the record.
//
// A record is a folder with one file for each process, <pid>.jsonl: a JSON object on each line, `t` tells its kind.
//   process   format, pid, parent, exe, blockNs, stallNs, locks   an image starts; exec starts a new one in the same file
//   unit      coroutines, lines                            instrumented code was loaded
//   module    id, path                                     frames name a module by its id: "3+0x12f0"
//   spawn     site, coroutine, file, line, at              where coroutines of one kind are made
//   spawned   site, created, parked, started, resumed, finished, unstarted, abandoned, ns, maxNs,
//             betweenNs                                    with timing: what threads needed to come here, waits not counted
//   call      site, callee, kind, in, coroutine, stack     a place that blocks, or might; in: coroutine, loop, thread;
//             lock, holder, maker                          where a lock is held since; where that is held that it waits for;
//                                                          where the thread was made
//   called    site, n, blocked, ns, maxNs                  ns: of those that blocked
//   stall     site, kind, in, stack, maker                 a loop did not come back; kind: cpu or blocked; in: loop, or
//                                                          coroutine: it did not suspend, on a thread without a loop
//   stalled   site, n, ns, maxNs
//   task      site, name, file, line                       a callable whose runs are counted
//   ran       site, n, ns, maxNs, betweenNs
//   line      file, line                                   a line with a call was reached
//   loop      thread, ticks, maxNs, stack                  a thread that waits for events, and where; cumulative
//   threads   stack, n                                     a place where threads are made
//   end       reason, cpuNs, threads, lost                 the image ended, or was about to
// Numbers of spawned, called, stalled and ran are added up over the lines of a site; maxNs is the greatest of them.
#pragma once

namespace cotidy::record {

inline constexpr int format = 1;
inline constexpr int maxFrames = 48;  // of a stack

// The environment of a recorded program.
inline constexpr const char *folderVariable = "COTIDY_RECORD";  // unset: nothing is recorded
inline constexpr const char *blockVariable = "COTIDY_BLOCK_US";  // a call that takes longer has blocked
inline constexpr const char *stallVariable = "COTIDY_STALL_MS";  // a loop that needs longer for a round stalls
inline constexpr const char *timingVariable = "COTIDY_TIMING";  // 1: take the time of each resumption
inline constexpr const char *locksVariable = "COTIDY_LOCKS";  // 1: tell which locks are held
inline constexpr const char *watchdogVariable = "COTIDY_WATCHDOG";  // 0: no thread that watches

inline constexpr long defaultBlockMicroseconds = 1000;
inline constexpr long defaultStallMilliseconds = 20;

}  // namespace cotidy::record
