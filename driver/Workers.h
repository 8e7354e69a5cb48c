// Workers.h: does something with many translation units at once, each in a process of its own. A unit that crashes the front end,
// spins or eats the memory takes only its process with it; the run goes on and says so.
#pragma once
#include "analysis/Extract.h"
#include "driver/CompileDatabase.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace cotidy {

struct WorkerResult {
  enum End { Done, Crashed, Limited } end = Done;
  Extracted extracted;  // where Done
  std::string reason;  // one line, else
};

/// What a worker does with its unit; the bytes go to the parent.
using UnitWork = std::function<std::string(const SourceUnit &)>;

struct WorkerAnswer {
  WorkerResult::End end = WorkerResult::Done;
  std::string bytes;  // where Done
  std::string reason;  // one line, else
};

/// Limits are CPU time and address space, never wall clock: what is reported must not depend on the load.
struct WorkerLimits {
  unsigned cpuSeconds = 120;
  std::size_t addressSpace = std::size_t(6) << 30;
};

/// Called in this process whenever a unit is done, in any order.
using UnitDone = std::function<void(const SourceUnit &)>;

/// The answers in the order of `units`, whatever `jobs` is. A unit that hits a limit is tried once more, alone.
/// Must be called before any thread is started.
std::vector<WorkerAnswer> runInWorkers(std::span<const SourceUnit> units, const UnitWork &work, unsigned jobs,
                                       const UnitDone &done);

/// Extracts the units in that way.
std::vector<WorkerResult> extractInWorkers(std::span<const SourceUnit> units, const ExtractOptions &options,
                                           unsigned jobs, const UnitDone &done);

}  // namespace cotidy
