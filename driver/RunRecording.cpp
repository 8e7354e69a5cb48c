// RunRecording.cpp: adds up what equal events of several processes and runs tell.
#include "driver/RunRecording.h"

#include <algorithm>
#include <cstdio>

namespace cotidy {

namespace {

template <class Event, class Same, class Merge>
void merge(std::vector<Event> &into, const std::vector<Event> &from, Same same, Merge add) {
  for (const Event &event : from) {
    const auto known = std::ranges::find_if(into, [&](const Event &other) { return same(other, event); });
    if (known == into.end())
      into.push_back(event);
    else
      add(*known, event);
  }
}

void addSpawn(SpawnEvent &into, const SpawnEvent &from) {
  into.created += from.created;
  into.parked += from.parked;
  into.started += from.started;
  into.resumed += from.resumed;
  into.finished += from.finished;
  into.unstarted += from.unstarted;
  into.abandoned += from.abandoned;
  into.ran.add(from.ran);
  into.betweenNs += from.betweenNs;
}

}  // namespace

std::string_view nameOf(RunContext context) {
  switch (context) {
  case RunContext::Coroutine: return "coroutine";
  case RunContext::Loop: return "loop";
  case RunContext::Thread: return "thread";
  }
  return "thread";
}

void Occurrences::add(const Occurrences &other) {
  count += other.count;
  ns += other.ns;
  longestNs = std::max(longestNs, other.longestNs);
}

void Recording::add(const Recording &other) {
  locks = processes == 0 ? other.locks : locks && other.locks;
  processes += other.processes;
  coroutines = std::max(coroutines, other.coroutines);
  threads += other.threads;
  lost += other.lost;
  cpuNs += other.cpuNs;
  rounds += other.rounds;
  longestRoundNs = std::max(longestRoundNs, other.longestRoundNs);
  crashes.insert(crashes.end(), other.crashes.begin(), other.crashes.end());
  lines.insert(other.lines.begin(), other.lines.end());
  symbols |= other.symbols;
  merge(
      calls, other.calls,
      [](const CallEvent &a, const CallEvent &b) {
        return a.callee == b.callee && a.context == b.context && a.coroutine == b.coroutine && a.stack == b.stack &&
               a.underLock == b.underLock && a.lock == b.lock && a.holder == b.holder && a.maker == b.maker;
      },
      [](CallEvent &into, const CallEvent &from) {
        into.blocked.add(from.blocked);
        into.calls += from.calls;
      });
  merge(
      stalls, other.stalls,
      [](const StallEvent &a, const StallEvent &b) {
        return a.blocked == b.blocked && a.stack == b.stack && a.inCoroutine == b.inCoroutine && a.maker == b.maker;
      },
      [](StallEvent &into, const StallEvent &from) { into.seen.add(from.seen); });
  merge(
      spawns, other.spawns,
      [](const SpawnEvent &a, const SpawnEvent &b) { return a.coroutine == b.coroutine && a.creator == b.creator; },
      addSpawn);
  merge(
      tasks, other.tasks, [](const TaskEvent &a, const TaskEvent &b) { return a.file == b.file && a.line == b.line; },
      [](TaskEvent &into, const TaskEvent &from) {
        into.ran.add(from.ran);
        into.betweenNs += from.betweenNs;
      });
  merge(
      threadSites, other.threadSites, [](const ThreadEvent &a, const ThreadEvent &b) { return a.stack == b.stack; },
      [](ThreadEvent &into, const ThreadEvent &from) { into.made += from.made; });
}

std::string duration(std::uint64_t ns) {
  char text[32];
  const auto value = static_cast<double>(ns);
  if (ns >= 1'000'000'000)
    std::snprintf(text, sizeof text, "%.1f s", value / 1e9);
  else if (ns >= 10'000'000)
    std::snprintf(text, sizeof text, "%.0f ms", value / 1e6);
  else if (ns >= 100'000)
    std::snprintf(text, sizeof text, "%.1f ms", value / 1e6);
  else if (ns >= 1'000)
    std::snprintf(text, sizeof text, "%.0f us", value / 1e3);
  else
    std::snprintf(text, sizeof text, "%.0f ns", value);
  return text;
}

StackFrames ownFrames(const StackFrames &stack) {
  StackFrames own;
  for (const StackFrame &frame : stack)
    if (!frame.file.empty() && !frame.file.starts_with("/usr/") && frame.line != 0) own.push_back(frame);
  return own;
}

}  // namespace cotidy
